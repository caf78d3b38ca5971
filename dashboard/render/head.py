"""The head of a page in pieces of HTML: its answer, what is shown, and its figures."""

from collections.abc import Iterator
from html import escape
from itertools import chain

from dashboard.exhibits.page import Page
from dashboard.exhibits.road import pace_explained
from dashboard.measures.cached import cached
from dashboard.measures.trust import WithheldError
from dashboard.render.html import tiles
from dashboard.render.html.cards import standing
from dashboard.render.html.markup import facts
from dashboard.render.pieces import Opened, note, piece, showing
from dashboard.wording.withheld import in_words, sentence

NO_EXHIBIT = 'This page has no exhibit called "{}", at least for what the filters leave.'


def head(page: Page, opened: Opened) -> Iterator[str]:
    """Open a page with its answer, what is shown in words, and its figures."""
    asked = opened.store, opened.selection
    yield piece(
        f'<div class="lead"><h1>{escape(page.name)}</h1>'
        f'<p class="question">{escape(page.question)}</p>'
        f'<p class="answer">{escape(in_words(page.answer)(*asked))}</p></div>'
    )
    told = page.band(*asked) if page.band else ()
    yield piece(facts("band", told)) if told else ""
    if page.standing:
        yield piece(_standing(page, opened))
    if page.caveat and (said := page.caveat(*asked)):
        yield piece(f'<p class="caveat">{escape(said)}</p>')
    if page.filters_at_head:
        yield piece(showing(opened))
    figures = cached(page.tiles)(*asked) if page.tiles else ()
    if figures:
        links, as_text = opened.links, bool(opened.links.up)
        to_explain = links.to_explain(opened.selection)
        yield piece(tiles.drawn(figures, links.lead, to_explain, as_text))
    yield note(page.note(*asked) if page.note else "")


def alone(page: Page, opened: Opened) -> str:
    """Head exhibits that are shown alone, with the way to the whole page."""
    there = escape(opened.links.lead("", opened.selection))
    whole = f'<p class="files"><a href="{there}">{escape(page.name)}: the whole page</a></p>'
    return f'<div class="lead alone"><h1>{escape(page.name)}</h1></div>{whole}{showing(opened)}'


def _standing(page: Page, opened: Opened) -> str:
    try:
        found = page.standing(opened.store, opened.selection) if page.standing else ()
        to_explain = opened.links.to_explain(opened.selection)
        behind = [pace_explained.projection(opened.store, track) for track in found]
        opened.store.was_asked(*chain.from_iterable(behind))
        names = [each[0].key(opened.selection) if each else "" for each in behind]
        return standing(found, [*map(to_explain, names)])
    except WithheldError as figure:
        return f'<p class="notice">{escape(sentence(figure))}</p>'
