"""What is still to be done before full inspections start: four counts, each as n of N."""

from collections.abc import Callable
from dataclasses import replace

import polars as pl

from dashboard.measures import choice, letter_ages, record_counts, results
from dashboard.measures.cached import cached
from dashboard.measures.definitions.coverage import COVERAGE, SETTINGS, VISITS
from dashboard.measures.definitions.letters import WAITING
from dashboard.measures.definitions.readiness import NEVER_INSPECTED
from dashboard.measures.definitions.register import LAST_SEEN
from dashboard.measures.inspection_age import AGES, age_on
from dashboard.measures.measure import Measure
from dashboard.measures.results import divide
from dashboard.measures.road.targets import targets
from dashboard.measures.road.tracks import narrowed
from dashboard.measures.selection import Selection
from dashboard.measures.status import Status
from dashboard.measures.store import Store
from dashboard.records import words as w

Counted = tuple[int | None, int]


def groups(selection: Selection) -> list[tuple[str, bool, Selection]]:
    """List what a table has a row for: its name, whether it is a whole, and its choice.

    Both tracks, and each type of provider; or just the setting type that was chosen.
    """
    plain = selection.in_settings()
    if selection.setting_type not in w.GROUPS:
        return [(selection.setting_type, True, plain)]
    wholes = [(selection.setting_type, True, plain)]
    if selection.setting_type == w.ALL_PROVIDERS:
        wholes = [(each.track, True, narrowed(plain, each)) for each in targets()]
    types = [
        (name, False, plain.changed("setting_type", name))
        for name in w.GROUPS[selection.setting_type]
    ]
    return [*wholes, *types]


@cached
def waiting(store: Store, selection: Selection) -> pl.DataFrame:
    """Give the visits of the period whose letter is not published yet, out of all visits."""

    def count(chosen: Selection) -> Counted:
        visits = _asked(store, VISITS, chosen)[0] or 0
        if not visits or not letter_ages.known(store, chosen):
            return None, visits
        return _asked(store, WAITING, chosen)[0] or 0, visits

    return _rows(store, VISITS, selection, count, none=Status.NOTHING)


@cached
def never(store: Store, selection: Selection) -> pl.DataFrame:
    """Give the settings that have never had a full inspection, out of those in scope."""

    def count(chosen: Selection) -> Counted:
        return _asked(store, NEVER_INSPECTED, chosen)

    return _rows(store, SETTINGS, selection, count)


@cached
def unseen(store: Store, selection: Selection) -> pl.DataFrame:
    """Give the settings in scope not seen since the first declared start, whatever the period."""

    def count(chosen: Selection) -> Counted:
        ever = replace(chosen, since=store.starts[0].day, until=None)
        seen, total = _asked(store, COVERAGE, ever)
        return None if seen is None else total - seen, total

    return _rows(store, SETTINGS, selection, count)


def _asked(store: Store, measure: Measure, chosen: Selection) -> Counted:
    """Ask for one group: types of provider are added up from one answer for all of them."""
    if chosen.setting_type == w.LOCAL_AUTHORITY:
        n, total, _ = choice.only(store.ask(measure, chosen))
        return n, total or 0
    types = w.GROUPS.get(chosen.setting_type, (chosen.setting_type,))
    every = chosen.changed("setting_type", w.ALL_PROVIDERS)
    columns = ("setting_type", "numerator", "denominator")
    found = store.ask(measure, every, ["setting_type"]).select(columns).iter_rows()
    own = [(n, total or 0) for name, n, total in found if name in types]
    counts = [(n, total) for n, total in own if n is not None]
    if own and not counts:
        return None, sum(total for _, total in own)
    return sum(n for n, _ in counts), sum(total for _, total in counts)


def is_counted(rows: pl.DataFrame) -> bool:
    """Say whether any row has a figure: if not, there is no table to show."""
    blank = [status.value for status in (Status.NONE, Status.NOTHING, Status.UNKNOWN)]
    return not rows["status"].is_in(blank).all()


def _rows(
    store: Store,
    measure: Measure,
    selection: Selection,
    count: Callable[[Selection], Counted],
    none: Status = Status.NONE,
) -> pl.DataFrame:
    """Give a row for every group, with anything to count or not: name, whole, n of N and status.

    A group of which the records do not tell `measure`, what all is out of, is not known.
    """
    found = [(name, whole, *count(chosen)) for name, whole, chosen in groups(selection)]
    schema = {
        "name": pl.String,
        "whole": pl.Boolean,
        "numerator": pl.Int64,
        "denominator": pl.Int64,
    }
    rows = pl.DataFrame(found, schema=schema, orient="row")
    told = {name: store.tells(measure, each) for name, _, each in groups(selection)}
    shares = rows.lazy().pipe(divide).collect(engine="in-memory")
    return results.with_status(shares, none=none, told=[told[n] for n in shares["name"].to_list()])


@cached
def ages(store: Store, selection: Selection) -> pl.DataFrame:
    """Give the settings in scope by the age of their last full inspection.

    One row for each whole group and age, in order: name, age, numerator, denominator, value,
    status. Not known where the register or its inspections end before the day.
    """
    parts = [
        _ages(store, chosen).select(
            pl.lit(name).alias("name"),
            "age",
            pl.when(store.tells(LAST_SEEN, chosen)).then("numerator").alias("numerator"),
            "denominator",
        )
        for name, whole, chosen in groups(selection)
        if whole
    ]
    told = {name: store.tells(SETTINGS, each) for name, _, each in groups(selection)}
    shares = pl.concat(parts).lazy().pipe(divide).collect(engine="in-memory")
    return results.with_status(shares, told=[told[name] for name in shares["name"].to_list()])


def _ages(store: Store, selection: Selection) -> pl.DataFrame:
    counts = record_counts.in_scope(store, selection, "age", age_on(store.as_at))
    return (
        pl.DataFrame({"age": AGES})
        .join(counts, on="age", how="left", maintain_order="left")
        .with_columns(pl.col("numerator").fill_null(0), denominator=pl.col("numerator").sum())
    )
