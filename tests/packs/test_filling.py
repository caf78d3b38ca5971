"""A briefing fills its pages: with more rows, else with looser ones, and never a third page."""

from dataclasses import replace

import pytest

from dashboard.files import typeset
from dashboard.packs.filling import filled
from tests.files.test_briefing import told


def svg_of_height(high):
    """Draw nothing, so high where it is 520 wide."""
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 520 {high}"></svg>'


TALL = (told().pictures[0], replace(told().pictures[0], svg=svg_of_height(1700)))
"""A picture, and another that is higher than a page has room beside so much text."""


def tables(most):
    """Give a table of as many rows as there is room for, beside sixty, and of `most` in all."""

    def listed(more):
        count = min(60 + int(more), most)
        return told(rows=count).listings

    return listed


@pytest.mark.parametrize("most", [64, 75, 300])
def test_the_second_page_is_full_whether_or_not_there_are_more_rows(most):
    made = filled(replace(told(), listings=()), tables(most))
    page, left = typeset.end(made)
    assert page == 2
    assert left < 6
    assert (made.loose > 0.1) == (most < 100)


def test_what_would_run_to_a_third_page_has_fewer_rows():
    made = filled(replace(told(), listings=()), lambda more: tables(300)(more + 50))
    assert typeset.end(made)[0] == 2


def test_a_briefing_without_a_table_stays_as_it_is():
    alone = replace(told(), listings=())
    assert filled(alone, lambda _: ()) == alone


def test_where_no_fewer_rows_help_the_middle_picture_is_left_out():
    crowded = replace(told(), sentences=("In Kent.",) * 36, listings=())
    three = replace(crowded, pictures=(*TALL, told().pictures[0]))
    assert typeset.end(three)[0] > 2
    made = filled(three, lambda _: ())
    assert typeset.end(made)[0] <= 2
    assert made.pictures == (TALL[0], told().pictures[0])
