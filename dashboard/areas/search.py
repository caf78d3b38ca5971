"""Find an area by what someone types: a name however it is spelled, or a code of any year."""

from collections.abc import Sequence

from dashboard.areas import authorities, naming
from dashboard.areas.spelling import plain
from dashboard.areas.vintages import days_of

NAMED = 3
"""Near names that a message offers, at most."""
OFFERED = 8
"""Authorities that are offered to choose from, at most."""


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
    coded = authorities.region_coded(typed.strip(), regions)
    if coded is not None:
        return coded, ""
    said, found = typed.strip(), naming.find(typed, vintage)
    if isinstance(found, naming.NotFound):
        return None, (_instead(said, vintage) if found.why == "unknown" else None) or found.said
    if naming.CODE.fullmatch(said):
        return said.upper(), ""
    if found.mapped:
        use = authorities.titled(found.code)
        return None, f"{said} is not one of the authorities {days_of(vintage)}; use {use}."
    rivals = _rivals(wanted, found.code, vintage)
    if rivals:
        names = " or ".join(authorities.titled(code) for code in (*rivals, found.code))
        return None, f"{said} may be {names}."
    return found.code, ""


def _rivals(wanted: str, code: str, vintage: str) -> list[str]:
    """List other authorities in whose name a short name stands as a word; none of a whole name."""
    names = {c: plain(name) for c, name in _named(vintage)}
    if names[code] == wanted:
        return []
    return [c for c, name in names.items() if c != code and f" {wanted} " in f" {name} "]


def _named(vintage: str) -> list[tuple[str, str]]:
    return authorities.authorities(vintage).select("la_code", "la_name").rows()


def offered(typed: str, vintage: str) -> tuple[str, ...]:
    """List the codes of the authorities that what was typed may mean: those that hold it first."""
    found, wanted = naming.find(typed, vintage), plain(typed)
    if not wanted:
        return ()
    if isinstance(found, naming.Found):
        rivals = _rivals(wanted, found.code, vintage)
        return (*rivals, found.code)[:OFFERED] if rivals else ()
    holding = [code for code, name in _named(vintage) if wanted in plain(name)]
    return tuple(holding or found.codes)[:OFFERED]


def _instead(typed: str, vintage: str) -> str | None:
    """Say which names hold what was typed, if any do."""
    holding = [
        name for name in authorities.authorities(vintage)["la_name"] if plain(typed) in plain(name)
    ]
    if not holding:
        return None
    offered = ", ".join(holding[:NAMED])
    more = f" and {len(holding) - NAMED} more" if len(holding) > NAMED else ""
    return f"“{typed}” is part of the name of {offered}{more}; type the whole name."
