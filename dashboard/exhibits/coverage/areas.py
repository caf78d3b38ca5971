"""The way from the register to those visited, every authority, and setting types by region."""

from dashboard.exhibits.common import areas_map
from dashboard.exhibits.common.table import N_OF_N
from dashboard.exhibits.exhibit import Bridge, Exhibit, Matrix
from dashboard.figures import bridge, downloads, findings, maps, matrix, results
from dashboard.measures.selection import Selection
from dashboard.records.words import ALL_HOMES, ALL_PROVIDERS
from dashboard.store import Store
from dashboard.wording import words


def register(store: Store, selection: Selection) -> Exhibit:
    """Give the way from the register at the start to those visited and those left."""
    rows = bridge.rows(store, selection)
    return Exhibit(
        "bridge",
        bridge.finding(rows, store, selection),
        bridge.title(store, selection),
        (Bridge(rows, words.opening(selection.unit)),),
        bridge.file(rows, store, selection),
        (bridge.note(store),),
    )


def every_authority(store: Store, selection: Selection) -> Exhibit:
    """Give every authority, on a map of equal hexagons or in its shape, and in a table."""
    measure, around = results.coverage_measure(selection), results.around(selection)
    store.prove(measure, around)
    rows = results.by_authority(store.as_counted, selection)
    by_region = results.by_region(store.as_counted, selection)
    columns = ["la_code", "la_name", "region", *N_OF_N]
    return Exhibit(
        "areas",
        findings.areas(rows, selection, store),
        maps.title(store, selection),
        (areas_map.coverage(rows, by_region, store, selection),),
        downloads.download(store, around, measure, rows, columns, "visited by authority"),
        source=(f"boundaries of {store.vintage}",),
    )


def types(store: Store, selection: Selection) -> Exhibit:
    """Give coverage of every setting type in every region."""
    measure, rows = results.coverage_measure(selection), results.by_type(store, selection)
    columns = ["setting_type", "region", *N_OF_N]
    return Exhibit(
        "types",
        matrix.finding(rows, selection),
        f"{words.opening(words.counted(selection))} visited, by setting type and region",
        (Matrix(rows, (ALL_HOMES, ALL_PROVIDERS)),),
        downloads.download(store, selection, measure, rows, columns, "visited by type"),
    )
