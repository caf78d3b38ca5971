"""Say of each figure whether it is known, and leave blank the one that is not.

A figure that the records do not reach has no numerator and no value; where it can be said what it
would be out of, that stays.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import product

import polars as pl

from dashboard.measures.cube import Cube
from dashboard.measures.measure import Count, Measure, Period
from dashboard.measures.needs import BELOW, LIMITED, Needs
from dashboard.measures.shape import TYPES, has
from dashboard.measures.standing import KNOWN, NOT_KNOWN, Days, Standing, standing, types_of
from dashboard.records import words
from dashboard.settings import monday

SPLIT = ("setting_type", "week")
"""The columns by which a figure may be known in one row and not in another."""


@dataclass(frozen=True)
class Told:
    """What the records tell of one question: a measure, a period, its columns and its limits."""

    measure: Measure
    cube: Cube
    period: Period
    by: Sequence[str]
    where: Mapping[str, str]

    @property
    def only(self) -> tuple[str, ...] | None:
        """The setting types that a total is limited to; None where it takes in all there are."""
        of_all = self.standing
        some = of_all.left_out and of_all.is_known and "setting_type" not in self.by
        return of_all.known if some else None

    @cached_property
    def standing(self) -> Standing:
        """How far the question as a whole is known: of types without sectors none is in one."""
        if not self._counted:
            return Standing((), self._types(self.where.get("setting_type")), NOT_KNOWN)
        types = self._types(self.where.get("setting_type"))
        if self.where.get("sector", words.NOT_RECORDED) != words.NOT_RECORDED and not {*types} - {
            *words.WITHOUT["sectors"]
        }:
            return Standing(types, (), KNOWN)
        return self._standing(self._needs, self.where.get("setting_type"))

    @property
    def untold(self) -> tuple[date, ...]:
        """The weeks of the period that are not known."""
        if self.standing.status == KNOWN:
            return ()
        weeks = self._cells().filter(pl.col("status") == NOT_KNOWN)["week"]
        return tuple(weeks.unique().sort())

    def mark(self, result: pl.DataFrame) -> pl.DataFrame:
        """Add the status of each row, and a row for each group that is not known."""
        if self.standing.status == KNOWN:
            status = pl.Series("status", [KNOWN], pl.String).new_from_index(0, result.height)
            return result.hstack([status])
        cells = self._cells()
        keys = [column for column in SPLIT if column in self.by]
        joined = (
            result.join(cells, on=keys, how="left", nulls_equal=True, maintain_order="left")
            if keys
            else result.join(cells, how="cross")
        )
        known = pl.col("status") != NOT_KNOWN
        marked = joined.with_columns(
            pl.when(known).then("numerator"),
            pl.when(known | pl.col("out_of")).then("denominator"),
            pl.when(known).then("value"),
        ).drop("out_of")
        if not self.by:
            return marked
        more = self._without_rows(cells.filter(~known), marked)
        return pl.concat([marked, more]).sort(*self.by)

    @property
    def _counted(self) -> bool:
        return self.measure.numerator.table in self.cube.tables

    @property
    def _needs(self) -> Needs:
        limited = [
            LIMITED[column]
            for column, word in self.where.items()
            if column in LIMITED and word != words.NOT_RECORDED
        ]
        return tuple(dict.fromkeys((*self.measure.needs, *sum(limited, ()))))

    def _standing(self, needs: Needs, word: str | None, week: date | None = None) -> Standing:
        days = self._days(week)
        key = (needs, word, days)
        found: Standing | None = self.cube.standings.get(key)
        if found is None:
            found = standing(needs, self.cube.reach, self._types(word), days)
            self.cube.standings[key] = found
        return found

    def _types(self, word: str | None) -> tuple[str, ...]:
        return types_of(word, self.cube.reach)

    def _days(self, week: date | None) -> Days:
        asked = self.where.get("week")
        first = week or (date.fromisoformat(asked) if asked else None)
        last = first or self.period.last_week
        return Days(
            max(first or self.period.since, self.period.since),
            min(last + timedelta(days=6), self.cube.day),
            self.cube.day,
        )

    def _cells(self) -> pl.DataFrame:
        """Give the status of each type, each week, or both, as the question is split."""
        kinds = (
            self._types(self.where.get("setting_type")) if "setting_type" in self.by else (None,)
        )
        weeks = list(self._weeks()) if "week" in self.by else [None]
        below = self.measure.denominator
        rows = []
        for kind, week in product(kinds, weeks):
            word = kind or self.where.get("setting_type")
            status = self._standing(self._needs, word, week).status
            if not self._counted:
                status = NOT_KNOWN
            out_of = below is not None and self._standing(_below(below), word, week).is_known
            rows.append((kind, week, status, out_of))
        types = {column: TYPES[column] for column in SPLIT}
        made = pl.DataFrame(
            rows, schema={**types, "status": pl.String, "out_of": pl.Boolean}, orient="row"
        )
        return made.drop(column for column in SPLIT if column not in self.by)

    def _weeks(self) -> Iterator[date]:
        asked = self.where.get("week")
        week = date.fromisoformat(asked) if asked else monday(self.period.since)
        last = week if asked else self.period.last_week
        while week <= last:
            yield week
            week += timedelta(days=7)

    def _without_rows(self, cells: pl.DataFrame, marked: pl.DataFrame) -> pl.DataFrame:
        """Give a row for each group that is not known and has none: as the register lists them."""
        keys = [column for column in self.by if has("open", column)]
        listed = self._listed().select(keys).unique()
        shared = [column for column in keys if column in cells.columns]
        cells = cells.drop("out_of")
        if shared:
            made = cells.join(listed, on=shared, how="left")
        else:
            made = cells.join(listed, how="cross") if keys and listed.height else cells
        blank = {
            column: pl.lit(None, kind)
            for column, kind in marked.schema.items()
            if column not in made.columns
        }
        made = made.with_columns(**blank).select(marked.columns).cast(marked.schema)
        return made.join(marked, on=list(self.by), how="anti", nulls_equal=True)

    def _listed(self) -> pl.DataFrame:
        limits: list[pl.Expr] = []
        for column, word in self.where.items():
            if has("open", column):
                limits.append(pl.col(column).cast(pl.String).is_in(_words(column, word)))
        return self.cube.tables["open"].filter(*limits)


def _below(out_of: Count) -> Needs:
    return BELOW[out_of.table, out_of.column]


def listed(result: pl.DataFrame) -> pl.DataFrame:
    """Leave out the groups that are not known and that nothing is counted of: rows to lay out."""
    if not (result["status"] == NOT_KNOWN).any():
        return result
    nothing = (pl.col("status") == NOT_KNOWN) & pl.col("denominator").is_null()
    split = result.columns[0] != "numerator"
    return result.filter(~nothing) if split else result


def _words(column: str, word: str) -> tuple[str, ...]:
    return words.GROUPS.get(word, (word,)) if column == "setting_type" else (word,)
