"""Every count of every release as an unknown, with all that an outsider can say of it.

The true counts are there only to say what has to be protected, and to leave out what an outsider
may believe but is not so (a count that fell because a record was mended).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations, pairwise

from dashboard.disclosure import known
from dashboard.disclosure.rounding import Rounded
from dashboard.measures.selection import ENGLAND

Terms = tuple[tuple[int, int], ...]
"""Unknowns, by their place, each with how many times it counts."""

By = Mapping[str, int]
INFINITE = float("inf")


@dataclass(frozen=True)
class Day:
    """One release: its true counts by name and region, and what it told that was new.

    `visited` are settings visited, which are given in full; `few` is the threshold of the release.
    """

    as_at: date
    since: date
    few: int
    counts: Mapping[str, By]
    told: Mapping[str, Mapping[str, Rounded]]
    visited: By


@dataclass(frozen=True)
class Target:
    """A sum of unknowns that nobody may bound to fewer than `needed` whole numbers."""

    name: str
    terms: Terms
    needed: int


@dataclass
class System:
    """Unknowns with their truth and bounds, rows that hold of them, and what is protected."""

    truth: list[int] = field(default_factory=list)
    least: list[float] = field(default_factory=list)
    most: list[float] = field(default_factory=list)
    rows: list[tuple[Terms, float, float]] = field(default_factory=list)
    targets: list[Target] = field(default_factory=list)

    def unknown(self, truth: int, least: float = 0, most: float = INFINITE) -> int:
        """Add an unknown and give its place."""
        self.truth.append(truth)
        self.least.append(least)
        self.most.append(most)
        return len(self.truth) - 1

    def value(self, terms: Terms) -> int:
        """Work out what a sum truly is."""
        return sum(times * self.truth[place] for place, times in terms)

    def hold(self, terms: Terms, least: float, most: float) -> None:
        """Say within what a sum lies, unless it truly does not."""
        if least <= self.value(terms) <= most:
            self.rows.append((terms, least, most))


def build(days: Sequence[Day], names: Sequence[str], without: Sequence[str] = ()) -> System:
    """Write the releases of some counts as one system, `without` the identities named."""
    made, places = System(), {}
    for day in days:
        places[day.as_at] = _unknowns(made, day, names, without)
        _within(made, day, places[day.as_at], without)
    _between(made, days, places, without)
    _protect(made, days, places)
    return made


Places = dict[str, dict[str, int]]


def _unknowns(made: System, day: Day, names: Sequence[str], without: Sequence[str]) -> Places:
    found: Places = {}
    for name in names:
        told = day.told.get(name, {})
        for region, count in day.counts.get(name, {}).items():
            given = told.get(region)
            bounds = (given.least, given.most) if given else ()
            found.setdefault(name, {})[region] = made.unknown(count, *bounds)
        if known.AREAS not in without and ENGLAND in told and name in found:
            whole = tuple((place, 1) for place in found[name].values())
            made.hold(whole, told[ENGLAND].least, told[ENGLAND].most)
    return found


def _within(made: System, day: Day, places: Places, without: Sequence[str]) -> None:
    for relation in known.RELATIONS:
        if relation.identity not in without:
            for terms in _by_region(relation.terms, places):
                made.hold(terms, 0 if relation.is_equal else -INFINITE, 0)
    if known.VISITED not in without:
        for region, place in places.get(known.ALL_VISITS, {}).items():
            made.hold(((place, 1),), day.visited.get(region, 0), INFINITE)


def _by_region(terms: known.Sum, places: Places) -> Iterator[Terms]:
    if all(name in places for name, _ in terms):
        for region in places[terms[0][0]]:
            yield tuple((places[name][region], times) for name, times in terms)


def _between(
    made: System, days: Sequence[Day], places: dict[date, Places], without: Sequence[str]
) -> None:
    for since in dict.fromkeys(day.since for day in days):
        own = [places[day.as_at] for day in days if day.since == since]
        if known.GROWS not in without:
            for then, now in pairwise(own):
                for name in set(known.GROWING) & set(then) & set(now):
                    for region, place in now[name].items():
                        made.hold(((place, 1), (then[name][region], -1)), 0, INFINITE)
        if known.VISITED not in without:
            for earlier, later in pairwise(day for day in days if day.since == since):
                _repeats(made, earlier, later, places)
        if known.FLOW not in without:
            _flow(made, own, next(day.few for day in days if day.since == since))


def _repeats(made: System, earlier: Day, later: Day, places: dict[date, Places]) -> None:
    """Say that visits grow by no less than settings visited: a repeat visit is never undone."""
    then, now = (places[day.as_at].get(known.ALL_VISITS, {}) for day in (earlier, later))
    for region in now.keys() & then.keys():
        more = later.visited.get(region, 0) - earlier.visited.get(region, 0)
        made.hold(((now[region], 1), (then[region], -1)), more, INFINITE)


def _flow(made: System, own: Sequence[Places], few: int) -> None:
    if any(name not in day for day in own for name, _ in known.FLOWING):
        return
    for region in own[0][known.IN_FORCE]:
        first = made.value(next(_of(own[0], region)))
        if first < 0:
            continue
        start = made.unknown(first)
        for day in own:
            made.hold((*next(_of(day, region)), (start, -1)), 0, 0)
        if 0 < first < few:
            made.targets.append(Target(f"in force at the start, {region}", ((start, 1),), few))


def _of(day: Places, region: str) -> Iterator[Terms]:
    yield tuple((day[name][region], times) for name, times in known.FLOWING)


def _protect(made: System, days: Sequence[Day], places: dict[date, Places]) -> None:
    """List every small count, and every small change between any two releases."""
    cells: dict[tuple[str, str], list[tuple[Day, Terms]]] = {}
    for day in days:
        for name, regions in places[day.as_at].items():
            if name in known.HARMLESS:
                continue
            cells.setdefault((name, ENGLAND), []).append(
                (day, tuple((place, 1) for place in regions.values()))
            )
            for region, place in regions.items():
                cells.setdefault((name, region), []).append((day, ((place, 1),)))
    for (name, where), told in cells.items():
        for day, terms in told:
            if 0 < made.value(terms) < day.few:
                made.targets.append(Target(f"{name}, {where}, {day.as_at}", terms, day.few))
        for (then, old), (now, new) in combinations(told, 2):
            few = min(then.few, now.few)
            terms = (*new, *((place, -times) for place, times in old))
            if then.since == now.since and 0 < abs(made.value(terms)) < few:
                said = f"{name}, {where}, from {then.as_at} to {now.as_at}"
                made.targets.append(Target(said, terms, few))
