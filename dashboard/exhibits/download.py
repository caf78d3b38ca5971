"""The tables that a reader takes away: what was shown, with the facts that go with it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

import polars as pl

from dashboard.files.workbook import Graph
from dashboard.measures import Measure, Selection, Store, choice
from dashboard.settings import MARKING
from dashboard.wording import filtered, withheld, words

NAMED = {"la_code": "code", "la_name": "name"}
N_OF_N = ("numerator", "denominator", "value", "status")
"""What every row of n of N has in a file, after its name."""
FIRST = 500
"""Rows by which the size of a file is told before anyone takes it."""


@dataclass(frozen=True)
class Later:
    """How many rows a table has, and how to make them."""

    height: int
    make: Callable[[], pl.DataFrame]


@dataclass(frozen=True)
class Download:
    """A table that a reader takes away, the facts that go with it, and what it is called.

    `first` are its first rows as they are drawn. It is written when anyone takes it: `later` says
    how many rows it has in all, and makes them; writing all of them was 6% of a new Coverage.
    Without it the first rows are all. `unlimited` says which filters in use cannot limit it.
    """

    first: pl.DataFrame
    facts: dict[str, str]
    name: str
    area: str = ""
    later: Later | None = None
    unlimited: str = ""

    @cached_property
    def table(self) -> pl.DataFrame:
        """The whole table."""
        return self.later.make() if self.later else self.first

    @property
    def height(self) -> int:
        """Count the rows of the whole table."""
        return self.later.height if self.later else self.first.height

    @property
    def size(self) -> int:
        """Say about how many bytes its CSV has: the facts, on every row, are most of them."""
        told = sum(len(text) + 1 for text in self.facts.values())
        each = self.first.estimated_size() / max(self.first.height, 1)
        return int(self.height * (told + each))

    def saying(self, **facts: str) -> "Download":
        """Give the same table with more facts, or others in place of those of its measure."""
        return replace(self, facts=self.facts | facts)

    def of_each(self, measures: Sequence[Measure], definition: str = "") -> "Download":
        """Give the same table with all its measures named, and what they mean."""
        return self.saying(
            measure=", ".join(measure.name for measure in measures),
            definition=definition or " ".join(measure.definition for measure in measures),
        )

    @property
    def stem(self) -> str:
        """Name the file, but for its hash and its ending: area, table and day of the figures."""
        parts = (self.area, self.name, self.facts["as_at"])
        return "-".join(words.slug(part) for part in parts if part)


def download(
    store: Store,
    selection: Selection,
    measure: Measure,
    table: pl.DataFrame,
    columns: Sequence[str],
    name: str,
    *beside: Measure,
) -> Download:
    """Describe a table as a file: its columns in order, then what it is on every row.

    `beside` are other measures of the table. Authorities are a `code` and a `name`, as every
    area is in a file.

    Raises WithheldError where the figures of the measure must be held back, and ValueError where
    the table lacks one of the columns.
    """
    if lost := {*columns} - {*table.columns}:
        raise ValueError(f"{name}: its rows have no column {', '.join(sorted(lost))}")
    store.prove(measure, selection, columns)
    told, measures = about(store, selection, measure, *beside), (measure, *beside)
    cared = (withheld.care(store, m, [*columns, *selection.of(m).where()]) for m in measures)
    care = "; ".join(dict.fromkeys(filter(None, cared)))
    facts = {"measure": measure.name, "definition": measure.definition} | told
    facts |= {"care": care} if care else {}

    def written() -> pl.DataFrame:
        text = [column for column in columns if not table.schema[column].is_numeric()]
        told = table.select(columns).with_columns(pl.col(text).cast(pl.String))
        return told.rename(NAMED, strict=False)

    area = choice.area_name(selection.area, store)
    free = filtered.unlimited(selection, *measures)
    first = table.head(FIRST)[list(columns)]
    return Download(first, facts, name, area, Later(table.height, written), free)


def of_settings(
    store: Store,
    selection: Selection,
    measures: Sequence[Measure],
    rows: pl.DataFrame,
    name: str,
    definition: str = "",
) -> Download:
    """Describe a table of settings, whatever unit is chosen, with what each measure means."""
    settings = selection.in_settings()
    made = download(store, settings, measures[0], rows, rows.columns, name, *measures[1:])
    return made.of_each(measures, definition)


def about(store: Store, selection: Selection, *measures: Measure) -> dict[str, str]:
    """Say what figures are whatever they measure: filters, period, day, snapshot and source."""
    return {
        "filters": filtered.shown(selection, store, *measures),
        "period": period(*choice.days(selection, store)),
        "as_at": store.as_at.isoformat(),
        "snapshot": store.name,
        "source": words.source(store),
        "records": "illustrative" if store.illustrative else "as published",
        "mode": MARKING,
    }


def period(first: date, last: date) -> str:
    """Write the days that are counted as an ISO 8601 interval."""
    return f"{first.isoformat()}/{last.isoformat()}"


def begun(first: Download, height: int, whole: Callable[[], Download]) -> Download:
    """Describe a table of so many rows by its first ones; the whole is made when it is taken."""
    return replace(first, later=Later(height, lambda: whole().table))


Draw = Callable[[pl.DataFrame], str]
"""Draws a table as SVG."""


@dataclass(frozen=True)
class Offer:
    """A table that a page offers: what it shows in a sentence, its title, the file and its picture.

    `draw` draws its rows as the page does; without it there is no picture to take away. Rows that
    are on a map, by authority, have the `vintage` of its shapes. `graph` is what a spreadsheet
    draws of it, by the columns of the file; one that has `slides` fits the size of a slide.
    """

    headline: str
    title: str
    file: Download
    draw: Draw | None = None
    vintage: str = ""
    graph: Graph | None = None
    slides: bool = False
