"""The kinds of settings, and those that a choice leaves.

Settings are of a few thousand kinds: an authority, a type, a sector and a prior judgement, or
whatever else settings are filtered by. The kinds of an authority lie side by side.
"""

from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from dashboard.measures import scope
from dashboard.measures.cached import cached
from dashboard.measures.narrowing import NARROWING
from dashboard.measures.selection import Selection
from dashboard.measures.store import Store
from dashboard.records import words as w

PARTS = ("la_code", "setting_type", *(each.column for each in NARROWING))
"""What makes a kind: whatever settings may be filtered by."""
LIMITS = ("area", "regions", "setting_type", *(each.name for each in NARROWING))
Mask = NDArray[np.bool_]
Numbers = NDArray[np.int64]


class Left(NamedTuple):
    """Which kinds the filters leave, whether all of the area, and where its runs begin and end."""

    some: Mask
    are_all: bool
    spans: Numbers

    @property
    def numbers(self) -> Numbers:
        """The numbers of the kinds."""
        return np.flatnonzero(self.some)


def left(store: Store, selection: Selection) -> Left:
    """Give the kinds that the filters of settings leave."""
    return _left(store, Selection(**{name: getattr(selection, name) for name in LIMITS}))


@cached
def _left(store: Store, selection: Selection) -> Left:
    column = "la_code" if selection.is_authority else selection.region_column
    limits = [(c, word) for c, word in selection.where().items() if c in PARTS and c != column]
    masks = [_mask(store, c, word) for c, word in limits]
    inside = np.ones(kinds(store).height, np.bool_)
    if selection.area is not None:
        inside = _mask(store, column, selection.area)
    some = np.logical_and.reduce([inside, *masks])
    edges = np.flatnonzero(np.diff(inside, prepend=False, append=False))
    return Left(some, bool(some.sum() == inside.sum()), edges)


def _mask(store: Store, column: str, word: str) -> Mask:
    """Say of each kind whether a column holds a word, once for all choices."""

    def found() -> Mask:
        every = kinds(store)[column]
        if word == w.NOT_RECORDED:
            return every.is_null().to_numpy()
        same = [every == one for one in w.GROUPS.get(word, (word,))]
        known = (each.fill_null(False) if each.null_count() else each for each in same)
        return np.logical_or.reduce([each.to_numpy() for each in known])

    return store.once(f"kinds whose {column} is {word}", found)


def holds(column: str, word: str) -> pl.Expr:
    """Say whether a column holds a word; a group of types counts as one, and so does a blank."""
    if word == w.NOT_RECORDED:
        return pl.col(column).is_null()
    return pl.col(column).is_in(w.GROUPS.get(word, (word,)))


def parts(store: Store) -> pl.DataFrame:
    """Give what makes the kind of each setting of the records."""
    return scope.with_sizes(store.records["settings"]).select(PARTS)


def kinds(store: Store) -> pl.DataFrame:
    """List the kinds of settings: what makes them, the names of the areas, and a number."""

    def listed() -> pl.DataFrame:
        areas = store.authorities.select("la_code", "la_name", "region", "statistical_region")
        return made_of(store).join(
            areas, on="la_code", how="left", validate="m:1", maintain_order="left"
        )

    return store.once("kinds", listed)


def made_of(store: Store) -> pl.DataFrame:
    """List what makes each kind of settings, with its number."""

    def listed() -> pl.DataFrame:
        return parts(store).unique().sort(PARTS).with_row_index("kind")

    return store.once("what makes kinds", listed)
