"""Checks that every figure agrees with every other: identities worked out once a store is opened.

Each check says in words what should be equal, and gives both sides, so that a sceptic can read it.
"""

from collections.abc import Iterator

import polars as pl

from dashboard.areas.vintages import VINTAGES
from dashboard.audit import control, recount
from dashboard.audit.recount import visited
from dashboard.measures import Measure, Store
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
from dashboard.measures.evaluation import evaluate
from dashboard.measures.ledger import MEASURES, ledger
from dashboard.measures.trust import Check, counts_of, fed_by

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


def checks(store: Store) -> tuple[Check, ...]:
    """Work out every check for the whole of England since the latest start."""
    found = [*_rows(store), *_areas(store), *_register(store)]
    if "visits" in store.cube.tables:
        found += [*_sums(store), *_visits(store)]
    found += [*_through(store), *control.checks(store), *recount.checks(store)]
    told = bool(store.cube.reach.kinds("places"))
    return tuple(check for check in found if told or not _is_of_places(check))


def _is_of_places(check: Check) -> bool:
    return {column for _, column in check.touches} == {"places"}


def _through(store: Store) -> Iterator[Check]:
    """Follow the rows that were read to the figures."""
    for line in ledger(store.records, store.accounts, store.cube):
        sentence = f"Rows of {line.table} read = rows counted + rows outside + rows not used"
        yield Check(sentence, line.came, line.went, counts_of(MEASURES[line.table]))


def _rows(store: Store) -> Iterator[Check]:
    for table, account in store.accounts.items():
        used = account["kept"] + account["set_aside"] + account.get("passed_over", 0)
        name = table.replace("_", " ")
        sentence = f"Rows of {name} read = rows used + rows set aside"
        yield Check(sentence, account["read"], used, fed_by(table))


def _areas(store: Store) -> Iterator[Check]:
    count = next(vintage.count for vintage in VINTAGES if vintage.name == store.vintage)
    own, every = store.records["local_authorities"].height, fed_by("local_authorities")
    if store.scope.everywhere:
        yield Check("Authorities in the records = authorities of their day", own, count, every)
    yield Check("Authorities with a shape = authorities", store.authorities.height, own, every)


def _register(store: Store) -> Iterator[Check]:
    """Compare the settings that are counted with the register itself."""
    settings, day = store.records["settings"], store.as_at
    live = settings.filter(
        pl.col("registered_on").is_null() | (pl.col("registered_on") <= day),
        pl.col("closed_on").is_null() | (pl.col("closed_on") > day),
    )
    scope, touched = _n(store, SETTINGS), counts_of(SETTINGS)
    sentence = "Settings in scope = settings open in the register"
    yield Check(sentence, scope, live.height, touched)
    for column, parts in PARTS.items():
        sides = _both(store, SETTINGS, column)
        yield Check(f"Settings in {store.scope.label} = settings of {parts}", *sides, touched)
    yield from _bridge(store, settings)
    seen, sight = _both(store, LAST_SEEN, "last_seen")[1], counts_of(LAST_SEEN)
    yield Check("Settings in scope = settings by when anyone was last on site", scope, seen, sight)
    places = int(live["places"].sum())
    sentence = "Registered places in scope = places in the register"
    yield Check(sentence, _n(store, PLACES), places, counts_of(PLACES))


def _bridge(store: Store, settings: pl.DataFrame) -> Iterator[Check]:
    """Compare the register at the start, with who came and went since, with the register now."""
    since, day = store.starts[-1].day, store.as_at
    for unit, (then, joined, left, now) in BRIDGES.items():
        if {
            measure.numerator.table for measure in (then, joined, left)
        } <= store.cube.tables.keys():
            made = _n(store, then) + _n(store, joined) - _n(store, left)
            sentence = f"{unit} on the register at the start + joined - left = in scope now"
            yield Check(sentence, made, _n(store, now), counts_of(then, joined, left))
    if "left" in store.cube.tables:
        closed = settings.filter(pl.col("closed_on") > since, pl.col("closed_on") <= day)
        sentence = "Settings that left = settings closed since"
        yield Check(sentence, _n(store, LEFT), closed.height, counts_of(LEFT))


def _sums(store: Store) -> Iterator[Check]:
    """Compare England with the sum of its parts, for every measure that is added up."""
    for measure in ADDED_UP:
        for column, parts in PARTS.items():
            sides = _both(store, measure, column)
            sentence = f"{measure.label}: {store.scope.label} = sum of {parts}"
            yield Check(sentence, *sides, counts_of(measure))


def _visits(store: Store) -> Iterator[Check]:
    """Compare visits with their reasons, their weeks and the records they come from."""
    since = store.starts[-1].day
    rows = store.records["visits"].filter(pl.col("started_on").is_between(since, store.as_at))
    total, touched = _n(store, VISITS), counts_of(VISITS)
    yield Check("Visits counted = visits in the records", total, rows.height, touched)
    reasons = sum(_n(store, share) for share in SHARES_OF_BASIS)
    yield Check("Visits = visits for each of the four reasons", total, reasons, touched)
    yield Check("Visits = sum of the visits of each week", *_both(store, VISITS, "week"), touched)
    sides, reached = _both(store, COVERAGE, "week"), counts_of(COVERAGE)
    yield Check("Settings visited = first visits of each week", *sides, reached)
    is_open = pl.col("closed_on").is_null() | (pl.col("closed_on") > store.as_at)
    live = visited(store, since).filter(is_open)
    sentence = "Settings visited = open settings with a visit"
    yield Check(sentence, _n(store, COVERAGE), live.height, reached)
    out = visited(store, since, with_letter=True).filter(is_open)
    sentence = "Settings visited, letter published = open settings with a letter published"
    yield Check(sentence, _n(store, REPORTED), out.height, counts_of(REPORTED))


def _n(store: Store, measure: Measure) -> int:
    return int(evaluate(measure, store.cube.whole, store.period())["numerator"][0] or 0)


def _both(store: Store, measure: Measure, column: str) -> tuple[int, int]:
    """Give England's count and the sum of its parts; what lies in no part is in neither."""
    parts = evaluate(measure, store.cube.whole, store.period(), [column]).drop_nulls(column)
    return _n(store, measure), int(parts["numerator"].sum() or 0)
