"""Road to full inspections: when will we be ready, and what would change that?"""

from collections.abc import Sequence

import polars as pl

from dashboard.figures import words
from dashboard.figures.enforcement import file_of
from dashboard.figures.explained import worked
from dashboard.figures.road import cards, chart, events, outlook, rows, sentences
from dashboard.figures.road.capacity import suppose
from dashboard.figures.road.tracks import Track, tracks
from dashboard.measures.course import RULE
from dashboard.measures.definitions.coverage import COVERAGE
from dashboard.measures.forecast import MEANING
from dashboard.measures.questions import tell
from dashboard.measures.selection import Selection
from dashboard.store import Store
from dashboard.ui import filters, parts
from dashboard.views import readiness, road_ahead

QUESTION = "When will we be ready, and what would change that?"


def page(store: Store, selection: Selection, notices: Sequence[str]) -> None:
    """Lay out where the tracks stand, where they lead, what would change it and what is left."""
    found = tracks(store.as_counted, selection)
    with parts.panel() as shown:
        shown.lead("Road to full inspections", QUESTION, sentences.answer(found, store))
        shown.html(filters.showing(store, selection, notices))
    filters.strip(store, selection)
    if not any(track.denominator for track in found):
        return
    ahead(found, store, selection)
    readiness.panels(store, selection)


@parts.part
def ahead(found: tuple[Track, ...], store: Store, selection: Selection) -> None:
    """Show where the tracks stand, where they lead, what would change it and what was said."""
    store.prove(COVERAGE, selection)
    supposed = suppose(store, found, selection.scenario)
    standing(found, store, selection)
    dated = events.events(store, found)
    for track, planned in zip(found, supposed.planned, strict=True):
        if outlook.can_draw(track):
            road(track, outlook.outlook(store, track, planned), dated, store)
    if dated:
        happens(dated, store, selection)
    road_ahead.capacity(found, supposed, store, selection)
    road_ahead.looked_back(found, store, selection)


@parts.part
def standing(found: Sequence[Track], store: Store, selection: Selection) -> None:
    """Show where both tracks stand, and the rule that decides the word for it."""
    title = "Two tracks: visited of in scope, and first visits needed and made in a working week"
    with parts.panel() as shown:
        shown.finding(sentences.rates(found, store), title)
        shown.html(cards.cards(found))
        shown.html(cards.rule(found))
        shown.html(rows.standing_html(found, title))
        for text in sentences.cautions(found, selection):
            shown.note(text)
        shown.source(store)
        file = file_of(store, selection, (COVERAGE,), rows.standing(found), "two tracks", RULE)
        shown.download("download_tracks", file)


@parts.part
def road(track: Track, weeks: pl.DataFrame, dated: Sequence[events.Event], store: Store) -> None:
    """Show how one track has come so far, what it needs and where the pace leads."""
    name, finding = words.slug(track.name), sentences.picture(track, store)
    tell(*worked.projection(store, track))
    title = f"{words.opening(sentences.whom(track, store))} visited, % of those in scope"
    start = words.first_day(track.selection, store)
    with parts.panel() as shown:
        shown.finding(finding, title)
        shown.chart(f"road_{name}", chart.road(weeks, track, dated, start), finding)
        shown.html(rows.road_html(weeks, title))
        if dated:
            shown.note(sentences.key(track))
        shown.source(store)
        file = file_of(store, track.selection, (COVERAGE,), weeks, f"road {name}", MEANING)
        shown.download(f"download_road_{name}", file)


@parts.part
def happens(dated: Sequence[events.Event], store: Store, selection: Selection) -> None:
    """List the events on the way, with the letters that mark them on the pictures."""
    with parts.panel() as shown:
        shown.finding(events.finding(dated, store), events.TITLE)
        shown.html(events.html(dated))
        shown.source(store, "milestones and calendar of these records")
        shown.download("download_events", events.file(dated, store, selection))
