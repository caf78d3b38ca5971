"""Read the national number of providers of each type that a release gives for several days."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from dashboard.records import words
from dashboard.records.ofsted.sheets import Sheet
from dashboard.records.ofsted.spoken_days import spoken_days

FEWEST = 5
"""Types that a row of headings must name before its table is taken for one of numbers by type."""
OTHERS = ("places", "inspections", "outcomes")
"""What a row may count instead of providers."""
SMALL = ("a", "as", "for", "of", "with", "branch", "branche")
ALL = ("all", "total")


@dataclass(frozen=True)
class Published:
    """How many providers of each type, or group of types, a table gives for a day."""

    source: str
    day: date
    providers: dict[str, int]


def published(sheet: Sheet) -> tuple[Published, ...]:
    """Give the numbers of providers by type of every day that a sheet tells of."""
    rows = list(sheet.grid.iter_rows())
    for place, row in enumerate(rows):
        types = {at: kind for at, cell in enumerate(row) if (kind := _type(cell))}
        if len(types) >= FEWEST:
            return tuple(_days(sheet.label, rows[place + 1 :], types))
    return ()


def _days(
    source: str, rows: list[tuple[str | None, ...]], types: dict[int, str]
) -> Iterator[Published]:
    first = min(types)
    for row in rows:
        day = next(filter(None, map(_day, row[:first])), None)
        said = " ".join(cell.lower() for cell in row[:first] if cell)
        if day and not any(other in said for other in OTHERS):
            counts = {kind: count for at, kind in types.items() if (count := _count(row[at]))}
            if counts:
                yield Published(source, day, counts)


def _type(cell: str | None) -> str | None:
    """Tell which type, or group of types, a heading in the plural means."""
    said = _stem(cell or "")
    return STEMS.get(said)


def _stem(text: str) -> tuple[str, ...]:
    """Reduce a heading to its words in the singular, without what is set small."""
    plain = re.sub(r"\[.*?\]|['’()]", "", text.lower())
    singular = (re.sub("ies$", "y", word).removesuffix("s") for word in plain.split())
    return tuple(word for word in singular if word not in SMALL)


STEMS = {_stem(kind): kind for kind in (*words.PROVIDERS, words.ALL_HOMES)} | {
    (word,): words.ALL_PROVIDERS for word in ALL
}


def _day(cell: str | None) -> date | None:
    first, last = spoken_days((cell or "").partition("T00:")[0]) or (None, None)
    return last if first == last else None


def _count(cell: str | None) -> int | None:
    plain = (cell or "").replace(",", "").removesuffix(".0")
    return int(plain) if plain.isdigit() else None
