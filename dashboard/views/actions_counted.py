"""Panels of Enforcement: how many actions, by kind, week, region and setting type."""

from dashboard.figures import actions, counts, enforcement, words
from dashboard.figures.downloads import Download
from dashboard.measures.selection import Selection
from dashboard.store import Store
from dashboard.ui import parts


@parts.part
def kinds(store: Store, selection: Selection) -> None:
    """Show each kind of action: in force, issued and ended side by side."""
    rows = actions.by_kind(store, selection)
    title = f"Actions against {enforcement.whom(store, selection)}, by kind of action"
    with parts.panel() as shown:
        shown.finding(actions.finding_kinds(rows), title)
        shown.html(
            counts.bars(rows, actions.short(actions.BY_KIND), title, "Action", actions.TOTALS)
        )
        for measure in actions.BY_KIND:
            shown.note(f"{measure.label}: {measure.definition}")
        file = enforcement.file_of(store, selection, actions.BY_KIND, rows, "actions by kind")
        close(shown, "kinds", file, store)


@parts.part
def weeks(store: Store, selection: Selection) -> None:
    """Show how many actions were issued and ended each week, on one scale."""
    rows = actions.by_week(store, selection)
    title = f"Actions issued and ended each week, {enforcement.whom(store, selection)}"
    with parts.panel() as shown:
        shown.finding(actions.finding_weeks(rows, store, selection), title)
        if actions.is_drawn(rows):
            shown.html(counts.weeks(rows, actions.short(actions.BY_WEEK), title))
        file = enforcement.file_of(store, selection, actions.BY_WEEK, rows, "actions by week")
        close(shown, "weeks", file, store)


@parts.part
def regions(store: Store, selection: Selection) -> None:
    """Show how many actions are in force in every region, in the regions' own order."""
    chosen = selection.anywhere()
    rows = actions.by_region(store, chosen)
    title = f"Actions in force against {words.noun(chosen)}, by region, all of {store.scope.label}"
    with parts.panel() as shown:
        shown.finding(actions.finding_regions(rows), title)
        shown.html(
            counts.bars(
                rows, actions.labels(actions.BY_PLACE), title, "Region", (store.scope.label,)
            )
        )
        file = enforcement.file_of(store, chosen, actions.BY_PLACE, rows, "actions by region")
        close(shown, "regions", file, store)


@parts.part
def types(store: Store, selection: Selection) -> None:
    """Show how many actions are in force against every setting type they may be used on."""
    rows = actions.by_type(store, selection)
    title = f"Actions in force against {enforcement.whom(store, selection)}, by setting type"
    with parts.panel() as shown:
        shown.finding(actions.finding_types(rows), title)
        headings = actions.labels(actions.BY_PLACE)
        shown.html(counts.bars(rows, headings, title, "Setting type", actions.TOTALS))
        file = enforcement.file_of(store, selection, actions.BY_PLACE, rows, "actions by type")
        close(shown, "types", file, store)


def close(shown: parts.Panel, name: str, file: Download, store: Store, *more: str) -> None:
    """Close a picture with its source and its file."""
    shown.source(store, *more)
    shown.download(f"download_{name}", file)
