"""One thing alone is spoken of as one, and several as n of N."""

import pytest

from dashboard.wording import spoken


@pytest.mark.parametrize(
    ("n", "total", "written"),
    [
        (0, 1, "not the one visit"),
        (1, 1, "the one visit"),
        (1, 2, "1 of 2 visits"),
        (3, 12, "3 of 12 visits (25%)"),
    ],
)
def test_one_alone_is_named_as_one(n, total, written):
    assert spoken.named(n, total, "visits") == written
    assert spoken.of_them(n, total) == written.replace(" visits", "").removesuffix(" visit")


@pytest.mark.parametrize(
    ("n", "total", "written"),
    [
        (0, 2, "neither of the 2 visits"),
        (0, 1200, "none of the 1,200 visits"),
        (2, 2, "both visits"),
        (33, 33, "all 33 visits"),
    ],
)
def test_none_and_all_of_some_are_said_as_such(n, total, written):
    assert spoken.named(n, total, "visits") == written


@pytest.mark.parametrize(
    ("n", "total", "written"),
    [
        (0, 1, "the one visit was not prioritised"),
        (1, 1, "the one visit was prioritised"),
        (1, 3, "1 of 3 visits was prioritised"),
        (0, 2, "neither of the 2 visits was prioritised"),
        (0, 3, "none of the 3 visits was prioritised"),
        (12, 12, "all 12 visits were prioritised"),
    ],
)
def test_what_happened_to_one_alone_is_said_of_it(n, total, written):
    assert spoken.happened(n, total, "visits", "prioritised") == written


@pytest.mark.parametrize(
    ("n", "total", "written"),
    [
        (0, 1, ("0", "of the one letter")),
        (1, 1, ("1", "the one letter")),
        (1, 2, ("1 of 2", "letters")),
    ],
)
def test_a_large_figure_of_one_alone_is_a_single_number(n, total, written):
    assert spoken.under(n, total, "letters") == written


def test_a_figure_of_one_that_is_not_known_stays_so():
    assert spoken.of_them(None, 1) == "not known"
    assert spoken.visited(0, 1) == "the only one has not been visited"
