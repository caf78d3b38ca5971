"""Read the national totals that a release publishes: settings and places, by type and day."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

import polars as pl

from dashboard.records import words
from dashboard.records.issues import RecordsError
from dashboard.records.ofsted.layouts import find_table
from dashboard.records.ofsted.sheets import Sheet, open_sheets
from dashboard.records.ofsted.spoken_days import spoken_days
from dashboard.records.ofsted.vocabulary import PROVISION_TYPES, plain_word

SETTINGS, PLACES = "settings", "places"
TOTALS = {
    "source_file": pl.String,
    "source_row": pl.UInt32,
    "day": pl.Date,
    "setting_type": pl.String,
    "counted": pl.String,
    "total": pl.Int64,
}
SAID = {SETTINGS: re.compile(r"\b(providers?|settings?)\b"), PLACES: re.compile(r"\bplaces?\b")}
NO_REGISTER = re.compile(r"inspect|judg|effectiv|visit|join|leav|left|vacan")
"""Titles of tables that count something else than what is on the register."""
NOTE = re.compile(r"\s*[\[(]notes? [^\])]*[\])]", re.IGNORECASE)
SHORT = re.compile(r"\d{1,2}-[A-Za-z]{3}-\d{2}")
LONGEST = 1000
"""Rows that are looked through: totals by year are never longer, and registers are."""
FEWEST = 3
"""Types or days side by side that make a row of headings."""


@dataclass
class _Block:
    """The table that is being read: its title and its headings, which are all types or all days."""

    title: str = ""
    heads: dict[int, str | date] | None = None


def sheets_of(path: Path) -> tuple[Sheet, ...]:
    """Open the sheets of a file that may hold totals: all but those with a row for each setting.

    A hidden sheet is passed over, and a file that cannot be read has none.
    """
    try:
        shown = [sheet for sheet in open_sheets(path)[0] if sheet.visible]
        return tuple(sheet for sheet in shown if find_table(sheet) is None)
    except RecordsError:
        return ()


def totals(sheets: Iterable[Sheet]) -> pl.DataFrame:
    """Give every total of the register: where it stands, day, type or group, what, and how many.

    Types may head the columns and days the rows, or the other way round; `counted` is settings or
    places.
    """
    rows = [row for sheet in sheets for row in _of_sheet(sheet)]
    return pl.DataFrame(rows, schema=TOTALS, orient="row").unique(maintain_order=True)


def _of_sheet(sheet: Sheet) -> Iterator[tuple[str, int, date, str, str, int]]:
    block = _Block()
    for number, cells in enumerate(sheet.grid.head(LONGEST).rows(), start=1):
        filled = [cell for cell in cells if cell]
        heads = _heads(cells)
        if heads:
            block.heads = heads
        elif not filled:
            block = _Block()
        elif len(filled) == 1 and not (block.heads and _label(cells[0])):
            block = _Block(f"{block.title} {filled[0]}".lower() if not block.heads else filled[0])
        elif block.heads:
            for day, kind, counted, total in _of_row(cells, block):
                yield sheet.label, number, day, kind, counted, total


def _of_row(cells: tuple[str | None, ...], block: _Block) -> Iterator[tuple[date, str, str, int]]:
    label, heads = _label(cells[0]), block.heads or {}
    counted = _counted(" ".join(filter(None, cells[1 : min(heads)]))) or _counted(block.title)
    for place, head in heads.items():
        total = (cells[place] or "").replace(",", "")
        day, kind = (label, head) if isinstance(label, date) else (head, label)
        if counted and isinstance(day, date) and isinstance(kind, str) and total.isdecimal():
            yield day, kind, counted, int(total)


def _counted(text: str) -> str | None:
    """Say what a table counts, where its words leave no doubt."""
    said = text.lower()
    named = [what for what, pattern in SAID.items() if pattern.search(said)]
    return named[0] if len(named) == 1 and not NO_REGISTER.search(said) else None


def _heads(cells: tuple[str | None, ...]) -> dict[int, str | date]:
    """Give the headings of a row of them by place, all types or all days; else none."""
    named = {place: label for place, cell in enumerate(cells) if place and (label := _label(cell))}
    for kind in (str, date):
        own = {place: label for place, label in named.items() if isinstance(label, kind)}
        if len(own) >= FEWEST:
            return own
    return {}


@lru_cache(4096)
def _label(cell: str | None) -> str | date | None:
    """Read a heading as a type or a day."""
    said = NOTE.sub("", cell or "").strip()
    kind = KINDS.get(_singular(said))
    if kind or not any(character.isdigit() for character in said):
        return kind
    if SHORT.fullmatch(said):
        return datetime.strptime(said, "%d-%b-%y").date()
    days = spoken_days(said)
    return days[1] if days and days[0] == days[1] else None


def _singular(text: str) -> str:
    """Write each word of a type in the singular, whatever its case and dashes."""
    said = re.sub(r"ies\b", "y", plain_word(text))
    return re.sub(r"(?<=ch)es\b|(?<=[^s'])s\b", "", said)


KINDS = {
    _singular(said): ours
    for said, ours in {
        **PROVISION_TYPES.meaning,
        **PROVISION_TYPES.former,
        "all": words.ALL_PROVIDERS,
        "all providers": words.ALL_PROVIDERS,
        "total": words.ALL_PROVIDERS,
        "all children's homes": words.ALL_HOMES,
    }.items()
}
