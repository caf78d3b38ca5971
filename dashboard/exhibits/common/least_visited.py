"""Where least was visited: sentences of regions and of authorities."""

import polars as pl

from dashboard.exhibits.common import headlines
from dashboard.measures import Selection, Status, Store, results
from dashboard.measures.definitions.coverage import SETTINGS
from dashboard.measures.filters import PLACES_UNIT
from dashboard.records import words as w
from dashboard.settings import Settings
from dashboard.wording import spoken, withheld, words
from dashboard.wording.together import MOST, among, many_least, or_how_many

UNKNOWN = Status.UNKNOWN.value


@withheld.in_words
def coverage(
    rows: pl.DataFrame, by_region: pl.DataFrame, store: Store, selection: Selection
) -> str:
    """Answer the Coverage page's question: how many are seen, which are not.

    `rows` and `by_region` are the results by authority and by region.
    """
    store.prove(results.coverage_measure(selection), selection)
    said = headlines.visited(store, selection)
    unknown = rows["numerator"].null_count() == rows.height
    if unknown or selection.is_authority or not rows["denominator"].sum():
        return said
    parts = [areas(rows, selection, store)]
    if selection.area is None:
        parts.insert(0, regions(by_region, selection))
    return " ".join([said, *(f"{words.opening(part)}." for part in parts)])


def regions(rows: pl.DataFrame, selection: Selection) -> str:
    """Say which region is least visited, or why none can be named."""
    shown = results.comparable(rows)
    thing = words.noun(selection)
    if rows["numerator"].null_count() == rows.height and rows["status"].eq(UNKNOWN).any():
        return f"Regions cannot be compared: how many {thing} are visited is not known"
    if not rows["denominator"].sum():
        return f"No region has {words.counted(selection)}"
    if shown.height < 2:
        return f"Too few {thing} to compare regions"
    least, most = shown["value"].min(), shown["value"].max()
    if least == most:
        with_enough = among(rows).removeprefix(" among those")
        share = words.percent(shown["value"][0])
        return f"All regions{with_enough} are the same: {share} visited"
    names = shown.filter(value=least)["name"].sort().to_list()
    said = or_how_many([words.the_region(name) for name in names], "regions", shown.height)
    if len(names) > MOST:
        return many_least(words.opening(said), words.percent(min(shown["value"])), rows)
    verb = "is the least visited region" if len(names) == 1 else "are the least visited regions"
    return f"{words.opening(said)} {verb}{among(rows)}"


def areas(rows: pl.DataFrame, selection: Selection, store: Store) -> str:
    """Say how many authorities have had no visit, of those that have such settings."""
    where = "" if selection.area is None else f" in {words.place(selection.area, store)}"
    if not store.tells(SETTINGS, selection):
        return words.untold(selection, store)
    whole = _whole(rows, store) if selection.is_authority else ""
    if selection.is_authority:
        rows, where = rows.slice(rows["la_code"].to_list().index(selection.area), 1), ""
        if not rows["denominator"].sum():
            whose = words.opening(words.the_authority(rows["la_name"][0]))
            return f"{whose} has no {words.counted(selection)}"
    totals, counts = rows["denominator"].to_list(), rows["numerator"].to_list()
    there = [place for place, total in enumerate(totals) if total]
    if not there:
        return f"No authority{where} has {words.counted(selection)}"
    if all(counts[place] is None for place in there):
        return f"No authority is coloured: which {words.noun(selection)} are visited is not known"
    unseen, total = [place for place in there if counts[place] == 0], len(there)
    if total == 1:
        row = rows.row(there[0], named=True)
        if row["denominator"] == 1 and selection.unit != PLACES_UNIT:
            one = f"The one {words.noun(selection, 1)} in {words.the_authority(row['la_name'])}"
            seen = f"{one} has {'' if row['numerator'] else 'not '}been visited"
            return f"{seen}{whole and f'{whole} have'}"
        where = words.opening(words.the_authority(row["la_name"]))
        n_of_n = words.n_of_n(row["numerator"], row["denominator"])
        seen = spoken.placed(n_of_n, words.counted(selection, row["denominator"]))
        return f"{where}: {seen} visited{whole and f'{whole} are'}"
    sizes = rows["settings"].to_list() if unseen else []
    small = sum(sizes[place] < Settings.band_from for place in unseen)
    said = _without_visit(len(unseen), total, where, selection)
    if selection.setting_type == w.LOCAL_AUTHORITY:
        return said
    return f"{said}{_all_small(len(unseen), total, small)}"


def _all_small(none: int, total: int, small: int) -> str:
    """Say of the authorities without a visit that all are too small to be coloured, if so."""
    if not none or none == total or small < none:
        return ""
    who = {1: "it has", 2: "both have"}.get(none, f"all {words.number(none)} have")
    return f": {who} fewer than {Settings.band_from}"


def small_ones(rows: pl.DataFrame, selection: Selection) -> str:
    """Say how many of the authorities without a visit are too small to be coloured, if some are."""
    unseen = rows.filter(pl.col("numerator") == 0, pl.col("denominator") > 0)
    small = unseen.filter(pl.col("settings") < Settings.band_from).height
    if selection.is_authority or selection.setting_type == w.LOCAL_AUTHORITY:
        return ""
    if not 0 < small < unseen.height:
        return ""
    verb = "has" if small == 1 else "have"
    few = f"fewer than {Settings.band_from} {words.noun(selection)}"
    coloured = "it is" if small == 1 else "they are"
    of = f"{words.number(small)} of the {words.number(unseen.height)}"
    return f"{of} without a visit {verb} {few}, so {coloured} not coloured."


def _whole(rows: pl.DataFrame, store: Store) -> str:
    """Give the share of all authorities together, to stand beside that of one, where it is known.

    The answer of the page says the figure of the one already.
    """
    there = [(n, total) for n, total in rows[["numerator", "denominator"]].rows() if total]
    if any(n is None for n, _ in there):
        return ""
    n, total = sum(n for n, _ in there), sum(total for _, total in there)
    if total < Settings.percentage_from:
        return ""
    return f"; in {store.scope.label} {words.percent(n / total)}"


def _without_visit(none: int, total: int, where: str, selection: Selection) -> str:
    """Say how many authorities have had no visit: to their settings, or to themselves."""
    has = "has" if none == 1 else "have"
    counts = f"{words.number(none)} of {words.number(total)}"
    if selection.setting_type == w.LOCAL_AUTHORITY:
        them = f"{words.noun(selection)}{where}"
        if none == total:
            return f"Not one of the {words.number(total)} {them} has had a visit"
        return f"{counts} {them} {has} had no visit" if none else f"All {them} have had a visit"
    one = words.noun(selection, 1)
    if none == total:
        return f"We have visited no {one} in any of the {words.number(total)} authorities{where}"
    if none:
        many = words.many(none, "authorities")
        of = f"of {words.number(total)} that have any"
        return f"In {many}{where} we have visited no {one} ({of})"
    return f"We have visited at least one {one} in every authority{where} that has any"
