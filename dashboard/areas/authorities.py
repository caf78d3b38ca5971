"""Local authorities by vintage: codes, names, regions, and what became of them."""

from collections.abc import Callable, Iterable
from functools import cache

import polars as pl

from dashboard.areas.spelling import bare, plain
from dashboard.areas.vintages import VINTAGES, days_of
from dashboard.settings import shipped

REGIONS = (
    "East Midlands",
    "East of England",
    "London",
    "North East, Yorkshire and the Humber",
    "North West",
    "South East",
    "South West",
    "West Midlands",
)
STATISTICAL_REGIONS = (
    "East Midlands",
    "East of England",
    "London",
    "North East",
    "North West",
    "South East",
    "South West",
    "West Midlands",
    "Yorkshire and the Humber",
)
COLUMNS = ("la_code", "la_name", "region", "statistical_region", "label")


@cache
def authorities(vintage: str) -> pl.DataFrame:
    """List the authorities of a vintage, by region and then by name."""
    day = next(v.first_day for v in VINTAGES if v.name == vintage).isoformat()
    ended = pl.col("last_day") < day
    listed = _read("authorities").filter(pl.col("first_day") <= day, ~ended.fill_null(False))
    return listed.select(COLUMNS).sort("region", "la_name")


def code_of(name: str, vintage: str) -> str | None:
    """Find the code of a name, spelled as anyone may spell it; a near miss finds nothing."""
    found = _names(vintage)
    return found.get(plain(name)) or found.get(bare(name))


def vintages_with(names: Iterable[str]) -> tuple[str, ...]:
    """Name the vintages in which all the names exist, earliest first."""
    wanted = set(names)
    return tuple(v.name for v in VINTAGES if all(code_of(name, v.name) for name in wanted))


def map_code(code: str, vintage: str) -> str | None:
    """Give the one authority of a vintage that wholly holds an area; after a split there is none.

    A part maps back to the whole that it came from, because all of it lay there.
    """
    for old, new in (("old_code", "new_code"), ("new_code", "old_code")):
        reached = _reached(code, vintage, old, new)
        if len(reached) == 1:
            return next(iter(reached))
    return None


def why_not(code_or_name: str, vintage: str) -> str:
    """Say in one sentence why something is not an authority of a vintage, and what to use."""
    if code_or_name in _codes(vintage) or code_of(code_or_name, vintage):
        return f"{code_or_name} is one of the authorities {days_of(vintage)}."
    code = _code_at_any_time(code_or_name)
    if code is None:
        return (
            f"“{code_or_name}” is not the name or the code of a local authority in England; "
            "check the spelling against the list of authorities."
        )
    title = f"{_name(code)} ({code})"
    instead = map_code(code, vintage)
    if instead:
        use = f"{_name(instead)} ({instead})"
        return f"{title} is not one of the authorities {days_of(vintage)}; use {use}."
    parts = " or ".join(
        sorted(
            f"{_name(part)} ({part})" for part in _reached(code, vintage, "old_code", "new_code")
        )
    )
    if parts:
        return (
            f"{title} was split, so it is not one of the authorities {days_of(vintage)}; "
            f"use {parts}."
        )
    return f"{title} is not one of the authorities {days_of(vintage)}; check the dates of the file."


@cache
def _read(name: str) -> pl.DataFrame:
    """Read one of the shipped tables once, every column as text."""
    return pl.read_csv(shipped("geo") / f"{name}.csv", infer_schema=False)


@cache
def _codes(vintage: str) -> frozenset[str]:
    """Hold the codes of a vintage, for quick tests of membership."""
    return frozenset(authorities(vintage)["la_code"])


@cache
def _names(vintage: str) -> dict[str, str]:
    """Every spelling of every name in a vintage; an official name wins over an alias."""
    official = authorities(vintage).select("la_name", "la_code").rows()
    aliases = [row for row in _read("aliases").rows() if row[1] in _codes(vintage)]
    spellings: tuple[Callable[[str], str], ...] = (bare, plain)
    return {
        spell(name): code
        for rows in (aliases, official)
        for spell in spellings
        for name, code in rows
    }


def _reached(code: str, vintage: str, old: str, new: str) -> set[str]:
    """Follow the changes in one direction until every code is one of the vintage."""
    known, changes, reached = _codes(vintage), _read("changes").select(old, new).rows(), {code}
    while reached and not reached <= known:
        reached = {
            after
            for each in reached
            for after in ({each} if each in known else {b for a, b in changes if a == each})
        }
    return reached


@cache
def _all_names() -> dict[str, str]:
    """Name every code that there has been since 2009, in the order in which they came."""
    changes = _read("changes").sort("date", maintain_order=True)
    columns = (("old_code", "old_name"), ("new_code", "new_name"))
    changed = [row for pair in columns for row in changes.select(pair).rows()]
    return dict(changed + _read("authorities").select("la_code", "la_name").rows())


def _name(code: str) -> str:
    """Name a code of any year."""
    return _all_names()[code]


def _code_at_any_time(code_or_name: str) -> str | None:
    """Find a code in the lists of all years; of two bearers of a name, the latest one."""
    if code_or_name in _all_names():
        return code_or_name
    for vintage in reversed(VINTAGES):
        if code := code_of(code_or_name, vintage.name):
            return code
    codes = {plain(name): code for code, name in _all_names().items()}
    return codes.get(plain(code_or_name))
