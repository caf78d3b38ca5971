"""The records behind a figure as tables: on the page the first of them, in the file all."""

from datetime import date
from typing import Any

import polars as pl

from dashboard.exhibits.download import Download, download
from dashboard.exhibits.explained import sentences
from dashboard.exhibits.explained.figure import Figure
from dashboard.measures import Selection, Store
from dashboard.measures.behind import Behind
from dashboard.wording import words
from dashboard.wording.headings import heading

FIRST = 50
"""So many records are shown on the page."""

BLANKS = {
    "registered_on": "always there",
    "closed_on": "open",
    "published_on": "not yet",
    "ended_on": "in force",
    "last_on_site": "not known",
}
"""What a blank means where it does not mean that something is not recorded."""


Rows = tuple[list[str], list[list[str]]]
"""The headings of a table and its rows, in words."""


def counted(found: Behind) -> Rows:
    """Write the first of the records that count."""
    rows = _adding(found)
    if rows.height == found.numerator:
        rows = rows.drop("adds")
    headings = [heading(column) for column in rows.columns]
    first = rows.head(FIRST).iter_rows(named=True)
    return headings, [[_cell(column, value) for column, value in row.items()] for row in first]


def _cell(column: str, value: Any) -> str:
    if value is None:
        return BLANKS.get(column, "not recorded")
    if isinstance(value, date):
        return words.day(value)
    if column == "selection_basis":
        return words.BASIS[value]
    return words.number(value) if isinstance(value, int) else str(value)


def more(found: Behind) -> str:
    """Say how many records are in the file only."""
    left = found.counted.height - FIRST
    more = words.number(left)
    return f"The first {FIRST} are shown; {more} more are in the file." if left > 0 else ""


def left_out(figure: Figure, found: Behind) -> Rows:
    """Write how many records were left out for each reason: those of the N first."""
    measure = figure.measure
    inside = pl.col("below").is_not_null()
    parts = found.left_out.group_by("why", inside=inside, maintain_order=True).agg(pl.len())
    is_in = {True: f"counted as {measure.below}", False: "in neither"}
    rows = [
        [words.opening(why), is_in[within], words.number(many)]
        for why, within, many in parts.sort("inside", "len", descending=True).iter_rows()
    ]
    headings = ["Why it does not count", "Where it is", "Records"]
    if measure.denominator is None:
        rows, headings = [[row[0], row[2]] for row in rows], [headings[0], headings[2]]
    return headings, rows


def counted_file(figure: Figure, found: Behind, store: Store, page: Selection) -> Download:
    """Describe the records that count as a file: one row each, and what each adds."""
    return _file(figure, _adding(found), store, page, "behind")


def _adding(found: Behind) -> pl.DataFrame:
    return found.counted.drop("below", "why").rename({"above": "adds"})


def left_out_file(figure: Figure, found: Behind, store: Store, page: Selection) -> Download:
    """Describe the records that do not count as a file: one row each, with the reason."""
    is_in = pl.when(pl.col("below").is_not_null()).then(pl.lit("yes")).otherwise(pl.lit("no"))
    table = found.left_out.with_columns(in_denominator=is_in).drop("above", "below")
    return _file(figure, table, store, page, "left out of")


def _file(
    figure: Figure, table: pl.DataFrame, store: Store, page: Selection, what: str
) -> Download:
    name = f"records {what} {figure.measure.name.replace('_', ' ')}"
    made = download(store, figure.selection, figure.measure, table, table.columns, name)
    said = sentences.filters(figure, store, page)
    return made.saying(filters=said, figure=sentences.comes_to(figure))
