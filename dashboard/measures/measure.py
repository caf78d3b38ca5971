"""What a measure is.

A measure is data: what is counted, out of what, and the words for it. Pages, charts, tables,
downloads, the glossary and the tests all read those words from the measure, so a label, a unit or
a definition is said once. The measures themselves are in `definitions/`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from dashboard.measures.needs import Needs
from dashboard.measures.shape import AREAS, KEYS, PERIODS, has

COLUMNS = (
    *AREAS,
    *dict.fromkeys(key for keys in KEYS.values() for key in keys if key not in PERIODS),
)
"""Every column that a measure may be split by or limited to."""


class MeasureError(ValueError):
    """A question that a measure cannot answer: one sentence that says why and what to ask."""


@dataclass(frozen=True)
class Count:
    """A column of one cube table, added up over the rows whose columns hold the given words."""

    table: str
    column: str
    only: tuple[tuple[str, str], ...] = ()


ENGLAND, REGION, AUTHORITY = "england", "region", "authority"
NOWHERE: tuple[str, ...] = ()
FROM_REGIONS = (ENGLAND, REGION)
EVERYWHERE = (ENGLAND, REGION, AUTHORITY)
"""The levels at which a measure may leave the inspectorate."""


@dataclass(frozen=True)
class Measure:
    """What is counted, out of what, and the words for it.

    `version` goes up by one when the way of counting changes, so that a change of method is never
    taken for a change in the world. What is `sensitive` tells why a setting was visited, what was
    found there or what powers were used: a release rounds it. `leaves` are the levels at which a
    release may give it. `needs` are what records have to tell before it is known. None of the three
    has a default, so that nothing leaves, or is said beyond what is told, because nobody thought of
    it.
    """

    name: str
    needs: Needs
    label: str
    unit: str
    definition: str
    numerator: Count
    denominator: Count | None = None
    above: str = ""
    below: str = ""
    is_mean: bool = False
    version: int = 1
    sensitive: bool = field(kw_only=True)
    leaves: tuple[str, ...] = field(kw_only=True)

    @property
    def is_share(self) -> bool:
        """Say whether the value is a share between 0 and 1."""
        return self.denominator is not None and not self.is_mean


Where = Mapping[str, str]
"""Columns and the one word each is limited to; a group of setting types counts as a word."""


@dataclass(frozen=True)
class Period:
    """Visits since a declared start, up to the end of the week that begins on `last_week`."""

    since: date
    last_week: date


def check_columns(measure: Measure, columns: Sequence[str]) -> None:
    """Refuse a column that the measure's numerator does not have, naming those it has."""
    for column in columns:
        if not has(measure.numerator.table, column):
            usable = [c for c in COLUMNS if has(measure.numerator.table, c)]
            raise MeasureError(
                f"{measure.name} cannot be split or limited by {column}. Use {', '.join(usable)}."
            )
