"""Tables of a page written as those of a briefing."""

import polars as pl

from dashboard.exhibits.download import Offer
from dashboard.exhibits.enforcement.in_force import NO_DATE
from dashboard.files.briefing import Listing
from dashboard.wording import cells, words
from dashboard.wording.cells import BLANK
from dashboard.wording.headings import heading


def crossed(
    offer: Offer, down: str, across: str, first: str, table: pl.DataFrame | None = None
) -> Listing:
    """Write a row for each of one column, with a figure for each of another."""
    table = offer.file.table if table is None else table
    rows = [
        [str(name), *map(cells.figure, part.iter_rows(named=True))]
        for (name,), part in table.group_by(down, maintain_order=True)
    ]
    return written(offer, [first, *table[across].unique(maintain_order=True)], rows)


def listing(offer: Offer, rows: pl.DataFrame, columns: tuple[str, ...] = ()) -> Listing:
    """Write a table or some of its rows, and how many more there are."""
    headings, told = cells.readable(rows.select(columns or rows.columns))
    is_review = [name == heading("review_on") for name in headings]
    said = [
        [NO_DATE if so and text == BLANK else text for so, text in zip(is_review, row, strict=True)]
        for row in told
    ]
    return written(offer, headings, said, offer.file.table.height - rows.height)


def written(offer: Offer, headings: list[str], rows: list[list[str]], more: int = 0) -> Listing:
    """Write rows under headings, with what heads them and how many more there are."""
    rest = f" ({words.number(more)} more in the workbook)" if more else ""
    return Listing(
        words.opening(offer.headline),
        f"{offer.title}{rest}",
        tuple(headings),
        tuple(map(tuple, rows)),
    )
