"""Checks that every figure agrees with every other: identities worked out anew on each opening.

Each check says in words what should be equal, and gives both sides, so that a sceptic can read it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from dashboard.areas.authorities import VINTAGES
from dashboard.measures.definitions.coverage import (
    COVERAGE,
    PLACES,
    PLACES_COVERAGE,
    REPORTED,
    SETTINGS,
    VISITS,
)
from dashboard.measures.definitions.letters import PUBLISHED
from dashboard.measures.definitions.register import (
    JOINED,
    LAST_SEEN,
    LEFT,
    PLACES_JOINED,
    PLACES_LEFT,
    PLACES_THEN,
    THEN,
)
from dashboard.measures.definitions.why import SHARES_OF_BASIS
from dashboard.measures.measure import Measure, evaluate
from dashboard.store import Store

PARTS = {
    "region": "the 8 Ofsted regions",
    "statistical_region": "the 9 statistical regions",
    "la_code": "all local authorities",
    "setting_type": "all setting types",
}
ADDED_UP = (COVERAGE, PLACES_COVERAGE, VISITS, PUBLISHED)
BRIDGES = {
    "Settings": (THEN, JOINED, LEFT, SETTINGS),
    "Places": (PLACES_THEN, PLACES_JOINED, PLACES_LEFT, PLACES),
}


@dataclass(frozen=True)
class Check:
    """One identity: what should be equal, and the two sides."""

    sentence: str
    left: int
    right: int

    @property
    def holds(self) -> bool:
        """Say whether the two sides are equal."""
        return self.left == self.right


def checks(store: Store) -> tuple[Check, ...]:
    """Work out every check for the whole of England since the latest start."""
    found = [*_rows(store), *_areas(store), *_register(store)]
    if "visits" in store.cube.tables:
        found += [*_sums(store), *_visits(store)]
    return tuple(found)


def _rows(store: Store) -> Iterator[Check]:
    for table, account in store.accounts.items():
        used = account["kept"] + account["set_aside"] + account.get("passed_over", 0)
        name = table.replace("_", " ")
        yield Check(f"Rows of {name} read = rows used + rows set aside", account["read"], used)


def _areas(store: Store) -> Iterator[Check]:
    count = next(vintage.count for vintage in VINTAGES if vintage.name == store.vintage)
    own = store.records["local_authorities"].height
    yield Check("Authorities in the records = authorities of their day", own, count)
    yield Check("Authorities with a shape = authorities", store.authorities.height, own)


def _register(store: Store) -> Iterator[Check]:
    """Compare the settings that are counted with the register itself."""
    settings, day = store.records["settings"], store.as_at
    live = settings.filter(
        pl.col("registered_on").is_null() | (pl.col("registered_on") <= day),
        pl.col("closed_on").is_null() | (pl.col("closed_on") > day),
    )
    scope = _n(store, SETTINGS)
    yield Check("Settings in scope = settings open in the register", scope, live.height)
    for column, parts in PARTS.items():
        yield Check(f"Settings in England = settings of {parts}", *_both(store, SETTINGS, column))
    yield from _bridge(store, settings)
    seen = _both(store, LAST_SEEN, "last_seen")[1]
    yield Check("Settings in scope = settings by when anyone was last on site", scope, seen)
    places = int(live["places"].sum())
    yield Check("Registered places in scope = places in the register", _n(store, PLACES), places)


def _bridge(store: Store, settings: pl.DataFrame) -> Iterator[Check]:
    """Compare the register at the start, with who came and went since, with the register now."""
    since, day = store.starts[-1].day, store.as_at
    for unit, (then, joined, left, now) in BRIDGES.items():
        if {
            measure.numerator.table for measure in (then, joined, left)
        } <= store.cube.tables.keys():
            made = _n(store, then) + _n(store, joined) - _n(store, left)
            sentence = f"{unit} on the register at the start + joined - left = in scope now"
            yield Check(sentence, made, _n(store, now))
    if "left" in store.cube.tables:
        closed = settings.filter(pl.col("closed_on") > since, pl.col("closed_on") <= day)
        yield Check("Settings that left = settings closed since", _n(store, LEFT), closed.height)


def _sums(store: Store) -> Iterator[Check]:
    """Compare England with the sum of its parts, for every measure that is added up."""
    for measure in ADDED_UP:
        for column, parts in PARTS.items():
            sides = _both(store, measure, column)
            yield Check(f"{measure.label}: England = sum of {parts}", *sides)


def _visits(store: Store) -> Iterator[Check]:
    """Compare visits with their reasons, their weeks and the records they come from."""
    since = store.starts[-1].day
    rows = store.records["visits"].filter(pl.col("started_on").is_between(since, store.as_at))
    total = _n(store, VISITS)
    yield Check("Visits counted = visits in the records", total, rows.height)
    reasons = sum(_n(store, share) for share in SHARES_OF_BASIS)
    yield Check("Visits = visits for each of the four reasons", total, reasons)
    yield Check("Visits = sum of the visits of each week", *_both(store, VISITS, "week"))
    yield Check("Settings visited = first visits of each week", *_both(store, COVERAGE, "week"))
    seen = store.records["settings"].join(rows, on="urn", how="semi")
    day = store.as_at
    live = seen.filter(pl.col("closed_on").is_null() | (pl.col("closed_on") > day))
    yield Check("Settings visited = open settings with a visit", _n(store, COVERAGE), live.height)
    out = live.join(rows.filter(pl.col("published_on") <= day), on="urn", how="semi")
    sentence = "Settings visited, letter published = open settings with a letter published"
    yield Check(sentence, _n(store, REPORTED), out.height)


def _n(store: Store, measure: Measure) -> int:
    return int(evaluate(measure, store.cube, store.period())["numerator"][0] or 0)


def _both(store: Store, measure: Measure, column: str) -> tuple[int, int]:
    """Give England's count and the sum of its parts; what lies in no part is in neither."""
    parts = evaluate(measure, store.cube, store.period(), [column]).drop_nulls(column)
    return _n(store, measure), int(parts["numerator"].sum() or 0)
