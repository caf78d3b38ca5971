"""Answers questions for those outside: what is not sensitive as it is, the rest as the proof lets.

`Guard.protect` is the one place that every answer goes through.
"""

import logging
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
    UNDECLARED,
    UNPROVEN,
    HiddenError,
)
from dashboard.measures.disclosure.log import Log
from dashboard.measures.disclosure.releases import Reopen, settle
from dashboard.measures.disclosure.rounding import NATION, REGION, rounded
from dashboard.measures.disclosure.shape import ABOVE, BELOW, GIVEN, Counts
from dashboard.measures.disclosure.system import UnprovenError
from dashboard.measures.measure import Measure
from dashboard.measures.selection import ENGLAND, Selection
from dashboard.settings import Settings

told = logging.getLogger(__name__)
SENSITIVE = ("selection_basis", "reason", "outcome", "action_type", "theme", "side")
"""Columns that make a figure sensitive which is split by them or limited to one of their words."""

GIVEN_NAMES = frozenset((measure.name, limits) for measure, limits in GIVEN)

Ask = Callable[[Measure, Selection, Sequence[str], Mapping[str, str]], pl.DataFrame]
"""Works a measure out with nothing hidden: measure, choice, columns, further limits."""


@dataclass(frozen=True)
class Guard:
    """Stands between what is known and who asks from outside.

    `ask` works figures out with nothing hidden; `regions` are the Ofsted regions; `snapshot` names
    the records, `log` has what was released of them and of others, and `reopen` counts those again.
    `seconds` is how long the proof may take, and `threshold` the smallest count that may be given.
    With `declared` nothing else is given, and that is rounded.
    """

    ask: Ask
    regions: tuple[str, ...]
    snapshot: str = ""
    log: Log = field(default_factory=lambda: Log(None))
    reopen: Reopen = lambda _: None
    declared: frozenset[shape.Asked] | None = None
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
        asked = (measure.name, tuple(limits.items()))
        if self.declared is not None and not (asked in self.declared and is_whole(selection, by)):
            raise HiddenError(measure, UNDECLARED)
        if not is_sensitive(measure, [*by, *limits, *selection.where()]):
            return self._told(self.ask(measure, selection, by, limits), selection, by)
        if asked not in GIVEN_NAMES or not is_whole(selection, by):
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
        return self._told(found, selection, by).with_columns(
            *(
                pl.when(~pl.Series(gone, dtype=pl.Boolean)).then(pl.col(column)).alias(column)
                for column, gone in without.items()
            ),
            pl.Series(HIDDEN, either, pl.Boolean),
        )

    def _told(
        self, found: pl.DataFrame, selection: Selection, by: Sequence[str] = ()
    ) -> pl.DataFrame:
        """Round what is for the public."""
        if self.declared is None:
            return found
        return rounded(found, REGION if by or selection.area else NATION)

    @cached_property
    def counts(self) -> Counts:
        """Everything sensitive that may ever be given, by region."""
        return shape.gather(self._everywhere, self.regions)

    @property
    def hidden(self) -> frozenset[tuple[str, ...]] | None:
        """The names of the cells that are hidden, if it is proved that they stay so."""
        with self._lock:
            return self._hidden

    @cached_property
    def _hidden(self) -> frozenset[tuple[str, ...]] | None:
        try:
            return settle(
                self.snapshot, self.counts, self.threshold, self.seconds, self.log, self.reopen
            )
        except UnprovenError as why:
            told.error("Nothing sensitive is given of %s: %s", self.snapshot, why)
            return None

    def _everywhere(self, measure: Measure, limits: shape.Limits) -> pl.DataFrame:
        return self.ask(measure, Selection(), ["region"], dict(limits))


def is_sensitive(measure: Measure, columns: Sequence[str]) -> bool:
    """Say whether a figure tells why a setting was visited, what was found or what was done."""
    return measure.sensitive or not set(SENSITIVE).isdisjoint(columns)


def is_whole(selection: Selection, by: Sequence[str]) -> bool:
    """Say whether a choice has the one shape for which hiding is proved.

    All providers and the whole period, of England, a region or every region.
    """
    seen = Selection(
        area=selection.area,
        unit=selection.unit,
        picture=selection.picture,
        scenario=selection.scenario,
        part=selection.part,
    )
    where = tuple(by) == () or (tuple(by) == ("region",) and selection.area is None)
    return selection == seen and where and not selection.is_authority
