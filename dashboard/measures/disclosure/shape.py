"""The one shape in which outcomes, reasons and enforcement are given outside: regions and England.

Every figure that *share* may show of them is one cell of this system, and so is every table,
sentence, picture and file that it can make: what holds for all of its cells together holds for
each pair of views. They are given for all providers and the whole period only: a second group of
setting types, or a second period, would have to be told from the first by subtraction, and so
few settings lie between that little could be shown of either.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from dashboard.measures.definitions.coverage import SETTINGS, VISITS
from dashboard.measures.definitions.enforcement import (
    ACTIONS_ENDED,
    ACTIONS_IN_FORCE,
    ACTIONS_ISSUED,
)
from dashboard.measures.definitions.found import SERIOUS_CONCERNS
from dashboard.measures.definitions.letters import PUBLISHED
from dashboard.measures.definitions.why import SHARE_NOT_RECORDED, SHARES_OF_BASIS
from dashboard.measures.disclosure.system import Cell, System
from dashboard.measures.measure import Measure
from dashboard.measures.selection import ENGLAND
from dashboard.records import words

Limits = tuple[tuple[str, str], ...]
Asked = tuple[str, Limits]
"""A measure's name, and the words that it is limited to besides the choice of the reader."""

Count = tuple[Asked, str]
"""One side of a measure: its numerator or its denominator."""

By = Mapping[str, int]
"""A count for each region."""

ABOVE, BELOW = "numerator", "denominator"
BASES = (words.PRIORITISED, words.SAMPLED)
"""The reasons for which serious concerns are given: never added into one rate."""


def _of(basis: str) -> Limits:
    return (("selection_basis", basis),)


GIVEN: tuple[tuple[Measure, Limits], ...] = (
    *((measure, ()) for measure in SHARES_OF_BASIS),
    *((SERIOUS_CONCERNS, _of(basis)) for basis in BASES),
    *((measure, ()) for measure in (ACTIONS_ISSUED, ACTIONS_ENDED, ACTIONS_IN_FORCE)),
)
"""Every protected measure that may be given, with what it is limited to."""

HARMLESS = {SHARE_NOT_RECORDED.name}
"""What tells nothing of a setting, and is hidden only where it would tell of others."""

OF_VISITS = {measure.name for measure in (*SHARES_OF_BASIS, SERIOUS_CONCERNS)}
"""Measures that count some of the visits; the others count actions, of settings."""

Ask = Callable[[Measure, Limits], pl.DataFrame]
"""Gives region, numerator and denominator of a measure, for all providers and all of England."""


@dataclass(frozen=True)
class Counts:
    """Counts by region: those to protect, and what everybody may know.

    That is visits, settings in scope, and published letters of assurance visits.
    """

    regions: tuple[str, ...]
    protected: Mapping[Count, By]
    visits: By
    settings: By
    letters: By


def gather(ask: Ask, regions: Sequence[str]) -> Counts:
    """Count everything that is to be protected; what the records cannot tell is left out."""
    protected: dict[Count, By] = {}
    for measure, limits in GIVEN:
        found = ask(measure, limits)
        sides = (ABOVE, BELOW) if measure is SERIOUS_CONCERNS else (ABOVE,)
        if found[ABOVE].count():
            protected |= {((measure.name, limits), side): _by(found, side) for side in sides}
    visits, settings = (_by(ask(measure, ()), ABOVE) for measure in (VISITS, SETTINGS))
    letters = _by(ask(PUBLISHED, ASSURANCE), ABOVE)
    return Counts(tuple(regions), protected, visits, settings, letters)


def _by(found: pl.DataFrame, side: str) -> By:
    return {region: count or 0 for region, count in found.select("region", side).iter_rows()}


def system(counts: Counts, threshold: int) -> System:
    """Write the counts as unknowns, cells and what is known of them anyhow."""
    place = {
        (count, region): number
        for number, (count, region) in enumerate(
            (count, region) for count in counts.protected for region in counts.regions
        )
    }
    bounds = [bound for bound in BOUNDS if all(count in counts.protected for count, _ in bound)]
    equal = [
        (tuple((place[reason, region], 1) for reason in REASONS), counts.visits.get(region, 0))
        for region in counts.regions
        if all(reason in counts.protected for reason in REASONS)
    ]
    at_most = [
        (tuple((place[count, region], times) for count, times in bound), 0)
        for bound in bounds
        for region in counts.regions
    ]
    at_most += [
        (tuple((place[letters, region], 1) for letters in LETTERS), counts.letters.get(region, 0))
        for region in counts.regions
        if all(letters in counts.protected for letters in LETTERS)
    ]
    cells = [
        _cell(count, where, counts, place, threshold)
        for count in counts.protected
        for where in (ENGLAND, *counts.regions)
    ]
    most = [_most(count, region, counts) for count, region in place]
    return System(tuple(most), tuple(cells), tuple(equal), tuple(at_most))


REASONS: tuple[Count, ...] = tuple(((m.name, ()), ABOVE) for m in SHARES_OF_BASIS)
"""Counts that add up to all visits, which are not protected."""


LETTERS: tuple[Count, ...] = tuple(((SERIOUS_CONCERNS.name, _of(basis)), BELOW) for basis in BASES)
"""Counts that together are at most the published letters of assurance visits."""

ASSURANCE: Limits = (("visit_type", "Assurance visit"),)


def _bounds() -> list[tuple[tuple[Count, int], ...]]:
    """List what is at most 0: letters with concerns less letters, and letters less visits.

    Actions issued in the period have ended in it or are in force, so issued less ended less in
    force is at most 0.
    """
    found: list[tuple[tuple[Count, int], ...]] = []
    for basis, made in zip(BASES, REASONS[:2], strict=True):
        asked = (SERIOUS_CONCERNS.name, _of(basis))
        found.append((((asked, ABOVE), 1), ((asked, BELOW), -1)))
        found.append((((asked, BELOW), 1), (made, -1)))
    issued, ended, in_force = (
        ((m.name, ()), ABOVE) for m in (ACTIONS_ISSUED, ACTIONS_ENDED, ACTIONS_IN_FORCE)
    )
    return [*found, ((issued, 1), (ended, -1), (in_force, -1))]


BOUNDS = _bounds()
"""Sums of counts that are never above 0, in any region."""


def _most(count: Count, region: str, counts: Counts) -> int | None:
    """Say what is known of the most that a count can be, whatever is released."""
    (name, _), _ = count
    if name in OF_VISITS:
        return counts.visits.get(region, 0)
    nobody = not counts.settings.get(region, 0) and not counts.protected[count].get(region, 0)
    return 0 if nobody else None


def _cell(
    count: Count,
    where: str,
    counts: Counts,
    place: Mapping[tuple[Count, str], int],
    threshold: int,
) -> Cell:
    within = counts.regions if where == ENGLAND else (where,)
    (name, limits), side = count
    n = _sum(counts.protected[count], within)
    base = counts.visits if name in OF_VISITS else counts.settings
    whole = counts.protected.get((count[0], BELOW), base) if side == ABOVE else base
    is_share = name in OF_VISITS and side == ABOVE
    guess = protects(n, _sum(whole, within), threshold, is_share)
    terms = tuple((place[count, region], 1) for region in within)
    told = (name, *(word for _, word in limits), side, where)
    return Cell(told, terms, n, None if name in HARMLESS else guess)


def protects(n: int, out_of: int, threshold: int, is_share: bool) -> tuple[int, int] | None:
    """Say what the rule tells of a count that must be hidden; nothing where it need not be.

    Hidden are counts from 1 to under the threshold; any count, even 0, of a group smaller than
    the threshold; and a share that takes in its whole group.
    """
    if 0 < n < threshold:
        return 1, threshold - 1
    if 0 < out_of < threshold:
        return 0, max(n, out_of)
    if is_share and n == out_of > 0:
        return 0, n
    return None


def _sum(found: By, within: Sequence[str]) -> int:
    return sum(found.get(region, 0) for region in within)
