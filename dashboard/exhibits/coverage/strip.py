"""Every authority on one line of coverage, the chosen one and its region marked."""

from collections.abc import Sequence

import polars as pl

from dashboard.exhibits.download import N_OF_N, download
from dashboard.exhibits.exhibit import Exhibit, Strip
from dashboard.measures import Selection, Status, Store, results
from dashboard.records import words as w
from dashboard.settings import Settings
from dashboard.wording import cells, spoken, words

ENDS = "The sentence leaves out a quarter of the authorities, rounded down, at each end."


def exhibit(store: Store, selection: Selection) -> Exhibit | None:
    """Give every authority as a dot on one line of coverage; none for authorities themselves."""
    if selection.setting_type == w.LOCAL_AUTHORITY:
        return None
    measure, everywhere = results.coverage_measure(selection), selection.anywhere()
    each, whole = rows(store, selection), store.scope.label
    line = store.ask(measure, everywhere)["value"][0]
    what = f"{words.opening(words.counted(selection))} visited, % of those in scope"
    columns = ["la_code", "la_name", "region", *N_OF_N]
    return Exhibit(
        "strip",
        headline(each, selection, whole),
        f"{what}, each dot a local authority, {whole}, {words.period(selection, store)}",
        (Strip(each, line, selection, whole, caption=note(each, selection)),),
        download(store, everywhere, measure, each, columns, "all authorities"),
        source=words.whichever_is_chosen(selection, store),
    )


def rows(store: Store, selection: Selection) -> pl.DataFrame:
    """Give coverage for every authority of England, least visited first, those with none last."""
    found = results.by_authority(store, selection.anywhere())
    return found.sort("value", "la_name", nulls_last=True)


def drawn(authorities: pl.DataFrame) -> pl.DataFrame:
    """Keep the authorities with enough settings in scope for a dot."""
    enough = pl.col("settings") >= Settings.band_from
    return authorities.filter(enough, pl.col("value").is_not_null())


def region_of(authorities: pl.DataFrame, selection: Selection) -> str | None:
    """Name the region that is marked: the one chosen, or that of the authority chosen."""
    if not selection.is_authority:
        return selection.area
    own = authorities.filter(la_code=selection.area)["region"]
    return str(own[0]) if own.len() else None


def headline(authorities: pl.DataFrame, selection: Selection, whole: str = "England") -> str:
    """Say between which shares half of the authorities lie, and where the chosen one is."""
    enough = results.comparable(authorities)
    thing = words.counted(selection)
    unknown = authorities["status"].eq(Status.UNKNOWN.value).any()
    if unknown and authorities["numerator"].null_count() == authorities.height:
        return f"Authorities cannot be compared: how many {thing} are visited is not known"
    if not authorities["denominator"].sum():
        return f"No authority has {thing}"
    own = _own(authorities, selection)
    if enough.height < 4:
        return f"Too few authorities have enough {thing} to compare{own}"
    where = f" in {whole}" if selection.area else ""
    return f"{_middle(enough['value'].sort().to_list(), where, thing)}{own}"


def _middle(shares: Sequence[float], where: str, thing: str) -> str:
    """Say between which shares the middle half lies, and how many are within them.

    A quarter of the authorities, rounded down, is left out at each end.
    """
    left_out = len(shares) // 4
    first, last = shares[left_out], shares[-left_out - 1]
    low, high = words.percent(first), words.percent(last)
    if low == high:
        within, middle = sum(words.percent(share) == low for share in shares), low
    else:
        within, middle = sum(first <= share <= last for share in shares), f"{low} to {high}"
    many = "all" if within == len(shares) else f"{words.number(within)} of the"
    them = f"{words.number(len(shares))} authorities{where}"
    share = "none" if middle == "0%" else middle
    enough = f"{Settings.percentage_from} or more {thing}"
    return f"In {many} {them} with {enough}, {share} of them are visited"


def _own(authorities: pl.DataFrame, selection: Selection) -> str:
    if not selection.is_authority:
        return ""
    row = authorities.filter(la_code=selection.area).row(0, named=True)
    if row["denominator"] == 0:
        return f"; {words.the_authority(row['la_name'])} has none"
    alone = row["denominator"] == 1 and row["numerator"] is not None
    said = spoken.visited(row["numerator"], 1) if alone else cells.n_of_n(row)
    return f"; in {words.the_authority(row['la_name'])} {said}"


def note(authorities: pl.DataFrame, selection: Selection) -> str:
    """Say which authorities have no dot, and what a hollow one is."""
    none = authorities.filter(denominator=0).height
    few = authorities.filter(
        pl.col("denominator") > 0, pl.col("settings") < Settings.band_from
    ).height
    thing = words.noun(selection)
    lost = [
        f"{words.number(few)} with fewer than {Settings.band_from} {thing}" if few else "",
        f"{words.number(none)} with none" if none else "",
    ]
    absent = [part for part in lost if part]
    said = f"Not drawn: {words.listed(absent)}. All are in the table. " if absent else ""
    hollow = "A hollow dot has fewer than 10, too few for a percentage."
    return f"{said}{hollow} {ENDS}"
