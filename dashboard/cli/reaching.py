"""Say what records reach: of which types they tell what, and on which days."""

from collections import defaultdict
from collections.abc import Iterator

import polars as pl

from dashboard.records import words
from dashboard.records.intake import Intake
from dashboard.records.reach import Reach
from dashboard.records.reached import HOW, lines

NAMED = 3
"""Types that are named one by one, at most."""


def said(taken: Intake) -> Iterator[str]:
    """Say what is told of which types of the register, and from which day to which."""
    reach, told = taken.reach, defaultdict(list)
    listed = set(taken.records["settings"]["setting_type"].cast(pl.String).unique())
    types = [kind for kind in words.SETTING_TYPES if kind in listed]
    for thing in words.TOLD_OF:
        known = [kind for kind in types if reach.of(thing, kind)]
        of = (
            f"{_of(known, types)}{_days(reach, thing, known)}" if known else "not known of any type"
        )
        told[of].append(thing.replace("_", " "))
    for of, things in told.items():
        yield f"What is told of {', '.join(things)}: {of}."
    if lines(reach):
        yield HOW


def _of(known: list[str], types: list[str]) -> str:
    """Name the types that are reached, or those that are not, whichever is shorter."""
    lost = [kind for kind in types if kind not in known]
    if not lost:
        return "every type on the register"
    if len(lost) <= NAMED:
        return f"every type on the register but {', '.join(lost)}"
    return ", ".join(known) if len(known) <= NAMED else f"{len(known)} of {len(types)} types"


def _days(reach: Reach, told: str, known: list[str]) -> str:
    spans = [span for kind in known if (span := reach.of(told, kind))]
    first = {span.first for span in spans if span.first}
    last = {span.last for span in spans if span.last}
    since = f", from {min(first)}{' on at the earliest' if len(first) > 1 else ''}" if first else ""
    return f"{since}{f', to {max(last)}' if last else ''}"
