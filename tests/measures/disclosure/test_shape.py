"""The one shape that share gives: what is hidden, and that no two views tell it by subtraction."""

from dataclasses import replace
from itertools import combinations

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.measures.definitions import MEASURES
from dashboard.measures.definitions.found import SERIOUS_CONCERNS
from dashboard.measures.disclosure import shape
from dashboard.measures.disclosure.shape import ABOVE, BELOW, Counts, protects
from dashboard.measures.disclosure.suppress import audit, primary, suppress
from dashboard.measures.disclosure.system import Cell, System
from dashboard.measures.selection import ENGLAND, Selection
from dashboard.store import open_store

THRESHOLD, SECONDS = 5, 60.0
REGIONS = ("North", "East", "South")
Hidden = frozenset[int]


@pytest.fixture(scope="module")
def counted() -> System:
    """Give the system of the illustrative records."""
    store = open_store(None)
    regions = store.authorities["region"].cast(pl.String).unique(maintain_order=True)
    counts = shape.gather(
        lambda measure, limits: store.ask(measure, Selection(), ["region"], **dict(limits)),
        regions.to_list(),
    )
    return shape.system(counts, THRESHOLD)


@pytest.fixture(scope="module")
def hidden(counted: System) -> Hidden:
    return suppress(counted, THRESHOLD, SECONDS)


@pytest.mark.parametrize(
    ("n", "out_of", "is_share", "guess"),
    [
        (0, 20, True, None),
        (1, 20, True, (1, 4)),
        (4, 20, False, (1, 4)),
        (5, 20, True, None),
        (0, 4, True, (0, 4)),
        (7, 7, True, (0, 7)),
        (7, 7, False, None),
        (0, 0, True, None),
        (3, 0, False, (1, 4)),
    ],
)
def test_what_is_hidden_for_its_own_sake(
    n: int, out_of: int, is_share: bool, guess: tuple[int, int] | None
) -> None:
    assert protects(n, out_of, THRESHOLD, is_share) == guess


def test_every_measure_that_counts_what_visits_led_to_says_that_it_is_sensitive() -> None:
    given_ = {measure.name for measure, _ in shape.GIVEN}
    sensitive = {measure.name for measure in MEASURES if measure.sensitive}
    assert given_ <= sensitive
    tables = {"actions", "ended", "in_force", "restricted", "findings"}
    for measure in MEASURES:
        counts = [c for c in (measure.numerator, measure.denominator) if c]
        words = {column for count in counts for column, _ in count.only}
        tells = tables & {c.table for c in counts} or {"outcome", "selection_basis"} & words
        assert measure.sensitive == bool(tells), measure.name


def test_nothing_hidden_can_be_worked_out_from_all_that_is_released(
    counted: System, hidden: Hidden
) -> None:
    assert primary(counted) and primary(counted) <= hidden
    assert audit(counted, hidden, THRESHOLD, SECONDS) == []


def test_each_of_the_others_that_are_hidden_is_needed(counted: System, hidden: Hidden) -> None:
    others = hidden - primary(counted)
    assert others
    for place in others:
        assert audit(counted, hidden - {place}, THRESHOLD, SECONDS)


def only(system: System, kept: set[int]) -> Hidden:
    """Hide all but some cells."""
    return frozenset(range(len(system.cells))) - kept


def views(system: System, hidden: Hidden) -> list[set[int]]:
    """List the views that share can export: a place with one measure, or every place with it."""
    cells = system.cells
    of: dict[tuple[str, ...], set[int]] = {}
    for at, cell in enumerate(cells):
        name, place = cell.name[:-1], cell.name[-1]
        for view in ((*name, "every place"), (*name, place), ("every measure", place)):
            of.setdefault(view, set()).add(at)
    return [view - hidden for view in of.values()]


def test_no_pair_of_views_tells_what_is_hidden_when_random_pairs_are_taken(
    counted: System, hidden: Hidden
) -> None:
    pairs = list(combinations(views(counted, hidden), 2))
    for one, other in pairs[:: len(pairs) // 6]:
        assert audit(counted, only(counted, one | other), THRESHOLD, SECONDS) == []


@pytest.mark.long
def test_no_pair_of_views_that_share_can_export_tells_what_is_hidden(
    counted: System, hidden: Hidden
) -> None:
    whole = [view for view in views(counted, hidden) if len(view) > 1]
    for one, other in combinations(whole, 2):
        assert audit(counted, only(counted, one | other), THRESHOLD, SECONDS) == []


counts = st.fixed_dictionaries(
    {region: st.tuples(*(st.integers(0, 25) for _ in range(10))) for region in REGIONS}
)


def made_of(drawn: dict[str, tuple[int, ...]]) -> Counts:
    """Make counts that could be: letters are of visits, and concerns are of letters."""
    protected: dict[shape.Count, dict[str, int]] = {}
    visits, on_register = {}, {}
    for region, (a, b, c, d, letters, more, bad, worse, issued, ended) in drawn.items():
        reasons = dict(zip(shape.REASONS, (a, b, c, d), strict=True))
        sides = {}
        for basis, made, out, n in zip(
            shape.BASES, (a, b), (letters, more), (bad, worse), strict=True
        ):
            asked = (SERIOUS_CONCERNS.name, (("selection_basis", basis),))
            sides |= {(asked, BELOW): min(made, out), (asked, ABOVE): min(made, out, n)}
        over = min(issued, ended)
        acted = [((m.name, limits), ABOVE) for m, limits in shape.GIVEN[-3:]]
        sides |= dict(zip(acted, (issued, over, issued - over), strict=True))
        for count, n in (reasons | sides).items():
            protected.setdefault(count, {})[region] = n
        visits[region], on_register[region] = a + b + c + d, issued + 3
    return Counts(REGIONS, protected, visits, on_register, visits)


@pytest.mark.long
@settings(max_examples=25)
@given(counts)
def test_whatever_the_counts_nothing_hidden_can_be_worked_out(
    drawn: dict[str, tuple[int, ...]],
) -> None:
    system = shape.system(made_of(drawn), THRESHOLD)
    hidden = suppress(system, THRESHOLD, SECONDS)
    assert audit(system, hidden, THRESHOLD, SECONDS) == []


@settings(max_examples=20)
@given(counts)
def test_the_counts_agree_with_what_is_known_of_them(drawn: dict[str, tuple[int, ...]]) -> None:
    """Else the programme would have no answer, and nothing would be proved."""
    made = made_of(drawn)
    for bound in shape.BOUNDS:
        for region in REGIONS:
            assert sum(made.protected[count][region] * times for count, times in bound) <= 0


def test_a_total_that_would_tell_a_hidden_part_is_hidden_or_another_part_is() -> None:
    n = dict.fromkeys(REGIONS, 10) | {"North": 2}
    asked = ((shape.GIVEN[-1][0].name, ()), ABOVE)
    many = dict.fromkeys(REGIONS, 50)
    system = shape.system(Counts(REGIONS, {asked: n}, many, many, many), THRESHOLD)
    named = {system.cells[at].name[-1] for at in suppress(system, THRESHOLD, SECONDS)}
    assert "North" in named and len(named) == 2
    assert ENGLAND not in named


def test_cells_can_be_told_as_rounded(counted: System, hidden: Hidden) -> None:
    """A figure rounded to the nearest 5 tells less than the figure itself."""

    def rounded(cell: Cell) -> Cell:
        near = 5 * round(cell.value / 5)
        return replace(cell, told=(near - 2, near + 2))

    loose = replace(counted, cells=tuple(rounded(cell) for cell in counted.cells))
    assert audit(loose, hidden, THRESHOLD, SECONDS) == []
