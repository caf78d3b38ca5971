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

    `doubt` is why day and month may be swapped: nothing tells, cells are in both orders, or only
    other tables of the source tell.
    """

    table: str
    seen: Seen
    columns: Columns
    words: Meanings = field(default_factory=dict)
    dates: str | None = None
    doubt: str | None = None
    version: str | None = None

    @property
    def lacking(self) -> tuple[str, ...]:
        """Name the columns that are needed and were not found."""
        schema = TABLES[self.table].columns()
        return tuple(c for c in schema if not schema[c].nullable and c not in self.columns.headings)

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
        form, typed = self.dates or ISO, self.seen.typed
        found = {
            c: days.unread(said.filter(~said.is_in([*self.words.get(c, {})])), form, typed)
            for c, said in self.dated.items()
        }
        return {column: said for column, said in found.items() if len(said)}

    @property
    def swappable(self) -> str | None:
        """Give a day that is another one where day and month are swapped."""
        if self.doubt is None or self.dates is None:
            return None
        texts = pl.concat([said.alias("") for said in self.dated.values()]).drop_nulls()
        return days.swappable(texts, self.dates)

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
