"""Panels of who is left: the settings themselves, unseen longest or never seen."""

from collections.abc import Sequence

from dashboard.figures import counts, tables, unseen, words
from dashboard.figures.unseen import Listed
from dashboard.measures.selection import Selection
from dashboard.store import Store
from dashboard.ui import parts

WHO = ("URN", "Setting type", "Authority", "Last judgement")
SEEN_HEADINGS = (*WHO, "Last on site", "How we know", "Days")
NEVER_HEADINGS = (*WHO, "Registered", "Days since")


@parts.part
def longest(store: Store, selection: Selection) -> None:
    """List the settings unseen longest, of those whose last day is known."""
    found, noun = unseen.longest_ago(store, selection), words.noun(selection)
    where = words.area_name(selection.area, store)
    title = f"{words.opening(noun)} in scope, those unseen longest first, {where}"
    finding = unseen.longest(found, selection)
    records(finding, title, unseen.text(found), SEEN_HEADINGS, found, store, selection, "unseen")


@parts.part
def never(store: Store, selection: Selection) -> None:
    """List the settings with no visit on site on record, longest registered first."""
    found, noun = unseen.never(store, selection), words.noun(selection)
    where = words.area_name(selection.area, store)
    title = f"{words.opening(noun)} with no visit on site on record, {where}"
    finding = unseen.newly(store, selection)
    written = unseen.text_never(found, store)
    records(finding, title, written, NEVER_HEADINGS, found, store, selection, "never seen")


@parts.part
def records(
    finding: str,
    title: str,
    written: list[list[str]],
    headings: Sequence[str],
    found: Listed,
    store: Store,
    selection: Selection,
    name: str,
) -> None:
    """List settings by reference number, type and authority, never by name."""
    with parts.panel() as shown:
        shown.finding(finding, title)
        if written:
            shown.html(counts.records(tables.plain(written, headings, title), counted=True))
            shown.note(unseen.TIERS)
        shown.source(store, *unseen.more(found))
        asked = unseen.file(store, selection, found, name)
        shown.download(f"download_{words.slug(name)}", asked)
