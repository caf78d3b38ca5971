"""Coverage: who have we visited, and who have we not?"""

from collections.abc import Sequence
from functools import partial

import polars as pl

from dashboard.figures import bridge, downloads, findings, maps, matrix, results, words
from dashboard.figures.drawn.mapped import mapped
from dashboard.measures.filters import FAIRNESS, LEFT, WEEKS
from dashboard.measures.selection import Selection
from dashboard.records.words import ALL_HOMES, ALL_PROVIDERS
from dashboard.store import Store
from dashboard.ui import filters, parts
from dashboard.ui.area_map import MapValues, area_map, geometry_url
from dashboard.views import fairness, left, panels, weeks

QUESTION = "Who have we visited, and who have we not?"
PARTS = {WEEKS: weeks.show, LEFT: left.show, FAIRNESS: fairness.show}
"""The parts of the page besides the areas; only the one chosen is worked out."""


def page(store: Store, selection: Selection, notices: Sequence[str]) -> None:
    """Lay out the answer, the bridge from the register to the visited, and the part chosen."""
    by_authority = results.by_authority(store.as_counted, selection)
    by_region = results.by_region(store.as_counted, selection)
    answer = findings.coverage(by_authority, by_region, store, selection)
    with parts.panel() as top:
        top.lead("Coverage", QUESTION, answer)
        top.html(filters.showing(store, selection, notices))
    filters.strip(store, selection)
    register(store, selection)
    for part in filters.part(store, selection):
        if part in PARTS:
            PARTS[part](store, selection)
            continue
        areas(by_authority, by_region, store, selection)
        panels.regions(by_region, store, selection)
        types(store, selection)


@parts.part
def register(store: Store, selection: Selection) -> None:
    """Show the way from the register at the start to those visited and those left."""
    rows, title = bridge.rows(store, selection), bridge.title(store, selection)
    with parts.panel() as shown:
        shown.finding(bridge.finding(rows, store, selection), title)
        shown.html(bridge.table(rows, title, words.opening(selection.unit)))
        shown.note(bridge.note(store))
        shown.source(store)
        shown.download("download_bridge", bridge.file(rows, store, selection))


@parts.part
def areas(rows: pl.DataFrame, by_region: pl.DataFrame, store: Store, selection: Selection) -> None:
    """Show every authority on a map, as equal hexagons or in its shape, and in a table."""
    measure, around = results.coverage_measure(selection), results.around(selection)
    store.prove(measure, around)
    with parts.panel() as shown:
        shown.finding(findings.areas(rows, selection, store), maps.title(store, selection))
        shown.draw()
        filters.picture(store, selection)
        drawn = maps.shown(rows, by_region, store, selection)
        values = MapValues(geometry_url(store.vintage), kind=selection.region_column, **drawn)
        area_map(values, filters.choose_area(selection))
        own = selection.area if selection.is_authority else None
        look = partial(mapped, vintage=store.vintage, view=selection.picture, chosen=own)
        shown.pictured(look)
        shown.source(store, "boundaries of " + store.vintage)
        columns = ["la_code", "la_name", "region", *panels.N_OF_N]
        shown.download(
            "download_areas",
            downloads.download(store, around, measure, rows, columns, "visited by authority"),
        )


@parts.part
def types(store: Store, selection: Selection) -> None:
    """Show setting types by region."""
    measure = results.coverage_measure(selection)
    rows = results.by_type(store, selection)
    title = f"{words.opening(words.counted(selection))} visited, by setting type and region"
    with parts.panel() as shown:
        shown.finding(matrix.finding(rows, selection), title)
        shown.html(matrix.matrix(rows, title, (ALL_HOMES, ALL_PROVIDERS)))
        shown.source(store)
        columns = ["setting_type", "region", *panels.N_OF_N]
        shown.download(
            "download_types",
            downloads.download(store, selection, measure, rows, columns, "visited by type"),
        )
