"""What records come to by kind of setting, added up once for all choices alike.

A choice then adds up the few rows of its own kinds, however many records there are.
"""

from collections.abc import Sequence
from datetime import date

import polars as pl

from dashboard.measures import chosen_records, last_on_site, setting_kinds
from dashboard.measures.selection import Selection
from dashboard.measures.store import Store
from dashboard.records import words as w


def in_scope(store: Store, selection: Selection, name: str, of: pl.Expr) -> pl.DataFrame:
    """Count the settings in scope by what an expression tells of each: that name, numerator.

    The expression must be the same for a name each time.
    """

    def counted() -> pl.DataFrame:
        rows = chosen_records.last_seen(store).select("kind", of.alias(name))
        return _by(rows, name, numerator=pl.len().cast(pl.Int64))

    rows = chosen_records.within(store.once(f"in scope by {name}", counted), store, selection)
    return rows.group_by(name).agg(pl.col("numerator").sum())


def by_day(store: Store, selection: Selection) -> pl.DataFrame:
    """Count the settings in scope by the last day on site, latest first, those with none last.

    Columns: last_on_site, days, settings.
    """
    each = _by_day(store, selection).group_by("last_on_site", "days")
    settings = each.agg(pl.col("settings").sum().cast(pl.Int64))
    return settings.sort("days", nulls_last=True)


def days_by_authority(store: Store, selection: Selection) -> dict[str, int | None]:
    """Give the days since anyone was on site at any setting in scope, by the code of its authority.

    None where no visit on site is on record; an authority without settings in scope has none.
    """
    rows = _by_day(store, selection)
    codes = setting_kinds.kinds(store)["la_code"].cast(pl.String)[rows["kind"]]
    latest = rows.group_by(codes, maintain_order=True).agg(pl.col("days").min())
    return dict(latest.iter_rows())


def _by_day(store: Store, selection: Selection) -> pl.DataFrame:
    """Count the settings in scope of each kind by the last day on site."""

    def counted() -> pl.DataFrame:
        seen = chosen_records.last_seen(store)
        return _by(seen, "last_on_site", "days", settings=pl.len())

    return chosen_records.within(store.once("by day", counted), store, selection)


def visits_unsaid(store: Store, selection: Selection) -> int:
    """Count the visits to settings in scope that do not say whether they were on site."""
    return int(_said(store, selection)["unsaid"].sum())


def visits_said(store: Store, selection: Selection) -> int:
    """Count the visits to settings in scope that say how they were made."""
    return int(_said(store, selection)["said"].sum())


def _said(store: Store, selection: Selection) -> pl.DataFrame:
    return chosen_records.within(saying_how(store), store, selection)


def saying_how(store: Store) -> pl.DataFrame:
    """Count the visits to open settings of each kind that say how they were made, and that do not.

    Columns: kind, unsaid, said.
    """
    unsaid = pl.col("mode").is_null() & ~last_on_site.is_on_site()

    def counted() -> pl.DataFrame:
        made = _visits(store, is_open=True).filter(pl.col("started_on") <= store.as_at)
        return _by(made, unsaid=unsaid.sum(), said=pl.col("mode").count())

    return store.once("visits that say how", counted)


def visits_to_others(store: Store, selection: Selection, first: date, last: date) -> int:
    """Count the visits between two days to settings that are not on the register."""
    rows = chosen_records.within(to_others(store), store, selection)
    return int(rows.filter(pl.col("started_on").is_between(first, last))["visits"].sum())


def to_others(store: Store) -> pl.DataFrame:
    """Count visits to settings not on the register by kind and day: kind, started_on, visits."""

    def counted() -> pl.DataFrame:
        return _by(_visits(store, is_open=False), "started_on", visits=pl.len())

    return store.once("visits to others", counted)


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
        out = _visits(store).filter(pl.col("published_on").is_not_null())
        serious = (outcome == w.SERIOUS_CONCERNS).sum()
        counts = {"letters": pl.len(), "serious": serious, "stated": outcome.count()}
        dated = (
            _by(out, "published_on", *columns, **counts)
            .lazy()
            .with_columns(week=pl.col("published_on").dt.truncate("1w"))
        )
        return _by(dated, "week", *columns, **{name: pl.col(name).sum() for name in counts})

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
        return _by(dated, "stage", "week", "days", "is_out", *columns, visits=pl.len())

    return store.once(" ".join(["waits", *columns]), counted)


def _waited(store: Store) -> pl.LazyFrame:
    """Give each visit the working days from its last day to its letter, or to the day.

    One with a day that the calendar does not hold has no wait, as in the counts of letters.
    """
    number = pl.col("working").cast(pl.Int64).cum_sum()
    numbers = store.records["calendar"].lazy().sort("day").select("day", number=number)
    made = (
        _visits(store)
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


def inspector_days(store: Store, selection: Selection, weeks: Sequence[date]) -> tuple[float, int]:
    """Add up the inspector days of visits in some weeks, and count the visits that have them."""
    rows = chosen_records.within(inspector_days_by_week(store), store, selection)
    of_weeks = rows.filter(pl.col("week").is_in(list(weeks)))
    return float(of_weeks["days"].sum()), int(of_weeks["visits"].sum())


def inspector_days_by_week(store: Store) -> pl.DataFrame:
    """Add up inspector days by kind and week: days, and the visits that have them."""

    def counted() -> pl.DataFrame:
        known = _visits(store).filter(pl.col("inspector_days").is_not_null())
        week = store.records["calendar"].lazy().select("week", started_on="day")
        dated = known.join(week, on="started_on", validate="m:1")
        days = pl.col("inspector_days").sum().round(6)  # whatever the order they are added in
        return _by(dated, "week", days=days, visits=pl.len())

    return store.once("inspector days", counted)


def _visits(store: Store, is_open: bool | None = None) -> pl.LazyFrame:
    """Give the visits with the kind of their setting: all, or those to settings open or not."""
    visits = chosen_records.visits_recorded(store).with_columns(
        kind=chosen_records.kinds_of_visits(store)
    )
    there = pl.col("kind").is_not_null()
    if is_open is not None:
        live = store.records["settings"].select(live=last_on_site.is_open(store.as_at))["live"]
        there = pl.lit(live.gather(chosen_records.settings_of_visits(store))) == is_open
    return visits.lazy().filter(there)


def _by(rows: pl.LazyFrame, *columns: str, **counts: pl.Expr) -> pl.DataFrame:
    return rows.group_by("kind", *columns).agg(**counts).sort("kind", *columns).collect()
