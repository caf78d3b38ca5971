"""Serious concerns as n of N with a likely range, each reason for a visit by itself.

Prioritised and sampled visits are never added into one rate.
"""

from datetime import date

import polars as pl

from dashboard.exhibits.found import letter_times
from dashboard.measures import choice, weekly
from dashboard.measures.cached import cached
from dashboard.measures.definitions.found import SERIOUS_CONCERNS
from dashboard.measures.definitions.letters import PUBLISHED
from dashboard.measures.kinds import judgements
from dashboard.measures.measure import divide
from dashboard.measures.selection import Selection
from dashboard.measures.statistics import wilson
from dashboard.measures.status import Status
from dashboard.measures.store import Store
from dashboard.records import words as w
from dashboard.settings import Settings, sunday
from dashboard.wording import words

ASSURANCE = "Assurance visit"
BASES = (*w.SELECTION_BASES, w.NOT_RECORDED)
SIDE_BY_SIDE = (w.PRIORITISED, w.SAMPLED)
KINDS = {
    w.PRIORITISED: "prioritised assurance visits",
    w.SAMPLED: "sampled assurance visits",
    w.OTHER: "assurance visits for another reason",
    w.NOT_RECORDED: "assurance visits whose reason is not recorded",
}
WEEKS = 4
COLUMNS = ("numerator", "denominator", "value", "low", "high", "waiting", "status")
_PARTS = ("serious", "published", "visits", "stated")


@cached
def by_basis(store: Store, selection: Selection) -> pl.DataFrame:
    """Give serious concerns for each reason for a visit: one row each, in display order.

    numerator is blank where no letter states an outcome; `waiting` are the visits whose letter is
    not yet published; `unstated` the published letters that state no outcome. Where the day of
    publication is not in the records, only `visits` is known.
    """
    grid = pl.DataFrame({"selection_basis": BASES})
    rows = _settled(grid, _parts(store, selection, []), ["selection_basis"]).with_columns(
        name=pl.col("selection_basis").replace_strict(words.BASIS, return_dtype=pl.String)
    )
    if letter_times.known(store, selection):
        return rows
    unknown = pl.lit(Status.UNKNOWN.value)
    blank = pl.lit(None, pl.Int64)
    return rows.with_columns(denominator=blank, waiting=blank, status=unknown)


@cached
def by_judgement(store: Store, selection: Selection) -> pl.DataFrame:
    """Give them by the judgement held before the visit, in display order."""
    rows = _by(store, selection, "last_grade", (*judgements(store), w.NOT_RECORDED))
    blank = pl.col("name") == w.NOT_RECORDED
    return rows.filter(~blank | (pl.col("visits").sum().over("name") > 0))


@cached
def by_mode(store: Store, selection: Selection) -> pl.DataFrame:
    """Give them by how the visit was made, for the modes with an assurance visit."""
    rows = _by(store, selection, "mode", (*w.MODES, w.NOT_RECORDED))
    return rows.filter(pl.col("visits").sum().over("name") > 0)


@cached
def by_type(store: Store, selection: Selection) -> pl.DataFrame:
    """Give them by setting type, in display order, for the types with an assurance visit."""
    wanted = w.GROUPS.get(selection.setting_type, (selection.setting_type,))
    rows = _by(store, selection, "setting_type", wanted)
    return rows.filter(pl.col("visits").sum().over("name") > 0)


@cached
def by_weeks(store: Store, selection: Selection) -> pl.DataFrame:
    """Give them for each four weeks of the period, from the first with an assurance visit."""
    weeks = weekly.weeks_of(store, selection)
    first, last = choice.first_day(selection, store), choice.last_day(selection, store)
    names: dict[date, str] = {}
    for place in range(0, len(weeks), WEEKS):
        four = weeks[place : place + WEEKS]
        span = words.span(max(four[0], first), min(sunday(four[-1]), last))
        names |= dict.fromkeys(four, span)
    parts = _parts(store, selection, ["week"]).with_columns(
        name=pl.col("week").replace_strict(names, return_dtype=pl.String)
    )
    rows = _side_by_side(parts, tuple(dict.fromkeys(names.values())))
    return _half_out(rows.filter(pl.col("visits").sum().over("name").cum_sum() > 0))


def _half_out(rows: pl.DataFrame) -> pl.DataFrame:
    """Leave a rate and its range only where half of the letters or more are published."""
    shown = pl.col("status") == Status.SHOWN.value
    most_out = pl.col("denominator") >= Settings.usable_from * pl.col("visits")
    status = pl.when(shown & ~most_out).then(pl.lit(Status.HALF.value))
    return rows.with_columns(
        status.otherwise("status").alias("status"),
        *(pl.when(~shown | most_out).then(name).alias(name) for name in ("value", "low", "high")),
    )


def _by(store: Store, selection: Selection, column: str, names: tuple[str, ...]) -> pl.DataFrame:
    parts = _parts(store, selection, [column])
    return _side_by_side(parts.with_columns(name=pl.col(column).cast(pl.String)), names)


def _side_by_side(parts: pl.DataFrame, names: tuple[str, ...]) -> pl.DataFrame:
    """Give every name a row for prioritised visits and one for sampled visits."""
    grid = pl.DataFrame({"name": names}, schema={"name": pl.String}).join(
        pl.DataFrame({"selection_basis": SIDE_BY_SIDE}), how="cross", maintain_order="left_right"
    )
    return _settled(grid, parts, ["name", "selection_basis"])


def _parts(store: Store, selection: Selection, by: list[str]) -> pl.DataFrame:
    """Ask for all that a row needs: assurance visits, published, serious and with an outcome."""
    keys, limit = ["selection_basis", *by], {"visit_type": ASSURANCE}
    made = store.ask(PUBLISHED, selection, keys, **limit)
    serious = store.ask(SERIOUS_CONCERNS, selection, keys)
    outcomes = store.ask(PUBLISHED, selection, [*keys, "outcome"], **limit)
    stated = outcomes.filter(pl.col("outcome") != w.NOT_RECORDED).group_by(keys)
    return (
        made.select(*keys, published="numerator", visits="denominator")
        .join(serious.select(*keys, serious="numerator"), on=keys, how="left")
        .join(stated.agg(stated=pl.col("numerator").sum()), on=keys, how="left")
        .with_columns(pl.col("selection_basis").cast(pl.String))
    )


def _settled(grid: pl.DataFrame, parts: pl.DataFrame, keys: list[str]) -> pl.DataFrame:
    """Add parts up into the rows of a grid; then divide, and give each rate its range."""
    sums = parts.group_by(keys).agg(pl.col(_PARTS).sum())
    found = grid.join(sums, on=keys, how="left", maintain_order="left").with_columns(
        pl.col(_PARTS).fill_null(0)
    )
    counted = found.with_columns(
        numerator=pl.when(pl.col("stated") > 0).then(pl.col("serious")),
        denominator=pl.col("published"),
        waiting=pl.col("visits") - pl.col("published"),
        unstated=pl.col("published") - pl.col("stated"),
    )
    shares = divide(counted.lazy()).collect(engine="in-memory")
    ranges = [likely(n, total) for n, total in shares.select(COLUMNS[:2]).iter_rows()]
    ends = pl.DataFrame(ranges, schema={"low": pl.Float64, "high": pl.Float64}, orient="row")
    return shares.with_columns(ends).with_columns(status=_status())


def likely(n: int | None, total: int) -> tuple[float | None, float | None]:
    """Give the likely range of a rate, blank where there are too few for a percentage."""
    enough = n is not None and total >= Settings.percentage_from
    return (wilson(n or 0, total) if enough else None) or (None, None)


def _status() -> pl.Expr:
    """Say for each row which kind of figure it is."""
    kinds = {
        "no such visits": pl.col("visits") == 0,
        "no letter published yet": pl.col("denominator") == 0,
        "[x] outcome not recorded": pl.col("numerator").is_null(),
        Status.FEW.value: pl.col("denominator") < Settings.percentage_from,
    }
    status = pl.lit(Status.SHOWN.value)
    for name, holds in reversed(kinds.items()):
        status = pl.when(holds).then(pl.lit(name)).otherwise(status)
    return status


def figure(row: dict) -> str:
    """Write n of N, with the percentage and its likely range where there are enough."""
    counts, _, share = words.n_of_n(row["numerator"], row["denominator"]).partition(" (")
    return f"{counts} ({share.rstrip(')')}, {range_of(row)})" if share else counts


def range_of(row: dict) -> str:
    """Write the likely range of a rate: "likely range 10 to 14%"."""
    low, high = words.percent(row["low"]).removesuffix("%"), words.percent(row["high"])
    return f"likely range {low} to {high}"
