"""What a reader has chosen to look at, as one value that never changes."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from functools import cached_property
from typing import Any, Literal

from dashboard.measures.filter import Filter
from dashboard.measures.filters import FILTERS, SETTINGS_UNIT, Choices
from dashboard.measures.measure import Measure
from dashboard.measures.narrowing import NARROWING, OF_FIGURES, OF_VISITS, both
from dashboard.measures.scenario import AS_IT_IS, Scenario
from dashboard.records.model import LA_CODE

ENGLAND = "England"


@dataclass(frozen=True)
class Selection(Choices):
    """What is chosen on a page: the filters, which are fields of `Choices`, and what no filter is.

    A blank (None) means no limit, or the default of the records. `area` is a region's name or an
    authority's code; `since` one of the declared starts; `until` the last day of a period, a
    Sunday. `picture`, `colours` and `part` say how and which part of a page is shown, `compare`
    names areas that are shown beside one another, as `area` does, and `setting` one setting whose
    history is shown too; no figure depends on them. `scenario` changes no figure but what it is
    supposed of.
    """

    scenario: Scenario = AS_IT_IS
    setting: str | None = None

    @property
    def region_column(self) -> Literal["region", "statistical_region"]:
        """The column of the regions in use: 8 Ofsted regions or 9 statistical ones."""
        return "region" if self.regions == 8 else "statistical_region"

    @property
    def is_authority(self) -> bool:
        """Say whether the area is one authority."""
        return self.area is not None and is_code(self.area)

    def __hash__(self) -> int:
        """Be hashed once: a page looks up some 150 answers by its choice."""
        return self._hashed

    @cached_property
    def _hashed(self) -> int:
        return hash(tuple(getattr(self, name) for name in NAMES))

    def where(self) -> dict[str, str]:
        """Give the limits that every figure of the page obeys which can."""
        return {**self._where}

    @cached_property
    def _where(self) -> Mapping[str, str]:
        columns = {e.name: e.column for e in FILTERS if e.column} | {"area": self._area_column}
        chosen = ((column, getattr(self, name)) for name, column in columns.items())
        return {column: word for column, word in chosen if word is not None}

    @property
    def _area_column(self) -> str:
        return "la_code" if self.is_authority else self.region_column

    @cached_property
    def of_visits(self) -> tuple[Filter, ...]:
        """The filters in use that limit visits only."""
        return tuple(each for each in OF_VISITS if getattr(self, each.name) is not None)

    @cached_property
    def narrowed_by(self) -> tuple[Filter, ...]:
        """The filters in use that leave some settings of a type in an area."""
        return tuple(each for each in NARROWING if getattr(self, each.name) is not None)

    def without_visits(self) -> "Selection":
        """Give the same choice of settings, of all visits: for what such filters cannot limit."""
        return self.lifted(self.of_visits)

    def lifted(self, filters: Iterable[Filter]) -> "Selection":
        """Give the same choice without the limits of some filters."""
        none: dict[str, Any] = {each.name: None for each in filters}
        return replace(self, **none) if none else self

    def unlimited(self, measure: Measure) -> tuple[Filter, ...]:
        """Give the filters in use that cannot limit a measure."""
        table = measure.numerator.table
        return tuple(each for each in self.of_visits if not each.can_limit(table))

    def of(self, measure: Measure) -> "Selection":
        """Give the choice that a measure obeys: filters that cannot limit it are lifted."""
        return self.lifted(self.unlimited(measure))

    def limits(self, measure: Measure, further: Mapping[str, str]) -> dict[str, str]:
        """Give what limits a measure: the choice as far as it can, and further limits."""
        return both(self.of(measure).where(), further)

    def of_figures(self) -> "Selection":
        """Keep of a choice what figures depend on."""
        return Selection(**{name: getattr(self, name) for name in (*OF_FIGURES, "regions")})

    def changed(self, field: str, value: Any) -> "Selection":
        """Give the same choice with one filter changed; another area leaves a setting's history."""
        changes: dict[str, Any] = {field: value}
        if field == "area":
            changes["setting"] = None
        return replace(self, **changes)

    def comparing(self, area: str) -> "Selection":
        """Give the same choice with one more area compared, once."""
        return replace(self, compare=tuple(dict.fromkeys((*self.compare, area))))

    def without(self, area: str) -> "Selection":
        """Give the same choice with an area compared no more."""
        return replace(self, compare=tuple(each for each in self.compare if each != area))

    def in_settings(self) -> "Selection":
        """Give the same choice, counting settings whatever unit is chosen."""
        return replace(self, unit=SETTINGS_UNIT)

    def anywhere(self) -> "Selection":
        """Give the same choice for the whole of England."""
        return replace(self, area=None)


NAMES = tuple(each.name for each in fields(Selection))


def is_code(area: str) -> bool:
    """Say whether an area is named by an authority's code rather than a region's name."""
    return re.fullmatch(LA_CODE, area) is not None
