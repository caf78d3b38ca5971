"""Find the codes of published authority names, in the vintage that the names themselves show."""

from collections.abc import Iterable
from datetime import date

import polars as pl

from dashboard.areas import authorities
from dashboard.areas.vintages import VINTAGES, vintage_on

CODES = {"authority": pl.String, "la_code": pl.String, "why": pl.String, "mapped": pl.Boolean}


def choose_vintage(names: Iterable[str], as_at: date) -> str:
    """Choose the vintage of the day, unless a name was split before it and all fit an earlier one.

    So a register that is read as at a later day than its own keeps what was split between them.
    """
    dated, known = vintage_on(as_at), {name for name in names if _any_code(name)}
    if all(_code(name, dated)[0] for name in known):
        return dated
    fits = authorities.vintages_with(known)
    return fits[-1] if fits else dated


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
    old = _any_code(name)
    holder = authorities.map_code(old, vintage) if old else None
    if holder is not None:
        return holder, None, True
    return None, authorities.why_not(name, vintage), False


def _any_code(name: str) -> str | None:
    """Find a name's code in any vintage, the oldest first."""
    found = (authorities.code_of(name, vintage.name) for vintage in VINTAGES)
    return next((code for code in found if code), None)
