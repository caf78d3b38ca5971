"""Panels of who is left: the settings themselves, unseen longest or never seen."""

from collections.abc import Sequence

import polars as pl

from dashboard.figures import counts, downloads, sight, tables, words
from dashboard.measures.definitions.register import LAST_SEEN
from dashboard.measures.selection import Selection
from dashboard.store import Store
from dashboard.ui import parts

WHO = ("URN", "Setting type", "Authority", "Last judgement")
SEEN_HEADINGS = (*WHO, "Last on site", "How we know", "Days")
NEVER_HEADINGS = (*WHO, "Registered", "Days since")


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
            shown.html(counts.records(tables.plain(written, headings, title), counted=True))
            shown.note(sight.TIERS)
        shown.source(store, *sight.more(rows))
        asked = downloads.download(store, selection, LAST_SEEN, rows, rows.columns, name)
        shown.download(f"download_{words.slug(name)}", asked)
