"""Places side by side: how much of each is visited, and its inspection load. Never findings."""

import polars as pl

from dashboard.exhibits.areas import area_files, comparators, inspection_load
from dashboard.exhibits.exhibit import Exhibit, Places
from dashboard.measures import Selection, Status, Store, area_load, comparator_areas, results
from dashboard.measures.comparator_areas import Beside
from dashboard.measures.definitions.coverage import SETTINGS
from dashboard.settings import Settings
from dashboard.wording import words

FIGURES = ("numerator", "denominator", "value", "status")
LOADS = ("settings", "visits", "per_ten", "busy")
DEFINITION = f"{comparators.HOW} {inspection_load.DEFINITION}"
ENOUGH = Settings.percentage_from
NAMED = 3
"""So many similar authorities are named in the headline."""


def exhibit(store: Store, selection: Selection) -> Exhibit:
    """Give coverage and load beside similar authorities, or of the parts of a larger area."""
    found = rows(store, selection, comparator_areas.beside(store.as_counted, selection))
    named = "similar and other areas", "coverage, visits"
    return Exhibit(
        "beside",
        headline(found, store, selection),
        f"{words.opening(words.counted(selection))} visited, and inspection load, side by side",
        (Places(found, selection),),
        area_files.of_all_visits(store, selection, found, *named, DEFINITION),
        (comparators.HOW,) if selection.is_authority else (),
    )


def rows(store: Store, selection: Selection, around: Beside) -> pl.DataFrame:
    """Give coverage and load of every place, in the order of the places.

    Columns: place, name, n of N with its value and status, then those of the load. Coverage
    obeys the filters; load counts every visit. The providers are blank where the records tell of
    none, rather than 0.
    """
    asked = store.ask(results.coverage_measure(selection), selection.anywhere(), [around.column])
    figures = asked.with_columns(place=pl.col(around.column).cast(pl.String))
    joined = inspection_load.rows(store, selection, around).join(
        figures.drop(around.column), on="place", how="left", maintain_order="left", validate="1:1"
    )
    known = joined.with_columns(pl.col("denominator").fill_null(0))
    told = store.tells(SETTINGS, selection)
    filled = results.with_status(known, Status.UNVISITED, told=told)
    if not store.tells(SETTINGS, Selection()):
        filled = filled.with_columns(settings=pl.lit(None, pl.Int64))
    return filled.select("place", "name", *FIGURES, *LOADS)


def headline(rows: pl.DataFrame, store: Store, selection: Selection) -> str:
    """Say which authorities are most like one, or between which shares the parts lie."""
    noun = words.counted(selection)
    told = store.tells(SETTINGS, selection)
    if rows["numerator"].null_count() == rows.height and (rows["denominator"].sum() or not told):
        return f"{words.untold(selection, store)}, so areas cannot be compared"
    if selection.is_authority:
        return _most_like(rows, store, selection)
    parts = "authorities" if selection.area else "regions"
    where = f"{parts} of {words.place(selection.area, store)}"
    known = results.comparable(rows)
    if known.height < 2:
        return f"Too few {noun} to compare the {where}"
    low, high = (words.percent(end) for end in (min(known["value"]), max(known["value"])))
    enough = "" if known.height == rows.height else f", of those with at least {ENOUGH}"
    if low == high:
        return f"In the {where}, {low} of {noun} are visited in each{enough}"
    return f"In the {where}, from {low} to {high} of {noun} are visited{enough}"


def _most_like(rows: pl.DataFrame, store: Store, selection: Selection) -> str:
    """Name the nearest authorities, or say that none is near."""
    others = rows.slice(1)
    where = words.place(selection.area, store)
    if others.is_empty():
        return f"No authority is similar to {where}, which has no providers"
    if far := comparators.far(store, str(selection.area)):
        return far.rstrip(".")
    names = others["name"].head(NAMED).to_list()
    are = "are" if others.height > 1 else "is"
    more = f", then {others.height - NAMED} others" if others.height > NAMED else ""
    return f"Most like {where} {are} {words.listed(names)}{more}"


def headings(selection: Selection, has_load: bool) -> list[str]:
    """Name the columns of the table."""
    first = "Region" if selection.area is None else "Authority"
    heads = [first, "Visited, out of", "Providers"]
    if has_load:
        heads += [f"Visits, {area_load.WEEKS} weeks", "For every 10 providers"]
    return heads + (["Busy weeks"] if has_load and selection.area else [])
