"""Read the latest judgement of a setting, each on the scale that its type is inspected on."""

import polars as pl

from dashboard.records.ofsted.dates import day, fault
from dashboard.records.ofsted.layouts import AUTHORITIES, REGISTER, Table
from dashboard.records.ofsted.vocabulary import JUDGEMENTS, NOT_JUDGED, OUTCOMES, PROVISION_TYPES
from dashboard.records.words import NOT_YET_INSPECTED, SUPPORTED_ACCOMMODATION

JUDGING = (REGISTER, AUTHORITIES)
"""Kinds of tables that give a latest full inspection, and not an event of a year."""
COLUMNS = ("judgement", "supported", "event_date", "event_type", "number")


def latest(table: Table) -> dict[str, pl.Expr]:
    """Read the latest full inspection; blank throughout means that there has been none yet."""
    if table.kind not in JUDGING:
        return {"last_grade": pl.lit(None, pl.String), "last_inspected_on": pl.lit(None, pl.Date)}
    said = JUDGEMENTS.read("judgement")
    if table.kind == REGISTER:
        outcome = pl.coalesce(OUTCOMES.read("supported"), OUTCOMES.read("judgement"))
        said = pl.when(_is_supported()).then(outcome).otherwise(said)
    never = pl.all_horizontal(pl.col(*COLUMNS).is_null())
    given = bool({"judgement", "supported"} & table.columns)
    return {
        "last_grade": pl.when(never & given)
        .then(pl.lit(NOT_YET_INSPECTED))
        .when(said != NOT_JUDGED)
        .then(said),
        "last_inspected_on": day(pl.col("event_date")),
    }


def latest_faults(table: Table) -> dict[str, pl.Expr]:
    """Check the latest full inspection; a judgement is checked on the scale of its type."""
    if table.kind not in JUDGING:
        return {}
    checks = {
        "event_date": fault("event_date", "inspection date"),
        "judgement": JUDGEMENTS.fault("judgement"),
    }
    if table.kind == AUTHORITIES:
        return checks
    strange = pl.col("judgement").is_not_null() & OUTCOMES.read("judgement").is_null()
    said = 'judgement "{}" is not of the scale on which supported accommodation is inspected'
    other = pl.when(strange).then(pl.format(said, pl.col("judgement")))
    misplaced = pl.when(pl.col("supported").is_not_null()).then(
        pl.format('outcome "{}" is not of the scale of this type', pl.col("supported"))
    )
    supported = _is_supported()
    return {
        **checks,
        "judgement": pl.when(supported).then(other).otherwise(checks["judgement"]),
        "supported": pl.when(supported).then(OUTCOMES.fault("supported")).otherwise(misplaced),
    }


def _is_supported() -> pl.Expr:
    kind = PROVISION_TYPES.read("provision_type")
    return (kind == SUPPORTED_ACCOMMODATION).fill_null(False)
