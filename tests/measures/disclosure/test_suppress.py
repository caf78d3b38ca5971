"""What is hidden cannot be worked out: by linear programming, and by trying every small table."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.measures.disclosure.suppress import audit, primary, suppress
from dashboard.measures.disclosure.system import Cell, Hidden, System, Terms, UnprovenError

THRESHOLD, SECONDS = 5, 30.0
Table = list[list[int]]


def small(n: int, threshold: int = THRESHOLD) -> tuple[int, int] | None:
    """Give the plain rule: hide what is from 1 to under the threshold."""
    return (1, threshold - 1) if 0 < n < threshold else None


def with_totals(table: Table, threshold: int = THRESHOLD) -> System:
    """Write a table as a system in which every cell, row, column and the whole is released."""
    down, across = range(len(table)), range(len(table[0]))
    groups = [
        *([(r, c)] for r in down for c in across),
        *([(r, c) for c in across] for r in down),
        *([(r, c) for r in down] for c in across),
        [(r, c) for r in down for c in across],
    ]
    cells = []
    for group in dict.fromkeys(map(tuple, groups)):
        n = sum(table[r][c] for r, c in group)
        terms: Terms = tuple((r * len(across) + c, 1) for r, c in group)
        cells.append(Cell((str(group),), terms, n, small(n, threshold)))
    return System((None,) * (len(down) * len(across)), tuple(cells))


def tables(rows: int, columns: int, most: int) -> st.SearchStrategy[Table]:
    row = st.lists(st.integers(0, most), min_size=columns, max_size=columns)
    return st.lists(row, min_size=rows, max_size=rows)


def every_table(system: System, hidden: Hidden, most: int) -> np.ndarray:
    """Try all tables of whole numbers up to a size: a row for each that agrees with the release."""
    tried = np.indices((most + 1,) * len(system.most)).reshape(len(system.most), -1).T
    sums = tried @ system.sums.toarray().T
    agrees = [sums[:, at] == c.value for at, c in enumerate(system.cells) if at not in hidden]
    return sums[np.logical_and.reduce(agrees, initial=True, dtype=bool, axis=0)] if agrees else sums


def is_safe(table: Table) -> None:
    """Suppress a table; then nothing may be worked out, and no other cell be hidden for nothing."""
    system = with_totals(table)
    hidden = suppress(system, THRESHOLD, SECONDS)
    assert primary(system) <= hidden
    assert audit(system, hidden, THRESHOLD, SECONDS) == []
    for place in hidden - primary(system):
        assert audit(system, hidden - {place}, THRESHOLD, SECONDS)


@settings(max_examples=8)
@given(tables(3, 3, 25))
def test_a_random_table_is_safe_and_is_not_with_any_one_of_the_others_shown(table: Table) -> None:
    is_safe(table)


@pytest.mark.long
@settings(max_examples=80)
@given(tables(4, 5, 30))
def test_many_larger_tables_are_safe_too(table: Table) -> None:
    is_safe(table)


@settings(max_examples=8)
@given(tables(2, 2, 8))
def test_whoever_tries_every_table_comes_no_nearer_than_the_audit_says(table: Table) -> None:
    system, threshold = with_totals(table, 3), 3
    hidden = suppress(system, threshold, SECONDS)
    found = every_table(system, hidden, 16)
    assert len(found)
    for place in system.protected:
        assert np.ptp(found[:, place]) >= threshold


def test_small_cells_alone_are_not_enough() -> None:
    system = with_totals([[3, 20, 30], [12, 40, 9], [25, 8, 17]])
    assert audit(system, primary(system), THRESHOLD, SECONDS)
    hidden = suppress(system, THRESHOLD, SECONDS)
    assert len(hidden) > len(primary(system))
    assert audit(system, hidden, THRESHOLD, SECONDS) == []


def test_two_small_cells_do_not_hide_each_other_from_who_knows_the_rule() -> None:
    """1 and 1 with the total 7: whoever knows that both are at least 1 would know both."""
    cells = [
        Cell(("one",), ((0, 1),), 1, (1, 4)),
        Cell(("two",), ((1, 1),), 1, (1, 4)),
        Cell(("three",), ((2, 1),), 5),
        Cell(("all",), ((0, 1), (1, 1), (2, 1)), 7),
    ]
    system = System((None, None, None), tuple(cells))
    hidden = suppress(system, THRESHOLD, SECONDS)
    assert not {2, 3}.isdisjoint(hidden)


def test_what_was_released_before_cannot_be_hidden_any_more() -> None:
    system = with_totals([[3, 20], [12, 40]])
    out = {at for at, cell in enumerate(system.cells) if len(cell.terms) > 1}
    known = [replace(cell, out=at in out) for at, cell in enumerate(system.cells)]
    hidden = suppress(replace(system, cells=tuple(known)), THRESHOLD, SECONDS)
    assert hidden == {0, 1, 2, 3}


def test_an_audit_that_runs_out_of_time_proves_nothing() -> None:
    with pytest.raises(UnprovenError, match="time"):
        suppress(with_totals([[3, 20], [12, 40]]), THRESHOLD, seconds=0.0)


@pytest.mark.parametrize("unknowns", [(), (None, 9)])
def test_where_there_is_nothing_to_protect_nothing_is_hidden(unknowns: tuple[int | None]) -> None:
    cells = [Cell((str(at),), ((at, 1),), 7) for at in range(len(unknowns))]
    assert suppress(System(unknowns, tuple(cells)), THRESHOLD, SECONDS) == frozenset()
