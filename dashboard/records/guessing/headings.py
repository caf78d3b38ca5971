"""Say how like a heading is to what a column of ours may be called."""

import re

import polars as pl

from dashboard.records.guessing.hints import HEADINGS

WHOLE, BEGUN, SHORTENED = 1.0, 0.85, 0.6
CLOSING = re.compile(
    r"clos|clsd|ceas|end(s|ed|ing)?$|left$|leav|dereg|canc|resig|exit|terminat|withdr|shut|expir"
    r"|until$|discontinu|remov"
)
"""How the words begin by which a heading tells of the end of a registration."""
NOT_OF_THE_SETTING = re.compile(
    r"insp|visit|publi|report|rating|grade|review|assess|year|financ|letter|action|notice|condition"
)
"""How words begin that make the end that of something else."""
EMPTY = frozenset(("date", "day", "dt", "last", "latest", "of", "on", "the"))
"""Words that do not say of what a day is."""
FEW = 12
"""Different words that a column of states has at most."""
STILL, NO = frozenset(("open", "active", "live", "current")), ("n", "no", "false", "0")
GONE = ("inactive", "dormant", "former", "historic")
BOUNDS = ("to", "till")
"""Last words that tell of an end: registered to, valid to."""


def tells_closing(heading: str) -> bool:
    """Say whether a heading has a word of closing, and of nothing else that ends."""
    words = tokens(heading)
    ends = words[-1:] and words[-1] in BOUNDS
    said = ends or any(CLOSING.match(word) for word in words)
    return bool(said) and not any(NOT_OF_THE_SETTING.match(word) for word in words)


def closed_word(heading: str, said: pl.Series) -> str | None:
    """Give a word of a column that says that a setting has closed, where its words are few."""
    words = said.drop_nulls().unique().sort().head(FEW + 1).to_list()
    if len(words) > FEW:
        return None
    asks_open = bool({*tokens(heading)} & STILL)
    return next((word for word in words if _is_closed(tokens(word), asks_open)), None)


def _is_closed(words: tuple[str, ...], asks_open: bool) -> bool:
    if asks_open and words[:1] and words[0] in NO:
        return True
    return 0 < len(words) <= 3 and bool(CLOSING.match(words[0]) or words[0] in GONE)


def means_day(table: str, column: str, heading: str) -> bool:
    """Say whether a heading says nothing but what the days of a column are of."""
    said = {*tokens(heading)} - EMPTY
    if column == "closed_on" and said and all(CLOSING.match(word) for word in said):
        return True
    names = (column, *HEADINGS.get(f"{table}.{column}", ()))
    return any(said == {*tokens(name)} - EMPTY for name in names)


def tokens(heading: str) -> tuple[str, ...]:
    """Part a heading into its words, also where capitals part them: LocationID."""
    parted = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", heading)
    return tuple(re.findall(r"[a-z0-9]+", parted.casefold()))


def likeness(table: str, column: str, heading: str) -> float:
    """Give a number from 0 to 1: how like a heading is to the nearest name of a column."""
    called = HEADINGS.get(f"{table}.{column}", ())
    return max(_alike(tokens(heading), tokens(name)) for name in (column, *called))


def tells_of(table: str, column: str, heading: str) -> bool:
    """Say whether a heading of days has a word of what a column means, besides date or last."""
    names = (column, *HEADINGS.get(f"{table}.{column}", ()))
    meant = {word for name in names for word in tokens(name)} - EMPTY
    return any(_token(word, own) for word in {*tokens(heading)} - EMPTY for own in meant)


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
