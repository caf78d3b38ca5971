"""Visits on site, remote or both, as n of N, and in each week."""

import polars as pl

from dashboard.exhibits.areas import restrictions
from dashboard.exhibits.common import arriving
from dashboard.measures import choice, week_completeness, weekly
from dashboard.measures.cached import cached
from dashboard.measures.definitions.coverage import VISITS
from dashboard.measures.measure import divide
from dashboard.measures.selection import Selection
from dashboard.measures.status import Status
from dashboard.measures.store import Store
from dashboard.records import words as w
from dashboard.settings import Settings
from dashboard.wording import words


@cached
def by_mode(store: Store, selection: Selection) -> pl.DataFrame:
    """Give the visits on site, remote and both, out of all: name, numerator, denominator, value."""
    found = dict(store.ask(VISITS, selection, ["mode"]).select("mode", "numerator").iter_rows())
    names = [mode for mode in (*w.MODES, w.NOT_RECORDED) if mode != w.NOT_RECORDED or mode in found]
    rows = pl.DataFrame({"name": names, "numerator": [found.get(name, 0) for name in names]})
    counted = rows.with_columns(denominator=pl.col("numerator").sum()).lazy()
    shares = divide(counted).collect(engine="in-memory")
    few = pl.col("denominator") < Settings.percentage_from
    return shares.with_columns(
        status=pl.when(few).then(pl.lit(Status.FEW.value)).otherwise(pl.lit(Status.SHOWN.value))
    )


COLUMNS = {"on_site": "On site", "remote": "Remote", "both": "Both", "unknown": w.NOT_RECORDED}
"""The columns of a table by week, and the mode that each counts."""


@cached
def by_week(store: Store, selection: Selection) -> pl.DataFrame:
    """Give the visits of every week of the period in each mode: week, then a column for each.

    Visits whose mode is not recorded have a column only where there are any.
    """
    found = store.ask(VISITS, selection, ["week", "mode"]).with_columns(pl.col("mode").cast(str))
    weeks = pl.DataFrame({"week": weekly.weeks_of(store, selection)}, schema={"week": pl.Date})
    for column, mode in COLUMNS.items():
        made = found.filter(pl.col("mode") == mode).select(
            "week", pl.col("numerator").alias(column)
        )
        weeks = weeks.join(made, on="week", how="left", maintain_order="left")
    filled = weeks.with_columns(pl.col(*COLUMNS).fill_null(0))
    return filled if filled["unknown"].sum() else filled.drop("unknown")


def under_restrictions(rows: pl.DataFrame, store: Store, selection: Selection) -> str:
    """Say how many visits were on site, in weeks with national restrictions and without.

    `rows` are those of `by_week`; only complete weeks count, and of those that restrictions fall on
    only the ones that lie wholly within them.
    """
    full = rows.filter(pl.col("week").is_in(week_completeness.complete(store, selection, VISITS)))
    weeks, milestones = full["week"].to_list(), store.records["milestones"]
    inside, outside = (
        full.filter(pl.col("week").is_in(list(some)))
        for some in (
            restrictions.whole_weeks(milestones, weeks),
            {*weeks} - {*restrictions.of_weeks(milestones, weeks)},
        )
    )
    if not inside.height or not outside.height:
        return f"{_on_site(full)} in complete weeks" if full.height else arriving.NONE_COMPLETE
    return (
        f"{_on_site(inside)} in {_weeks(inside)} with national restrictions; "
        f"{_of_visits(outside)[1]} in {_weeks(outside)} without"
    )


def _on_site(rows: pl.DataFrame) -> str:
    """Say how many visits of some weeks were on site: "74 of 124 visits (60%) were on site"."""
    total, said = _of_visits(rows)
    if not total:
        return "There were no visits"
    counts, _, share = said.partition(" (")
    were = "was" if total == 1 or said.startswith("1 of") else "were"
    visits = words.for_count(total, "visits")
    return f"{counts} {visits}{share and f' ({share}'} {were} on site"


def _of_visits(rows: pl.DataFrame) -> tuple[int, str]:
    """Count the visits of some weeks, and write how many of them were on site as n of N."""
    total = int(rows.drop("week").sum().sum_horizontal()[0])
    return total, words.n_of_n(int(rows["on_site"].sum()), total) if total else "no visits"


def _weeks(rows: pl.DataFrame) -> str:
    return "the whole week" if rows.height == 1 else f"the {rows.height} whole weeks"


def any_mode(rows: pl.DataFrame) -> bool:
    """Say whether any visit's mode is recorded."""
    return bool(rows.filter(pl.col("name") != w.NOT_RECORDED)["numerator"].sum())


def sentence(rows: pl.DataFrame) -> str:
    """Say how many visits were on site, remote and both."""
    first, *others = rows.iter_rows(named=True)
    counts, _, share = words.n_of_n(first["numerator"], first["denominator"]).partition(" (")
    rate = f" ({share}" if share else ""
    rest = [f"{words.number(row['numerator'])} {row['name'].lower()}" for row in others]
    of, one = first["denominator"], 1 in (first["numerator"], first["denominator"])
    made = f"{counts} {words.for_count(of, 'visits')} {'was' if one else 'were'}"
    return f"{made} {first['name'].lower()}{rate}, {words.listed(rest)}"


def why_none(store: Store, selection: Selection) -> str:
    """Say why nothing is shown of how visits were made."""
    if choice.only(store.ask(VISITS, selection))[0]:
        return "Whether visits were on site or remote is not in these records."
    return "There is no visit to say it of: on site, remote or both."
