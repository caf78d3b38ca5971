"""What an outsider knows of the counts whatever is released: sums, parts, and what never falls.

Each identity can be left out by its name, which is how tests show that every one of them is used.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from dashboard.disclosure.declared import Limits, series
from dashboard.measures.definitions.coverage import VISITS
from dashboard.measures.definitions.enforcement import (
    ACTIONS_ENDED,
    ACTIONS_IN_FORCE,
    ACTIONS_ISSUED,
)
from dashboard.measures.definitions.found import SERIOUS_CONCERNS
from dashboard.measures.definitions.letters import PUBLISHED, WAITING
from dashboard.measures.definitions.why import SHARES_OF_BASIS
from dashboard.measures.measure import Count, Measure
from dashboard.records import words

AREAS, REASONS, LETTERS, PARTS, VISITED, FLOW, GROWS = (
    "areas",
    "reasons",
    "letters",
    "parts",
    "visited",
    "flow",
    "grows",
)
IDENTITIES = {
    AREAS: "England is the sum of its regions",
    REASONS: "the reasons add up to all visits",
    LETTERS: "letters published and awaited add up to all visits",
    PARTS: "a part is no more than its whole",
    VISITED: "there are at least as many visits as settings visited, and as many more with time",
    FLOW: "actions in force are those of the first day, with those issued, less those ended",
    GROWS: "what is counted from the first day of the period never falls",
}

Sum = tuple[tuple[str, int], ...]
"""Counts of one region and day, by name, each with how many times it counts."""


@dataclass(frozen=True)
class Relation:
    """A sum of counts of one region and day that is 0, or no more than 0."""

    identity: str
    terms: Sum
    is_equal: bool


def _name(count: Count | None, limits: Limits = ()) -> str:
    return series(count, limits) if count else ""


ALL_VISITS = _name(VISITS.numerator)
REASON = tuple(_name(measure.numerator) for measure in SHARES_OF_BASIS)
OUT, AWAITED = _name(PUBLISHED.numerator), _name(WAITING.numerator)
BASES = tuple((("selection_basis", basis),) for basis in (words.PRIORITISED, words.SAMPLED))
CONCERNS = tuple(_name(SERIOUS_CONCERNS.numerator, basis) for basis in BASES)
STATED = tuple(_name(SERIOUS_CONCERNS.denominator, basis) for basis in BASES)
ISSUED, ENDED, IN_FORCE = (
    _name(measure.numerator) for measure in (ACTIONS_ISSUED, ACTIONS_ENDED, ACTIONS_IN_FORCE)
)
HARMLESS = (ALL_VISITS,)
"""Our own activity: rounded because the reasons add up to it, and not itself protected."""

COUNTED: tuple[tuple[Measure, Limits], ...] = (
    *((measure, ()) for measure in (*SHARES_OF_BASIS, PUBLISHED, WAITING)),
    *((SERIOUS_CONCERNS, basis) for basis in BASES),
    *((measure, ()) for measure in (ACTIONS_ISSUED, ACTIONS_ENDED, ACTIONS_IN_FORCE)),
)
"""What the identities are about: counted for every audit, whether or not it is given."""

GROWING = (ALL_VISITS, *REASON[:-1], OUT, *CONCERNS, *STATED, ISSUED, ENDED)


def _no_more(identity: str, part: str | tuple[str, ...], whole: str) -> Relation:
    parts = (part,) if isinstance(part, str) else part
    return Relation(identity, (*((one, 1) for one in parts), (whole, -1)), is_equal=False)


RELATIONS = (
    Relation(REASONS, (*((one, 1) for one in REASON), (ALL_VISITS, -1)), is_equal=True),
    Relation(LETTERS, ((OUT, 1), (AWAITED, 1), (ALL_VISITS, -1)), is_equal=True),
    *(_no_more(PARTS, found, stated) for found, stated in zip(CONCERNS, STATED, strict=True)),
    *(_no_more(PARTS, stated, made) for stated, made in zip(STATED, REASON, strict=False)),
    _no_more(PARTS, STATED, OUT),
    _no_more(PARTS, OUT, ALL_VISITS),
)
FLOWING: Sum = ((IN_FORCE, 1), (ISSUED, -1), (ENDED, 1))
"""What stays the same from day to day: the actions in force when the period began."""


def families(names: Iterable[str]) -> list[tuple[str, ...]]:
    """Put counts together that an identity holds together, directly or through others."""
    left, found = dict.fromkeys(names), []
    ties = [{name for name, _ in relation.terms} for relation in RELATIONS]
    ties.append({name for name, _ in FLOWING})
    while left:
        family: set[str] = set()
        grown = {next(iter(left))}
        while grown - family:
            family |= grown
            grown = {name for tie in ties if tie & family for name in tie}
        found.append(tuple(name for name in left if name in family))
        left = {name: None for name in left if name not in family}
    return found
