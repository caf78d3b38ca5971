"""What stands for enforcement that is not in the records: who was judged inadequate, and since."""

import polars as pl

from dashboard.exhibits.common.columns import SETTING, Columns, day, number, tabled
from dashboard.exhibits.common.tiles import share
from dashboard.exhibits.common.traced import Traced
from dashboard.exhibits.download import Download, download
from dashboard.exhibits.enforcement import explained, powers
from dashboard.exhibits.exhibit import Bars, Exhibit, Records
from dashboard.measures import (
    Selection,
    Store,
    choice,
    enforcement_powers,
    judged_inadequate,
    results,
)
from dashboard.measures.definitions.coverage import VISITS
from dashboard.measures.definitions.register import LAST_SEEN
from dashboard.measures.parts import FIRST
from dashboard.wording import limits, spoken, withheld, words
from dashboard.wording.withheld import Tile

JUDGED, SINCE = "Last judged inadequate", "Visited since that judgement"
NOT_SINCE = "No visit recorded since"
OF_JUDGED: Columns = SETTING | {
    "Judged inadequate": day("last_inspected_on"),
    "Days since": number("days_since"),
}
"""What is listed of a setting that was not visited since it was judged inadequate."""


def rows(store: Store, selection: Selection) -> pl.DataFrame:
    """List the settings last judged inadequate, where the records do not hold enforcement."""
    for measure in (VISITS, LAST_SEEN):
        store.prove(measure, selection)
    stands = enforcement_powers.applies(selection) and not enforcement_powers.recorded(store)
    return judged_inadequate.listed(store, selection) if stands else judged_inadequate.NONE


def sentence(store: Store, selection: Selection) -> str:
    """Say how many of those last judged inadequate were not visited since; nothing if unknown."""
    found = rows(store, selection)
    if found.is_empty():
        total = judged_inadequate.judged(store, selection)
        none = spoken.happened(0, total, words.noun(selection, total), "last judged inadequate")
        return words.opening(none) if total else ""
    left, total = found["visited_on"].null_count(), found.height
    noun = f"{words.noun(selection, total)} last judged inadequate"
    if left == 0:
        return words.opening(spoken.happened(total, total, noun, "visited since"))
    have = "has" if left == 1 else "have"
    named = words.opening(spoken.named(left, total, noun))
    return f"{named} {have} no visit since in these records{_which_begin(store, selection, found)}"


def _which_begin(store: Store, selection: Selection, found: pl.DataFrame) -> str:
    """Say from when visits are told of, where one may lie before it."""
    first = limits.visits_known_from(selection, store)
    if first is None:
        return ""
    may = pl.col("visited_on").is_null() & (pl.col("last_inspected_on") < first)
    return f", which begin on {words.day(first)}" if found.select(may.any()).item() else ""


def regions(store: Store, selection: Selection) -> Exhibit | None:
    """Give how many of each region were visited since, in the regions' own order."""
    found, chosen = rows(store, selection.anywhere()), selection.anywhere()
    if found.is_empty():
        return None
    counted, whole = judged_inadequate.by_region(store, chosen), store.scope.label
    seen, here = found["visited_on"].count(), results.region_of(store, selection)
    line, of_regions = seen / found.height, ("Region", "Visited since, of those")
    return Exhibit(
        "judged",
        _visited(seen, words.noun(selection, found.height), found.height, whole),
        f"{words.opening(words.noun(selection))} visited since they were last judged inadequate, "
        f"by region, all of {whole}",
        (Bars(counted, *of_regions, line, whole, here=here, chooses="area"),),
        _file(store, chosen, counted, "judged inadequate"),
        (f"{limits.visits_before(chosen, store)} A visit need not be a full inspection.",),
        results=(explained.since_judged(chosen, found),),
    )


def _visited(seen: int, noun: str, total: int, where: str) -> str:
    if total == 1:
        told = spoken.happened(seen, total, f"{noun} last judged inadequate", "visited since")
        return words.opening(told)
    return f"Visited since they were judged: {words.n_of_n(seen, total)} in {where}"


def waiting(store: Store, selection: Selection) -> Exhibit | None:
    """List those not visited since they were judged inadequate, those judged longest ago first."""
    found = rows(store, selection)
    left = found.filter(pl.col("visited_on").is_null()).drop("visited_on")
    if left.is_empty():
        return None
    where = choice.area_name(selection.area, store)
    return Exhibit(
        "not-visited-since",
        _left(left),
        f"{words.opening(words.noun(selection))} without a recorded visit since they were last "
        f"judged inadequate, {where}, longest ago first",
        (Records(*tabled(left, OF_JUDGED), counted=True),),
        _file(store, selection, left, "no visit recorded since"),
        results=(explained.since_judged(selection, found),),
    )


def _file(store: Store, selection: Selection, listed: pl.DataFrame, name: str) -> Download:
    chosen = selection.in_settings()
    made = download(store, chosen, LAST_SEEN, listed, listed.columns, name)
    return made.saying(definition=judged_inadequate.DEFINITION)


def _left(left: pl.DataFrame) -> str:
    """Say how long ago the first of those not visited since was judged."""
    ago = words.for_count(left["days_since"][0], f"{words.number(left['days_since'][0])} days")
    which = "the first" if left.height > 1 else "it"
    return (
        f"{words.number(left.height)} without a recorded visit since: {which} was judged {ago} ago"
    )


def traced(store: Store, selection: Selection) -> dict[str, Traced]:
    """Say which exhibit is behind each of the figures."""
    of_all, has_list = Traced("enforcement", FIRST, "judged"), waiting(store, selection)
    left = Traced("enforcement", FIRST, "not-visited-since") if has_list else of_all
    return {JUDGED: of_all, SINCE: of_all, NOT_SINCE: left}


@withheld.tiles
def tiles(store: Store, selection: Selection) -> list[Tile]:
    """Give the figures of those last judged inadequate, and one that is not known."""
    found, (mark, why) = rows(store, selection), powers.NOT_RECORDED
    unknown: Tile = ("Enforcement actions", mark, why)
    if found.is_empty():
        return [unknown]
    seen, left, total = found["visited_on"].count(), found["visited_on"].null_count(), found.height
    noun, of = words.noun(selection, total), f"of {words.number(total)}"
    return [
        (JUDGED, words.number(total), f"{noun} in scope"),
        (NOT_SINCE, words.number(left), of if total > 1 else spoken.under(left, total, noun)[1]),
        (SINCE, *share(seen, total, noun)),
        unknown,
    ]
