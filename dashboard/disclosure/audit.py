"""What an outsider can work out: for each protected sum, the least and the most that it can be.

Answers are whole numbers, found by linear programming with branching (HiGHS): a sum is safe once
two answers that fit everything released lie far enough apart.
"""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from dashboard.disclosure.known import families
from dashboard.disclosure.system import Day, System, Terms, build

FAR = 60
"""No count is looked for further than this above what it is: nothing needs to be wider."""

TRIES = 4
"""So many answers, far from the truth in many sums at once, may bring nothing new before sums are
taken one by one."""


class OverBudgetError(ValueError):
    """The audit took more CPU time than it may: nothing is proved."""


@dataclass(frozen=True)
class Bounded:
    """A protected sum that an outsider can bound too narrowly."""

    name: str
    least: int
    most: int

    @property
    def width(self) -> int:
        """Count the whole numbers that are left."""
        return self.most - self.least + 1


class Attack:
    """Somebody with everything that was released. `least` and `most` are the answers found."""

    def __init__(self, system: System, until: float, answers: list[np.ndarray]) -> None:
        self.system, self.until, self.answers = system, until, answers
        self.truth = np.array(system.truth, dtype=float)
        self.sums = _matrix([target.terms for target in system.targets], len(self.truth))
        rows = _matrix([terms for terms, _, _ in system.rows], len(self.truth))
        ends = ([row[1] for row in system.rows], [row[2] for row in system.rows])
        self.rows = [LinearConstraint(rows, *ends)] if system.rows else []
        self.bounds = Bounds(system.least, np.minimum(system.most, self.truth + FAR))
        self.needed = np.array([target.needed for target in system.targets])
        self.least = self.sums @ self.truth
        self.most = self.least.copy()
        for answer in answers:
            if self._fits(answer):
                self._remember(answer)

    @property
    def narrow(self) -> np.ndarray:
        """Say of each sum whether the answers so far lie too close together."""
        return self.most - self.least + 1 < self.needed

    def narrowed(self) -> Iterator[Bounded]:
        """Find the sums that no answers make wide enough."""
        chance = np.random.default_rng(1)
        left, idle = int(self.narrow.sum()), 0
        while left and idle < TRIES:
            self._look(self.sums.T @ (chance.choice((-1.0, 1.0), len(self.needed)) * self.narrow))
            now = int(self.narrow.sum())
            left, idle = now, 0 if now < left else idle + 1
        for place in np.flatnonzero(self.narrow):
            for sign in (1, -1):
                if self.narrow[place]:
                    self._look(sign * self.sums[[place]].toarray()[0])
            if self.narrow[place]:
                name = self.system.targets[place].name
                yield Bounded(name, int(self.least[place]), int(self.most[place]))

    def _look(self, far: np.ndarray) -> None:
        """Find the answer that is furthest in a direction, and remember it."""
        if time.process_time() > self.until:
            raise OverBudgetError("the audit took more CPU time than VISITS_AUDIT_SECONDS")
        whole = np.ones(len(self.truth))
        found = milp(-far, constraints=self.rows, bounds=self.bounds, integrality=whole)
        if found.x is None:
            raise OverBudgetError(f"the audit came to no end ({found.message})")
        self.answers.append(np.round(found.x))
        self._remember(self.answers[-1])

    def _fits(self, answer: np.ndarray) -> bool:
        ends = [(self.bounds.lb, answer, self.bounds.ub)]
        ends += [(row.lb, row.A @ answer, row.ub) for row in self.rows]
        return all((least <= of).all() and (of <= most).all() for least, of, most in ends)

    def _remember(self, answer: np.ndarray) -> None:
        values = self.sums @ answer
        self.least, self.most = np.minimum(self.least, values), np.maximum(self.most, values)


def bounded(
    days: Sequence[Day],
    names: Sequence[str],
    seconds: float,
    without: Sequence[str] = (),
    answers: list[np.ndarray] | None = None,
) -> Iterator[Bounded]:
    """Find what can be bounded too narrowly from releases of some counts, one after another.

    `answers` of an earlier look at the same counts of one family are tried first, and those found
    are added. Raises OverBudgetError where that takes more than so many seconds of CPU.
    """
    until = time.process_time() + seconds
    for family in families(names):
        system = build(days, family, without)
        if system.targets:
            yield from Attack(system, until, [] if answers is None else answers).narrowed()


def _matrix(every: Sequence[Terms], unknowns: int) -> csr_array:
    places = [(row, place, times) for row, terms in enumerate(every) for place, times in terms]
    at, columns, times = zip(*places, strict=True) if places else ((), (), ())
    return csr_array((np.array(times, dtype=float), (at, columns)), shape=(len(every), unknowns))
