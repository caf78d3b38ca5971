"""Hidden counts as unknowns, and what somebody who has everything released can work out of them.

Each count of the finest parts is an unknown. What is released (cells, totals, rounded figures) and
what is known anyhow (what parts add up to, what can be no more than what) are linear in them, so
the least and the most that a hidden cell can be are two linear programmes.
"""

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy.optimize import OptimizeResult, linprog
from scipy.sparse import csr_array

Terms = tuple[tuple[int, int], ...]
"""Unknowns, by their place, each with how many times it counts."""

Hidden = frozenset[int]
"""The places of the cells that are not released."""

SOLVED, UNBOUNDED = 0, 3
NEAR = 1e-6
FAR = 12
"""So many far answers are looked at before cells are taken one by one."""


class UnprovenError(ValueError):
    """It could not be shown that what is hidden stays hidden: nothing may be released."""


@dataclass(frozen=True)
class Cell:
    """A sum of unknowns that may be released, or that can be worked out from what is.

    `guess` is what somebody who knows the rule knows of a protected cell once it is hidden: the
    least and the most it can be; blank for a cell that needs no protection. A cell that is not
    `offered` is never released; one that is `out` was released before, and cannot be hidden any
    more. `told` is what its release says: the least and the most.
    """

    name: tuple[str, ...]
    terms: Terms
    value: int
    guess: tuple[int, int] | None = None
    offered: bool = True
    out: bool = False
    told: tuple[int, int] | None = None

    @property
    def released(self) -> tuple[int, int]:
        """The least and the most that the cell can be for who reads it."""
        return self.told or (self.value, self.value)


@dataclass(frozen=True)
class System:
    """The unknowns, the cells, and what is known whatever is released.

    `most` bounds each unknown from above (blank: nothing does); none is below 0. `equal` and
    `at_most` are sums of unknowns with what they come to, or can be no more than.
    """

    most: tuple[int | None, ...]
    cells: tuple[Cell, ...]
    equal: tuple[tuple[Terms, int], ...] = ()
    at_most: tuple[tuple[Terms, int], ...] = ()

    @property
    def protected(self) -> list[int]:
        """The places of the cells that nobody may be able to work out."""
        return [place for place, cell in enumerate(self.cells) if cell.guess is not None]

    @cached_property
    def sums(self) -> csr_array:
        """Every cell as a row over the unknowns."""
        return rows([cell.terms for cell in self.cells], len(self.most))


def rows(every: Sequence[Terms], unknowns: int) -> csr_array:
    """Lay sums out as the rows of a matrix over the unknowns."""
    places = [(row, place, times) for row, terms in enumerate(every) for place, times in terms]
    at, columns, times = zip(*places, strict=True) if places else ((), (), ())
    shape = (len(every), unknowns)
    return csr_array((np.array(times, dtype=float), (at, columns)), shape=shape)


class Attack:
    """Somebody who has all that is released, and who knows the rule or does not.

    `reach` keeps the least and the most that every cell was in any answer so far: whatever is
    possible while less is hidden is possible while more is.
    """

    def __init__(self, system: System, knows_rule: bool, deadline: float) -> None:
        self.system, self.knows_rule, self.deadline = system, knows_rule, deadline
        truth = np.array([cell.value for cell in system.cells], dtype=float)
        self.low, self.high = truth.copy(), truth.copy()
        self._read: Hidden | None = None

    def release(self, hidden: Iterable[int]) -> "Attack":
        """Read what is released while these cells are hidden."""
        kept, cells = frozenset(hidden), self.system.cells
        if kept == self._read:
            return self
        self._read = kept
        self.shown = [at for at, cell in enumerate(cells) if cell.out or at not in kept]
        unknowns = len(self.system.most)
        exact = [p for p in self.shown if len(set(cells[p].released)) == 1]
        loose = [(p, *cells[p].released) for p in self.shown if p not in set(exact)]
        if self.knows_rule:
            loose += [(p, *(cells[p].guess or ())) for p in self.system.protected]
        self.exact = exact
        equal = [(cells[p].terms, cells[p].released[0]) for p in exact] + [*self.system.equal]
        most = [(cells[p].terms, high) for p, _, high in loose]
        most += [(_negative(cells[p].terms), -low) for p, low, _ in loose]
        most += self.system.at_most
        self.limits = {
            "A_eq": rows([terms for terms, _ in equal], unknowns) if equal else None,
            "b_eq": [value for _, value in equal] if equal else None,
            "A_ub": rows([terms for terms, _ in most], unknowns) if most else None,
            "b_ub": [value for _, value in most] if most else None,
            "bounds": [(0, highest) for highest in self.system.most],
        }
        return self

    def spread(self) -> "Attack":
        """Look at a few far answers, in each of which many cells are far from what they are."""
        if not self.system.protected:
            return self
        protected = self.system.sums[self.system.protected]
        for signs in np.random.default_rng(1).choice((-1, 1), (FAR, protected.shape[0])):
            self._solve(signs @ protected)
        return self

    def width(self, place: int, enough: float) -> float:
        """Say how far apart the least and the most of a cell are, or that it is `enough`."""
        for sign in (-1, 1):
            if self.high[place] - self.low[place] < enough - NEAR:
                self._push(place, sign)
        return float(self.high[place] - self.low[place])

    def binding(self, place: int) -> set[int]:
        """Say which of the released cells keep a cell from being more or less."""
        return {
            at
            for sign in (-1, 1)
            for at, force in zip(self.exact, self._push(place, sign), strict=False)
            if abs(force) > NEAR
        }

    def _push(self, place: int, sign: int) -> Sequence[float]:
        """Make a cell as large (-1) or as small (1) as it can be, and remember the answer."""
        found = self._solve(sign * self.system.sums[[place]].toarray()[0])
        if found is None:
            ends = self.low if sign > 0 else self.high
            ends[place] = -np.inf if sign > 0 else np.inf
            return []
        return [] if found.eqlin is None else found.eqlin.marginals

    def _solve(self, objective: np.ndarray) -> OptimizeResult | None:
        """Make a sum as small as it can be, and remember the answer; None if nothing bounds it."""
        left = self.deadline - time.monotonic()
        if left <= 0:
            raise UnprovenError("the time for the proof ran out")
        found = linprog(objective, method="highs", options={"time_limit": left}, **self.limits)
        if found.status == UNBOUNDED:
            return None
        if found.status != SOLVED:
            raise UnprovenError(f"the proof did not come to an end ({found.message})")
        values = self.system.sums @ found.x
        self.low, self.high = np.minimum(self.low, values), np.maximum(self.high, values)
        return found


def _negative(terms: Terms) -> Terms:
    return tuple((place, -times) for place, times in terms)
