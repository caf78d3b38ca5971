"""Say what a release reaches: each table tells of its own days, and of providers or authorities."""

from collections.abc import Iterable
from datetime import date

import polars as pl

from dashboard.records import words
from dashboard.records.ofsted.layouts import (
    AUTHORITIES,
    AUTHORITY_EVENTS,
    EVENTS,
    MOVES,
    PLACES,
    REGISTER,
)
from dashboard.records.ofsted.periods import ROWS, FilePeriod
from dashboard.records.ofsted.several import Ends
from dashboard.records.ofsted.wholeness import Wholeness
from dashboard.records.reach import ALWAYS, Reach, Span

AUTHORITY = (words.LOCAL_AUTHORITY,)


def reach_of_release(
    files: Iterable[FilePeriod], settings: pl.DataFrame, found: Wholeness, ends: Ends
) -> Reach:
    """Give what published files state; what a column tells is seen from the rows.

    A register lists every type of provider, so one of which it has none has none; events of a year
    tell of every provider in it. Who closed is told by joiners and leavers alone. Beyond the `ends`
    nothing is told.
    """
    spans = {kind: [f for f in files if f.kind == kind] for kind in {f.kind for f in files}}
    kinds = _listed(settings)
    providers = [kind for kind in words.PROVIDERS if kind in kinds]
    listed: dict[str, Span] = {}
    if spans.keys() & {REGISTER, PLACES}:
        listed |= dict.fromkeys(providers, Span(None, ends.register))
    if AUTHORITIES in spans or words.LOCAL_AUTHORITY in settings["setting_type"]:
        listed |= dict.fromkeys(AUTHORITY, ALWAYS)
    events = _over(spans.get(EVENTS, []), providers)
    events |= _over(spans.get(AUTHORITY_EVENTS, []), AUTHORITY)
    closures = _over(spans.get(MOVES, []), providers)
    if closures:
        closures |= dict.fromkeys(AUTHORITY, ALWAYS)
    whole = {k: s for k, s in listed.items() if k in AUTHORITY or found.lists_all(k)}
    told = {"settings": listed, "not_yet_inspected": whole, "visits": events, "closures": closures}
    return Reach(told, ends=_ends(listed, ends))


def _ends(kinds: Iterable[str], ends: Ends) -> dict[str, dict[str, date]]:
    """Give for each type the day after which its judgements are not told of, if there is one."""
    days = {k: ends.authorities if k in AUTHORITY else ends.judgements for k in kinds}
    known = {kind: day for kind, day in days.items() if day}
    return {"judgements": known, "inspections": known} if known else {}


def _listed(settings: pl.DataFrame) -> set[str]:
    """Name the types that a register may list: a type of later years only where it has some."""
    own = set(settings["setting_type"].cast(pl.String))
    return {kind for kind in words.SETTING_TYPES if kind not in words.LATER_TYPES or kind in own}


def _over(files: Iterable[FilePeriod], kinds: Iterable[str]) -> dict[str, Span]:
    """Give the days of several tables together; without a day they tell of every one.

    Where rows alone tell, the last of them need not be the last day that is told of.
    """
    told = [*files]
    if not told:
        return {}
    first = [day for f in told if (day := f.first_day)]
    last = [day for f in told if (day := f.last_day) and f.told_by != ROWS]
    span = Span(min(first, default=None), max(last, default=None))
    return dict.fromkeys(kinds, span)
