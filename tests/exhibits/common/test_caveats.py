"""What is said of grades is told by what kind of visit was made, and nothing where none was."""

import pytest

from dashboard.exhibits.common import caveats
from dashboard.measures.selection import Selection
from dashboard.records import words as w
from tests import conftest

PLAIN = "Visits are not inspections and are not graded."


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
        (["Full inspection"], "The one visit is an inspection."),
        (["Full inspection", "Emergency inspection"], "Both visits are inspections."),
        (
            ["Full inspection", "Assurance visit", "Monitoring visit"],
            "1 of 3 visits is an inspection. Assurance and monitoring visits are not graded.",
        ),
        (
            ["Interim inspection"] * 9 + ["Focused visit"] * 3,
            "9 of 12 (75%) visits are inspections. Focused visits are not graded.",
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
