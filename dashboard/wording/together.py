"""Names joined as a sentence does, where a name may hold an "and" or a comma of its own."""

from collections.abc import Sequence

import polars as pl

from dashboard.settings import Settings
from dashboard.wording import words

MOST = 3
"""So many names are given in one sentence; of more, their number is enough."""


def together(names: Sequence[str]) -> str:
    """Join names: "a, b and c", but "help and protection, and staffing" and "a; b and c; and d"."""
    *before, last = names
    inner = (" and ", " or ", ",")
    if not before or not any(mark in name for mark in inner for name in names):
        return words.listed([*names])
    return f"{before[0]}, and {last}" if len(before) == 1 else f"{'; '.join(before)}; and {last}"


def among(rows: pl.DataFrame) -> str:
    """Say that only groups with enough settings are compared, where another has some."""
    enough = Settings.percentage_from
    has_few = rows["denominator"].is_between(1, enough - 1).any()
    return f" among those with {enough} or more" if has_few else ""


def many_least(named: str, share: str, rows: pl.DataFrame) -> str:
    """Say of many groups that they are the least visited, among those with enough settings."""
    few = "have none visited" if share == "0%" else f"are the least visited, at {share}"
    return f"{named}{among(rows).removeprefix(' among those')} {few}"


def or_how_many(names: Sequence[str], kind: str, of: int = 0) -> str:
    """Join a few names; of more than that, say how many of a kind there are, out of how many."""
    if len(names) <= MOST:
        return together(names)
    return f"{len(names)} of {of} {kind}" if of else f"{len(names)} {kind}"
