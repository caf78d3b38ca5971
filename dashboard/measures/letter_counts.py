"""Letters and the days until they are out, added up once for all choices alike."""

from datetime import date

import polars as pl

from dashboard.measures import chosen_records
from dashboard.measures.record_counts import by_kind, of_visits
from dashboard.measures.selection import Selection
from dashboard.measures.store import Store
from dashboard.records import words as w


def letters(store: Store, selection: Selection, week: date) -> tuple[int, int, int]:
    """Count the letters published in a week, those that state serious concerns, or anything."""
    rows = chosen_records.within(letters_by_week(store, *_limits(selection)), store, selection)
    rows = chosen_records.limited(rows, selection)
    of_week = rows.filter(week=week)
    out, serious, stated = (int(of_week[name].sum()) for name in ("letters", "serious", "stated"))
    return out, serious, stated


def letters_by_week(store: Store, *columns: str) -> pl.DataFrame:
    """Count letters by kind, week of publication and columns: letters, serious, stated."""
    outcome = pl.col("outcome")

    def counted() -> pl.DataFrame:
        out = of_visits(store).filter(pl.col("published_on").is_not_null())
        serious = (outcome == w.SERIOUS_CONCERNS).sum()
        counts = {"letters": pl.len(), "serious": serious, "stated": outcome.count()}
        dated = (
            by_kind(out, "published_on", *columns, **counts)
            .lazy()
            .with_columns(week=pl.col("published_on").dt.truncate("1w"))
        )
        return by_kind(dated, "week", *columns, **{name: pl.col(name).sum() for name in counts})

    return store.once(" ".join(["letters by week", *columns]), counted)


def waits(store: Store, selection: Selection, first: date, last: date) -> pl.DataFrame:
    """Count the visits of a period by the working days to their letter, or so far: days, is_out.

    The first day is a declared start, the last one the end of a week or the day of the figures.
    """
    starts = [start.day for start in store.starts]
    rows = chosen_records.within(all_waits(store, *_limits(selection)), store, selection)
    inside = pl.col("stage") > starts.index(first), pl.col("week") <= last
    of_period = chosen_records.limited(rows, selection).filter(*inside)
    found = of_period.group_by("days", "is_out").agg(pl.col("visits").sum())
    return found.sort("days", "is_out")


def all_waits(store: Store, *columns: str) -> pl.DataFrame:
    """Count visits by the working days to their letter, or so far, whether it is out, and columns.

    For each kind of setting, stage (declared starts gone by) and week: visits.
    """

    def counted() -> pl.DataFrame:
        began = pl.col("started_on")
        stage = pl.sum_horizontal(began >= start.day for start in store.starts)
        dated = _waited(store).with_columns(stage=stage, week=began.dt.truncate("1w"))
        return by_kind(dated, "stage", "week", "days", "is_out", *columns, visits=pl.len())

    return store.once(" ".join(["waits", *columns]), counted)


def _waited(store: Store) -> pl.LazyFrame:
    """Give each visit the working days from its last day to its letter, or to the day.

    One with a day that the calendar does not hold has no wait, as in the counts of letters.
    """
    number = pl.col("working").cast(pl.Int64).cum_sum()
    numbers = store.records["calendar"].lazy().sort("day").select("day", number=number)
    made = (
        of_visits(store)
        .with_columns(
            is_out=pl.col("published_on") <= store.as_at,
            over=pl.coalesce("ended_on", "started_on"),
        )
        .with_columns(pl.col("is_out").fill_null(False))
    )
    until = pl.when("is_out").then("published_on").otherwise(pl.lit(store.as_at))
    numbered = (
        made.with_columns(until=until)
        .join(numbers.rename({"number": "began"}), left_on="over", right_on="day", validate="m:1")
        .join(numbers.rename({"number": "done"}), left_on="until", right_on="day", validate="m:1")
    )
    return numbered.with_columns(days=pl.col("done") - pl.col("began"))


def _limits(selection: Selection) -> list[str]:
    return [each.column for each in selection.of_visits]
