"""What is left out of HTML as it is sent, a browser puts there again: it has the same nodes."""

import pytest

from dashboard.delivery import laid_out
from dashboard.measures import Selection
from dashboard.measures.parts import ALL
from dashboard.ui.lean import lean

SAME = """([whole, lean]) => {
  const [one, other] = [whole, lean].map((said) => {
    const made = document.createElement("template")
    made.innerHTML = said
    return made.content
  })
  return one.isEqualNode(other)
}"""


@pytest.fixture(scope="module")
def blank(map_browser):
    """Give an empty page of a real browser."""
    page = map_browser.new_page()
    yield page
    page.close()


@pytest.mark.browser
@pytest.mark.parametrize("path", laid_out.VIEWS)
@pytest.mark.parametrize("area", [None, "E10000016"])
def test_a_browser_has_the_same_nodes_of_what_is_sent(illustrated, blank, path, area):
    chosen = Selection(area=area, part=ALL, compare=("London", "E10000016"))
    said = "".join(laid_out.lay_out(path, illustrated.listing(), chosen).pieces)
    sent = lean(said)
    assert len(sent) < len(said)
    assert blank.evaluate(SAME, [said, sent])


@pytest.mark.browser
@pytest.mark.parametrize(
    "said",
    [
        "<ul><li>a<ul><li>b</li><li>c</li></ul></li><li>d</li></ul><p>e</p>",
        "<dl><div><dt>a</dt><dd>b</dd></div><div><dt>c</dt><dd></dd></div></dl>f",
        "<table><caption>a</caption><thead><tr><th>b</th><td></td></tr></thead>"
        "<tbody><tr><th>c</th><td>d <b>e</b></td></tr></tbody></table><p>f</p>",
    ],
)
def test_what_lies_within_another_ends_where_it_did(blank, said):
    assert blank.evaluate(SAME, [said, lean(said)])


def test_words_that_look_like_ends_stay():
    assert lean("<td>&lt;/td&gt;</td>") == "<td>&lt;/td&gt;"
