"""Find which column of a table is which of ours, by its heading and by what is in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import dataframely as dy
import numpy as np
import polars as pl

from dashboard.areas import naming
from dashboard.areas.vintages import VINTAGES
from dashboard.records.guessing import days
from dashboard.records.guessing.headings import (
    likeness,
    means_day,
    resembles,
    tells_closing,
    tells_of,
)
from dashboard.records.guessing.hints import KEYED, VERSIONS
from dashboard.records.guessing.meaning import meaning
from dashboard.records.guessing.seen import Seen
from dashboard.records.model import TABLES
from dashboard.records.references import FORM, NEVER
from dashboard.records.sources.headings import form

LEAST, SURE = 0.9, 1.5
"""Of 2 (1 for the heading, 1 for the content): from where on a column is taken, and is sure."""
MANY = 300
"""Different values that are looked at to see whether they are authorities or words."""
SAID = 0.85
"""From here on a heading says a thing whatever is in its column."""
FEW = 0.3
"""What a column of references says of a key of which many are alike."""
NEVER_GUESSED = ("recorded_on",)
NAMED_ALONE = ("text", "inspectorate", "number", "inspector_days", "reason")
"""Columns whose content says little: their heading has to say it."""


@dataclass(frozen=True)
class Columns:
    """For each of our columns the heading that it is taken to have, and how sure that is."""

    headings: dict[str, str] = field(default_factory=dict)
    scores: dict[str, float] = field(default_factory=dict)

    @property
    def total(self) -> float:
        """Add up how sure the columns are."""
        return sum(self.scores.values())


def assign(table: str, seen: Seen, known: frozenset[str] = frozenset()) -> Columns:
    """Give each of our columns the heading that fits it best, none twice.

    `known` are the references of the register, where it was found already.
    """
    from scipy.optimize import linear_sum_assignment

    schema = TABLES[table].columns()
    ours = list(schema)
    theirs = [heading for heading in seen.columns if resembles(heading, VERSIONS) < SAID]
    scores = np.array(
        [
            [_score(table, column, head, seen.columns[head], known) for head in theirs]
            for column in ours
        ]
    )
    chosen = [
        (ours[one], theirs[other], float(scores[one, other]))
        for one, other in zip(*linear_sum_assignment(-scores), strict=True)
        if scores[one, other] >= LEAST
    ]
    return Columns(
        {column: heading for column, heading, _ in chosen},
        {column: score for column, _, score in chosen},
    )


def _score(
    table: str, column: str, heading: str, values: pl.Series, known: frozenset[str]
) -> float:
    """Add up how well a heading and its values fit; nothing where the values cannot be."""
    named = likeness(table, column, heading)
    if column in NEVER_GUESSED:
        return SURE * (form(heading) == column)
    if isinstance(TABLES[table].columns()[column], dy.Date):
        return _score_of_days(table, column, heading, values)
    held = _content(table, column, values, known)
    if held == 0 or (column in NAMED_ALONE and named < 0.5):
        return 0.0
    return named + held


def _score_of_days(table: str, column: str, heading: str, values: pl.Series) -> float:
    """Say how well a heading fits days: what means them is theirs whatever its cells."""
    closing = column == "closed_on"
    if not (tells_closing(heading) if closing else tells_of(table, column, heading)):
        return 0.0
    named, held = likeness(table, column, heading), _content(table, column, values, frozenset())
    if means_day(table, column, heading):
        return max(named + (held or 0.5), LEAST)
    return named + held if held else 0.0


def _content(table: str, column: str, values: pl.Series, known: frozenset[str]) -> float:
    """Say from 0 to 1 how much of some values is what a column holds; half says nothing."""
    kind, said = TABLES[table].columns()[column], values.drop_nulls()
    if said.is_empty():
        return 0.5 if kind.nullable else 0.0
    if column == "la_code":
        return _areas(said)
    if column in ("urn", "visit_id", "action_id", "other_id"):
        return _keys(table, column, said, known)
    if isinstance(kind, dy.Enum):
        return _words(column, kind, said)
    if isinstance(kind, dy.Date):
        return 0.7 if days.are_days(said) or days.are_like_days(said) else _numbered_days(said)
    if kind.dtype.is_numeric():
        return 0.6 if said.cast(pl.Float64, strict=False).null_count() == 0 else 0.0
    return 0.5


def _areas(said: pl.Series) -> float:
    texts = said.unique().sort().head(MANY)
    vintages = (VINTAGES[-1].name, "2020")
    found = [any(isinstance(naming.find(t, v), naming.Found) for v in vintages) for t in texts]
    share = sum(found) / len(found)
    return share if share >= days.MOST else 0.0


def _keys(table: str, column: str, said: pl.Series, known: frozenset[str]) -> float:
    """Look whether values are references: each once in a key, of the register where it is known."""
    fit = said.str.contains(FORM) & ~said.str.contains(NEVER)
    if column != "urn":
        fit = said.str.len_chars() <= 40
    if int(fit.sum()) < days.MOST * len(said) or days.are_days(said):
        return 0.0
    if column == TABLES[table].primary_key()[0] and table in KEYED and table != "findings":
        return max(said.n_unique() / len(said), FEW)
    if column == "urn" and known:
        return int(said.is_in(list(known)).sum()) / len(said)
    return 0.5


def _words(column: str, kind: dy.Enum, said: pl.Series) -> float:
    counted = said.value_counts(sort=True).head(MANY)
    if counted.height > 3 * len(kind.categories):
        return 0.0
    known = [meaning(column, word, kind.categories) is not None for word in counted.to_series(0)]
    share = float((counted.to_series(1) * pl.Series(known)).sum() / len(said))
    return share if share >= 0.3 else 0.0


def _numbered_days(said: pl.Series) -> float:
    return 0.5 if days.share(said, days.EXCEL) == 1 else 0.0


Meanings = dict[str, dict[str, str | None]]
"""For each column of words theirs, and which of ours each may stand for."""


def words_of(seen: Seen, table: str, columns: Mapping[str, str]) -> Meanings:
    """Give for each column of words theirs that are not ours, and what they may stand for."""
    schema, found = TABLES[table].columns(), Meanings()
    for column, heading in columns.items():
        kind = schema[column]
        if isinstance(kind, dy.Enum):
            said = seen.columns[heading].drop_nulls().str.strip_chars().unique().sort().to_list()
            ours = kind.categories
            found[column] = {word: meaning(column, word, ours) for word in said if word not in ours}
    return {column: theirs for column, theirs in found.items() if theirs}
