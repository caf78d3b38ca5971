"""Letters followed to the end: those that still wait count for as long as they have waited."""

import polars as pl

from dashboard.exhibits.common.columns import Columns, number
from dashboard.measures import Selection, Store, choice, letter_counts
from dashboard.measures.cached import cached
from dashboard.measures.followed import Followed, day_by_day, followed
from dashboard.settings import Settings
from dashboard.wording import words

DAYS = (10, 20, 30, 40, 60)
MEANING = "Letters that still wait count for as long as they have waited (Kaplan–Meier)."


LEAST = 0.01
"""Smaller shares are not worth a headline."""
DEFINITION = (
    "The share of letters out by each working day from the last day of the visit, where visits "
    "whose letter still waits count for as long as they have waited (Kaplan and Meier); at_risk "
    "are the visits whose letter was not out before that day, published the letters that came out "
    "on it, and low and high the likely range, 19 times in 20 (Greenwood, on the scale of "
    "log(-log))."
)
NONE_OUT = "No letter that is followed is out yet"


@cached
def letters(store: Store, selection: Selection) -> Followed:
    """Follow the letters of the visits of the period, in working days from a visit's last day."""
    return followed(_waits(store, selection), DAYS)


@cached
def curve(store: Store, selection: Selection) -> pl.DataFrame:
    """Give the curve of the same letters, a row for each day: its name, and as `day_by_day`."""
    found = day_by_day(_waits(store, selection))
    return found.select(pl.format("Day {}", "days").alias("name"), *found.columns)


def _waits(store: Store, selection: Selection) -> pl.DataFrame:
    return letter_counts.waits(store, selection, *choice.days(selection, store))


def how_many(found: Followed) -> str:
    """Say how many visits have been followed for so many days."""
    said = [
        f"{words.number(count)} to day {day}"
        for day, count in found.curve.select("day", "at_risk").iter_rows()
        if count
    ]
    return f"Followed so long: {words.listed(said)}. {MEANING}" if said else MEANING


def headline(found: Followed) -> str:
    """Head the curve: the share out by some days, or that none is; nothing where too few are."""
    enough = pl.col("at_risk") >= Settings.percentage_from
    shown = found.curve.filter(enough, pl.col("published") >= LEAST)
    shares = shown.select("published", "day").rows()
    followed_to = found.curve.filter(pl.col("published").is_not_null())["day"].to_list()
    if not shares and found.median is not None:
        return ""
    if not shares:
        return f"No letter is out by working day {followed_to[-1]}" if followed_to else NONE_OUT
    (share, day), *more = shares
    said = [f"{words.percent(share)} of letters are out by working day {day}"]
    return words.listed([*said, *(f"{words.percent(each)} by day {d}" for each, d in more)])


COLUMNS: Columns = {
    "Working days": "name",
    "Still followed": number("at_risk"),
    "Out on the day": number("published"),
    "Out by then": lambda row: words.percent(row["value"]),
    "Likely range": lambda row: (
        "" if row["low"] is None else words.percents(row["low"], row["high"])
    ),
}
"""What is listed of each day of the curve."""
