"""Local authorities by vintage: codes, names, regions, and what became of them."""

from collections.abc import Iterable
from functools import cache

import polars as pl

from dashboard.areas.spelling import forms, plain
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
REGION_CODES = {
    "E12000004": "East Midlands",
    "E12000006": "East of England",
    "E12000007": "London",
    "E12000001": "North East",
    "E12000002": "North West",
    "E12000008": "South East",
    "E12000009": "South West",
    "E12000005": "West Midlands",
    "E12000003": "Yorkshire and the Humber",
}
"""The ONS codes of the statistical regions, by their names."""
STATISTICAL_REGIONS = tuple(REGION_CODES.values())
ENGLAND_CODE = "E92000001"
PARTED = ("merge", "split")
"""Changes after which an area is no longer the same; after the others it is."""
COLUMNS = ("la_code", "la_name", "region", "statistical_region", "label")


@cache
def authorities(vintage: str) -> pl.DataFrame:
    """List the authorities of a vintage, by region and then by name."""
    day = next(v.first_day for v in VINTAGES if v.name == vintage).isoformat()
    ended = pl.col("last_day") < day
    listed = _read("authorities").filter(pl.col("first_day") <= day, ~ended.fill_null(False))
    return listed.select(COLUMNS).sort("region", "la_name")


@cache
def names(vintage: str) -> dict[str, str]:
    """Give the name of each code of a vintage."""
    return dict(authorities(vintage).select("la_code", "la_name").iter_rows())


def code_of(name: str, vintage: str) -> str | None:
    """Find the code of a name, spelled as anyone may spell it; a near miss finds nothing."""
    found = _names(vintage)
    return next((found[form] for form in forms(name) if form in found), None)


def vintages_with(names: Iterable[str]) -> tuple[str, ...]:
    """Name the vintages in which all the names exist, earliest first."""
    wanted = set(names)
    return tuple(v.name for v in VINTAGES if all(code_of(name, v.name) for name in wanted))


def map_code(code: str, vintage: str) -> str | None:
    """Give the one authority of a vintage that wholly holds an area; after a split there is none.

    A part maps back to the whole that it came from, because all of it lay there.
    """
    holding = became(code, vintage)
    return holding[0] if len(holding) == 1 else None


def same_area(code: str, vintage: str) -> bool:
    """Say whether an area has but another code in a vintage: nothing was merged or split."""
    touched = _read("changes").filter((pl.col("old_code") == code) | (pl.col("new_code") == code))
    return map_code(code, vintage) is not None and not touched["change"].is_in(PARTED).any()


def became(code: str, vintage: str) -> tuple[str, ...]:
    """Give the authorities of a vintage that an area became, or else that it was made of."""
    reached = _reached(code, vintage, "old_code", "new_code")
    return tuple(sorted(reached or _reached(code, vintage, "new_code", "old_code")))


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
    use = " or ".join(sorted(titled(part) for part in became(code, vintage)))
    is_not = f"is not one of the authorities {days_of(vintage)}"
    if not use:
        return f"{titled(code)} {is_not}; check the dates of the file."
    if map_code(code, vintage):
        return f"{titled(code)} {is_not}; use {use}."
    why = "was split" if _reached(code, vintage, "old_code", "new_code") else "was put together"
    return f"{titled(code)} {why}, so it {is_not}; use {use}."


def titled(code: str) -> str:
    """Write an authority of any year with its code: Leeds (E08000035)."""
    return f"{_all_names()[code]} ({code})"


def region_coded(code: str, regions: Iterable[str]) -> str | None:
    """Find which of some regions has an ONS code, or else holds the region that has it."""
    name = REGION_CODES.get(code.upper())
    there = set(regions)
    if name is None or name in there:
        return name
    within = _read("authorities").filter(statistical_region=name)["region"]
    return next((region for region in within if region in there), None)


def known_code(code: str) -> bool:
    """Say whether there has been an authority with a code since 2009."""
    return code in _all_names()


def numbered(number: str, vintage: str) -> str | None:
    """Find the code that the Department for Education's number has in a vintage, or else had."""
    codes = _read("authorities").filter(dfe_code=number).sort("first_day")["la_code"]
    own = [code for code in codes if code in _codes(vintage)]
    return next(iter([*own, *codes]), None)


@cache
def within(vintage: str) -> dict[str, str]:
    """Give for each district of 2011, in the form of its name, the authority that holds it."""
    own = authorities(vintage).select("la_code")
    held = _read("districts").join(own, on="la_code", how="semi")
    return {form: code for name, code in held.iter_rows() for form in forms(name)}


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
    """Every form of every name in a vintage; an official name wins over an alias."""
    official = dict(authorities(vintage).select("la_name", "la_code").iter_rows())
    aliases = {alias: official[name] for alias, name in _read("aliases").rows() if name in official}
    return {form: code for name, code in (aliases | official).items() for form in forms(name)}


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


def _code_at_any_time(code_or_name: str) -> str | None:
    """Find a code in the lists of all years; of two bearers of a name, the latest one."""
    if code_or_name in _all_names():
        return code_or_name
    for vintage in reversed(VINTAGES):
        if code := code_of(code_or_name, vintage.name):
            return code
    codes = {plain(name): code for code, name in _all_names().items()}
    return codes.get(plain(code_or_name))
