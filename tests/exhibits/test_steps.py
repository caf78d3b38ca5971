"""A choice costs few steps of the query engine, and one that was made before hardly any.

A small step costs 20 to 70 microseconds whatever it works on, and a page takes some two hundred:
they are counted, because a count is the same on every machine.
"""

from dataclasses import replace

import pytest
from polars.lazyframe.engine import _LocalEngine

from dashboard.delivery import VIEWS, lay_out, read
from dashboard.measures.selection import Selection

NEW, AGAIN = 300, 15
"""Steps that a page may take for a new choice, and for one made before: a quarter more than the
dearest page takes, and twice as many."""


@pytest.fixture(scope="module")
def store():
    """Give records as they are served, of which everything is known that holds for all choices."""
    fresh = replace(read({})[0])
    for path in VIEWS:
        lay_out(path, fresh, Selection(area="E08000025"))
    return fresh


@pytest.mark.parametrize("path", VIEWS)
def test_a_choice_takes_few_steps_and_next_to_none_again(store, monkeypatch, path):
    taken, collect = [], _LocalEngine.collect

    def counted(*given, **more):
        taken.append(path)
        return collect(*given, **more)

    monkeypatch.setattr(_LocalEngine, "collect", counted)
    chosen = Selection(area="E10000016")
    lay_out(path, store, chosen)
    new = len(taken)
    lay_out(path, store, chosen)
    again = len(taken) - new
    assert new <= NEW, f"{new} steps"
    assert again <= AGAIN, f"{again} steps again"
