"""Answers questions for those outside: what is not sensitive as it is, the rest as the proof lets.

`Guard.protect` is the one place that every answer goes through.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from threading import RLock

import polars as pl

from dashboard.measures.disclosure import shape
from dashboard.measures.disclosure.hidden import (
    HIDDEN,
    OTHERWISE,
    SO_FEW,
    UNPROVEN,
    HiddenError,
)
from dashboard.measures.disclosure.shape import ABOVE, BELOW, GIVEN
from dashboard.measures.disclosure.suppress import suppress
from dashboard.measures.disclosure.system import System, UnprovenError
from dashboard.measures.measure import Measure
from dashboard.measures.selection import ENGLAND, Selection
from dashboard.records import words
from dashboard.settings import Settings

SENSITIVE = ("selection_basis", "reason", "outcome", "action_type", "theme", "side")
"""Columns that make a figure sensitive which is split by them or limited to one of their words."""

Ask = Callable[[Measure, Selection, Sequence[str], Mapping[str, str]], pl.DataFrame]
"""Works a measure out with nothing hidden: measure, choice, columns, further limits."""


@dataclass(frozen=True)
class Guard:
    """Stands between what is known and who asks from outside.

    `ask` works figures out with nothing hidden; `regions` are the Ofsted regions; `seconds` is how
    long the proof may take, and `threshold` the smallest count that may be given.
    """

    ask: Ask
    regions: tuple[str, ...]
    threshold: int = field(default_factory=lambda: Settings().hidden_below)
    seconds: float = field(default_factory=lambda: Settings().proof_seconds)
    _lock: RLock = field(default_factory=RLock, compare=False, repr=False)

    def answer(
        self, measure: Measure, selection: Selection, by: Sequence[str], limits: Mapping[str, str]
    ) -> pl.DataFrame:
        """Work out a measure, refusing with a HiddenError if any of its figures is hidden."""
        found = self.protect(measure, selection, by, limits)
        if HIDDEN not in found.columns:
            return found
        if found[HIDDEN].any():
            raise HiddenError(measure, SO_FEW)
        return found.drop(HIDDEN)

    def protect(
        self, measure: Measure, selection: Selection, by: Sequence[str], limits: Mapping[str, str]
    ) -> pl.DataFrame:
        """Work out a measure, its figures blank where they are hidden.

        What is not sensitive has no column `hidden`. A sensitive measure that is asked for in
        another shape than the one that is proved raises HiddenError; so does every one of them
        where nothing could be proved.
        """
        if not is_sensitive(measure, [*by, *limits, *selection.where()]):
            return self.ask(measure, selection, by, limits)
        if not is_given(measure, selection, by, limits):
            raise HiddenError(measure, OTHERWISE)
        hidden = self.hidden
        if hidden is None:
            raise HiddenError(measure, UNPROVEN)
        found = self.ask(measure, selection, by, limits)
        places = found["region"].cast(pl.String).to_list() if by else [selection.area or ENGLAND]
        key = (measure.name, *limits.values())
        above = [(*key, ABOVE, place) in hidden for place in places]
        below = [(*key, BELOW, place) in hidden for place in places]
        either = [one or other for one, other in zip(above, below, strict=True)]
        without = {ABOVE: either, BELOW: below, "value": either}
        return found.with_columns(
            *(
                pl.when(~pl.Series(gone, dtype=pl.Boolean)).then(pl.col(column)).alias(column)
                for column, gone in without.items()
            ),
            pl.Series(HIDDEN, either, pl.Boolean),
        )

    @cached_property
    def system(self) -> System:
        """Everything sensitive that may ever be given, as one linear system."""
        return shape.system(shape.gather(self._everywhere, self.regions), self.threshold)

    @property
    def hidden(self) -> frozenset[tuple[str, ...]] | None:
        """The names of the cells that are hidden, if it is proved that they stay so."""
        with self._lock:
            return self._hidden

    @cached_property
    def _hidden(self) -> frozenset[tuple[str, ...]] | None:
        try:
            found = suppress(self.system, self.threshold, self.seconds)
        except UnprovenError:
            return None
        return frozenset(self.system.cells[place].name for place in found)

    def _everywhere(self, measure: Measure, limits: shape.Limits) -> pl.DataFrame:
        return self.ask(measure, Selection(), ["region"], dict(limits))


def is_sensitive(measure: Measure, columns: Sequence[str]) -> bool:
    """Say whether a figure tells why a setting was visited, what was found or what was done."""
    return measure.sensitive or not set(SENSITIVE).isdisjoint(columns)


def is_given(
    measure: Measure, selection: Selection, by: Sequence[str], limits: Mapping[str, str]
) -> bool:
    """Say whether a question has the one shape for which hiding is proved."""
    whole = Selection(area=selection.area, picture=selection.picture, part=selection.part)
    plain = selection.changed("scenario", whole.scenario).changed("unit", whole.unit) == whole
    asked = (measure, tuple(limits.items()))
    where = tuple(by) in ((), ("region",)) and not (by and selection.area)
    known = selection.setting_type == words.ALL_PROVIDERS and not selection.is_authority
    return asked in GIVEN and plain and where and known
