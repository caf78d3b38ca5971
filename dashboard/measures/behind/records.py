"""The records behind a measure: what counts above, what it is out of, and why the rest does not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from dashboard.measures.behind import rules, tables
from dashboard.measures.behind.things import THINGS, Days, days_of
from dashboard.measures.measure import Count, Measure, Period, Where
from dashboard.measures.shape import AREAS, KEYS, WHO
from dashboard.records import words
from dashboard.records.model import Records

SHOWN = {
    "open": ("registered_on", "closed_on"),
    "then": ("registered_on", "closed_on"),
    "joined": ("registered_on", "closed_on"),
    "left": ("closed_on", "registered_on"),
    "sight": ("last_on_site", "last_seen"),
    "reported": ("reported_on",),
    "settings": ("first_visit_on", "visit_type", "selection_basis", "reason"),
    "restricted": ("issued_on", "action_type"),
    "visits": ("started_on", "visit_type", "selection_basis", "reason", "published_on"),
    "mentions": ("started_on", "visit_type", "theme", "side", "published_on"),
    "actions": ("issued_on", "action_type", "ended_on"),
}
"""What is told of a record, beside its number, its type and where it lies: never a name."""

WHERE = ("urn", "setting_type", "authority", "region")


@dataclass(frozen=True)
class Behind:
    """The things that a figure may count, one row each.

    `rows` has what is told of each thing, `above` and `below` (what it adds to the numerator and
    to the denominator; blank where it does not count) and `why` (blank where it counts above).
    """

    rows: pl.DataFrame
    is_share: bool

    @property
    def counted(self) -> pl.DataFrame:
        """The records that count above."""
        return self.rows.filter(pl.col("why").is_null())

    @property
    def left_out(self) -> pl.DataFrame:
        """The records that do not count above, with the reason: those of the N first."""
        return self.rows.filter(pl.col("why").is_not_null()).sort(
            "below", descending=True, nulls_last=True, maintain_order=True
        )

    @property
    def numerator(self) -> int:
        """What the records add up to above."""
        return int(self.rows["above"].sum())

    @property
    def denominator(self) -> int | None:
        """What the records add up to below; blank for a plain count."""
        return int(self.rows["below"].sum()) if self.is_share else None


def behind(
    measure: Measure,
    records: Records,
    as_at: date,
    period: Period,
    where: Where | None = None,
    only: Sequence[str] | None = None,
) -> Behind | None:
    """Give the records that a measure counts for some limits, and those that it does not.

    What does not match the limits on settings (area, type, sector, judgement), or is of a type that
    a total leaves out (it has `only` the others), is not looked at.
    Gives None where the records do not hold what the measure counts.
    """
    if not tables.can_count(measure.numerator.table, records):
        return None
    days, where = days_of(period, as_at), where or {}
    kind = tables.kind_of(measure)
    own = {column: word for column, word in where.items() if column in (*WHO, *AREAS)}
    things = THINGS[kind](records, days).filter(*(_is(c, word) for c, word in own.items()))
    if only is not None:
        things = things.filter(pl.col("setting_type").cast(pl.String).is_in(only))
    rest = {column: word for column, word in where.items() if column not in own}
    above, why = _judged(measure.numerator, kind, days, rest)
    below, why_not = pl.lit(None, pl.Int64), pl.lit(None, pl.String)
    if measure.denominator is not None:
        below, why_not = _judged(measure.denominator, kind, days, rest)
    told = SHOWN.get(measure.numerator.table, SHOWN[kind])
    rows = things.select(
        *WHERE,
        *told,
        above=above,
        below=below,
        why=pl.coalesce(pl.when(why.is_not_null()).then(why_not), why),
    ).sort(told[0], "urn", nulls_last=True, maintain_order=True)
    return Behind(rows, measure.denominator is not None)


def _judged(
    counted: Count, kind: str, days: Days, where: Mapping[str, str]
) -> tuple[pl.Expr, pl.Expr]:
    """Give what each thing adds to a count (blank: nothing, it does not count), and why not."""
    column, table = counted.column, counted.table
    broken = rules.of_table(table, kind, days) | rules.COLUMNS.get((table, column), {})
    asked = [(name, word) for name, word in [*where.items(), *counted.only] if name in KEYS[table]]
    others = [_reason(_is(name, word, table), rules.ELSEWHERE[name]) for name, word in asked]
    why = pl.coalesce(
        *(_reason(holds, phrase) for phrase, holds in broken.items()),
        *others,
        pl.lit(None, pl.String),
    )
    adds = rules.ADDS.get(column, pl.lit(1)).cast(pl.Int64)
    return pl.when(why.is_null()).then(adds), why


def _reason(holds: pl.Expr, phrase: str) -> pl.Expr:
    return pl.when(~holds.fill_null(False)).then(pl.lit(phrase))


def _is(column: str, word: str, table: str = "") -> pl.Expr:
    """Say whether a column holds a word; a group of setting types counts as a word."""
    if column == "week":
        day = rules.WEEKS.get(table)
        week = pl.col("week") if day is None else pl.col(day).dt.truncate("1w")
        return week == date.fromisoformat(word)
    return pl.col(column).cast(pl.String).is_in(words.GROUPS.get(word, (word,)))
