"""Fairness of coverage: the groups least and most visited, and every authority on one line."""

from dashboard.exhibits import download
from dashboard.exhibits.common.table import N_OF_N
from dashboard.exhibits.coverage import group_gaps, strip
from dashboard.exhibits.exhibit import Exhibit, Groups, Strip
from dashboard.measures import Selection, Store, choice, coverage_gaps, results
from dashboard.records import words as w
from dashboard.wording import words


def groups(store: Store, selection: Selection) -> Exhibit:
    """Give coverage by size, sector, prior judgement and region, and the gap in each."""
    measure, rows = results.coverage_measure(selection), coverage_gaps.rows(store, selection)
    overall, columns = store.ask(measure, selection)["value"][0], ["kind", "name", *N_OF_N]
    return Exhibit(
        "groups",
        group_gaps.headline(rows, store, selection),
        group_gaps.title(rows, store, selection),
        (Groups(rows, overall, choice.area_name(selection.area, store)),),
        download.download(store, selection, measure, rows, columns, "visited by group"),
        (group_gaps.note(store, selection),),
    )


def authorities(store: Store, selection: Selection) -> Exhibit | None:
    """Give every authority as a dot on one line of coverage; none for authorities themselves."""
    if selection.setting_type == w.LOCAL_AUTHORITY:
        return None
    measure, everywhere = results.coverage_measure(selection), selection.anywhere()
    rows, whole = strip.rows(store, selection), store.scope.label
    line, note = store.ask(measure, everywhere)["value"][0], strip.note(rows, selection)
    columns = ["la_code", "la_name", "region", *N_OF_N]
    return Exhibit(
        "strip",
        strip.headline(rows, selection, whole),
        strip.title(store, selection),
        (Strip(rows, line, selection, whole, caption=note),),
        download.download(store, everywhere, measure, rows, columns, "all authorities"),
        source=words.whichever_is_chosen(selection, store),
    )
