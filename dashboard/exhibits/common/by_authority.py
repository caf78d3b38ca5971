"""Our own coverage of every authority, on a map and in a table."""

from dashboard.exhibits import download
from dashboard.exhibits.common import areas_map, least_visited
from dashboard.exhibits.exhibit import Exhibit
from dashboard.measures import Selection, Store, results


def visited(store: Store, selection: Selection) -> Exhibit:
    """Give every authority, on a map of equal hexagons or in its shape, and in a table."""
    return _mapped(store, selection, is_small=False)


def at_a_glance(store: Store, selection: Selection) -> Exhibit:
    """Give every authority on a small map that tells colours and regions."""
    return _mapped(store, selection, is_small=True)


def to_choose(store: Store, selection: Selection) -> Exhibit | None:
    """Give the map from which an authority is chosen; nothing where one is chosen."""
    return None if selection.is_authority else visited(store, selection)


def _mapped(store: Store, selection: Selection, is_small: bool) -> Exhibit:
    measure, around = results.coverage_measure(selection), results.around(selection)
    store.prove(measure, around)
    rows = results.by_authority(store.as_counted, selection)
    by_region = results.by_region(store.as_counted, selection)
    chart = areas_map.coverage(by_region, store, selection, is_small)
    columns = ["la_code", "la_name", "region", *download.N_OF_N]
    return Exhibit(
        "areas",
        least_visited.areas(rows, selection, store),
        chart.title,
        (chart,),
        download.download(store, around, measure, rows, columns, "visited by authority"),
        source=(f"boundaries of {store.vintage}",),
    )
