"""Coverage: who have we visited, and who have we not?"""

from collections.abc import Sequence

import polars as pl

from dashboard.figures import charts, downloads, findings, maps, results, tables, words
from dashboard.measures.definitions.coverage import VISITS
from dashboard.measures.selection import Selection
from dashboard.records.words import ALL_HOMES, ALL_PROVIDERS
from dashboard.store import Store
from dashboard.ui import filters, parts
from dashboard.ui.area_map import MapValues, area_map, geometry_url
from dashboard.views import panels

QUESTION = "Who have we visited, and who have we not?"


def page(store: Store, selection: Selection, notices: Sequence[str]) -> None:
    """Lay out the answer, the regions, the map, the types and the weeks."""
    by_authority = results.by_authority(store, selection)
    by_region = results.by_region(store, selection)
    answer = findings.coverage(by_authority, by_region, store, selection)
    with parts.panel() as top:
        top.lead("Coverage", QUESTION, answer)
        top.html(filters.showing(store, selection, notices))
    filters.strip(store, selection)
    areas(by_authority, by_region, store, selection)
    panels.regions(by_region, store, selection)
    types(store, selection)
    weeks(store, selection)


def areas(rows: pl.DataFrame, by_region: pl.DataFrame, store: Store, selection: Selection) -> None:
    """Show every authority on a map, as equal hexagons or in its shape, and in a table."""
    measure, around = results.coverage_measure(selection), results.around(selection)
    with parts.panel() as shown:
        shown.finding(findings.areas(rows, selection, store), maps.title(store, selection))
        shown.draw()
        filters.picture(selection)
        drawn = maps.shown(rows, by_region, store, selection)
        values = MapValues(geometry_url(store.vintage), kind=selection.region_column, **drawn)
        area_map(values, filters.choose_area(selection))
        shown.source(store, "boundaries of " + store.vintage)
        columns = ["la_code", "la_name", "region", *panels.N_OF_N]
        shown.download(
            "download_areas",
            downloads.download(store, around, measure, rows, columns, "visited by authority"),
        )


def types(store: Store, selection: Selection) -> None:
    """Show setting types by region."""
    measure = results.coverage_measure(selection)
    rows = results.by_type(store, selection)
    title = f"{words.opening(words.counted(selection))} visited, by setting type and region"
    with parts.panel() as shown:
        shown.finding(findings.types(rows, selection), title)
        shown.html(tables.matrix(rows, title, (ALL_HOMES, ALL_PROVIDERS)))
        shown.source(store)
        columns = ["setting_type", "region", *panels.N_OF_N]
        shown.download(
            "download_types",
            downloads.download(store, selection, measure, rows, columns, "visited by type"),
        )


def weeks(store: Store, selection: Selection) -> None:
    """Show visits by week and reason, and the share reached by the end of each week."""
    rows, where = results.by_week(store, selection), words.area_name(selection.area, store)
    finding = findings.weeks(rows, store, selection)
    with parts.panel() as shown:
        shown.finding(finding, f"Visits to {words.noun(selection)} by week and reason, {where}")
        if rows["numerator"].sum():
            shown.chart("weeks", charts.visits_by_week(rows), finding)
            shown.html(tables.by_week(rows))
        shown.source(store)
        columns = ["week", "selection_basis", "numerator"]
        shown.download(
            "download_weeks",
            downloads.download(store, selection, VISITS, rows, columns, "visits by week"),
        )
    reached(store, selection)


def reached(store: Store, selection: Selection) -> None:
    """Show how the share visited has grown, beside England's."""
    measure = results.coverage_measure(selection)
    rows = results.reached_by_week(store, selection)
    england = results.reached_by_week(store, selection.anywhere()) if selection.area else None
    finding = findings.reached(rows, store, selection)
    title = f"{words.opening(words.counted(selection))} visited by the end of each week, %"
    with parts.panel() as shown:
        shown.finding(finding, title)
        if rows["value"].null_count() < rows.height:
            name = words.area_name(selection.area, store)
            start = words.first_day(selection, store)
            shown.chart("reached", charts.reached_by_week(rows, england, name, start), finding)
            shown.html(tables.reached(rows))
        shown.source(store, "out of the settings in scope on the day of the figures")
        columns = ["by", "numerator", "denominator", "value"]
        shown.download(
            "download_reached",
            downloads.download(store, selection, measure, rows, columns, "visited by week"),
        )
