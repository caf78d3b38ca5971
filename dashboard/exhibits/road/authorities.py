"""The local authorities themselves: which have been visited, on a map and by region."""

from dashboard.exhibits import download
from dashboard.exhibits.common import areas_map, authority_visits
from dashboard.exhibits.common.visited import regions as of_regions
from dashboard.exhibits.exhibit import Exhibit
from dashboard.exhibits.road.shown import shown
from dashboard.measures import Selection, Store, authority_sample, choice, results
from dashboard.measures.definitions.coverage import COVERAGE
from dashboard.records import words as w
from dashboard.wording import words


def visited(store: Store, selection: Selection) -> Exhibit | None:
    """Give every authority by whether it has been visited itself, on a small map."""
    if not _can_show(store, selection):
        return _not_told(store, selection)
    own, chosen = authority_sample.own(selection), authority_sample.themselves(selection)
    rows = authority_visits.by_authority(store, selection)
    regions = results.by_region(store, chosen)
    title = f"Local authorities visited themselves, {choice.area_name(own.area, store)}"
    columns = ("la_code", "la_name", "region", "visited")
    return Exhibit(
        "areas",
        authority_visits.reached(rows, store, selection),
        title,
        (areas_map.reached(rows, regions, title, store, chosen),),
        download.download(store, own, COVERAGE, rows, columns, "authorities visited"),
        source=(words.period(selection, store), f"boundaries of {store.vintage}"),
    )


def _not_told(store: Store, selection: Selection) -> Exhibit | None:
    """Say what the records do not tell of authorities themselves, if that is why none is shown."""
    untold = words.untold(Selection(setting_type=w.LOCAL_AUTHORITY), store)
    if not untold or not shown(store, selection):
        return None
    return Exhibit("areas", notes=(f"{untold}, so which of them were visited is not known.",))


def regions(store: Store, selection: Selection) -> Exhibit | None:
    """Give how many authorities of each region have been visited themselves."""
    if not _can_show(store, selection):
        return None
    return of_regions(store, authority_sample.themselves(selection))


def _can_show(store: Store, selection: Selection) -> bool:
    """Say whether they are among what is chosen; what is withheld is said where they stand."""
    return bool(shown(store, selection)) and authority_sample.applies(store.as_counted, selection)
