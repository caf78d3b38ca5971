"""Inspection load in figures and in words: visits to an area, over the last complete weeks.

Load counts every visit to the authority itself and to any setting in it, whatever the filters:
what an authority has to bear does not depend on what a reader looks at. Only the end of the
period moves it.
"""

from datetime import date

import polars as pl

from dashboard.exhibits.common import arriving
from dashboard.measures import Selection, Store, comparator_areas, inspection_load
from dashboard.measures.area_load import complete_weeks, known, made, without_type
from dashboard.measures.cached import cached
from dashboard.measures.comparator_areas import Beside
from dashboard.measures.definitions.coverage import SETTINGS, VISITS
from dashboard.records import words as w
from dashboard.settings import Settings, sunday
from dashboard.wording import words

BUSY = Settings.busy_from
DEFINITION = (
    "Visits to the authority itself and to any setting in it, of every type, whatever the filters, "
    "with those by other inspectorates where the records hold them. "
    "For every 10 providers: of those on the register on the day of the figures. A week "
    f"is busy when it has {BUSY} or more visits, or a visit to the authority itself or by "
    "another inspectorate beside any other visit: an assumption, which each installation can "
    "change."
)


@cached
def rows(store: Store, selection: Selection, around: Beside) -> pl.DataFrame:
    """Give for every place the visits of the last complete weeks, and those for every 10 providers.

    Columns: place, name, settings (providers in scope), visits, per_ten, busy. Blank where the
    records hold no visits or no complete week of them; `per_ten` also where there are no settings.
    `busy` is blank for regions, because a week is busy for one authority.
    """
    settings = comparator_areas.providers(store, around)
    frame = around.frame.with_columns(settings=pl.col("place").replace_strict(settings))
    weeks = complete_weeks(store, selection)
    if not known(store) or not weeks:
        blanks = {"visits": pl.Int64, "per_ten": pl.Float64, "busy": pl.Int64}
        return frame.with_columns(pl.lit(None, kind).alias(name) for name, kind in blanks.items())
    counted = _by_place(store, without_type(selection), around.column)
    joined = frame.join(counted, on="place", how="left", maintain_order="left", validate="1:1")
    visits, one = pl.col("visits").fill_null(0), pl.lit(around.column == "la_code")
    busy = pl.when(one).then(pl.col("busy").fill_null(0))
    rate = pl.when(pl.col("settings") > 0).then(visits / pl.col("settings") * 10)
    return joined.with_columns(visits=visits, busy=busy).select(
        *frame.columns, "visits", per_ten=rate, busy="busy"
    )


def beside_others(store: Store, selection: Selection) -> pl.DataFrame:
    """Give them for an authority beside similar ones, or for the parts of a larger area."""
    return rows(store, selection, comparator_areas.beside(store, selection))


@cached
def _by_place(store: Store, selection: Selection, column: str) -> pl.DataFrame:
    """Add up the visits of the last complete weeks for every place there is."""
    weeks = complete_weeks(store, selection)
    return inspection_load.by_place(made(store, selection, column), weeks, BUSY)


def whole(rows: pl.DataFrame, selection: Selection) -> int | None:
    """Give the visits to a whole area from the rows of `rows`; None where they are not known."""
    counted = rows["visits"].head(1) if selection.is_authority else rows["visits"]
    return int(counted.sum()) if counted.count() else None


def span(weeks: list[date]) -> str:
    """Say over which weeks load is added up."""
    many = "week" if len(weeks) == 1 else f"{len(weeks)} weeks"
    return f"the {many} to {words.day(sunday(weeks[-1]))}"


def headline(rows: pl.DataFrame, store: Store, selection: Selection) -> str:
    """Say how many visits there were, how many for every 10 providers, and whether that is much."""
    where = words.opening(words.place(selection.area, store))
    if not known(store):
        return "No visits are in these records, so load cannot be shown"
    weeks, every = complete_weeks(store, selection), Selection()
    if not weeks and not store.tells(VISITS, every):
        return f"{words.untold(every, store)}, so load cannot be shown"
    if not weeks:
        return f"{arriving.NONE_COMPLETE}, so load cannot be shown"
    if not selection.is_authority:
        return _of_parts(rows, store, selection, weeks)
    here = rows.row(0, named=True)
    said = f"{where} had {_counted(here['visits'], rows.head(1), weeks, store, selection)}"
    if here["per_ten"] is None:
        told = store.tells(SETTINGS, Selection())
        return f"{said}; it has no providers" if told else said
    verdict = comparison(rows)
    if here["visits"]:
        link = ", " if verdict is None else ". That is "
        said += f"{link}{rate(here['per_ten'])} for every 10 providers"
    if verdict is None:
        return said
    together = inspection_load.per_ten(sum(rows["visits"][1:]), sum(rows["settings"][1:])) or 0
    if not here["visits"] and not together:
        return f"{said}, nor had similar authorities"
    compared = f"{said}: {verdict} similar authorities together ({rate(together)})"
    return f"{compared}; {words.many(here['busy'], 'busy weeks')}" if here["busy"] else compared


def _counted(
    count: int, rows: pl.DataFrame, weeks: list[date], store: Store, selection: Selection
) -> str:
    """Write the visits to some places, and how many were to authorities themselves, if any."""
    column = "la_code" if selection.area else selection.region_column
    itself = pl.col("letter") == inspection_load.Letter.AUTHORITY.value
    there = pl.col("place").is_in(rows["place"].to_list()) & pl.col("week").is_in(weeks)
    own = made(store, selection, column).filter(itself, there)["visits"].sum()
    whom = "the authority itself" if selection.is_authority else "authorities themselves"
    of_them = f", {words.number(int(own))} of them to {whom}" if own else ""
    return f"{visits(count)} in {span(weeks)}{at_all(selection)}{of_them}"


def at_all(selection: Selection) -> str:
    """Say so where the filters leave some settings out, as load does not."""
    is_all = selection.setting_type == w.ALL_PROVIDERS and not selection.narrowed_by
    return "" if is_all else " at all settings"


def comparison(rows: pl.DataFrame) -> str | None:
    """Compare the first place with all others together, in words; None where there is nothing."""
    first, others = rows.row(0, named=True), rows.slice(1)
    if first["visits"] is None:
        return None
    their = (sum(others["visits"]), sum(others["settings"]))
    if not first["visits"] and not their[0] and first["settings"] and their[1]:
        return "the same as"
    return inspection_load.compared(first["visits"], first["settings"], *their)


def _of_parts(rows: pl.DataFrame, store: Store, selection: Selection, weeks: list[date]) -> str:
    """Say how load differs between the authorities of a region, or between regions."""
    where = words.opening(words.place(selection.area, store))
    n, settings = sum(rows["visits"]), sum(rows["settings"])
    said = f"{where} had {_counted(n, rows, weeks, store, selection)}"
    whole = inspection_load.per_ten(n, settings)
    if whole is None:
        return said
    said += f". That is {rate(whole)} for every 10 providers"
    if selection.area is None:
        return f"{said}{_range(rows, store)}"
    busy = rows.filter(pl.col("busy") > 0).height
    if not busy:
        return f"{said}; {words.none_of(rows.height)} authorities has had a busy week"
    has = "has" if busy == 1 else "have"
    return f"{said}; {words.number(busy)} of its {rows.height} authorities {has} had a busy week"


def _range(rows: pl.DataFrame, store: Store) -> str:
    """Say between which regions the rate lies: it is our own activity."""
    rated = rows.filter(pl.col("per_ten").is_not_null(), pl.col("settings") >= 10)
    if rated.height < 2:
        return ""
    low, high = rated.sort("per_ten", "name")[0], rated.sort("per_ten", "name")[-1]
    if rate(low["per_ten"][0]) == rate(high["per_ten"][0]):
        return ", the same in every region"
    ends = [
        f"{rate(row['per_ten'][0])} in {words.place(row['place'][0], store)}" for row in (low, high)
    ]
    return f"; regions from {ends[0]} to {ends[1]}"


def visits(count: int) -> str:
    """Write a number of visits."""
    return words.many(count, "visits", "no")


def rate(per_ten: float) -> str:
    """Write visits for every 10 providers, with one decimal; none is 0."""
    return words.number(per_ten, 1 if per_ten else 0)
