"""The tables behind every picture: a result with names, order and a status for each blank.

What is drawn, what is in the table beside it and what is in the file are this one frame.
"""

import polars as pl

from dashboard.measures import choice
from dashboard.measures.cached import cached
from dashboard.measures.definitions.coverage import COVERAGE, PLACES_COVERAGE, SETTINGS
from dashboard.measures.definitions.why import SHARES_OF_BASIS
from dashboard.measures.filters import PLACES_UNIT
from dashboard.measures.kinds import types_of
from dashboard.measures.measure import Measure, total
from dashboard.measures.selection import Selection
from dashboard.measures.status import Status
from dashboard.measures.store import Store
from dashboard.records import words as w
from dashboard.settings import Settings


def coverage_measure(selection: Selection) -> Measure:
    """Give the coverage that the reader asked for: of settings, or of registered places."""
    return PLACES_COVERAGE if selection.unit == PLACES_UNIT else COVERAGE


def with_status(
    result: pl.DataFrame,
    zero: Status = Status.ZERO,
    none: Status = Status.NONE,
    told: bool | pl.Expr = True,
) -> pl.DataFrame:
    """Say for each row of n of N which kind of figure it is.

    `zero` is said of 0 of N, `none` where N is 0: what is counted is not always settings visited.
    `told` says whether the records tell of what is counted at all.
    """
    n, below = pl.col("numerator"), pl.col("denominator")
    is_told = pl.lit(told) if isinstance(told, bool) else told
    empty = below.fill_null(0) == 0
    status = (
        pl.when(empty & ~is_told)
        .then(pl.lit(Status.UNKNOWN.value))
        .when(empty)
        .then(pl.lit(none.value))
        .when(n.is_null())
        .then(pl.lit(Status.UNKNOWN.value))
        .when(n == 0)
        .then(pl.lit(zero.value))
        .when(below < Settings.percentage_from)
        .then(pl.lit(Status.FEW.value))
        .otherwise(pl.lit(Status.SHOWN.value))
    )
    return result.with_columns(status=status)


def around(selection: Selection) -> Selection:
    """Give the choice whose authorities are shown together: a region, or else all of England."""
    return selection.anywhere() if selection.is_authority else selection


@cached
def by_authority(store: Store, selection: Selection) -> pl.DataFrame:
    """Give coverage for every authority of the region chosen, or of England.

    One row for each authority of the vintage, whether or not it has such settings: la_code,
    la_name, the region, numerator, denominator, value, status and `settings` (in scope).
    """
    chosen = around(selection)
    figures = store.ask(coverage_measure(selection), chosen, ["la_code"])
    base = store.ask(SETTINGS, chosen, ["la_code"]).select("la_code", settings="numerator")
    all_areas = store.authorities.select("la_code", "la_name", region=selection.region_column)
    if chosen.area is not None:
        all_areas = all_areas.filter(pl.col("region") == chosen.area)
    joined = all_areas.join(figures, on="la_code", how="left", maintain_order="left").join(
        base, on="la_code", how="left", maintain_order="left"
    )
    known = joined.with_columns(pl.col("denominator", "settings").fill_null(0))
    return with_status(known, Status.UNVISITED, told=store.tells(SETTINGS, chosen))


@cached
def by_region(store: Store, selection: Selection) -> pl.DataFrame:
    """Give coverage for every region, most covered first: our own coverage may be ranked.

    Region bars show the whole of England whatever area is chosen, so that a region is always
    seen beside the others.
    """
    column = selection.region_column
    figures = store.ask(coverage_measure(selection), selection.anywhere(), [column])
    regions = store.authorities.select(column).unique(maintain_order=True)
    joined = regions.join(figures, on=column, how="left").with_columns(
        pl.col("denominator").fill_null(0), name=pl.col(column).cast(pl.String)
    )
    told = store.tells(SETTINGS, selection.anywhere())
    return with_status(joined, Status.UNVISITED, told=told).sort(
        "value", "name", descending=[True, False], nulls_last=True
    )


@cached
def region_of(store: Store, selection: Selection) -> str | None:
    """Name the region that is chosen, or that of the authority that is."""
    if not selection.is_authority:
        return selection.area
    own = store.authorities.filter(la_code=str(selection.area))[selection.region_column]
    return str(own[0]) if own.len() else None


@cached
def by_type(store: Store, selection: Selection) -> pl.DataFrame:
    """Give coverage for every setting type and region, with their totals.

    Rows in display order: each type the filters leave, then their total; local authorities last,
    never added to providers. Columns: setting_type, region (the whole area's total first),
    numerator, denominator, value, status.
    """
    wanted = types_of(store, selection.setting_type)
    parts = [_types(store, selection, wanted)]
    if len(wanted) > 1:
        group = parts[0].with_columns(setting_type=pl.lit(selection.setting_type))
        parts.append(total(group, ["setting_type", "region"]))
    if selection.setting_type == w.ALL_PROVIDERS:
        own = selection.changed("setting_type", w.LOCAL_AUTHORITY)
        parts.append(_types(store, own, (w.LOCAL_AUTHORITY,)))
    rows = pl.concat(part.select(parts[0].columns) for part in parts)
    kinds = rows["setting_type"].unique().to_list()
    told = [k for k in kinds if store.tells(SETTINGS, selection.changed("setting_type", k))]
    return with_status(rows, Status.UNVISITED, told=pl.col("setting_type").is_in(told))


def _types(store: Store, selection: Selection, wanted: tuple[str, ...]) -> pl.DataFrame:
    """Give every wanted type in every region of the area, the area's own total before them."""
    column = selection.region_column
    found = store.ask(coverage_measure(selection), selection, ["setting_type", column])
    parts = found.select(
        pl.col("setting_type", column).cast(pl.String), "numerator", "denominator"
    ).rename({column: "region"})
    whole = choice.area_name(selection.area, store)
    sums = parts.with_columns(region=pl.lit(whole))
    regions = store.authorities[column].cast(pl.String).unique(maintain_order=True)
    columns = [whole] if selection.area else [whole, *regions]
    grid = pl.DataFrame({"setting_type": wanted}).join(
        pl.DataFrame({"region": columns}), how="cross"
    )
    keys = ["setting_type", "region"]
    figures = total(sums if selection.area else pl.concat([sums, parts]), keys)
    filled = grid.join(figures, on=keys, how="left", maintain_order="left")
    return filled.with_columns(pl.col("denominator").fill_null(0))


@cached
def reasons(store: Store, selection: Selection) -> pl.DataFrame:
    """Give the share of visits made for each reason; the four add up to all visits."""
    rows = [
        store.ask(measure, selection).with_columns(
            selection_basis=pl.lit(dict(measure.numerator.only)["selection_basis"]),
            label=pl.lit(measure.label),
        )
        for measure in SHARES_OF_BASIS
    ]
    return pl.concat(rows).select("selection_basis", "label", "numerator", "denominator", "value")
