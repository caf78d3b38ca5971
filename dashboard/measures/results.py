"""The tables behind every picture: a result with names, order and a status for each blank.

What is drawn, what is in the table beside it and what is in the file are this one frame.
"""

from collections.abc import Sequence

import polars as pl

from dashboard.measures import choice
from dashboard.measures.cached import cached, cached_as
from dashboard.measures.definitions.coverage import COVERAGE, PLACES_COVERAGE, SETTINGS
from dashboard.measures.definitions.why import SHARES_OF_BASIS
from dashboard.measures.filters import PLACES_UNIT
from dashboard.measures.measure import Measure
from dashboard.measures.plain import (
    BLANK,
    COUNTED,
    Schema,
    by_word,
    columns,
)
from dashboard.measures.selection import Selection
from dashboard.measures.status import Status
from dashboard.measures.store import Store
from dashboard.settings import Settings


def coverage_measure(selection: Selection) -> Measure:
    """Give the coverage that the reader asked for: of settings, or of registered places."""
    return PLACES_COVERAGE if selection.unit == PLACES_UNIT else COVERAGE


QUOTIENT = pl.when(pl.col("denominator") > 0).then(pl.col("numerator") / pl.col("denominator"))
"""Numerator divided by denominator, where there is anything to divide by."""


def divide(counts: pl.LazyFrame) -> pl.LazyFrame:
    """Divide numerator by denominator, where there is anything to divide by."""
    return counts.with_columns(value=QUOTIENT)


def total(result: pl.DataFrame, by: Sequence[str]) -> pl.DataFrame:
    """Add up a result's parts over other groups, and divide after; parts must not overlap.

    A part whose numerator is not known is left out; where none is known, the sum is not.
    """
    known = pl.col("numerator").is_not_null()
    above = pl.when(known.any()).then(pl.col("numerator").sum()).alias("numerator")
    below = pl.col("denominator").filter(known | ~known.any()).sum()
    parts = result.lazy().group_by(by, maintain_order=True).agg(above, below)
    return divide(parts).collect(engine="in-memory")


def visited(store: Store, selection: Selection) -> tuple[int, int, float | None]:
    """Give how much of what is chosen was visited: numerator, denominator and value."""
    return choice.only(store.ask(coverage_measure(selection), selection))


def comparable(rows: pl.DataFrame) -> pl.DataFrame:
    """Leave the rows of n of N whose share may be compared: those that are known, out of enough."""
    enough = pl.col("denominator") >= Settings.percentage_from
    return rows.filter(enough, pl.col("value").is_not_null())


def with_status(
    result: pl.DataFrame,
    zero: Status = Status.ZERO,
    none: Status = Status.NONE,
    told: bool | Sequence[bool] = True,
) -> pl.DataFrame:
    """Say for each row of n of N which kind of figure it is.

    `zero` is said of 0 of N, `none` where N is 0: what is counted is not always settings visited.
    `told` says whether the records tell of what is counted at all, of all rows or of each.
    """
    each = [told] * result.height if isinstance(told, bool) else told
    counted = zip(result["numerator"].to_list(), result["denominator"].to_list(), each, strict=True)
    said = [status_of(n, total, zero, none, is_told) for n, total, is_told in counted]
    status = pl.Series("status", said, pl.String)
    if "status" not in result.columns:
        return result.hstack([status])
    marked = result.clone()
    return marked.replace_column(marked.get_column_index("status"), status)


def status_of(
    n: int | None, total: int | None, zero: Status, none: Status, is_told: bool = True
) -> str:
    """Say which kind of figure n of N is."""
    if not total:
        return (none if is_told else Status.UNKNOWN).value
    if n is None:
        return Status.UNKNOWN.value
    if n == 0:
        return zero.value
    return (Status.FEW if total < Settings.percentage_from else Status.SHOWN).value


def around(selection: Selection) -> Selection:
    """Give the choice whose authorities are shown together: a region, or else all of England."""
    return selection.anywhere() if selection.is_authority else selection


@cached_as(around)
def by_authority(store: Store, selection: Selection) -> pl.DataFrame:
    """Give coverage for every authority of the region chosen, or of England.

    One row for each authority of the vintage, whether or not it has such settings: la_code,
    la_name, the region, numerator, denominator, value, status and `settings` (in scope).
    """
    measure = coverage_measure(selection)
    figures = by_word(store.ask(measure, selection, ["la_code"]), *COUNTED)
    base = by_word(store.ask(SETTINGS, selection, ["la_code"]), "numerator")
    areas = _areas(store, selection)
    codes = areas["la_code"].to_list()
    counts = [(n, total or 0, value) for n, total, value in (figures.get(c, BLANK) for c in codes)]
    known = areas.hstack(columns(counts))
    settings = pl.Series("settings", [base.get(code, (0,))[0] or 0 for code in codes], pl.Int64)
    told = store.tells(SETTINGS, selection)
    return with_status(known, Status.UNVISITED, told=told).hstack([settings])


def _areas(store: Store, selection: Selection) -> pl.DataFrame:
    """List the authorities of a region, or of England: code, name and region."""
    column = selection.region_column

    def listed() -> pl.DataFrame:
        areas = store.authorities.select("la_code", "la_name", region=column)
        inside = pl.lit(True) if selection.area is None else pl.col("region") == selection.area
        return areas.filter(inside)

    return store.once(f"authorities by {column} in {selection.area}", listed)


@cached_as(Selection.anywhere)
def by_region(store: Store, selection: Selection) -> pl.DataFrame:
    """Give coverage for every region, most covered first: our own coverage may be ranked.

    Region bars show the whole of England whatever area is chosen, so that a region is always
    seen beside the others.
    """
    column = selection.region_column
    found = store.ask(coverage_measure(selection), selection, [column])
    figures = by_word(found, *COUNTED)
    regions = [str(region) for region in regions_of(store, column)]
    counts = {r: (n, t or 0, value) for r in regions for n, t, value in [figures.get(r, BLANK)]}

    def rank(region: str) -> tuple[bool, float, str]:
        value = counts[region][2]
        return value is None, -(value or 0), region

    ordered = sorted(regions, key=rank)
    names = pl.Series(column, ordered, store.authorities.schema[column])
    rows = pl.DataFrame([names, *columns([counts[region] for region in ordered])])
    told = with_status(rows, Status.UNVISITED, told=store.tells(SETTINGS, selection))
    return told.hstack([pl.Series("name", ordered, pl.String)])


def regions_of(store: Store, column: str) -> list[str]:
    """List the regions of a column, in the order in which the authorities have them."""
    return store.once(
        f"regions by {column}", lambda: store.authorities[column].unique(maintain_order=True)
    ).to_list()


@cached
def region_of(store: Store, selection: Selection) -> str | None:
    """Name the region that is chosen, or that of the authority that is."""
    if not selection.is_authority:
        return selection.area
    column = selection.region_column
    codes = store.authorities["la_code"], store.authorities[column]
    own = store.once(f"{column} by authority", lambda: dict(zip(*codes, strict=True)))
    return own.get(selection.area)


@cached
def reasons(store: Store, selection: Selection) -> pl.DataFrame:
    """Give the share of visits made for each reason; the four add up to all visits."""
    rows = []
    for measure in SHARES_OF_BASIS:
        counted = choice.only(store.ask(measure, selection))
        rows.append((dict(measure.numerator.only)["selection_basis"], measure.label, *counted))
    kinds: Schema = {"selection_basis": pl.String, "label": pl.String, **COUNTED}
    return pl.DataFrame(rows, schema=kinds, orient="row")
