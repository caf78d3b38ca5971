"""Make one setting of all the rows that speak of it: registers, joiners and leavers."""

from datetime import date

import polars as pl

from dashboard.records.issues import ORIGIN
from dashboard.records.ofsted.faults import has_moved
from dashboard.records.ofsted.layouts import (
    AUTHORITIES,
    EARLIER,
    LISTING,
    MOVES,
    PLACES,
    REGISTER,
    Table,
)
from dashboard.records.ofsted.providers import authority_rows, provider_rows
from dashboard.records.ofsted.several import Sorted
from dashboard.records.ofsted.vocabulary import CLOSED
from dashboard.records.ofsted.wholeness import with_joiners
from dashboard.records.words import NOT_YET_INSPECTED

ORDER = (REGISTER, PLACES, MOVES, EARLIER, AUTHORITIES)
"""Where two tables speak of one setting, the first that says something counts; of two of a kind,
that of the later day."""
FACTS = (
    "setting_type",
    "la_code",
    "sector",
    "places",
    "registered_on",
    "last_grade",
    "last_inspected_on",
    "status",
    *ORIGIN,
)
SETTING = (
    "urn",
    "setting_type",
    "la_code",
    "sector",
    "places",
    "registered_on",
    "closed_on",
    "last_grade",
    "last_inspected_on",
    *ORIGIN,
)

SAID = {
    "setting_type": "provision type",
    "la_code": "local authority",
    "sector": "sector",
    "places": "number of places",
    "registered_on": "registration date",
    "left_on": "closing date",
    "last_grade": "judgement",
    "last_inspected_on": "inspection date",
}
"""What two rows about one setting in one table must agree in, and what it is called."""


def setting_rows(found: Sorted, codes: pl.DataFrame, as_at: date) -> pl.DataFrame:
    """Read every row of every table of settings, with the reason where it cannot be used.

    An authority's judgement of a later day than the records is not read. What a table of another
    day says of a setting on the register counts though its authority is no more.
    """
    read = [_rows(found, table, codes) for table in found.of(*ORDER)]
    rows = pl.concat(read, how="diagonal")
    later = (pl.col("kind") == AUTHORITIES) & (pl.col("last_inspected_on") > as_at)
    listed = rows.filter(pl.col("kind").is_in(LISTING), pl.col("reason").is_null())["urn"]
    past = (pl.col("kind") == EARLIER) & pl.col("urn").is_in(listed.implode())
    unread = (later | past).fill_null(False)
    placed = pl.col("unplaced") & ~has_moved() & pl.col("urn").is_in(listed.implode())
    reason = pl.when(~placed.fill_null(False)).then("reason")
    judged = [pl.when(~unread).then(c).alias(c) for c in ("last_grade", "last_inspected_on")]
    return rows.with_columns(*judged, reason=reason, later=later.fill_null(False))


def _rows(found: Sorted, table: Table, codes: pl.DataFrame) -> pl.DataFrame:
    """Read one table; of a provider the rows that agree count, of an authority every one."""
    read = (authority_rows if table.kind == AUTHORITIES else provider_rows)(table, codes)
    rows = read.with_columns(
        rank=pl.lit(ORDER.index(table.kind)),
        kind=pl.lit(table.kind),
        told_on=pl.lit(found.last_day(table)),
        reaches=pl.lit(found.reaches(table)),
    )
    return rows if table.kind == AUTHORITIES else rows.with_columns(reason=_repeated())


def settings(rows: pl.DataFrame, register_day: date) -> pl.DataFrame:
    """Merge the rows that can be used, one setting for each URN.

    What is on the register of the day is open, whatever a table of another day says of it.
    """
    kind, moved = pl.col("kind"), pl.col("left_on")
    own_left = moved.filter(kind.is_in([REGISTER, PLACES, EARLIER])).drop_nulls().first()
    is_late = kind.is_in([MOVES]) & pl.col("reaches") & ~pl.col("left")
    merged = (
        _in_order(rows.filter(pl.col("reason").is_null()))
        .group_by("urn", maintain_order=True)
        .agg(
            *[pl.col(fact).drop_nulls().first() for fact in FACTS],
            moved_on=moved.filter(kind == MOVES).drop_nulls().first(),
            own_left=own_left,
            gone=pl.col("left").any(),
            listed=kind.is_in(LISTING).any(),
            judged=kind.is_in([REGISTER, AUTHORITIES]).any(),
            back=pl.col("back").any(),
            joined=is_late.any(),
            before=kind.is_in([EARLIER]).any(),
            told=(kind == MOVES).any(),
        )
    )
    both = {REGISTER, PLACES} <= set(rows["kind"])
    against = pl.col("listed") & (pl.col("moved_on") < register_day)
    left_on = pl.coalesce("own_left", pl.when(~against.fill_null(False)).then("moved_on"))
    marked = merged.with_columns(
        left_on=left_on,
        against=against.fill_null(False),
        never=pl.col("listed") & ~pl.col("judged") & both,
    ).with_columns(
        dropped=((pl.col("left_on") == register_day) & ~pl.col("listed")).fill_null(False),
        undated=_undated(is_whole(rows)),
    )
    closed = marked.with_columns(closed_on=_closing(register_day), last_grade=_grade())
    return with_joiners(closed, is_whole(rows))


def _in_order(rows: pl.DataFrame) -> pl.DataFrame:
    """Put first what counts first; of an authority's judgements the latest."""
    latest = pl.when(pl.col("kind") == AUTHORITIES).then("last_inspected_on")
    return rows.with_columns(latest=latest).sort(
        "rank",
        "told_on",
        "latest",
        *ORIGIN,
        descending=[False, True, True, False, False],
        nulls_last=True,
        maintain_order=True,
    )


def is_whole(rows: pl.DataFrame) -> bool:
    """Say whether the register lists providers that have never been inspected too."""
    never = (pl.col("kind") == REGISTER) & (pl.col("last_grade") == NOT_YET_INSPECTED)
    return bool(rows.select((never | (pl.col("kind") == PLACES)).any()).item())


def _closing(register_day: date) -> pl.Expr:
    """Give the first day off the register: the day after the published closing date.

    It is the register's own day where that is the closing date and the register no longer lists
    the setting, and where a setting closed on a day that no file gives: it was gone by then.
    """
    return (
        pl.when(pl.col("dropped") | pl.col("undated"))
        .then(pl.lit(register_day))
        .otherwise(pl.col("left_on") + pl.duration(days=1))
    )


def _undated(is_whole: bool) -> pl.Expr:
    """Find what has closed on a day that no file gives.

    So has what an earlier register lists, or earlier joiners where the register is whole, and the
    register of the day does not, unless it joined since.
    """
    listed, closed = pl.col("listed"), (pl.col("status") == CLOSED).fill_null(False)
    earlier = pl.col("before") | (pl.col("told") & pl.lit(is_whole))
    gone = pl.col("gone") | (earlier & ~pl.col("joined"))
    return ((gone & ~listed) | closed) & pl.col("left_on").is_null()


def _grade() -> pl.Expr:
    """Take as never inspected what is on a register of places but not of inspected providers."""
    return pl.when(pl.col("never")).then(pl.lit(NOT_YET_INSPECTED)).otherwise(pl.col("last_grade"))


def _repeated() -> pl.Expr:
    """Set aside a later row about a setting in one table that says something else of it.

    Rows that say the same, or of which each says what the other does not, are taken together.
    """
    usable = pl.col("reason").is_null()
    first = {c: pl.col(c).filter(usable).drop_nulls().first().over("urn") for c in SAID}
    base = "its URN is used by an earlier row of the same table, which has another"
    said = pl.coalesce(
        pl.when(pl.col(column) != first[column]).then(pl.lit(f"{base} {called}"))
        for column, called in SAID.items()
    )
    return pl.when(usable).then(said).otherwise(pl.col("reason"))
