"""Make a visit of each published event, and a setting of each provider that only events name."""

from datetime import date

import polars as pl

from dashboard.records.issues import ORIGIN
from dashboard.records.ofsted.dates import day, fault
from dashboard.records.ofsted.faults import (
    CELL,
    blank,
    cells_left_blank,
    first_fault,
    unquoted,
    urn_fault,
)
from dashboard.records.ofsted.layouts import AUTHORITY_EVENTS, EVENTS, Table
from dashboard.records.ofsted.providers import authority_rows, provider_rows, with_own_urn
from dashboard.records.ofsted.register import SETTING
from dashboard.records.ofsted.several import Sorted
from dashboard.records.ofsted.vocabulary import EVENT_TYPES, OPEN

NUMBER = r"^\d+$"
"""An event number; a spreadsheet may have rounded one to 1.02E+07, and so lost it."""
VISIT = ("visit_id", "urn", "visit_type", "started_on", "published_on", *ORIGIN)


def event_rows(
    found: Sorted, codes: pl.DataFrame, known: pl.DataFrame, as_at: date
) -> pl.DataFrame:
    """Read every row of every table of events, with the reason where it cannot be used.

    `until` is the last day that the row's table tells of; `reaches` says whether it tells of the
    register's day.
    """
    read = [
        _rows(table, codes, known, as_at).with_columns(
            until=pl.lit(found.last_day(table)), reaches=pl.lit(found.reaches(table))
        )
        for table in found.of(*KEYS)
    ]
    return _identified(pl.concat(read, how="diagonal"))


def visits(rows: pl.DataFrame) -> pl.DataFrame:
    """Give the visits that can be used. Judgements are not read of them but of registers."""
    return rows.filter(pl.col("reason").is_null()).select(VISIT)


def brought(rows: pl.DataFrame, register_day: date) -> pl.DataFrame:
    """Make a setting of each provider that no register names, as its latest event describes it.

    It has closed by the register's day, on a day that no file gives, unless events that tell of
    that day say that it is open; where they tell of a later day, it has closed by that.
    """
    is_open = ((pl.col("status") == OPEN) & pl.col("reaches")) | (
        pl.col("kind") == AUTHORITY_EVENTS
    )
    gone_by = pl.max_horizontal(pl.lit(register_day), "until")
    first_off = pl.coalesce(pl.col("left_on") + pl.duration(days=1), gone_by)
    return (
        rows.filter(pl.col("reason").is_null() & ~pl.col("known"))
        .sort("started_on", descending=True, maintain_order=True)
        .unique("urn", keep="first", maintain_order=True)
        .with_columns(
            undated=~is_open.fill_null(False) & pl.col("left_on").is_null(),
            closed_on=pl.when(~is_open.fill_null(False) | pl.col("left_on").is_not_null()).then(
                first_off
            ),
        )
        .select(*SETTING, "undated")
    )


def _rows(table: Table, codes: pl.DataFrame, known: pl.DataFrame, as_at: date) -> pl.DataFrame:
    described = (
        KEYS[table.kind](table, codes)
        .drop("left", "back", strict=False)
        .rename({"cells": "own_cells"})
    )
    named = pl.col("urn").is_in(known["urn"].implode()).fill_null(False)
    whose = pl.when(~named).then(pl.col("reason"))
    wrong = pl.col("event_fault").is_not_null()
    own = pl.when(~named).then("own_cells").otherwise(pl.lit([], CELL))
    return pl.concat([described, _event(table, as_at)], how="horizontal").with_columns(
        known=named,
        kind=pl.lit(table.kind),
        cells=pl.concat_list("event_cells", own),
        reason=unquoted(pl.coalesce("event_fault", whose), wrong),
    )


def _event(table: Table, as_at: date) -> pl.DataFrame:
    started, published = day(pl.col("event_date")), day(pl.col("published"))
    return with_own_urn(table.rows).select(
        "number",
        whole=pl.col("number").str.contains(NUMBER).fill_null(False),
        judged=pl.col("judgement").is_not_null() | pl.col("supported").is_not_null(),
        visit_type=EVENT_TYPES.read("event_type"),
        started_on=started,
        published_on=published,
        event_cells=cells_left_blank({"published": fault("published", "publication date")}),
        event_fault=first_fault(
            *([urn_fault()] if table.kind == EVENTS else []),
            blank("event_type", "event type"),
            EVENT_TYPES.fault("event_type"),
            blank("event_date", "inspection date"),
            fault("event_date", "inspection date"),
            _out_of_order(started, published, as_at),
        ),
    )


def _out_of_order(started: pl.Expr, published: pl.Expr, as_at: date) -> pl.Expr:
    return (
        pl.when(started > as_at)
        .then(pl.lit(f"inspection date is after the day of the records, {as_at}"))
        .when(published < started)
        .then(pl.lit("publication date is before the inspection date"))
    )


def _identified(rows: pl.DataFrame) -> pl.DataFrame:
    """Give each visit its key, and set aside a row that repeats an event read before.

    An event that covers several branches of an agency is a visit to each. An event without a
    number is known by its setting, type and day.
    """
    usable = pl.col("reason").is_null()
    kind = pl.col("visit_type").str.to_lowercase().str.replace_all(" ", "-")
    own = pl.concat_str(["urn", "started_on", kind], separator="-")
    shared = pl.col("urn").n_unique().over("number", usable) > 1
    visit_id = (
        pl.when(~pl.col("whole"))
        .then(own)
        .when(shared)
        .then(pl.concat_str(["number", "urn"], separator="-"))
        .otherwise(pl.col("number"))
    )
    again = pl.int_range(pl.len()).over("visit_id", usable) > 0
    said = pl.lit("it repeats an event in an earlier row")
    return rows.with_columns(visit_id=visit_id, shared=shared & pl.col("whole")).with_columns(
        reason=pl.when(usable & again).then(said).otherwise(pl.col("reason"))
    )


KEYS = {EVENTS: provider_rows, AUTHORITY_EVENTS: authority_rows}
"""How each kind of table of events describes the settings that it names."""
