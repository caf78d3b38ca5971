"""Data and downloads: can I trust this, and can I have it?"""

from collections.abc import Sequence

from dashboard.changes import since_last
from dashboard.figures import changes, quality, tables, words
from dashboard.measures.selection import Selection
from dashboard.reconciliation import checks
from dashboard.store import Store
from dashboard.ui import parts
from dashboard.views import came_in, data_taken

QUESTION = "Can I trust this, and can I have it?"


def page(store: Store, selection: Selection, notices: Sequence[str]) -> None:
    """Lay out the checks, the rows, the fields, the downloads, the definitions and the method."""
    made = store.trust.checks or checks(store)
    with parts.panel() as shown:
        shown.lead("Data and downloads", QUESTION, quality.answer(store, made))
        shown.finding(
            "What should be equal, and is it?",
            f"All {store.scope.label}, on the day of the figures and since each start",
        )
        heads = ["Check", "One side", "The other", "Equal"]
        failed = quality.failed_rows(made)
        if failed:
            shown.html(tables.plain(failed, heads, "Checks that fail"))
        every = tables.plain(quality.checks_rows(made), heads, "Checks")
        shown.html(tables.below(f"Show all {words.number(len(made))} checks", every))
        shown.note(quality.totals(made))
    came_in.page(store)
    changed(store)
    data_taken.files(store, selection, notices)
    data_taken.definitions()


@parts.part
def changed(store: Store) -> None:
    """Show what changed since the figures of the last earlier day, if any are kept."""
    if store.trust.doubted:
        with parts.panel() as shown:
            shown.note("What changed is not shown while a figure is being checked.")
        return
    compared = since_last(store)
    if compared is None:
        return
    since, whole = words.day(compared.previous.as_at), store.scope.label
    title = f"What changed since {since}, all {whole}, by why"
    with parts.panel() as shown:
        shown.finding(changes.finding(compared), title)
        listed = changes.rows(compared)
        if listed:
            shown.html(tables.plain(listed, changes.HEADINGS, title))
        shown.note(changes.meanings())
        if counted := changes.methods(compared):
            shown.note(counted)
        shown.note("What each kind of change did to every measure:")
        shown.download("download_changed_figures", changes.figures_file(compared))
        shown.note("Every record that differs:")
        shown.download("download_changed_records", changes.records_file(compared))
