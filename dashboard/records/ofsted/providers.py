"""Read what any table with URNs says of its providers: register, joiners and leavers, events."""

import polars as pl

from dashboard.records.issues import ORIGIN
from dashboard.records.ofsted.dates import day, fault
from dashboard.records.ofsted.faults import (
    authority_fault,
    blank,
    cells_left_blank,
    first_fault,
    unquoted,
    urn_fault,
)
from dashboard.records.ofsted.headings import LEFT
from dashboard.records.ofsted.judged import latest, latest_faults
from dashboard.records.ofsted.layouts import LISTING, MOVES, Table
from dashboard.records.ofsted.vocabulary import (
    CLOSED,
    NOT_YET,
    PROVISION_TYPES,
    SECTORS,
    STATUSES,
    is_word,
    spreadsheet_fault,
)
from dashboard.records.words import ANOTHER_TYPE, LOCAL_AUTHORITY

NUMBER = r"^(\d+|\d{1,3}([, ]\d{3})+)(\.0+)?$"
PARTED = r"^\d{1,3}([, ]\d{3})+$"
"""A whole number with a sign between its thousands."""
MOST_PLACES = 2000


def provider_rows(table: Table, codes: pl.DataFrame) -> pl.DataFrame:
    """Read each row as a setting, with the reason where it cannot be one.

    `cells` are those that the row can do without and that cannot be read: they are blank.
    `unplaced` says that nothing is wrong with the row but its authority.
    """
    optional = {**_optional(table), **latest_faults(table)}
    doubtful = pl.any_horizontal(*(each.is_not_null() for each in optional.values()))
    kind = PROVISION_TYPES.read("provision_type")
    return _coded(table, codes).select(
        *ORIGIN,
        "urn",
        "region",
        "statistical_region",
        "spilled",
        "la_code",
        setting_type=kind,
        sector=SECTORS.read("sector"),
        places=_places(),
        registered_on=day(pl.col("registered")),
        status=STATUSES.read("status"),
        **latest(table),
        **_leaving(table),
        cells=cells_left_blank(optional),
        unplaced=_provider_fault().is_null() & authority_fault().is_not_null(),
        reason=unquoted(
            pl.coalesce(_provider_fault(), authority_fault()),
            doubtful | (kind == ANOTHER_TYPE).fill_null(False),
        ),
    )


def authority_rows(table: Table, codes: pl.DataFrame) -> pl.DataFrame:
    """Read each authority as a setting of its own, keyed by its ONS code."""
    optional = latest_faults(table)
    doubtful = pl.any_horizontal(pl.lit(False), *(f.is_not_null() for f in optional.values()))
    return _coded(table, codes).select(
        *ORIGIN,
        "region",
        "statistical_region",
        "spilled",
        "la_code",
        urn="la_code",
        setting_type=pl.lit(LOCAL_AUTHORITY),
        sector=pl.lit(None, pl.String),
        places=pl.lit(None, pl.Int32),
        registered_on=pl.lit(None, pl.Date),
        status=pl.lit(None, pl.String),
        **latest(table),
        **_leaving(table),
        cells=cells_left_blank(optional),
        reason=unquoted(authority_fault(), doubtful),
    )


def with_own_urn(rows: pl.DataFrame) -> pl.DataFrame:
    """Write the URN of each row in capitals, and without what a spreadsheet adds to a number."""
    urn = pl.col("urn").str.replace(r"\.0+$", "")
    urn = pl.when(urn.str.contains(PARTED)).then(urn.str.replace_all("[, ]", "")).otherwise(urn)
    lettered = urn.str.contains(r"(?i)^sc\d{6}$")
    return rows.with_columns(urn=pl.when(lettered).then(urn.str.to_uppercase()).otherwise(urn))


def _coded(table: Table, codes: pl.DataFrame) -> pl.DataFrame:
    rows = with_own_urn(table.rows)
    return rows.join(codes, on="authority", how="left", validate="m:1", maintain_order="left")


def _places() -> pl.Expr:
    """Read the number of places, with or without a comma between thousands."""
    said = pl.when(_places_fault().is_null()).then(pl.col("places").str.replace_all("[, ]", ""))
    return said.cast(pl.Float64, strict=False).cast(pl.Int32, strict=False)


def _places_fault() -> pl.Expr:
    text = pl.col("places")
    count = text.str.replace_all("[, ]", "").cast(pl.Float64, strict=False)
    return (
        pl.when(~text.str.contains(NUMBER))
        .then(
            pl.coalesce(
                spreadsheet_fault("places", "places"),
                pl.format('places "{}" is not a number', text),
            )
        )
        .when(count > MOST_PLACES)
        .then(pl.format(f'places "{{}}" is more than {MOST_PLACES:,}', text))
    )


def _optional(table: Table) -> dict[str, pl.Expr]:
    """Check what a setting can do without: where it cannot be read it is blank, and listed."""
    return {
        "sector": SECTORS.fault("sector"),
        "status": _status_fault(table),
        "places": _places_fault(),
        "registered": fault("registered", "registration date"),
        **{column: fault(column, "closing date") for column in LEFT},
    }


def _status_fault(table: Table) -> pl.Expr:
    """Name a status that is not known; on a register it says that the setting is taken as open."""
    said = STATUSES.fault("status")
    return pl.format("{}, so it counts as open", said) if table.kind in LISTING else said


def _provider_fault() -> pl.Expr:
    """Check what a setting cannot do without, but for its authority."""
    no_word = ~is_word(pl.col("provision_type"))
    unsaid = pl.format('provision type "{}" is not a type', pl.col("provision_type"))
    return first_fault(
        urn_fault(),
        blank("provision_type", "provision type"),
        pl.when(no_word).then(
            pl.coalesce(spreadsheet_fault("provision_type", "provision type"), unsaid)
        ),
        _not_registered(),
        _closed_first(),
    )


def _not_registered() -> pl.Expr:
    """Say that a provider is not on the register yet, whatever the table lists it for."""
    said = pl.format('it is not registered yet: its status is "{}"', pl.col("status"))
    return pl.when(STATUSES.read("status") == NOT_YET).then(said)


def _leaving(table: Table) -> dict[str, pl.Expr]:
    """Read the last day on the register: the first on which it resigned, closed or was cancelled.

    It counts only for a leaver or what is marked closed: a provider that came back has one too.
    """
    tells = pl.lit(table.kind == MOVES or bool({*LEFT} & table.columns))
    last = pl.min_horizontal(day(pl.col(column)) for column in LEFT)
    flagged = pl.col("leaver").is_not_null() if "leaver" in table.columns else last.is_not_null()
    left = tells & (flagged | (STATUSES.read("status") == CLOSED).fill_null(False))
    back = tells & last.is_not_null() & ~left
    return {"left": left, "left_on": pl.when(left).then(last), "back": back}


def _closed_first() -> pl.Expr:
    closed = pl.min_horizontal(day(pl.col(column)) for column in LEFT)
    said = pl.lit("closing date is before the registration date")
    return pl.when(closed < day(pl.col("registered"))).then(said)
