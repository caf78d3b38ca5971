"""Panels of What we found: how long letters took, and areas for priority action."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import polars as pl

from dashboard.figures import (
    counts,
    downloads,
    findings,
    letters,
    priority,
    tables,
    themes,
    words,
)
from dashboard.measures.definitions.found import MENTIONS
from dashboard.measures.definitions.letters import DAYS_TO_PUBLISH, WAITING
from dashboard.measures.measure import Measure
from dashboard.measures.selection import Selection
from dashboard.records import words as w
from dashboard.store import Store
from dashboard.ui import parts


@parts.part
def publication(store: Store, selection: Selection) -> None:
    """Show how long letters took, against the standard, and the age of those that wait."""
    rows = letters.by_region(store, selection)
    title = f"Letters of visits to {words.noun(selection)}, and working days to publish them"
    with parts.panel() as shown:
        shown.finding(letters.time_taken(rows), title)
        if rows["visits"].sum():
            listed = tables.plain(letters.cells(rows), ["Area", *letters.HEADINGS], title)
            shown.html(f'<div class="figures">{listed}</div>')
            chance = [letters.BY_CHANCE] if store.illustrative and rows.height > 1 else []
            shown.note(" ".join([letters.ASSUMED, *chance]))
        columns = ["name", *letters.FIGURES, "mean_days"]
        close(shown, "letters", store, selection, rows, columns, DAYS_TO_PUBLISH)
        ages = letters.ages(store, selection)
        if rows["waiting"].sum():
            title = f"Letters not yet published, by time since the visit to {words.noun(selection)}"
            shown.finding(letters.oldest(ages), title)
            bars(shown, ages, {"waiting": "Letters"}, title, "Since the visit")
            close(shown, "letters waiting", store, selection, ages, ages.columns, WAITING)


@parts.part
def authorities(store: Store, selection: Selection) -> None:
    """List the authorities whose published letter states an area for priority action."""
    if not priority.applies(selection) or not themes.supplied(store):
        return
    rows = priority.of_authorities(store, selection)
    where = words.area_name(selection.area, store)
    title = (
        f"Areas for priority action in letters to local authorities, {where}, visits from "
        f"{words.period(selection, store)}"
    )
    with parts.panel() as shown:
        shown.finding(priority.sentence(rows), title)
        if rows.height:
            listed = tables.plain(priority.cells(rows), priority.HEADINGS, title)
            shown.html(counts.records(listed, counted=True))
        shown.note(priority.RESPONSE)
        source, period = priority.source(store), words.period(selection, store)
        shown.note(f"Source: {source}; as at {words.day(store.as_at)}; {period}.")
        own = selection.changed("setting_type", w.LOCAL_AUTHORITY)
        facts = {"source": source, "caveat": findings.caveat(store, own)}
        name = "priority action"
        asked = downloads.download(store, own, MENTIONS, rows, priority.COLUMNS, name)
        shown.download("download_priority", replace(asked, facts=asked.facts | facts))


def bars(
    shown: parts.Panel, rows: pl.DataFrame, columns: Mapping[str, str], caption: str, heading: str
) -> None:
    """Show counts as bars in a table; on a narrow screen each name has a line of its own."""
    drawn = counts.bars(rows, columns, caption, heading, ())
    shown.html(f'<div class="themes">{drawn}</div>')


def close(
    shown: parts.Panel,
    name: str,
    store: Store,
    selection: Selection,
    rows: pl.DataFrame,
    columns: Sequence[str],
    measure: Measure,
) -> None:
    """Close a picture: where it is from, and its table as a file."""
    shown.source(store, words.period(selection, store))
    asked = downloads.download(store, selection, measure, rows, columns, name)
    told = replace(asked, facts=asked.facts | {"caveat": findings.caveat(store, selection)})
    shown.download(f"download_{words.slug(name)}", told)
