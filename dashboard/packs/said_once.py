"""Says once what a table would say again in every cell: that something is not known."""

from collections.abc import Sequence
from dataclasses import replace

from dashboard.exhibits.enforcement.in_force import NO_DATE
from dashboard.files.briefing import Listing
from dashboard.records import words as w
from dashboard.wording import words
from dashboard.wording.cells import BLANK, NOT_KNOWN

UNSAID = (BLANK, NOT_KNOWN, NO_DATE, words.BASIS[w.NOT_RECORDED])
"""What a cell says that tells of nothing recorded."""


def said_once(listing: Listing) -> Listing:
    """Leave out rows and columns of nothing known, which the title names instead.

    A row keeps its cells where any of them is known.
    """
    rows = [row for row in listing.rows if not _is_blank(row[1:])]
    lacking = [row[0] for row in listing.rows if row not in rows]
    same, where = _same(rows), " in every row" if len(rows) > 1 else ""
    lacking += [listing.headings[at] for at, text in same.items() if text == NOT_KNOWN]
    said = [
        f"{words.within(listing.headings[at])}: {words.within(text)}{where}"
        for at, text in same.items()
        if text != NOT_KNOWN
    ]
    said += [f"not known: {words.listed([*map(words.within, lacking)])}"] if lacking else []
    return replace(
        listing,
        title="; ".join([listing.title, *said]),
        headings=_without(listing.headings, same),
        rows=tuple(_without(row, same) for row in rows),
    )


def _same(rows: Sequence[Sequence[str]]) -> dict[int, str]:
    """Give the columns that tell of nothing, and what each says in every row."""
    columns = enumerate(zip(*rows, strict=True))
    said = {place: texts[0] for place, texts in columns if len(set(texts)) == 1}
    return {
        place: NOT_KNOWN if text == BLANK else text
        for place, text in said.items()
        if text in UNSAID
    }


def _is_blank(row: Sequence[str]) -> bool:
    return bool(row) and set(row) <= {BLANK, NOT_KNOWN}


def _without(row: Sequence[str], places: dict[int, str]) -> tuple[str, ...]:
    return tuple(text for place, text in enumerate(row) if place not in places)
