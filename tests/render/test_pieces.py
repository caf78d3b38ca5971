"""What is said below an exhibit: only what the head and the foot of its page do not say."""

import pytest

from dashboard.exhibits.made import groups
from dashboard.exhibits.pages import PAGES
from dashboard.measures.selection import Selection
from dashboard.render.leading import Links
from dashboard.render.pieces import Opened, of_exhibits
from dashboard.wording import words

WHOLE = "all of England"


def below(store, selection):
    """Give what stands small below the exhibits of every page, on the page itself."""
    opened = Opened(store, selection, (), Links())
    made = (
        group
        for page in PAGES
        for section in page.sections
        for group in groups(section.exhibits + section.right, store, selection)
    )
    said = [each for group in made for each in of_exhibits(group, opened, in_full=False)]
    return [each for each in said if isinstance(each, str) and 'class="note"' in each]


@pytest.mark.parametrize("area", [None, "E10000016"])
def test_a_page_says_its_period_at_its_head_and_not_below_each_exhibit(illustrated, area):
    selection = Selection(area=area)
    notes = below(illustrated, selection)
    period = words.period(selection, illustrated)
    assert [each for each in notes if period in each and "Source: " not in each] == []
    assert any(WHOLE in each for each in notes) == bool(area)


def test_no_note_announces_what_does_not_follow(illustrated):
    assert [each for each in below(illustrated, Selection()) if ":</p>" in each] == []
