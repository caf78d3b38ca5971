"""What is taken to be one of our tables, and what is left to correct of it."""

from dataclasses import dataclass, field

import dataframely as dy
import polars as pl

from dashboard.records.guessing import days
from dashboard.records.guessing.columns import Columns, Meanings
from dashboard.records.guessing.headings import closed_word
from dashboard.records.guessing.seen import Seen
from dashboard.records.model import TABLES
from dashboard.records.sources.mapping import ISO


@dataclass(frozen=True)
class Guess:
    """What is taken to be one of our tables: where it lies, its columns, words and dates.

    `dates` is the form of all days, `forms` that of each column where these differ. `doubt` is why
    day and month may be swapped: nothing tells, cells are in both orders, or only other tables of
    the source tell.
    """

    table: str
    seen: Seen
    columns: Columns
    words: Meanings = field(default_factory=dict)
    dates: str | None = None
    forms: dict[str, str] = field(default_factory=dict)
    doubt: str | None = None
    version: str | None = None

    @property
    def lacking(self) -> tuple[str, ...]:
        """Name the columns that are needed and were not found."""
        schema = TABLES[self.table].columns()
        return tuple(c for c in schema if not schema[c].nullable and c not in self.columns.headings)

    def form(self, column: str) -> str:
        """Give the form of the days of a column."""
        return self.forms.get(column, self.dates or ISO)

    @property
    def dated(self) -> dict[str, pl.Series]:
        """Give the columns of days that hold some."""
        schema = TABLES[self.table].columns()
        held = {c: self.seen.columns[h] for c, h in self.columns.headings.items()}
        return {
            c: said for c, said in held.items() if isinstance(schema[c], dy.Date) and said.count()
        }

    @property
    def unread(self) -> dict[str, pl.Series]:
        """Give for each column of days the cells that the form of the dates does not read."""
        found = {c: self._unread(c, said) for c, said in self.dated.items()}
        return {column: said for column, said in found.items() if len(said)}

    def _unread(self, column: str, said: pl.Series) -> pl.Series:
        left = said.filter(~said.is_in([*self.words.get(column, {})]))
        return days.unread(left, self.form(column), self.seen.typed)

    @property
    def swappable(self) -> str | None:
        """Give a day that is another one where day and month are swapped."""
        each = (days.swappable(said.drop_nulls(), self.form(c)) for c, said in self.dated.items())
        return next((said for said in each if said), None)

    @property
    def unused(self) -> tuple[str, ...]:
        """Name the headings that are taken for none of our columns."""
        used = {*self.columns.headings.values(), self.version}
        return tuple(heading for heading in self.seen.columns if heading not in used)

    @property
    def closed_words(self) -> tuple[str, str] | None:
        """Give a heading whose words say that some have closed, where no column gives the day."""
        if self.table != "settings" or "closed_on" in self.columns.headings:
            return None
        told = ((h, closed_word(h, self.seen.columns[h])) for h in self.unused)
        return next(((heading, word) for heading, word in told if word), None)
