"""Say how like a heading is to what a column of ours may be called."""

import re

from dashboard.records.guessing.hints import HEADINGS

WHOLE, BEGUN, SHORTENED = 1.0, 0.85, 0.6


def tokens(heading: str) -> tuple[str, ...]:
    """Part a heading into its words, also where capitals part them: LocationID."""
    parted = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", heading)
    return tuple(re.findall(r"[a-z0-9]+", parted.casefold()))


def likeness(table: str, column: str, heading: str) -> float:
    """Give a number from 0 to 1: how like a heading is to the nearest name of a column."""
    called = HEADINGS.get(f"{table}.{column}", ())
    return max(_alike(tokens(heading), tokens(name)) for name in (column, *called))


def resembles(heading: str, names: tuple[str, ...]) -> float:
    """Give how like a heading is to the nearest of some names."""
    return max(_alike(tokens(heading), tokens(name)) for name in names)


def _alike(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    if not one or not other:
        return 0.0
    found = sum(max(_token(part, there) for part in one) for there in other)
    return found / max(len(one), len(other))


def _token(said: str, meant: str) -> float:
    """Say how like two words are: the same, one the beginning of the other, or shortened."""
    if said.rstrip("s") == meant.rstrip("s"):
        return WHOLE
    short, long = sorted((said, meant), key=len)
    if len(short) >= 3 and long.startswith(short):
        return BEGUN
    rest = iter(long)
    in_order = short[0] == long[0] and all(letter in rest for letter in short)
    return SHORTENED if len(short) >= 2 and in_order else 0.0
