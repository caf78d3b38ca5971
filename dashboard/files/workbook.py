"""One description of a workbook, from which both spreadsheet formats are written."""

from dataclasses import dataclass
from datetime import date
from hashlib import sha256

import polars as pl

from dashboard.files.csv import plain_text, to_csv

LANGUAGE = "en-GB"


@dataclass(frozen=True)
class Graph:
    """How a spreadsheet draws a table: bars down its rows, or columns over its days.

    `across` names the column that says what each row is, `up` those with the figures; days that
    are still arriving are `late`, and their columns hatched.
    """

    across: str
    up: tuple[str, ...]
    is_over_time: bool = False
    late: frozenset[date] = frozenset()


@dataclass(frozen=True)
class Table:
    """One table to take away, under headings that people read.

    `rows` has a column for each heading, in order; `shares` names those that hold shares between
    0 and 1. `status` is the heading, if any, of the column that says why a figure is blank;
    `below` that of what a count is out of. `notes` has at least one: what the figures mean.
    `graph` is the chart that Excel draws beside it, where every figure of it is known.
    """

    name: str
    title: str
    rows: pl.DataFrame
    filters: str
    source: str
    notes: tuple[str, ...]
    shares: tuple[str, ...] = ()
    status: str = "Status"
    below: str = "Out of"
    graph: Graph | None = None


@dataclass(frozen=True)
class Workbook:
    """A title, the lines of the cover under its three headings, and the tables."""

    title: str
    intro: tuple[str, ...]
    about: tuple[str, ...]
    contact: tuple[str, ...]
    tables: tuple[Table, ...]

    @property
    def cover(self) -> dict[str, tuple[str, ...]]:
        """Give the lines of the cover by their heading, and the hash of the figures."""
        figures = f"SHA-256 of the figures: {self.digest}."
        headed = {
            "Introductory information": self.intro,
            "About these data": (*self.about, figures),
            "Contact": self.contact,
        }
        return {heading: tuple(map(plain_text, lines)) for heading, lines in headed.items()}

    @property
    def notes(self) -> tuple[str, ...]:
        """Every note of every table, once, in the order in which they are first met."""
        return tuple(dict.fromkeys(note for table in self.tables for note in table.notes))

    @property
    def digest(self) -> str:
        """Give the SHA-256 of the figures: titles, filters and every cell, whatever the format."""
        told = sha256(self.title.encode())
        for table in self.tables:
            told.update("\n".join((table.title, table.filters, *table.notes)).encode())
            told.update(to_csv(table.rows))
        return told.hexdigest()
