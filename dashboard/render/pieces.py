"""A page in pieces of HTML, one below the other; all text is escaped before it is shown.

What only a screen can draw (a chart over time, the map, controls) stands among them as described.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import chain

from dashboard.exhibits.download import Download, Offer
from dashboard.exhibits.exhibit import (
    AreasMap,
    Chart,
    Everything,
    Exhibit,
    Filters,
    Rule,
    Supposing,
)
from dashboard.measures import Selection, Store, WithheldError, choice
from dashboard.render import compared, graphs, html, plotly, svg
from dashboard.render.html import tables
from dashboard.render.leading import Links
from dashboard.render.toolbar import name, to_files, toolbar
from dashboard.wording import filtered, withheld, words

EVERYTHING = {"zip": "Every table of every page (zip)"}


@dataclass(frozen=True)
class Opened:
    """What a page is laid out for: records, a choice, what to say of the link, where it leads."""

    store: Store
    selection: Selection
    notices: Sequence[str]
    links: Links


@dataclass(frozen=True)
class OnScreen:
    """A chart of an exhibit that only a screen can draw."""

    chart: Chart
    exhibit: Exhibit


class Fixed(str):
    """HTML that is the same whatever is chosen: an element of its own, which is not sent again."""


Piece = str | OnScreen


def piece(said: str) -> str:
    """Wrap a piece of HTML whose text is escaped already."""
    return f'<div class="piece">{said}</div>'


def note(text: str) -> str:
    """Say something small in passing, if there is anything to say."""
    return piece(f'<p class="note">{escape(text)}</p>') if text else ""


def headline(sentence: str, title: str, anchor: str = "", tools: str = "") -> str:
    """Head an exhibit with what it shows, its statistical title below, and its toolbar."""
    landed = f'<span class="anchor" id="{anchor}" tabindex="-1"></span>' if anchor else ""
    said = f'<h2 class="headline">{escape(sentence)}</h2><p class="title">{escape(title)}</p>'
    return piece(f'{landed}<div class="said">{said}</div>{tools}' if tools else said)


def source(store: Store, *more: str, origin: str = "") -> str:
    """Say where an exhibit is from (the records, if not said) and its day."""
    told = (f"Source: {origin or words.source(store)}", f"as at {words.day(store.as_at)}", *more)
    return note("; ".join(told) + ".")


def offer(exhibit: Exhibit) -> Offer | None:
    """Give what an exhibit offers to take away, if it has a file."""
    if exhibit.file is None:
        return None
    maps = [chart.vintage for chart in exhibit.charts if isinstance(chart, AreasMap)]
    drawing = svg.drawing(exhibit)
    vintage = next(iter(maps), "")
    drawn = graphs.graph(exhibit)
    slides = svg.has_slides(exhibit)
    return Offer(exhibit.headline, exhibit.title, exhibit.file, drawing, vintage, drawn, slides)


def in_its_place(why: WithheldError) -> str:
    """Say why a figure is held back, in the place of what would have shown it."""
    said = words.opening(withheld.sentence(why).partition(": ")[2])
    return piece(
        f'<h2 class="withheld">{escape(withheld.told(why))}</h2>'
        f'<p class="notice">{escape(said)}</p>'
    )


def of_exhibits(group: Sequence[Exhibit], opened: Opened, in_full: bool) -> Iterator[Piece]:
    """Give the pieces of exhibits under one headline.

    Where they are read `in_full`, the rows of one that has no table on its page are one, and its
    source and its files are named below it; else each has a toolbar, and the page one source.
    """
    for exhibit in group:
        made = offer(exhibit)
        drawn = [*chain.from_iterable(_of_chart(c, exhibit, opened) for c in exhibit.charts)]
        texts = [each for each in drawn if isinstance(each, str)]
        is_tabled = any(f'class="table{tables.SAME}"' in each for each in texts)
        has_tools = not in_full and bool(exhibit.headline or made)
        tools = toolbar(exhibit, made, opened.links, is_tabled) if has_tools else ""
        yield _head(exhibit, made, tools)
        yield from drawn
        yield from map(note, exhibit.notes)
        if made is None:
            continue
        yield _source(exhibit, opened, in_full)
        yield from beside_file(made.file)
        if in_full:
            if made.file.height and not any("<table" in each for each in texts):
                yield piece(tables.as_text(made.file.table, exhibit.title))
            yield files(exhibit.key, made, opened.links)


def files(key: str, made: Offer, links: Links) -> str:
    """Link to the files of what is read in full."""
    said = to_files(key, made, links)
    return piece(said) if said else ""


def _head(exhibit: Exhibit, made: Offer | None, tools: str) -> str:
    """Head an exhibit; one that shares the headline before it has a toolbar for its own file."""
    if exhibit.headline and not exhibit.continued:
        anchor = name(exhibit) if tools else ""
        return headline(exhibit.headline, exhibit.title, anchor, tools)
    return piece(tools) if tools and made else ""


def _source(exhibit: Exhibit, opened: Opened, in_full: bool) -> str:
    """Say where an exhibit is from: in full, or what the head and foot of its page do not say."""
    if exhibit.about:
        return ""
    if in_full or exhibit.origin:
        return source(opened.store, *exhibit.source, origin=exhibit.origin)
    period = words.period(opened.selection, opened.store)
    said = "; ".join(each for each in exhibit.source if period not in each)
    return note(f"{words.opening(said)}." if said else "")


def _of_chart(chart: Chart, exhibit: Exhibit, opened: Opened) -> Iterator[Piece]:
    if plotly.is_drawn(chart):
        yield OnScreen(chart, exhibit)
    yield note(getattr(chart, "caption", ""))
    match chart:
        case Everything():
            yield piece(f'<p class="files">{opened.links.to_file("everything", EVERYTHING)}</p>')
        case Filters():
            yield piece(showing(opened))
        case AreasMap() | Supposing():
            yield OnScreen(chart, exhibit)
        case _:
            drawn = _drawn(chart, exhibit, opened)
            made = Fixed if isinstance(chart, Rule) else str
            yield made(piece(drawn)) if drawn else ""


def _drawn(chart: Chart, exhibit: Exhibit, opened: Opened) -> str:
    """Draw a chart; what leads nowhere is kept with its exhibit, which is made once for a choice.

    Measured: Coverage made before takes 2.5 ms to lay out, not 6.0.
    """
    if html.leads(chart):
        lead, codes = opened.links.lead, opened.store.codes
        return html.drawn(chart, exhibit.title, lead, opened.selection, codes)
    if id(chart) not in exhibit.drawn:
        exhibit.drawn[id(chart)] = html.drawn(chart, exhibit.title)
    return exhibit.drawn[id(chart)]


def showing(opened: Opened) -> str:
    """Say in words what is shown, and anything in the link that could not be used."""
    store, selection = opened.store, opened.selection
    first = choice.first_day(selection, store)
    reason = next(start.label for start in store.starts if start.day == first)
    why = f"({words.day(first, year=False)}: {reason})"
    shown = f"Showing: {words.showing(selection, store)} {why}. {filtered.only_visits(selection)}"
    beside = compared.chips(store, selection, opened.links.lead)
    said = "".join(f'<p class="notice">{escape(notice)}</p>' for notice in opened.notices)
    return f'<p class="showing" role="status">{escape(shown.strip())}</p>{beside}{said}'


def beside_file(file: Download) -> Iterator[str]:
    """Say what must be known of a file."""
    if "care" in file.facts:
        yield note(f"{words.opening(file.facts['care'])}.")
    yield note(f"{words.opening(file.unlimited)}." if file.unlimited else "")
