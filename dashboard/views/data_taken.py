"""Panels of Data and downloads: what each figure means, and the tables to take away."""

from collections.abc import Sequence

from dashboard.exhibits.common.table import N_OF_N
from dashboard.figures import downloads, prose, quality, results, tables, words
from dashboard.measures.selection import Selection
from dashboard.settings import PACKAGE
from dashboard.store import Store
from dashboard.ui import filters, parts

METHOD = (PACKAGE / "text" / "method.md").read_text(encoding="utf-8")
NOTICES = {
    name: (PACKAGE / "text" / f"{file}.md").read_text(encoding="utf-8")
    for name, file in (
        ("What is new in this dashboard", "news"),
        ("Sources and licences", "sources"),
        ("Accessibility statement", "accessibility"),
        ("Privacy", "privacy"),
    )
}


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
