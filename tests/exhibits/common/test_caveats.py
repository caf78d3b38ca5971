"""What is said of grades is told by what kind of visit was made, and nothing where none was."""

import pytest

from dashboard.exhibits.common import caveats
from dashboard.measures.selection import Selection
from dashboard.records import words as w
from tests import conftest

PLAIN = "Visits are not inspections and are not graded."
OURS = "Assurance, monitoring and focused visits are not graded."


@pytest.fixture
def made(open_records):
    """Give a function that opens records with one visit of each kind given."""

    def opened(*kinds):
        rows = conftest.everywhere()
        visits = [conftest.visit(n, rows[n]) | {"visit_type": kind} for n, kind in enumerate(kinds)]
        return open_records(rows, visits)

    return opened


@pytest.mark.parametrize(
    ("kinds", "said"),
    [
        (["Assurance visit", "Monitoring visit", "Focused visit"], PLAIN),
        (["Full inspection"], f"The one visit is an inspection. {OURS}"),
        (["Full inspection", "Emergency inspection"], f"Both visits are inspections. {OURS}"),
        (["Full inspection", "Assurance visit"], f"1 of 2 visits is an inspection. {OURS}"),
        (
            ["Interim inspection"] * 9 + ["Focused visit"] * 3,
            f"9 of 12 (75%) visits are inspections. {OURS}",
        ),
    ],
)
def test_no_inspection_is_called_a_visit_that_is_not_graded(made, kinds, said):
    opened = made(*kinds)
    assert caveats.graded(opened, Selection()) == said
    assert caveats.caveat(opened, Selection()).startswith(said)


def test_a_filter_of_kinds_tells_of_what_it_leaves(made):
    opened = made("Full inspection", "Assurance visit")
    assert caveats.graded(opened, Selection(visit_type="Assurance visit")) == PLAIN


def test_of_no_visit_nothing_is_said_but_that(illustrated):
    scilly = Selection(area="E06000053", setting_type=w.LOCAL_AUTHORITY)
    said = "No visits to local authorities in the Isles of Scilly in the period."
    assert caveats.caveat(illustrated, scilly) == said


def test_where_visits_are_not_told_of_it_says_so(edges):
    said = "These records do not tell of visits to providers."
    assert caveats.caveat(edges["no visits supplied"], Selection()) == said
