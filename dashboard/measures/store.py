"""What an opened snapshot is asked: measures for a choice, each answer worked out once."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, TypeVar

import polars as pl

from dashboard.measures.evaluation import answer
from dashboard.measures.known import Told
from dashboard.measures.measure import Measure, MeasureError, Period
from dashboard.measures.open_snapshot import OpenSnapshot
from dashboard.measures.questions import Answers, Asked, Question
from dashboard.measures.selection import Selection
from dashboard.measures.trust import Trust, WithheldError
from dashboard.records.words import NOT_RECORDED

Found = TypeVar("Found")


@dataclass(frozen=True)
class Store(OpenSnapshot):
    """Everything a page may ask for.

    `trust` says which figures must be held back, and `earlier` opens the snapshot before this one.
    `answers` remembers what has been worked out: the records never change, so neither do they; a
    store made from another has none.
    `asked` is where one that was made by `listing` lists what it is asked; others have none.
    """

    trust: Trust = field(default_factory=Trust)
    earlier: Callable[[], "Store | None"] = lambda: None
    answers: Answers = field(default_factory=Answers, compare=False, init=False)
    asked: list[Asked] | None = field(default=None, compare=False, init=False, repr=False)

    def listing(self) -> "Store":
        """Give the same store, with the same answers, and a list of what it is asked from now."""
        return self._with_list([])

    def _with_list(self, asked: list[Asked] | None) -> "Store":
        same = object.__new__(Store)  # not by copy.copy: it is done some 80 times a new choice
        vars(same).update(vars(self), asked=asked)
        return same

    def was_asked(self, *asked: Asked) -> None:
        """List questions that were asked, and figures that a page worked out itself."""
        if self.asked is not None:
            self.asked.extend(asked)

    @property
    def as_counted(self) -> "Store":
        """The same store with nothing held back: to decide what to lay out, never to show."""
        if not self.trust.holds_back:
            return self
        counted = self.once("as counted", lambda: replace(self, trust=Trust()))
        return counted._with_list(self.asked)

    def ask(
        self, measure: Measure, selection: Selection, by: Sequence[str] = (), **limits: str
    ) -> pl.DataFrame:
        """Work out a measure for what a reader has chosen, with further limits if given.

        Raises WithheldError where a check of the measure failed, or a field that it depends on,
        or that it is split or limited by, is mostly blank.
        """
        self.prove(measure, selection, by, **limits)
        where, since, until = selection.limits(measure, limits), selection.since, selection.until
        self.was_asked(Question(measure, selection, tuple(by), tuple(limits.items())))
        return self.remembered(
            (measure.name, since, until, *by, *where.items()),
            lambda _: answer(
                measure, self.cube, self.period(since, until), by, where, self.answers
            ),
        )

    def tells(self, measure: Measure, selection: Selection, **limits: str) -> bool:
        """Say whether the records tell of a measure for a choice, as a whole or in part."""
        where, period = selection.limits(measure, limits), self._period_of(selection)
        return Told(measure, self.cube, period, (), where).standing.is_known

    def left_out(self, measure: Measure, selection: Selection) -> tuple[str, ...]:
        """List the setting types that a known figure leaves out, as it is not known of them."""
        where, period = selection.limits(measure, {}), self._period_of(selection)
        standing = Told(measure, self.cube, period, (), where).standing
        return standing.left_out if standing.is_known else ()

    def untold(self, measure: Measure, selection: Selection, **limits: str) -> tuple[date, ...]:
        """List the weeks of a period of which the records do not tell."""
        where, period = selection.limits(measure, limits), self._period_of(selection)
        return Told(measure, self.cube, period, ("week",), where).untold

    def prove(
        self, measure: Measure, selection: Selection, by: Sequence[str] = (), **limits: str
    ) -> None:
        """Refuse a figure that must be held back, with the last one that was checked."""
        if not self.trust.holds_back:
            return
        where = selection.limits(measure, limits)
        told = [column for column, word in where.items() if word != NOT_RECORDED]
        unusable = self.trust.unusable(measure, [*by, *told])
        if unusable is not None:
            raise WithheldError(measure, unusable)
        if self.trust.doubts(measure):
            raise WithheldError(measure, last=self._last_checked(measure, selection, limits))

    def _last_checked(
        self, measure: Measure, selection: Selection, limits: Mapping[str, str]
    ) -> tuple[date, int, int | None] | None:
        """Ask the snapshot before for the same figure, if one is kept and can give it."""
        before = self.earlier()
        if before is None or before.vintage != self.vintage:
            return None
        try:
            found = before.ask(measure, selection, **limits)
        except MeasureError:
            return None
        n, total = found["numerator"][0], found["denominator"][0]
        known = n is not None and (measure.denominator is None or total)
        return (before.as_at, n, total) if known else None

    def remembered(
        self,
        key: tuple[Any, ...],
        work_out: Callable[["Store"], Found],
        among: Answers | None = None,
    ) -> Found:
        """Give what was worked out for a key before, or work it out now and keep it.

        It is worked out from the store that `work_out` is given: what that is asked on the way is
        kept with the answer, and listed each time.
        """

        def worked_out() -> tuple[Found, tuple[Asked, ...]]:
            on_the_way: list[Asked] = []
            return work_out(self._with_list(on_the_way)), tuple(on_the_way)

        answer, asked = (self.answers if among is None else among)(key, worked_out)
        self.was_asked(*asked)
        return answer

    def _period_of(self, selection: Selection) -> Period:
        return self.period(selection.since, selection.until)
