"""Places side by side: how much of each is visited, and its inspection load. Never findings."""

import polars as pl

from dashboard.exhibits.areas import inspection_load
from dashboard.measures import area_load, results
from dashboard.measures.comparator_areas import Beside
from dashboard.measures.definitions.coverage import SETTINGS
from dashboard.measures.selection import Selection
from dashboard.measures.status import Status
from dashboard.measures.store import Store
from dashboard.settings import Settings
from dashboard.wording import spoken, words

FIGURES = ("numerator", "denominator", "value", "status")
LOADS = ("settings", "visits", "per_ten", "busy")
ENOUGH = Settings.percentage_from


def rows(store: Store, selection: Selection, around: Beside) -> pl.DataFrame:
    """Give coverage and load of every place, in the order of the places.

    Columns: place, name, n of N with its value and status, then those of the load. Coverage
    obeys the filters; load counts every visit.
    """
    asked = store.ask(results.coverage_measure(selection), selection.anywhere(), [around.column])
    figures = asked.with_columns(place=pl.col(around.column).cast(pl.String))
    joined = inspection_load.rows(store, selection, around).join(
        figures.drop(around.column), on="place", how="left", maintain_order="left", validate="1:1"
    )
    known = joined.with_columns(pl.col("denominator").fill_null(0))
    filled = results.with_status(known, Status.UNVISITED)
    return filled.select("place", "name", *FIGURES, *LOADS)


def headline(rows: pl.DataFrame, store: Store, selection: Selection) -> str:
    """Say how much is visited beside similar authorities, or between which shares parts lie."""
    noun = words.counted(selection)
    told = store.tells(SETTINGS, selection)
    if rows["numerator"].null_count() == rows.height and (rows["denominator"].sum() or not told):
        return f"{words.untold(selection, store)}, so areas cannot be compared"
    if selection.is_authority:
        return _beside_similar(rows, noun, store, selection)
    parts = "authorities" if selection.area else "regions"
    where = f"{parts} of {words.place(selection.area, store)}"
    known = rows.filter(pl.col("denominator") >= ENOUGH, pl.col("value").is_not_null())
    if known.height < 2:
        return f"Too few {noun} to compare the {where}"
    low, high = (words.percent(end) for end in (min(known["value"]), max(known["value"])))
    enough = "" if known.height == rows.height else f", of those with at least {ENOUGH}"
    if low == high:
        return f"In the {where}, {low} of {noun} are visited in each{enough}"
    return f"In the {where}, from {low} to {high} of {noun} are visited{enough}"


def _beside_similar(rows: pl.DataFrame, noun: str, store: Store, selection: Selection) -> str:
    here, others = rows.row(0, named=True), rows.slice(1)
    where = words.place(selection.area, store)
    if others.is_empty():
        return f"No authority is similar to {where}, which has no providers"
    n, total = sum(others["numerator"].drop_nulls()), sum(others["denominator"])
    together = f"in {others.height} similar authorities together"
    theirs = f"{spoken.of_them(n, total)} {together}" if total else f"{together}, none"
    if not here["denominator"]:
        return f"{words.opening(where)} has no {noun}; visited: {theirs}"
    figure = spoken.of_them(here["numerator"], here["denominator"])
    return f"{words.opening(noun)} visited: {figure} in {where}; {theirs}"


def headings(selection: Selection, has_load: bool) -> list[str]:
    """Name the columns of the table."""
    first = "Region" if selection.area is None else "Authority"
    heads = [first, "Visited, out of", "Providers"]
    if has_load:
        heads += [f"Visits, {area_load.WEEKS} weeks", "For every 10 providers"]
    return heads + (["Busy weeks"] if has_load and selection.area else [])
