"""Exhibits of who was visited that more than one page has: by authority, by region and by week."""

from dashboard.exhibits import download
from dashboard.exhibits.common import areas_map, arriving, least_visited, week_headlines
from dashboard.exhibits.exhibit import Bars, Exhibit, WeekTotals
from dashboard.measures import Selection, Store, results, week_completeness, weekly
from dashboard.measures.definitions.coverage import VISITS
from dashboard.wording import words


def authorities(store: Store, selection: Selection) -> Exhibit:
    """Give every authority, on a map of equal hexagons or in its shape, and in a table."""
    return _mapped(store, selection, is_small=False)


def at_a_glance(store: Store, selection: Selection) -> Exhibit:
    """Give every authority on a small map that tells colours and regions."""
    return _mapped(store, selection, is_small=True)


def to_choose(store: Store, selection: Selection) -> Exhibit | None:
    """Give the map from which an authority is chosen; nothing where one is chosen."""
    return None if selection.is_authority else authorities(store, selection)


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
        (least_visited.small_ones(rows, selection),),
        source=(f"boundaries of {store.vintage}",),
    )


def regions(store: Store, selection: Selection) -> Exhibit:
    """Give the share visited in each region, most first, whatever area is chosen."""
    measure, everywhere = results.coverage_measure(selection), selection.anywhere()
    rows, whole = results.by_region(store.as_counted, selection), store.scope.label
    kind = "Ofsted region" if selection.regions == 8 else "statistical region"
    line = store.ask(measure, everywhere)["value"][0]
    own = results.region_of(store, selection)
    columns = ["name", *download.N_OF_N]
    heads = words.opening(kind), "Visited, out of"
    drawn = Bars(rows, *heads, line, whole, here=own, chooses="area")
    return Exhibit(
        "regions",
        least_visited.regions(rows, selection),
        f"{words.opening(words.counted(selection))} visited, % of those in scope, by {kind}",
        (drawn,),
        download.download(store, everywhere, measure, rows, columns, "visited by region"),
        source=(words.period(selection, store), *words.whichever_is_chosen(selection, store)),
    )


def weeks(store: Store, selection: Selection) -> Exhibit:
    """Give the visits of each week."""
    rows = weekly.week_totals(store, selection)
    said = week_headlines.weeks(rows, store, selection)
    late, any_made = week_completeness.unfinished(store, selection), bool(rows["numerator"].sum())
    return Exhibit(
        "weeks",
        said,
        f"Visits started each week to {words.whom(selection, store)}",
        (WeekTotals(rows, f"{said}. The table below has every week.", late),) if any_made else (),
        download.download(store, selection, VISITS, rows, ["week", "numerator"], "visits a week"),
        (arriving.note(store, selection),) if any_made else (),
    )
