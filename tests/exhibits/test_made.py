"""What of a page is offered is there: a part that is listed has something to show."""

import pytest

from dashboard.exhibits.made import groups, is_there, parts_there
from dashboard.exhibits.pages import PAGES
from dashboard.illustrative import mondays
from dashboard.measures import Selection
from dashboard.measures.opening import make_illustrative
from dashboard.measures.parts import COMPARED, LAST_WEEK
from tests.conftest import KENT


@pytest.mark.parametrize("chosen", [Selection(), Selection(area=KENT)], ids=["England", "Kent"])
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.path)
def test_no_part_is_offered_that_has_nothing_to_show(edges, page, chosen):
    """Whichever is open, also one that has nothing itself: that alone is listed all the same."""
    for name, store in edges.items():
        for part in (*page.parts_of(chosen)[:2], ""):
            selection = chosen.changed("part", part) if part else chosen
            offered = parts_there(page, store, selection)
            assert not part or part in offered
            for each in {*offered} - {part}:
                inside = [section for section in page.sections if section.part == each]
                assert any(is_there(s, store, selection) for s in inside), (name, part, each)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.path)
def test_a_section_that_is_never_empty_always_shows_something(edges, page):
    sections = [section for section in page.sections if section.never_empty]
    for name, store in edges.items():
        for section in sections:
            assert next(groups(section.makes, store, Selection()), None), (name, section.name)


def test_no_part_is_offered_on_the_first_days_that_has_nothing_to_show_yet():
    """Illustrative records of the first Monday tell of no week before, and of no letter."""
    first = make_illustrative(mondays()[0])
    for path, part in (("summary", LAST_WEEK), ("found", COMPARED)):
        page = next(page for page in PAGES if page.path == path)
        assert part in page.parts and part not in parts_there(page, first, Selection())
