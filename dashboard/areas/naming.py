"""Find the one authority of a vintage that some text names: by a name, a code or a number."""

import re
import unicodedata
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from html import unescape
from typing import Literal

from dashboard.areas import authorities
from dashboard.areas.spelling import forms, plain, whole
from dashboard.areas.vintages import VINTAGES

CODE = re.compile(r"\b[a-z]\d{8}\b", re.IGNORECASE)
NUMBER = re.compile(r"(?<![\w.])(\d{3})(?:\.0+)?(?![\w.])")
BETWEEN = re.compile(r"\s*(?:[,;/|+&\n]|\band\b)\s*", re.IGNORECASE)
LABELS = frozenset(["code", "dfe", "gss", "la", "no", "number", "ons"])
"""Words beside a code that name nothing."""
NEAREST = 3
SHORTEST = 3
LIKENESS = 0.7
"""How like a name must be to be offered: so many letters of it, or so near as a whole."""
PARTS = 6
"""Names that one text may hold, at most: more is no list of authorities."""
REMEMBERED = 2**16


@dataclass(frozen=True)
class Found:
    """The authority of the vintage.

    `mapped` where the text names a part of it, or what it was at another time.
    """

    code: str
    mapped: bool = False


@dataclass(frozen=True)
class NotFound:
    """Why a text names no one authority of the vintage, as a word and as a sentence.

    `codes` are those it may mean: the nearest names of an unknown one, all of an ambiguous one, and
    what an authority of another vintage became or was made of.
    """

    why: Literal["blank", "unknown", "ambiguous", "another vintage"]
    said: str
    codes: tuple[str, ...] = ()


@lru_cache(REMEMBERED)
def find(text: str, vintage: str) -> Found | NotFound:
    """Find the authority that a text names, in any unambiguous form.

    That is its name in any spelling, with its titles or without; its ONS code of any vintage; the
    number that the Department for Education gives it; the name of a district that lies in it; or
    several of these that agree.
    """
    said = unicodedata.normalize("NFKC", unescape(text)).strip()
    codes = [found.upper() for found in CODE.findall(said)]
    rest = CODE.sub(" ", said)
    numbers = [] if codes else NUMBER.findall(rest)
    name = rest if codes else NUMBER.sub(" ", rest)
    found = [_coded(code, vintage) for code in codes]
    found += [_numbered(number, vintage) for number in numbers]
    if set(plain(name).split()) - LABELS or not found:
        found.append(_named(name if found else said, vintage))
    return _agreed(said, found)


def _agreed(text: str, found: list[Found | NotFound]) -> Found | NotFound:
    """Give the one authority that all parts of a text name, or what stands against it."""
    fault = next((each for each in found if isinstance(each, NotFound)), None)
    if fault:
        return fault
    sure = [each for each in found if isinstance(each, Found)]
    codes = tuple(dict.fromkeys(each.code for each in sure))
    if len(codes) > 1:
        return _ambiguous(text, codes)
    return Found(codes[0], all(each.mapped for each in sure))


def _coded(code: str, vintage: str) -> Found | NotFound:
    if not authorities.known_code(code):
        return NotFound("unknown", authorities.why_not(code, vintage))
    return _placed(code, vintage)


def _numbered(number: str, vintage: str) -> Found | NotFound:
    code = authorities.numbered(number, vintage)
    return _placed(code, vintage) if code else _unknown(number, vintage)


def _placed(code: str, vintage: str) -> Found | NotFound:
    """Put a code of any year into a vintage."""
    own = authorities.map_code(code, vintage)
    if own:
        return Found(own, own != code)
    holding = authorities.became(code, vintage)
    return NotFound("another vintage", authorities.why_not(code, vintage), holding)


def _named(name: str, vintage: str) -> Found | NotFound:
    """Find a name: of the vintage, of another, of a district, or several of these at once."""
    if not plain(name):
        return NotFound("blank", "No local authority is named.")
    one = _one(name, vintage)
    if one:
        return one
    pieces = BETWEEN.split(name)
    several = _several(pieces, vintage) if 1 < len(pieces) <= PARTS else ()
    if len(several) == 1:
        return Found(several[0], mapped=True)
    return _ambiguous(name.strip(), several) if several else _unknown(name.strip(), vintage)


def _one(name: str, vintage: str) -> Found | NotFound | None:
    """Find a single name; None where it is no name at all."""
    own = authorities.code_of(name, vintage)
    if own:
        return _county(name, own, vintage) or Found(own)
    others = (authorities.code_of(name, other.name) for other in reversed(VINTAGES))
    placed = [_placed(code, vintage) for code in dict.fromkeys(filter(None, others))]
    if placed:
        return next((each for each in placed if isinstance(each, Found)), placed[0])
    held = authorities.within(vintage)
    holder = next((held[form] for form in forms(name) if form in held), None)
    return Found(holder, mapped=True) if holder else None


def _county(name: str, code: str, vintage: str) -> NotFound | None:
    """Refuse a city by the title of the county around it: Derby County may mean Derbyshire."""
    official = authorities.names(vintage)[code]
    around = authorities.code_of(f"{official}shire", vintage)
    if around in (None, code) or "county" not in whole(name).split():
        return None
    return _ambiguous(name.strip(), (code, around))


def _several(pieces: list[str], vintage: str) -> tuple[str, ...]:
    """Give the authorities that a list of names holds; a name may itself have an "and"."""
    for first in range(len(pieces), 0, -1):
        one = _one(" and ".join(pieces[:first]), vintage)
        if not isinstance(one, Found):
            continue
        if first == len(pieces):
            return (one.code,)
        if others := _several(pieces[first:], vintage):
            return tuple(dict.fromkeys((one.code, *others)))
    return ()


def _ambiguous(text: str, codes: tuple[str, ...]) -> NotFound:
    named = " and ".join(authorities.titled(code) for code in codes)
    said = f"“{text}” may mean {named}: write the name or the code of one of them."
    return NotFound("ambiguous", said, codes)


def _unknown(text: str, vintage: str) -> NotFound:
    """Say that a text is no name, and which names come nearest to it."""
    known = {whole(name): code for code, name in authorities.names(vintage).items()}
    typed = whole(text)
    holding = [name for name in known if len(typed) >= SHORTEST and typed in name]
    near = holding or get_close_matches(typed, known, NEAREST, LIKENESS)
    codes = tuple(known[name] for name in near[:NEAREST])
    said = authorities.why_not(text, vintage).removesuffix(".")
    nearest = " or ".join(authorities.titled(code) for code in codes)
    return NotFound("unknown", f"{said}; nearest: {nearest}." if codes else f"{said}.", codes)
