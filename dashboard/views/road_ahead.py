"""Panels of Road: what another capacity would change, and what was projected before."""

from collections.abc import Sequence

import polars as pl

from dashboard.figures.enforcement import file_of
from dashboard.figures.road import past, rows, scenario
from dashboard.figures.road.capacity import Supposed
from dashboard.figures.road.tracks import Track
from dashboard.measures.definitions.coverage import COVERAGE
from dashboard.measures.definitions.readiness import TO_UNSEEN
from dashboard.measures.forecast import MEANING
from dashboard.measures.selection import Selection
from dashboard.store import Store
from dashboard.ui import controls, parts


@parts.part
def capacity(
    found: Sequence[Track], supposed: Supposed, store: Store, selection: Selection
) -> None:
    """Let a reader change the capacity, and show where both tracks would lead."""
    title = "Pace of the last 8 working weeks, and the scenario"
    compared = rows.cases(found, supposed)
    with parts.panel() as shown:
        shown.finding(scenario.finding(found, supposed, store), title)
        if supposed.now is not None and scenario.can_change(found, supposed):
            shown.draw()
            controls.offer(selection, supposed.now)
            shown.html(rows.cases_html(found, supposed, title))
            shown.note(scenario.meaning(supposed.now))
        shown.source(store)
        file = file_of(store, selection, (TO_UNSEEN,), compared, "scenario", MEANING)
        shown.download("download_scenario", file)


@parts.part
def looked_back(found: Sequence[Track], store: Store, selection: Selection) -> None:
    """Show what was projected before for the end of the last working week."""
    pairs = [(track, then) for track in found for then in past.before(store, track)]
    trials = past.tried(store, found)
    title = "Settings visited, as projected earlier and as it turned out"
    with parts.panel() as shown:
        shown.finding(past.finding(pairs), title)
        if pairs:
            shown.html(rows.looked_back_html(pairs, title))
        if trials.is_empty():
            shown.note(past.NOT_YET)
        shown.source(store, *past.from_where(pairs))
        table = rows.looked_back(pairs)
        file = file_of(store, selection, (COVERAGE,), table, "earlier forecasts", MEANING)
        shown.download("download_earlier", file)
    if trials.height:
        record(trials, store, selection)


def record(trials: pl.DataFrame, store: Store, selection: Selection) -> None:
    """Show how often the range has held what happened."""
    with parts.panel() as shown:
        shown.finding(past.record(trials), "Projections for earlier weeks, and what happened")
        shown.note(past.HOW_TRIED)
        shown.html(rows.tried_html(trials, "Projections for earlier weeks, and what happened"))
        shown.source(store)
        file = file_of(store, selection, (COVERAGE,), trials, "trials", past.HOW_TRIED)
        shown.download("download_trials", file)
