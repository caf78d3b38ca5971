"""Who is left: authorities not been to, settings unseen longest, and settings never seen."""

from collections.abc import Sequence

import polars as pl

from dashboard.figures import counts, downloads, results, sight, tables, unreached, words
from dashboard.measures.definitions.register import LAST_SEEN
from dashboard.measures.selection import SETTINGS_UNIT, Selection
from dashboard.store import Store
from dashboard.ui import parts

WHO = ("URN", "Setting type", "Authority", "Last judgement")
SEEN_HEADINGS = (*WHO, "Last on site", "How we know", "Days")
NEVER_HEADINGS = (*WHO, "Registered", "Days since")
AUTHORITY_HEADINGS = ("Region", "Authorities", "Which")


def show(store: Store, selection: Selection) -> None:
    """Lay out who has not been reached at all, then how long settings have been unseen."""
    authorities(store, selection)
    chosen = selection.changed("unit", SETTINGS_UNIT)
    listed = sight.listed(store, chosen)
    last_seen(store, chosen)
    longest(listed, store, chosen)
    never(listed, store, chosen)


@parts.part
def authorities(store: Store, selection: Selection) -> None:
    """List the authorities with settings in scope of which none has been visited."""
    rows, title = unreached.rows(store, selection), unreached.title(store, selection)
    with parts.panel() as shown:
        shown.finding(unreached.finding(store, selection), title)
        if rows.height:
            cells = unreached.text(rows, selection)
            shown.html(tables.plain(cells, AUTHORITY_HEADINGS, title, "words"))
        shown.note(unreached.note(store, selection))
        shown.source(store)
        measure, around = results.coverage_measure(selection), results.around(selection)
        shown.download(
            "download_unreached",
            downloads.download(store, around, measure, rows, rows.columns, "not reached"),
        )


@parts.part
def last_seen(store: Store, selection: Selection) -> None:
    """Show settings by the time since anyone was on site."""
    rows, title = sight.bands(store, selection), sight.title(store, selection)
    with parts.panel() as shown:
        shown.finding(sight.finding(rows, store, selection), title)
        if rows["denominator"].sum():
            shown.html(tables.bars(rows, title, "Last on site", "Of settings in scope", None))
        shown.note(sight.note(store, selection))
        shown.source(store)
        columns = ["name", "numerator", "denominator", "value"]
        shown.download(
            "download_last_seen",
            downloads.download(store, selection, LAST_SEEN, rows, columns, "last seen"),
        )


@parts.part
def longest(listed: pl.DataFrame, store: Store, selection: Selection) -> None:
    """List the settings unseen longest, of those whose last day is known."""
    rows, noun = sight.unseen(listed), words.noun(selection)
    where = words.area_name(selection.area, store)
    title = f"{words.opening(noun)} in scope, those unseen longest first, {where}"
    finding = sight.longest(rows, selection)
    records(finding, title, sight.text(rows), SEEN_HEADINGS, rows, store, selection, "unseen")


@parts.part
def never(listed: pl.DataFrame, store: Store, selection: Selection) -> None:
    """List the settings with no visit on site on record, longest registered first."""
    rows, noun = sight.never_seen(listed), words.noun(selection)
    where = words.area_name(selection.area, store)
    title = f"{words.opening(noun)} with no visit on site on record, {where}"
    finding = sight.newly(listed, store, selection)
    written = sight.text_never(rows, store)
    records(finding, title, written, NEVER_HEADINGS, rows, store, selection, "never seen")


@parts.part
def records(
    finding: str,
    title: str,
    written: list[list[str]],
    headings: Sequence[str],
    rows: pl.DataFrame,
    store: Store,
    selection: Selection,
    name: str,
) -> None:
    """List settings by reference number, type and authority, never by name."""
    with parts.panel() as shown:
        shown.finding(finding, title)
        if written:
            shown.html(counts.records(tables.plain(written, headings, title)))
            shown.note(sight.TIERS)
        shown.source(store, *sight.more(rows))
        asked = downloads.download(store, selection, LAST_SEEN, rows, rows.columns, name)
        shown.download(f"download_{words.slug(name)}", asked)
