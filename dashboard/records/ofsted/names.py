"""Find the codes of published authority names, in the vintage that the names themselves show."""

from collections.abc import Iterable
from datetime import date

import polars as pl

from dashboard.areas import authorities
from dashboard.areas.naming import Found, NotFound, find
from dashboard.areas.vintages import vintage_on

CODES = {"authority": pl.String, "la_code": pl.String, "why": pl.String, "mapped": pl.Boolean}


def choose_vintage(names: Iterable[str], as_at: date) -> str:
    """Choose the vintage of the day, unless a name was split before it and all fit an earlier one.

    So a register that is read as at a later day than its own keeps what was split between them.
    """
    dated = vintage_on(as_at)
    known = {name for name in names if authorities.vintages_with([name])}
    if not any(isinstance(find(name, dated), NotFound) for name in known):
        return dated
    fits = authorities.vintages_with(known)
    return fits[-1] if fits else dated


def codes(names: Iterable[str], vintage: str) -> pl.DataFrame:
    """Give each name its code in a vintage, or why it has none.

    A name of another time or of a part is given the code of the one authority that holds its area.
    """
    rows = [(name, *_code(find(name, vintage))) for name in names]
    return pl.DataFrame(rows, schema=CODES, orient="row")


def _code(found: Found | NotFound) -> tuple[str | None, str | None, bool]:
    if isinstance(found, Found):
        return found.code, None, found.mapped
    return None, found.said, False
