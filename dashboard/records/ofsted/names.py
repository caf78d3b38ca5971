"""Find the codes of published authority names, in the vintage that the names themselves show."""

from collections.abc import Iterable
from datetime import date

import polars as pl

from dashboard.areas import authorities
from dashboard.settings import shipped

CODES = {"authority": pl.String, "la_code": pl.String, "why": pl.String, "mapped": pl.Boolean}


def choose_vintage(names: Iterable[str], as_at: date) -> str:
    """Choose the vintage in which every known name exists; the day decides between several.

    A register may be read as at a later day than its own, or before the first day of the first
    vintage, which then is the nearest.
    """
    first = authorities.VINTAGES[0]
    dated = authorities.vintage_on(max(as_at, first.first_day))
    fits = authorities.vintages_with(name for name in names if _any_code(name))
    return dated if dated in fits or not fits else fits[-1]


def codes(names: Iterable[str], vintage: str) -> pl.DataFrame:
    """Give each name its code in a vintage, or why it has none.

    A name of another time is given the code of the one authority that holds its area.
    """
    rows = [(name, *_code(name, vintage)) for name in names]
    return pl.DataFrame(rows, schema=CODES, orient="row")


def _code(name: str, vintage: str) -> tuple[str | None, str | None, bool]:
    own = authorities.code_of(name, vintage)
    if own is not None:
        return own, None, False
    old = _any_code(name) or _former_code(name)
    holder = authorities.map_code(old, vintage) if old else None
    if holder is not None:
        return holder, None, True
    return None, authorities.why_not(name, vintage), False


def _any_code(name: str) -> str | None:
    """Find a name's code in any vintage, the oldest first."""
    found = (authorities.code_of(name, vintage.name) for vintage in authorities.VINTAGES)
    return next((code for code in found if code), None)


def _former_code(name: str) -> str | None:
    """Find the code of a name that went before the first vintage, such as Poole."""
    changes = pl.read_csv(shipped("geo") / "changes.csv", infer_schema=False)
    return next(iter(changes.filter(pl.col("old_name") == name)["old_code"]), None)
