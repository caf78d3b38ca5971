"""Serious concerns by reason for the visit, judgement, type, way of visiting and over time."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import polars as pl

from dashboard.exhibits.exhibit import Dots, Exhibit
from dashboard.exhibits.found import concern_headlines, concern_rates, concern_tiles, found_answer
from dashboard.exhibits.found.exhibits import exhibit
from dashboard.measures import Selection, Store, serious_concerns
from dashboard.measures.definitions.found import SERIOUS_CONCERNS
from dashboard.records import words as w
from dashboard.wording import words


@dataclass(frozen=True)
class Split:
    """One thing by which concerns are told: its key, its words and its rows."""

    key: str
    by: str
    rows: Callable[[Store, Selection], pl.DataFrame]
    notes: tuple[str, ...] = ()


JUDGEMENT = Split("judgement", "judgement held before the visit", serious_concerns.by_judgement)
TYPE = Split("type", "setting type", serious_concerns.by_type)
MODE = Split("mode", "how the visit was made", serious_concerns.by_mode)
WEEKS = Split(
    "weeks",
    "four weeks in which visits started",
    concern_rates.by_weeks,
    (concern_headlines.UNTIL_LETTERS,),
)


def by_basis(store: Store, selection: Selection) -> Exhibit | None:
    """Give serious concerns by reason for the visit, where they can be told by it."""
    rows = serious_concerns.by_basis(store.as_counted, selection)
    if concern_tiles.unsaid(store.as_counted, selection, rows):
        return None
    compared = concern_headlines.can_compare(rows)
    notes = (found_answer.RANGE, concern_headlines.unstated(rows)) if compared else ()
    shown = found_answer.can_show(store, selection, rows)
    return exhibit(
        (store, selection),
        "concerns",
        found_answer.headline(store, selection, rows),
        f"{published(selection)}, by reason for the visit",
        (Dots(rows, "Reason for the visit"),) if shown else (),
        SERIOUS_CONCERNS,
        rows,
        ("name", *concern_rates.COLUMNS),
        (" ".join(filter(None, notes)),),
    )


def by_judgement(store: Store, selection: Selection) -> Exhibit | None:
    """Give serious concerns by the judgement that the setting held before."""
    if not _can_compare(store, selection) or selection.last_grade is not None:
        return None
    rows = JUDGEMENT.rows(store, selection)
    if not _any_prioritised(rows):
        return None
    said = concern_headlines.by_judgement(rows, words.noun(selection.changed("last_grade", None)))
    return _beside(rows, JUDGEMENT, said, store, selection)


def _can_compare(store: Store, selection: Selection) -> bool:
    return concern_headlines.can_compare(serious_concerns.by_basis(store.as_counted, selection))


def _several(
    split: Split, headline: Callable[[pl.DataFrame], str], store: Store, selection: Selection
) -> Exhibit | None:
    """Give serious concerns by one thing, where there are several of it to compare."""
    if not _can_compare(store, selection):
        return None
    rows = split.rows(store, selection)
    if not _any_prioritised(rows) or rows["name"].n_unique() == 1:
        return None
    return _beside(rows, split, headline(rows), store, selection)


def _any_prioritised(rows: pl.DataFrame) -> bool:
    """Say whether the letter of any prioritised visit is published."""
    return bool(rows.filter(selection_basis=w.PRIORITISED)["denominator"].sum())


def _beside(
    rows: pl.DataFrame, split: Split, said: str, store: Store, selection: Selection
) -> Exhibit:
    """Give prioritised visits by one thing, with sampled visits beside."""
    return exhibit(
        (store, selection),
        f"concerns-{split.key}",
        said,
        f"{published(selection)}, prioritised and sampled, by {split.by}",
        (Dots(rows, words.opening(split.by), beside=True),),
        SERIOUS_CONCERNS,
        rows,
        ("name", "selection_basis", *concern_rates.COLUMNS),
        split.notes,
    )


def published(selection: Selection) -> str:
    """Open a title: serious concerns in the letters of visits to what is chosen."""
    return f"{SERIOUS_CONCERNS.label} in published letters, visits to {words.noun(selection)}"


by_type = partial(_several, TYPE, concern_headlines.by_type)
by_mode = partial(_several, MODE, concern_headlines.by_mode)
by_weeks = partial(_several, WEEKS, concern_headlines.over_time)
"""Serious concerns by setting type, by how the visit was made and for each four weeks."""
