"""What of a page is offered is there: a part that is listed has something to show."""

import pytest

from dashboard.exhibits.made import is_there, parts_there
from dashboard.exhibits.pages import PAGES
from dashboard.measures import Selection
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
