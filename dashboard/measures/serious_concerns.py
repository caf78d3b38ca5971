"""Serious concerns as n of N with a likely range, each reason for a visit by itself."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from dashboard.measures import letter_ages
from dashboard.measures.cached import cached
from dashboard.measures.definitions.found import SERIOUS_CONCERNS
from dashboard.measures.definitions.letters import PUBLISHED
from dashboard.measures.kinds import judgements
from dashboard.measures.selection import Selection
from dashboard.measures.statistics import wilson
from dashboard.measures.status import Status
from dashboard.measures.store import Store
from dashboard.records import words as w
from dashboard.settings import Settings

ASSURANCE = "Assurance visit"


BASES = (*w.SELECTION_BASES, w.NOT_RECORDED)


SIDE_BY_SIDE = (w.PRIORITISED, w.SAMPLED)
IN_TWO = pl.col("selection_basis").is_in(SIDE_BY_SIDE)
"""Leaves of rows by reason for the visit those of the two that stand side by side."""


PARTS = ("serious", "published", "visits", "stated")


Parts = tuple[int, ...]


NO_PARTS: Parts = (0, 0, 0, 0)


_COUNTS = (*PARTS, "numerator", "denominator", "waiting", "unstated")


FIGURES: dict[str, type[pl.DataType]] = {
    **dict.fromkeys(_COUNTS, pl.Int64),
    **dict.fromkeys(("value", "low", "high"), pl.Float64),
    "status": pl.String,
}
"""What each row tells, with its type: rows of ten are put together in plain Python, which took
0.4 ms for a page where Polars took 4."""


Row = dict[str, Any]


def are_told_of(store: Store) -> bool:
    """Say whether the records hold any assurance visit: only at these can concerns be stated."""

    def found() -> bool:
        visits = store.records.get("visits")
        return visits is not None and bool((visits["visit_type"] == ASSURANCE).any())

    return store.once("assurance visits are recorded", found)


@cached
def by_basis(store: Store, selection: Selection) -> pl.DataFrame:
    """Give serious concerns for each reason for a visit: one row each, in display order.

    numerator is blank where no letter states an outcome; `waiting` are the visits whose letter is
    not yet published; `unstated` the published letters that state no outcome. Where the day of
    publication is not in the records, only `visits` is known.
    """
    parts, known = counted_parts(store, selection), letter_ages.known(store, selection)
    rows = [{"selection_basis": basis, **_settled(parts.get((basis,)))} for basis in BASES]
    for row in rows:
        row["name"] = w.BASES[row["selection_basis"]]
        if not known:
            row |= {"denominator": None, "waiting": None, "status": Status.UNKNOWN.value}
    return _table(rows, "selection_basis", *FIGURES, "name")


@cached
def by_judgement(store: Store, selection: Selection) -> pl.DataFrame:
    """Give them by the judgement held before the visit, in display order."""
    rows = _by(store, selection, "last_grade", (*judgements(store), w.NOT_RECORDED))
    visited = visited_of(rows)
    return side_by_side([r for r in rows if r["name"] != w.NOT_RECORDED or r["name"] in visited])


@cached
def by_mode(store: Store, selection: Selection) -> pl.DataFrame:
    """Give them by how the visit was made, for the modes with an assurance visit."""
    return _with_visits(_by(store, selection, "mode", (*w.MODES, w.NOT_RECORDED)))


@cached
def by_type(store: Store, selection: Selection) -> pl.DataFrame:
    """Give them by setting type, in display order, for the types with an assurance visit."""
    wanted = w.GROUPS.get(selection.setting_type, (selection.setting_type,))
    return _with_visits(_by(store, selection, "setting_type", wanted))


def _by(store: Store, selection: Selection, column: str, names: Sequence[str]) -> list[Row]:
    return rows_of(counted_parts(store, selection, column), names)


def rows_of(parts: Mapping[tuple[str, ...], Parts], names: Sequence[str]) -> list[Row]:
    """Give every name a row for prioritised visits and one for sampled visits."""
    return [
        {"name": name, "selection_basis": basis, **_settled(parts.get((basis, name)))}
        for name in names
        for basis in SIDE_BY_SIDE
    ]


def visited_of(rows: Sequence[Row]) -> set[str]:
    """Give the names of rows that have a visit."""
    return {row["name"] for row in rows if row["visits"]}


def _with_visits(rows: Sequence[Row]) -> pl.DataFrame:
    visited = visited_of(rows)
    return side_by_side([row for row in rows if row["name"] in visited])


def side_by_side(rows: Sequence[Row]) -> pl.DataFrame:
    """Give rows of prioritised and sampled visits as a frame."""
    return _table(rows, "name", "selection_basis", *FIGURES)


def _table(rows: Sequence[Row], *columns: str) -> pl.DataFrame:
    each = (pl.Series(c, [row[c] for row in rows], FIGURES.get(c, pl.String)) for c in columns)
    return pl.DataFrame([*each])


def counted_parts(store: Store, selection: Selection, *by: str) -> dict[tuple[Any, ...], Parts]:
    """Ask for all that a row needs, by reason and perhaps another column.

    Visits with a serious concern, published letters, assurance visits, letters with an outcome.
    """
    keys, limit = ["selection_basis", *by], {"visit_type": ASSURANCE}
    made = store.ask(PUBLISHED, selection, keys, **limit)
    serious = _counted(store.ask(SERIOUS_CONCERNS, selection, keys), len(keys))
    outcomes = store.ask(PUBLISHED, selection, [*keys, "outcome"], **limit)
    stated: Counter[tuple[Any, ...]] = Counter()
    for *words_of, outcome, n in outcomes[[*keys, "outcome", "numerator"]].rows():
        stated[tuple(words_of)] += (n or 0) if outcome != w.NOT_RECORDED else 0
    return {
        key: (serious.get(key, 0), published or 0, visits or 0, stated[key])
        for *words_of, published, visits in made[[*keys, "numerator", "denominator"]].rows()
        for key in [tuple(words_of)]
    }


def _counted(rows: pl.DataFrame, keys: int) -> dict[tuple[Any, ...], int]:
    columns = [*rows.columns[:keys], "numerator"]
    return {tuple(words_of): n or 0 for *words_of, n in rows[columns].rows()}


def _settled(parts: Parts | None) -> Row:
    """Divide the parts of a row, and give its rate its range and its status."""
    serious, published, visits, stated = parts or NO_PARTS
    numerator = serious if stated > 0 else None
    low, high = likely(numerator, published)
    row = {
        **dict(zip(PARTS, parts or NO_PARTS, strict=True)),
        "numerator": numerator,
        "denominator": published,
        "waiting": visits - published,
        "unstated": published - stated,
        "value": numerator / published if numerator is not None and published else None,
        "low": low,
        "high": high,
    }
    return row | {"status": _status(row)}


def likely(n: int | None, total: int) -> tuple[float | None, float | None]:
    """Give the likely range of a rate, blank where there are too few for a percentage."""
    enough = n is not None and total >= Settings.percentage_from
    return (wilson(n or 0, total) if enough else None) or (None, None)


def _status(row: Row) -> str:
    """Say which kind of figure a row is."""
    if row["visits"] == 0:
        return "no such visits"
    if row["denominator"] == 0:
        return "no letter published yet"
    if row["numerator"] is None:
        return "[x] outcome not recorded"
    few = row["denominator"] < Settings.percentage_from
    return (Status.FEW if few else Status.SHOWN).value
