"""Every measure for every area in one long table, for machines: one figure on each row."""

import polars as pl

from dashboard.areas.authorities import ENGLAND_CODE
from dashboard.exhibits.download import period
from dashboard.measures import Measure, Selection, Status, Store, WithheldError, choice, results
from dashboard.measures.definitions import MEASURES
from dashboard.measures.plain import COUNTED
from dashboard.settings import Settings
from dashboard.wording import filtered, withheld, words

COLUMNS = ("code", "name", "period", "measure", "numerator", "denominator", "value", "status")
DESCRIBED = {
    "code": "ONS code of England or a local authority; for a region, its word in addresses",
    "name": "Name of the area",
    "period": "First and last day of the visits counted, as an ISO 8601 interval",
    "measure": "Name of the measure, as the command visits-dashboard measure takes it",
    "numerator": "What is counted",
    "denominator": "What it is counted out of; blank for a plain count",
    "value": "Numerator divided by denominator; for a plain count, the count",
    "status": "Why a figure is blank, or few; otherwise shown",
}
"""What each column holds."""


def figures(store: Store, selection: Selection) -> pl.DataFrame:
    """Give every measure for England, each region and each authority, for the other filters.

    Columns: see `DESCRIBED`. An area without anything to count has a row all the same.
    """
    chosen = selection.anywhere()
    days = period(*choice.days(selection, store))
    areas = _areas(store, chosen.region_column)
    rows = pl.concat(_of_measure(store, chosen, measure, areas) for measure in MEASURES)
    return rows.with_columns(period=pl.lit(days)).select(COLUMNS)


def _areas(store: Store, column: str) -> pl.DataFrame:
    """List England, the regions and the authorities: code, name and the key of the figures."""
    regions = results.regions_of(store, column)
    whole = store.scope.label
    code = ENGLAND_CODE if store.scope.everywhere else ""
    england = pl.DataFrame({"code": [code], "name": [whole], "key": [whole]})
    coded = [words.slug(region) for region in regions]
    of_regions = pl.DataFrame({"code": coded, "name": regions, "key": regions})
    authorities = store.authorities.select(code="la_code", name="la_name", key="la_code")
    return pl.concat([england, of_regions, authorities])


def _of_measure(
    store: Store, selection: Selection, measure: Measure, areas: pl.DataFrame
) -> pl.DataFrame:
    try:
        found = _found(store, selection, measure)
    except WithheldError as figure:
        return _held_back(areas, measure, f"[x] {words.within(withheld.told(figure))}")
    rows = areas.join(found, on="key", how="left", maintain_order="left")
    if measure.numerator.table in store.cube.tables:
        rows = rows.with_columns(pl.col("numerator").fill_null(0))
    if measure.denominator is None:
        rows = rows.with_columns(value=pl.col("numerator").cast(pl.Float64))
    else:
        rows = rows.with_columns(pl.col("denominator").fill_null(0))
    free = filtered.unlimited(selection, measure)
    said = pl.format("{}" + (f"; {free}" if free else ""), _status(measure))
    return rows.with_columns(measure=pl.lit(measure.name), status=said)


def _found(store: Store, selection: Selection, measure: Measure) -> pl.DataFrame:
    """Work a measure out for England, each region and each authority that has it."""
    parts = [store.ask(measure, selection).with_columns(key=pl.lit(store.scope.label))]
    for column in (selection.region_column, "la_code"):
        found = store.ask(measure, selection, [column])
        parts.append(found.with_columns(key=pl.col(column).cast(pl.String)))
    return pl.concat(part.select("key", *COUNTED) for part in parts)


def _held_back(areas: pl.DataFrame, measure: Measure, why: str) -> pl.DataFrame:
    """Leave a measure blank for every area, where its figures are held back."""
    return areas.with_columns(
        *(pl.lit(None, kind).alias(name) for name, kind in COUNTED.items()),
        measure=pl.lit(measure.name),
        status=pl.lit(why),
    )


def _status(measure: Measure) -> pl.Expr:
    """Say which kind of figure each row is."""
    below, shown = pl.col("denominator"), pl.lit("shown")
    few = below < Settings.percentage_from if measure.is_share else pl.lit(False)
    if measure.denominator is None:
        below, few = pl.lit(1), pl.lit(False)
    return (
        pl.when(pl.col("numerator").is_null())
        .then(pl.lit(Status.UNKNOWN.value))
        .when(below == 0)
        .then(pl.lit(Status.NOTHING.value))
        .when(few)
        .then(pl.lit(Status.FEW.value))
        .otherwise(shown)
    )
