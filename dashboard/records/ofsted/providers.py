"""Read what any table with URNs says of its providers: register, joiners and leavers, events."""

import polars as pl

from dashboard.areas import authorities
from dashboard.records.findings import ORIGIN
from dashboard.records.ofsted.dates import day, fault
from dashboard.records.ofsted.layouts import AUTHORITIES, MOVES, REGISTER, Table
from dashboard.records.ofsted.vocabulary import (
    CLOSED,
    JUDGEMENTS,
    NOT_JUDGED,
    PROVISION_TYPES,
    SECTORS,
    STATUSES,
    plain,
    plain_word,
)
from dashboard.records.words import LOCAL_AUTHORITY, NOT_YET_INSPECTED

REGIONS = [plain_word(region) for region in authorities.REGIONS]
URN = r"^(SC\d{6}|\d{5,7})$"
NUMBER = r"^\d+(\.0+)?$"
LEFT = ("left", "resigned", "closed", "cancelled")


def first_fault(*faults: pl.Expr) -> pl.Expr:
    """Give the first thing that is wrong with a row; null where nothing is."""
    return pl.coalesce(*faults, pl.lit(None, pl.String))


def blank(column: str, name: str) -> pl.Expr:
    """Say that a value which every row needs is blank."""
    return pl.when(pl.col(column).is_null()).then(pl.lit(f"{name} is blank"))


def urn_fault() -> pl.Expr:
    """Say what is wrong with a URN: SC and six digits, or five to seven digits."""
    wrong = ~pl.col("urn").str.contains(URN)
    return pl.coalesce(
        blank("urn", "URN"),
        pl.when(wrong).then(pl.format('URN "{}" is not a URN', pl.col("urn"))),
    )


def unquoted(reason: pl.Expr) -> pl.Expr:
    """Quote no cell of a row whose cells have moved: it may be an address or a constituency."""
    region = plain(pl.col("region"))
    moved = pl.col("spilled") | ~region.is_in(REGIONS).fill_null(True)
    said = pl.lit("its cells do not stand under their headings")
    return pl.when(reason.is_not_null() & moved).then(said).otherwise(reason)


def provider_rows(table: Table, codes: pl.DataFrame) -> pl.DataFrame:
    """Read each row as a setting, with the reason where it cannot be one."""
    return _coded(table, codes).select(
        *ORIGIN,
        "urn",
        "region",
        "spilled",
        "la_code",
        setting_type=PROVISION_TYPES.read("provision_type"),
        sector=SECTORS.read("sector"),
        places=pl.col("places").cast(pl.Float64, strict=False).cast(pl.Int32, strict=False),
        registered_on=day(pl.col("registered")),
        status=STATUSES.read("status"),
        **_latest(table),
        **_leaving(table),
        reason=unquoted(_provider_fault(table)),
    )


def authority_rows(table: Table, codes: pl.DataFrame) -> pl.DataFrame:
    """Read each authority as a setting of its own, keyed by its ONS code."""
    return _coded(table, codes).select(
        *ORIGIN,
        "region",
        "spilled",
        "la_code",
        urn="la_code",
        setting_type=pl.lit(LOCAL_AUTHORITY),
        sector=pl.lit(None, pl.String),
        places=pl.lit(None, pl.Int32),
        registered_on=pl.lit(None, pl.Date),
        status=pl.lit(None, pl.String),
        **_latest(table),
        **_leaving(table),
        reason=unquoted(first_fault(authority_fault(), *_latest_faults(table))),
    )


def authority_fault() -> pl.Expr:
    """Say why an authority's name has no code in the vintage."""
    return pl.coalesce(blank("authority", "local authority"), pl.col("why"))


def _coded(table: Table, codes: pl.DataFrame) -> pl.DataFrame:
    return table.rows.join(codes, on="authority", how="left", validate="m:1", maintain_order="left")


def _provider_fault(table: Table) -> pl.Expr:
    uncounted = ~pl.col("places").str.contains(NUMBER)
    return first_fault(
        urn_fault(),
        blank("provision_type", "provision type"),
        PROVISION_TYPES.fault("provision_type"),
        authority_fault(),
        SECTORS.fault("sector"),
        STATUSES.fault("status"),
        pl.when(uncounted).then(pl.format('places "{}" is not a number', pl.col("places"))),
        fault("registered", "registration date"),
        *[fault(column, "closing date") for column in LEFT],
        *_latest_faults(table),
        _closed_first(),
    )


def _latest_faults(table: Table) -> list[pl.Expr]:
    """Check the latest full inspection, where the table has it and not an event of the year."""
    if table.kind not in (REGISTER, AUTHORITIES):
        return []
    return [fault("event_date", "inspection date"), JUDGEMENTS.fault("judgement")]


def _latest(table: Table) -> dict[str, pl.Expr]:
    """Read the latest full inspection; blank throughout means that there has been none yet."""
    if table.kind not in (REGISTER, AUTHORITIES):
        return {"last_grade": pl.lit(None, pl.String), "last_inspected_on": pl.lit(None, pl.Date)}
    said = JUDGEMENTS.read("judgement")
    never = pl.all_horizontal(pl.col("judgement", "event_date", "event_type", "number").is_null())
    given = "judgement" in table.columns
    return {
        "last_grade": pl.when(never & given)
        .then(pl.lit(NOT_YET_INSPECTED))
        .when(said != NOT_JUDGED)
        .then(said),
        "last_inspected_on": day(pl.col("event_date")),
    }


def _leaving(table: Table) -> dict[str, pl.Expr]:
    """Read the last day on the register: the first on which it resigned, closed or was cancelled.

    It counts only for a leaver or what is marked closed: a provider that came back has one too.
    """
    moves = pl.lit(table.kind == MOVES)
    last = pl.min_horizontal(day(pl.col(column)) for column in LEFT)
    flagged = pl.col("leaver").is_not_null() if "leaver" in table.columns else last.is_not_null()
    left = moves & (flagged | (STATUSES.read("status") == CLOSED).fill_null(False))
    back = moves & last.is_not_null() & ~left
    return {"left": left, "left_on": pl.when(left).then(last), "back": back}


def _closed_first() -> pl.Expr:
    closed = pl.min_horizontal(day(pl.col(column)) for column in LEFT)
    said = pl.lit("closing date is before the registration date")
    return pl.when(closed < day(pl.col("registered"))).then(said)
