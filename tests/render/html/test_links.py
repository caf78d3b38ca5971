"""The name of a region in a table leads to the same page for that region, wherever it stands."""

import re
from dataclasses import replace

import pytest

from dashboard.exhibits.coverage import unreached
from dashboard.exhibits.enforcement import counted
from dashboard.exhibits.exhibit import Counts, Stack
from dashboard.exhibits.found import letters
from dashboard.exhibits.why import authorities, shares
from dashboard.measures import Selection
from dashboard.render import html

MADE = {
    "letters": letters.publication,
    "not reached": unreached.exhibit,
    "reasons": shares.regions,
    "sampled": authorities.sampled,
    "actions": counted.regions,
}
ROW = re.compile(r"<th [^>]*scope=\"row\"[^>]*>(.*?)</th>")
LINK = re.compile(r'<a href="(.*?)">(.*?)</a>')


def lead(path, selection):
    return f"{path}?{selection.area}&{selection.setting_type}"


def rows_of(chart, store, selection):
    drawn = html.drawn(chart, "", lead, selection, store.codes)
    return ROW.findall(drawn)


@pytest.mark.parametrize("made", MADE)
def test_each_region_is_a_link_that_keeps_the_filters_and_the_whole_is_none(illustrated, made):
    selection = Selection()
    (chart, *_) = MADE[made](illustrated, selection).charts
    rows = rows_of(chart, illustrated, selection)
    links = [LINK.fullmatch(row) for row in rows if "England" not in re.split("[<>]", row)]
    assert len(links) > 3
    for link in links:
        assert link, rows
        assert link[1] == f"?{link[2]}&amp;{selection.setting_type}"
    assert not [row for row in rows if row.startswith("<a") and ">England<" in row]


def test_the_region_that_is_chosen_is_no_link_to_itself(illustrated):
    selection = Selection(area="London")
    for made in ("letters", "reasons"):
        (chart, *_) = MADE[made](illustrated, selection).charts
        assert "London" in rows_of(chart, illustrated, selection)


def test_a_chart_that_chooses_nothing_has_no_links(illustrated):
    for made, kind in (("reasons", Stack), ("actions", Counts)):
        (chart, *_) = MADE[made](illustrated, Selection()).charts
        assert isinstance(chart, kind)
        assert not LINK.search(
            html.drawn(replace(chart, chooses=""), "", lead, Selection(), illustrated.codes)
        )


def test_an_authority_still_leads_to_its_profile(illustrated):
    made = letters.publication(illustrated, Selection(area="E10000016"))
    assert rows_of(made.charts[0], illustrated, Selection(area="E10000016")) == ["Kent"]
