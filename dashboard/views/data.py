"""Data and downloads: can I trust this, and can I have it?"""

from collections.abc import Sequence

from dashboard.changes import since_last
from dashboard.figures import changes, downloads, prose, quality, results, tables, words
from dashboard.measures.selection import Selection
from dashboard.reconciliation import checks
from dashboard.settings import PACKAGE
from dashboard.store import Store
from dashboard.ui import filters, parts
from dashboard.views import came_in
from dashboard.views.panels import N_OF_N

QUESTION = "Can I trust this, and can I have it?"
METHOD = (PACKAGE / "text" / "method.md").read_text(encoding="utf-8")
NOTICES = {
    name: (PACKAGE / "text" / f"{file}.md").read_text(encoding="utf-8")
    for name, file in (
        ("Sources and licences", "sources"),
        ("Accessibility statement", "accessibility"),
        ("Privacy", "privacy"),
    )
}


def page(store: Store, selection: Selection, notices: Sequence[str]) -> None:
    """Lay out the checks, the rows, the fields, the downloads, the definitions and the method."""
    made = store.trust.checks or checks(store)
    with parts.panel() as shown:
        shown.lead("Data and downloads", QUESTION, quality.answer(store, made))
        shown.finding(
            "What should be equal, and is it?",
            "All England, on the day of the figures and since each start",
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
    files(store, selection, notices)
    definitions()


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
    title = f"What changed since {words.day(compared.previous.as_at)}, all England, by why"
    with parts.panel() as shown:
        shown.finding(changes.finding(compared), title)
        listed = changes.rows(compared)
        if listed:
            shown.html(tables.plain(listed, changes.HEADINGS, title))
        shown.note(changes.meanings())
        shown.note("What each kind of change did to every measure:")
        shown.download("download_changed_figures", changes.figures_file(compared))
        shown.note("Every record that differs:")
        shown.download("download_changed_records", changes.records_file(compared))


@parts.part
def definitions() -> None:
    """Give the definition of every measure, the method and the notices."""
    heads = ["Measure", "Definition", "Unit", "Name"]
    with parts.panel() as shown:
        shown.finding("What each figure means", "Every measure, as the command also names it")
        listed = quality.definition_rows()
        shown.html(tables.plain(listed, heads, "Definitions of the measures", "words"))
        shown.html(f'<div class="prose">{prose.to_html(METHOD)}</div>')
        for name, text in NOTICES.items():
            said = f'<div class="prose">{prose.to_html(text)}</div>'
            shown.html(tables.below(name, said))


@parts.part
def files(store: Store, selection: Selection, notices: Sequence[str]) -> None:
    """Offer the main tables for what the filters leave, and everything at once."""
    with parts.panel() as shown:
        shown.finding("Take the tables away", "In three forms, for what the filters leave")
        shown.html(filters.showing(store, selection, notices))
        shown.draw()
        filters.strip(store, selection)
        measure, around = results.coverage_measure(selection), results.around(selection)
        areas = results.by_authority(store, selection)
        regions, types = results.by_region(store, selection), results.by_type(store, selection)
        offered = (
            ("by authority", around, areas, ["la_code", "la_name", "region"]),
            ("by region", selection.anywhere(), regions, ["name"]),
            ("by type and region", selection, types, ["setting_type", "region"]),
        )
        for name, chosen, table, keys in offered:
            where = words.place(chosen.area, store)
            shown.note(f"{words.opening(words.counted(selection))} visited in {where}, {name}:")
            columns = [*keys, *N_OF_N]
            asked = downloads.download(store, chosen, measure, table, columns, f"visited {name}")
            shown.download(f"download_{words.slug(name)}", asked, pictured=False)
        everything = parts.links("everything", {"zip": "Every table of every page (zip)"})
        shown.note("Every table of every page, every figure for every area, and what they mean:")
        shown.html(f'<p class="files">{everything}</p>')
