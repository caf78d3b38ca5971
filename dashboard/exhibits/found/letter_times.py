"""From visit to letter: published or not, how many working days it took, and what still waits."""

from collections.abc import Mapping

import polars as pl

from dashboard.measures import Selection, Store, choice, results
from dashboard.measures.cached import cached
from dashboard.measures.definitions.letters import (
    DAYS_TO_PUBLISH,
    IN_TIME,
    OVERDUE,
    PUBLISHED,
    STANDARD,
    WAITING,
)
from dashboard.measures.letter_ages import known
from dashboard.wording import words
from dashboard.wording.cells import NO_VISITS

ASSUMED = (
    f"The standard of {STANDARD} working days is an assumption, which each installation can change."
)
BY_CHANCE = "Regions differ by chance alone in these illustrative records."
NO_DATES = "the day of publication is not in these records"

HEADINGS = (
    "Published",
    "Mean working days",
    f"Of those due, within {STANDARD} working days",
    "Not yet published",
    f"Of those, over {STANDARD} working days",
)
FIGURES = ("published", "visits", "days", "letters", "in_time", "waiting", "overdue")


def sentence(store: Store, selection: Selection) -> str:
    """Say how many visits have no published letter yet, where that is known."""
    visits = choice.only(store.ask(PUBLISHED, selection))[1]
    waiting = choice.only(store.ask(WAITING, selection))[0]
    if not waiting:
        them, have = ("visit", "has") if visits == 1 else ("visits", "have")
        return f"{words.opening(words.every(visits))} {them} {have} a published letter."
    if visits == 1:
        return "The one visit has no published letter yet."
    if waiting == visits:
        none = words.opening(words.none_of(visits))
        return f"{none} visits has a published letter yet."
    have = "has" if waiting == 1 else "have"
    return (
        f"Of {words.number(visits)} visits, {words.number(waiting)} {have} no published letter yet."
    )


@cached
def by_region(store: Store, selection: Selection) -> pl.DataFrame:
    """Give every figure of publication for the area and, for England, each region in order."""
    asked = [selection]
    if selection.area is None:
        regions = results.regions_of(store, selection.region_column)
        asked += [selection.changed("area", region) for region in regions]
    rows = [
        {"name": choice.area_name(chosen.area, store), **_figures(store, chosen)}
        for chosen in asked
    ]
    return pl.DataFrame(rows, schema_overrides=dict.fromkeys(FIGURES, pl.Int64)).with_columns(
        mean_days=pl.when(pl.col("letters") > 0).then(pl.col("days") / pl.col("letters"))
    )


def _figures(store: Store, selection: Selection) -> dict[str, int | None]:
    if not known(store, selection):
        return dict.fromkeys(FIGURES)
    published, visits, _ = choice.only(store.ask(PUBLISHED, selection))
    days, letters, _ = choice.only(store.ask(DAYS_TO_PUBLISH, selection))
    overdue, waiting, _ = choice.only(store.ask(OVERDUE, selection))
    in_time = choice.only(store.ask(IN_TIME, selection))[0]
    figures = (published, visits, days, letters, in_time, waiting, overdue)
    return dict(zip(FIGURES, (n or 0 for n in figures), strict=True))


def cells(rows: pl.DataFrame) -> list[list[str]]:
    """Write the rows of the table: the name, then its figures, each blank in words."""
    return [[row["name"], *_cells(row)] for row in rows.iter_rows(named=True)]


def _cells(row: dict) -> list[str]:
    if not row["visits"]:
        return [NO_VISITS, *[""] * (len(HEADINGS) - 1)]
    letters, waiting, due = row["letters"], row["waiting"], _due(row)
    return [
        words.n_of_n(row["published"], row["visits"]),
        words.number(row["mean_days"]) if letters else "none published",
        words.n_of_n(row["in_time"], due) if due else "none due",
        words.number(waiting),
        words.n_of_n(row["overdue"], waiting) if waiting else "none waiting",
    ]


def time_taken(rows: pl.DataFrame, median: int | None) -> str:
    """Say by when half of the letters are out, and how many of those due were in time.

    Due are the published ones and those that wait beyond the standard; `median` is of letters
    followed to the end, None where fewer than half are out.
    """
    row = rows.row(0, named=True)
    if not row["letters"] and not row["overdue"]:
        return "No letter is published yet"
    half = "Fewer than half of the letters are out so far"
    if median is not None:
        days = words.for_count(median, f"{median} working days")
        half = f"Half of the letters are out within {days}"
    return f"{half}; {in_time(row, 'in time')}"


def _due(row: Mapping[str, int]) -> int:
    return row["letters"] + row["overdue"]


def in_time(row: Mapping[str, int], called: str) -> str:
    """Say how many were in time of those due: published, or waiting beyond the standard."""
    n, due = row["in_time"], _due(row)
    if due == 1:
        return f"the one due was {'' if n else 'not '}{called}"
    return f"{words.n_of_n(n, due)} of those due were {called}"


def oldest(rows: pl.DataFrame) -> str:
    """Say how many letters wait, and the longest age of any."""
    waiting = rows.filter(pl.col("waiting") > 0)
    if waiting.is_empty():
        return "No letter is waiting"
    last = waiting.row(-1, named=True)
    are, age = words.many(sum(rows["waiting"]), "letters are"), last["name"].lower()
    return f"{are} not yet published; the longest wait is {age} after the visit"
