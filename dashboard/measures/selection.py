"""What a reader has chosen to look at, as one value that never changes."""

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal

from dashboard.measures.scenario import AS_IT_IS, Scenario
from dashboard.records import words
from dashboard.records.model import LA_CODE

ENGLAND = "England"
SETTINGS_UNIT, PLACES_UNIT = "settings", "places"
HEXAGONS, MAP = "hexagons", "map"
AREAS, WEEKS, LEFT, FAIRNESS = "areas", "weeks", "who is left", "fairness"


@dataclass(frozen=True)
class Selection:
    """The filters of a page. A blank (None) means no limit, or the default of the records.

    `area` is a region's name or an authority's code; `since` one of the declared starts; `until`
    the last day of a period, a Sunday. `picture` and `part` say how and which part of a page is
    shown; no figure depends on them. `scenario` changes no figure but what it is supposed of.
    """

    area: str | None = None
    setting_type: str = words.ALL_PROVIDERS
    sector: str | None = None
    last_grade: str | None = None
    since: date | None = None
    until: date | None = None
    unit: str = SETTINGS_UNIT
    regions: int = 8
    picture: str = HEXAGONS
    scenario: Scenario = AS_IT_IS
    part: str = AREAS

    @property
    def region_column(self) -> Literal["region", "statistical_region"]:
        """The column of the regions in use: 8 Ofsted regions or 9 statistical ones."""
        return "region" if self.regions == 8 else "statistical_region"

    @property
    def is_authority(self) -> bool:
        """Say whether the area is one authority."""
        return self.area is not None and is_code(self.area)

    def where(self) -> dict[str, str]:
        """Give the limits that every figure of the page obeys."""
        asked = {
            self._area_column: self.area,
            "setting_type": self.setting_type,
            "sector": self.sector,
            "last_grade": self.last_grade,
        }
        return {column: word for column, word in asked.items() if word is not None}

    @property
    def _area_column(self) -> str:
        return "la_code" if self.is_authority else self.region_column

    def changed(self, field: str, value: Any) -> "Selection":
        """Give the same choice with one filter changed."""
        changes: dict[str, Any] = {field: value}
        return replace(self, **changes)

    def anywhere(self) -> "Selection":
        """Give the same choice for the whole of England."""
        return replace(self, area=None)


def is_code(area: str) -> bool:
    """Say whether an area is named by an authority's code rather than a region's name."""
    return re.fullmatch(LA_CODE, area) is not None
