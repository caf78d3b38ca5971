"""The tables of a briefing, cut to what two pages hold; the workbook beside it has them whole."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import polars as pl

from dashboard.exhibits.areas import last_on_site
from dashboard.exhibits.download import Offer
from dashboard.exhibits.enforcement.in_force import NO_DATE
from dashboard.files.briefing import Listing
from dashboard.wording import cells, words
from dashboard.wording.headings import heading

ACTIONS, UNSEEN = 3, 3
"""So many open actions, and settings unseen longest, are listed."""
BLANK = "[x]"
"""What stands for a blank in a table to take away."""


def listings(chosen: Mapping[str, Offer], area: str) -> tuple[Listing, ...]:
    """Write the tables there are, in the order in which they are read; `area` is its name."""
    write: dict[str, Callable[[Offer], Listing]] = {
        "changed": lambda offer: _listing(offer, _moved(offer.file.table)),
        "types": lambda offer: _types(offer, area),
        "unseen": lambda offer: _listing(offer, offer.file.table.head(UNSEEN), UNSEEN_SHOWN),
        "seen": _seen,
        "actions": lambda offer: _listing(offer, offer.file.table.head(ACTIONS)),
    }
    there = (name for name in write if name in chosen and chosen[name].file.table.height)
    written = (write[name](chosen[name]) for name in there)
    return tuple(each for each in written if each.rows)


UNSEEN_SHOWN = ("urn", "setting_type", "authority", "last_on_site", "seen_by", "days")


def _moved(table: pl.DataFrame) -> pl.DataFrame:
    """Leave out the kinds of change that changed nothing."""
    still = [name for name in table.columns[2:-1] if not (table[name] != 0).any()]
    return table.drop(still)


def _types(offer: Offer, area: str) -> Listing:
    own = offer.file.table.filter(pl.col("region") == area).drop("region")
    there = own.filter(pl.col("denominator") != 0)
    told = _written(offer, *cells.readable(there))
    left = f"; types that {area} has none of are left out" if there.height < own.height else ""
    return replace(told, title=f"{told.title}{left}")


def _seen(offer: Offer) -> Listing:
    """Put the places side by side."""
    table = offer.file.table
    rows = [[name, *texts] for name, _, texts in last_on_site.text(table)]
    return _written(offer, last_on_site.headings(table), rows)


def _listing(offer: Offer, rows: pl.DataFrame, columns: tuple[str, ...] = ()) -> Listing:
    headings, told = cells.readable(rows.select(columns or rows.columns))
    is_review = [name == heading("review_on") for name in headings]
    said = [
        [NO_DATE if so and text == BLANK else text for so, text in zip(is_review, row, strict=True)]
        for row in told
    ]
    return _written(offer, headings, said, offer.file.table.height - rows.height)


def _written(offer: Offer, headings: list[str], rows: list[list[str]], more: int = 0) -> Listing:
    rest = f" ({words.number(more)} more in the workbook)" if more else ""
    return Listing(
        words.opening(offer.headline),
        f"{offer.title}{rest}",
        tuple(headings),
        tuple(map(tuple, rows)),
    )
