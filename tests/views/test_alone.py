"""One exhibit of a page alone, by its key in the address."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import delivery
from dashboard.exhibits.pages.coverage import COVERAGE
from dashboard.exhibits.pages.road import ROAD

ADDRESS = {"area": "north-west"}
FEW = pytest.mark.parametrize(
    ("view", "key"), [(COVERAGE, "types"), (COVERAGE, "weeks"), (ROAD, "road-providers")]
)


def script(store, address, view):
    from dashboard.ui.address import read
    from dashboard.ui.page import show

    selection, notices = read(address, store)
    show(view, store, selection, notices, only=address["only"])


def alone(view, records, key):
    """Open one exhibit of a page and give all the HTML that it shows."""
    kwargs = {"store": records, "address": ADDRESS | {"only": key}, "view": view}
    page = AppTest.from_function(script, default_timeout=30, kwargs=kwargs).run()
    assert not page.exception
    return "\n".join(each.proto.body for each in page.main if each.type == "html")


@FEW
def test_an_exhibit_is_shown_alone_with_the_filters_and_the_way_back(illustrated, view, key):
    """It is there whichever part of its page it belongs to, and nothing else is."""
    said = alone(view, illustrated, key)
    headed = re.findall(r'data-exhibit="exhibit-(.+?)"', said)
    assert key in headed
    assert said.count('class="headline"') == 1
    assert f"<h1>{view.name}</h1>" in said
    assert "Showing: North West" in said
    assert '<a href="?area=north-west">' in said


def test_an_exhibit_that_is_not_there_is_said_in_words_above_the_whole_page(illustrated):
    said = alone(COVERAGE, illustrated, "<b>none</b>")
    assert "This page has no exhibit called &quot;&lt;b&gt;none&lt;/b&gt;&quot;" in said
    assert said.count('class="headline"') > 1


@FEW
def test_the_text_of_an_exhibit_alone_says_the_same_and_leads_to_the_whole(view, key):
    said = delivery.text(view.path, ADDRESS | {"only": key})
    assert said.count('class="headline"') == 1
    assert f'/{key}.csv?area=north-west"' in said
    assert '<a href="?area=north-west">' in said
