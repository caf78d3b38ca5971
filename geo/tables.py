"""Read the tables kept by hand beside this file, and say which authorities each vintage holds."""

import csv
from pathlib import Path

HERE = Path(__file__).parent

Facts = list[dict[str, str]]
Members = dict[str, dict[str, str]]
"""For each vintage, in order, the authority that each district of 2011 lies in."""


def facts(name: str) -> Facts:
    """Read one of the tables kept by hand."""
    with (HERE / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def members() -> Members:
    """Find the authority of each district in each vintage: the one valid on its first day."""
    about, vintages = {r["la_code"]: r for r in facts("authorities")}, facts("vintages")
    found: Members = {vintage["vintage"]: {} for vintage in vintages}
    for row in facts("districts"):
        authority = about[row["la_code"]]
        for vintage in vintages:
            if valid(authority, vintage["first_day"]):
                place(found[vintage["vintage"]], row["district"], row["la_code"])
    for vintage in vintages:
        check(vintage, found[vintage["vintage"]], about)
    return found


def valid(authority: dict[str, str], day: str) -> bool:
    """Say whether an authority was there on a day."""
    return authority["first_day"] <= day <= (authority["last_day"] or day)


def place(into: dict[str, str], district: str, code: str) -> None:
    """Put a district into its authority, and stop if it lies in one already."""
    if into.setdefault(district, code) != code:
        raise SystemExit(f"{district} lies in {into[district]} and in {code} at once.")


def check(
    vintage: dict[str, str], placed: dict[str, str], about: dict[str, dict[str, str]]
) -> None:
    """Stop unless a vintage has its number of authorities, each with a district, and no gap."""
    name, day = vintage["vintage"], vintage["first_day"]
    lost = {row["district"] for row in facts("districts")} - set(placed)
    there = {code for code, authority in about.items() if valid(authority, day)}
    if lost or there != set(placed.values()) or len(there) != int(vintage["authorities"]):
        raise SystemExit(
            f"The vintage {name} is not whole: {len(there)} authorities on {day} and "
            f"{vintage['authorities']} expected; without a district: "
            f"{sorted(there - set(placed.values()))}; districts of none: {sorted(lost)}."
        )
