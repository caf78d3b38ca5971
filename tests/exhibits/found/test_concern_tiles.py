"""Serious concerns at the head of Summary and of What we found: one truth, in the same words."""

import pytest

from dashboard.exhibits.found import concern_tiles
from dashboard.exhibits.pages.found import tiles
from dashboard.exhibits.summary import summary_answer
from dashboard.measures.selection import Selection
from dashboard.records import words as w
from tests.conftest import everywhere, visit


def heads(opened, selection):
    """Give the tile of Summary, and those of What we found that tell of serious concerns."""
    shown = ((tile.label, tile.value, tile.under) for tile in tiles(opened, selection))
    found = [tile for tile in shown if tile[0].startswith(concern_tiles.LABEL)]
    return summary_answer.serious(opened, selection), found


def test_both_pages_say_the_same_of_prioritised_visits(any_store, random_selections):
    for selection in [Selection(), *random_selections(any_store, 8, seed=77)]:
        summary, found = heads(any_store, selection)
        if found:
            shown = found[0][2].replace(" of prioritised visits", "")
            assert summary[1] == found[0][1]
            assert summary[2].replace(" of prioritised visits", "") == shown


OUT = {"published_on": "2020-10-20"}
CASES = {
    "[x]: these records hold no assurance visits": {"visit_type": "Full inspection"},
    "[x]: the day of publication is not in these records": {"selection_basis": w.PRIORITISED},
    "[x]: why these visits were made is not recorded": {
        "selection_basis": None,
        "outcome": w.NO_SERIOUS_CONCERNS,
        **OUT,
    },
    "[x]: no published letter has an outcome recorded": {"selection_basis": None, **OUT},
    "no letters: none published yet, of the one prioritised assurance visit": {
        "selection_basis": w.PRIORITISED,
        "started_on": "2020-12-01",
    },
    "none: no prioritised assurance visits in the period": {
        "selection_basis": w.SAMPLED,
        "outcome": w.NO_SERIOUS_CONCERNS,
        **OUT,
    },
}


@pytest.mark.parametrize("said", CASES)
def test_what_is_missing_is_named_on_both_pages(open_records, said):
    rows = everywhere()
    summary, found = heads(open_records(rows, [visit(0, rows[0]) | CASES[said]]), Selection())
    assert ": ".join(summary[1:]) == said == ": ".join(found[0][1:])


def test_assurance_visits_outside_the_period_are_none_and_not_unknown(open_records):
    rows = everywhere()
    inspected = visit(0, rows[0]) | {"visit_type": "Full inspection"}
    opened = open_records(rows, [inspected, visit(1, rows[1]) | {"started_on": "2020-08-20"}])
    summary, found = heads(opened, Selection())
    assert summary[1:] == found[0][1:] == ("none", "no assurance visits in the period")


def test_visits_that_are_not_told_of_are_not_said_to_be_none(edges):
    value, why = heads(edges["no visits supplied"], Selection())[0][1:]
    assert (value, why) == ("[x]", "visits to providers are not known")
