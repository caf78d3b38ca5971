"""Serious concerns by reason for the visit, judgement, type, way of visiting and over time."""

from collections.abc import Callable

import polars as pl

from dashboard.exhibits.exhibit import Dots, Exhibit
from dashboard.exhibits.found import concern_headlines, concern_rates, concern_tiles, found_answer
from dashboard.exhibits.found.table import table
from dashboard.measures import serious_concerns
from dashboard.measures.definitions.found import SERIOUS_CONCERNS
from dashboard.measures.selection import Selection
from dashboard.measures.store import Store
from dashboard.records import words as w
from dashboard.wording import words


def by_basis(store: Store, selection: Selection) -> Exhibit | None:
    """Give serious concerns by reason for the visit, where they can be told by it."""
    rows = serious_concerns.by_basis(store.as_counted, selection)
    if concern_tiles.unsaid(store.as_counted, selection, rows):
        return None
    compared = concern_headlines.can_compare(rows)
    notes = (found_answer.RANGE, concern_headlines.unstated(rows)) if compared else ()
    shown = found_answer.can_show(store, selection, rows)
    columns = ("name", *concern_rates.COLUMNS)
    return Exhibit(
        "concerns",
        concern_headlines.side_by_side(rows) or found_answer.stated(store, selection, rows),
        f"{published(selection)}, by reason for the visit",
        (Dots(rows, "Reason for the visit"),) if shown else (),
        table(store, selection, rows, "concerns", SERIOUS_CONCERNS, columns),
        (" ".join(filter(None, notes)),),
        (words.period(selection, store),),
    )


def by_judgement(store: Store, selection: Selection) -> Exhibit | None:
    """Give serious concerns by the judgement that the setting held before."""
    if not _can_compare(store, selection) or selection.last_grade is not None:
        return None
    rows = serious_concerns.by_judgement(store, selection)
    if not _any_prioritised(rows):
        return None
    said = concern_headlines.by_judgement(rows, words.noun(selection.changed("last_grade", None)))
    return _beside(rows, said, "judgement held before the visit", "judgement", store, selection)


def by_type(store: Store, selection: Selection) -> Exhibit | None:
    """Give serious concerns by setting type, where there are several."""
    rows = _several(store, selection, serious_concerns.by_type)
    if rows is None:
        return None
    said = concern_headlines.by_type(rows)
    return _beside(rows, said, "setting type", "type", store, selection)


def by_mode(store: Store, selection: Selection) -> Exhibit | None:
    """Give serious concerns by how the visit was made, where there are several ways."""
    rows = _several(store, selection, serious_concerns.by_mode)
    if rows is None:
        return None
    said = concern_headlines.by_mode(rows)
    return _beside(rows, said, "how the visit was made", "mode", store, selection)


def by_weeks(store: Store, selection: Selection) -> Exhibit | None:
    """Give serious concerns for each four weeks, where there are several."""
    rows = _several(store, selection, concern_rates.by_weeks)
    if rows is None:
        return None
    said, split = concern_headlines.over_time(rows), "four weeks in which visits started"
    note = concern_headlines.UNTIL_LETTERS
    return _beside(rows, said, split, "weeks", store, selection, note)


def _can_compare(store: Store, selection: Selection) -> bool:
    return concern_headlines.can_compare(serious_concerns.by_basis(store.as_counted, selection))


def _several(
    store: Store, selection: Selection, rows_of: Callable[[Store, Selection], pl.DataFrame]
) -> pl.DataFrame | None:
    """Give the rows of a comparison, where there is one to make."""
    if not _can_compare(store, selection):
        return None
    rows = rows_of(store, selection)
    return rows if _any_prioritised(rows) and rows["name"].n_unique() > 1 else None


def _any_prioritised(rows: pl.DataFrame) -> bool:
    """Say whether the letter of any prioritised visit is published."""
    return bool(rows.filter(pl.col("selection_basis") == w.PRIORITISED)["denominator"].sum())


def _beside(
    rows: pl.DataFrame,
    said: str,
    split: str,
    name: str,
    store: Store,
    selection: Selection,
    *notes: str,
) -> Exhibit:
    """Give prioritised visits by one thing, with sampled visits beside."""
    key, columns = f"concerns_{name}", ("name", "selection_basis", *concern_rates.COLUMNS)
    return Exhibit(
        f"concerns-{name}",
        said,
        f"{published(selection)}, prioritised and sampled, by {split}",
        (Dots(rows, words.opening(split), beside=True),),
        table(store, selection, rows, key, SERIOUS_CONCERNS, columns),
        notes,
        (words.period(selection, store),),
    )


def published(selection: Selection) -> str:
    """Open a title: serious concerns in the letters of visits to what is chosen."""
    return f"{SERIOUS_CONCERNS.label} in published letters, visits to {words.noun(selection)}"
