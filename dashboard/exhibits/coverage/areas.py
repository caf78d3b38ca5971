"""The way from the register to those visited, and setting types by region."""

from dashboard.exhibits import download
from dashboard.exhibits.common.table import N_OF_N
from dashboard.exhibits.coverage import bridge, matrix
from dashboard.exhibits.exhibit import Bridge, Exhibit, Matrix
from dashboard.measures import Selection, Store, coverage_of_types, results
from dashboard.records.words import ALL_HOMES, ALL_PROVIDERS
from dashboard.wording import words


def register(store: Store, selection: Selection) -> Exhibit:
    """Give the way from the register at the start to those visited and those left."""
    rows = bridge.rows(store, selection)
    return Exhibit(
        "bridge",
        bridge.headline(rows, store, selection),
        bridge.title(store, selection),
        (Bridge(rows, words.opening(selection.unit)),),
        bridge.file(rows, store, selection),
        (bridge.note(store),),
    )


def types(store: Store, selection: Selection) -> Exhibit:
    """Give coverage of every setting type in every region."""
    measure, rows = results.coverage_measure(selection), coverage_of_types.by_type(store, selection)
    columns = ["setting_type", "region", *N_OF_N]
    return Exhibit(
        "types",
        matrix.headline(rows, selection),
        f"{words.opening(words.counted(selection))} visited, by setting type and region",
        (Matrix(rows, (ALL_HOMES, ALL_PROVIDERS)),),
        download.download(store, selection, measure, rows, columns, "visited by type"),
    )
