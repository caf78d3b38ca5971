"""Every figure that a page can explain: whole ones first, then the rows and cells of its tables.

They come from the questions that the page asked while it was laid out, so a new table can be
explained on the day that it is added.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations, product
from typing import TypeGuard

import polars as pl

from dashboard.exhibits.explained.figure import Figure, folded
from dashboard.exhibits.explained.worked import Worked
from dashboard.measures import Question, Selection, Store, WithheldError
from dashboard.measures.definitions import BY_NAME
from dashboard.measures.kinds import types_of
from dashboard.measures.questions import Asked
from dashboard.measures.shape import AREAS, TYPES
from dashboard.records import words as w
from dashboard.settings import monday

DEEPEST = 2
"""A cell has a row and a column; a table with more keys is offered by each key alone."""

WITHIN = "outcome"
"""What letters state is asked for within other figures only: no page splits visits by it."""


def offered(questions: Sequence[Asked], store: Store, page: Selection) -> dict[str, Figure]:
    """Give the figures behind some questions by the name of each; `page` is the page's choice."""
    wholes: dict[str, Figure] = {}
    parts: dict[str, Figure] = {}
    for asked in dict.fromkeys(questions):
        if isinstance(asked, Worked):
            wholes.setdefault(asked.key(page), asked)
            continue
        if not _is_offered(asked):
            continue
        for columns in _subsets(asked.by):
            for figure in _shown(asked, columns, store):
                (parts if columns else wholes).setdefault(figure.key(page), figure)
    return wholes | {key: figure for key, figure in parts.items() if key not in wholes}


def has_any(questions: Sequence[Asked]) -> bool:
    """Say whether any figure is behind some questions, without working one out."""
    return any(isinstance(asked, Worked) or _is_offered(asked) for asked in questions)


def _is_offered(asked: Asked) -> TypeGuard[Question]:
    """Say whether a question is one of a measure that is defined, in parts that pages show."""
    return isinstance(asked, Question) and WITHIN not in asked.by and asked.measure.name in BY_NAME


def _subsets(by: Sequence[str]) -> Iterator[tuple[str, ...]]:
    deepest = len(by) if len(by) <= DEEPEST else 1
    for size in range(deepest + 1):
        yield from combinations(by, size)


def _shown(asked: Question, columns: tuple[str, ...], store: Store) -> list[Figure]:
    """Give the figures of a question, unless they are held back."""
    try:
        return [*_figures(asked, columns, store)]
    except WithheldError:
        return []


def _figures(asked: Question, columns: tuple[str, ...], store: Store) -> Iterator[Figure]:
    """Give a figure for each group of some columns, those without any records too."""
    if any(_is_fixed(column, asked.selection) for column in columns):
        return
    found = store.ask(asked.measure, asked.selection, columns, **dict(asked.limits))
    rows = {tuple(map(str, row[:-4])): row[-4:-1] for row in found.rows()}
    lists = (_words(column, asked.selection, store, found) for column in columns)
    for group in product(*lists):
        limits = dict(zip(columns, group, strict=True))
        row = rows.get(group)
        if row is None:
            chosen = dict(asked.limits) | limits
            row = store.ask(asked.measure, asked.selection, (), **chosen).row(0)[:-1]
        yield Figure(asked.measure, *folded(asked, limits), *row)


def _is_fixed(column: str, selection: Selection) -> bool:
    """Say whether a choice leaves one word of a column only, so that it splits nothing."""
    if column == "setting_type":
        return selection.setting_type not in w.GROUPS
    if column in AREAS:
        return selection.area is not None or column != selection.region_column
    return column in selection.where()


def _words(column: str, selection: Selection, store: Store, found: pl.DataFrame) -> list[str]:
    """List the words of a column that a table may have a row for."""
    areas = store.authorities
    if column == "la_code":
        if selection.area is not None:
            areas = areas.filter(pl.col(selection.region_column) == selection.area)
        return areas.sort("la_name")["la_code"].to_list()
    if column in AREAS:
        return areas[column].cast(pl.String).unique(maintain_order=True).to_list()
    if column == "setting_type":
        return list(types_of(store, selection.setting_type))
    if column == "week":
        period = store.period(selection.since, selection.until)
        weeks = (wk for wk in store.weeks if monday(period.since) <= wk <= period.last_week)
        return [str(week) for week in weeks]
    known = set(found[column].cast(pl.String))
    return [word for word in TYPES[column].categories if word != w.NOT_RECORDED or word in known]
