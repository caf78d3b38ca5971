"""The briefing of a release: two pages of what is given, large enough to be read."""

from dataclasses import replace

import pytest
from lxml.etree import fromstring

from dashboard.disclosure.release_rows import NOT_GIVEN
from dashboard.disclosure.whole import standing
from dashboard.files import typeset
from dashboard.measures.selection import ENGLAND
from dashboard.packs.briefing_pictures import WIDTH
from dashboard.packs.released.books import briefing


@pytest.mark.parametrize("place", [ENGLAND, "London", "North East, Yorkshire and the Humber"])
def test_it_has_two_pages_with_pictures_as_wide_as_half_of_one(made, place):
    told = briefing(standing(made)[1].release, place)
    assert typeset.end(told)[0] == 2
    assert told.pictures
    for picture in told.pictures:
        assert fromstring(picture.svg.encode()).get("viewBox").split()[2] == str(WIDTH)


def test_what_is_not_given_has_no_row_and_no_bar_and_is_said(made):
    release = standing(made)[1].release
    of = next(each for each in release.tables if each.page == "enforcement")
    first = of.columns[0]
    for gone in (first.series, [name for each in of.columns for name in each.series]):
        left = {name: each for name, each in release.figures.items() if name not in gone}
        told = briefing(replace(release, figures=left), "London")
        shown = {each.title.partition(";")[0]: each for each in told.listings}
        rows = [row for each in told.listings for row in each.rows]
        assert not any(NOT_GIVEN.partition(" ")[2] in row for row in rows)
        assert (of.title in shown) == (gone == first.series)
        assert f"{first.label.lower()}, not given" in " ".join(told.sentences)
