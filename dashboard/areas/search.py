"""Find an area by what someone types: a name however it is spelled, or a code of any year."""

import re
from collections.abc import Sequence

from dashboard.areas import authorities
from dashboard.areas.spelling import plain

CODE = re.compile(r"[EWSN]\d{8}")
NAMED = 3
"""Near names that a message offers, at most."""


def find(typed: str, vintage: str, regions: Sequence[str]) -> tuple[str | None, str]:
    """Give the area that was typed, or None and a sentence that says what to do.

    The area is the name of a region, or the code of an authority. An older code that one
    authority took over is given as it was typed, for the address to map forward with a note.
    Nothing typed gives None and no sentence.
    """
    wanted = plain(typed)
    if not wanted:
        return None, ""
    for region in regions:
        if plain(region) in (wanted, f"the {wanted}", wanted.removeprefix("the ")):
            return region, ""
    code = typed.strip().upper()
    if CODE.fullmatch(code):
        found = authorities.map_code(code, vintage)
        return (code, "") if found else (None, authorities.why_not(code, vintage))
    known = authorities.code_of(typed, vintage)
    return (known, "") if known else (None, _instead(typed.strip(), vintage))


def _instead(typed: str, vintage: str) -> str:
    """Say why a name finds nothing, and which names hold it."""
    holding = [
        name for name in authorities.authorities(vintage)["la_name"] if plain(typed) in plain(name)
    ]
    if not holding:
        return authorities.why_not(typed, vintage)
    offered = ", ".join(holding[:NAMED])
    more = f" and {len(holding) - NAMED} more" if len(holding) > NAMED else ""
    return f"“{typed}” is part of the name of {offered}{more}; type the whole name."
