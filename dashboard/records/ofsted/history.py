"""Part a history of authorities' inspections, row by row, into judgements and visits."""

from dataclasses import replace

import polars as pl

from dashboard.records.ofsted.layouts import AUTHORITIES, AUTHORITY_EVENTS, Table
from dashboard.records.ofsted.vocabulary import JUDGEMENTS, NOT_JUDGED


def parts(table: Table) -> tuple[Table, ...]:
    """Give a table whole, or a history as its judgements and its visits.

    A row with a judgement is a judgement, whatever the inspection was called; one without, that
    tells of an inspection or visit, is a visit.
    """
    if table.kind != AUTHORITIES or "event_type" not in table.columns:
        return (table,)
    is_visit = table.rows.select(_is_visit()).to_series()
    if not is_visit.any():
        return (table,)
    visits = replace(table, kind=AUTHORITY_EVENTS, rows=table.rows.filter(is_visit))
    if is_visit.all():
        return (visits,)
    own = replace(visits, label=f"{table.label}, visits", above=0, others=(), unread=())
    own = replace(own, footings=table.footings.clear())
    return replace(table, rows=table.rows.filter(~is_visit)), own


def _is_visit() -> pl.Expr:
    said = pl.col("judgement").is_not_null() & JUDGEMENTS.read("judgement").ne_missing(NOT_JUDGED)
    return ~said & pl.any_horizontal(pl.col("event_type", "event_date").is_not_null())
