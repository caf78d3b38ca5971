"""What a reader may choose, as data: the selection, the address, the strip and all words read it.

A filter of settings limits every figure. A filter of visits limits what counts visits, their
letters and what these say; a figure of anything else is not limited by it, and says so.
"""

from dataclasses import dataclass, fields, replace
from datetime import date

from dashboard.measures.filter import SECTION, STRIP, Filter, offered
from dashboard.measures.parts import ALL, FIRST, PARTS
from dashboard.records import words

SETTINGS_UNIT, PLACES_UNIT = "settings", "places"
HEXAGONS, MAP = "hexagons", "map"
BANDS, DIFFERENCES = "bands", "differences"
COMPARED = 5
"""So many areas are compared at most."""


@dataclass(frozen=True)
class Choices:
    """What a reader may choose: each field is a filter, and there is no other list of them.

    They stand in the order of an address; a strip shows those of its place in that order.
    """

    area: str | None = offered(
        None,
        Filter("area", "Area", "la_code", every="England", place=STRIP),
    )
    setting_type: str = offered(
        words.ALL_PROVIDERS,
        Filter(
            "type",
            "Setting type",
            "setting_type",
            (words.ALL_PROVIDERS, words.ALL_HOMES, *words.SETTING_TYPES),
            place=STRIP,
        ),
    )
    sector: str | None = offered(
        None,
        Filter(
            "sector",
            "Sector",
            "sector",
            (*words.SECTORS, words.NOT_RECORDED),
            every="All sectors",
            words={sector: sector.lower() for sector in words.SECTORS}
            | {"Local Authority": "local-authority-run", "Health Authority": "health-run"},
            before=True,
        ),
    )
    last_grade: str | None = offered(
        None,
        Filter(
            "judgement",
            "Prior judgement",
            "last_grade",
            (*words.JUDGEMENTS, words.NOT_RECORDED),
            every="All prior judgements",
            words={grade: f"last judged {grade.lower()}" for grade in words.JUDGEMENTS}
            | {words.NOT_YET_INSPECTED: "not yet inspected"},
        ),
    )
    since: date | None = offered(
        None,
        Filter("from", "Visits from", place=STRIP),
    )
    until: date | None = offered(
        None,
        Filter("to", "Up to", place=STRIP),
    )
    visit_mode: str | None = offered(
        None,
        Filter(
            "made",
            "How the visit was made",
            "mode",
            (*words.MODES, words.NOT_RECORDED),
            every="On site and remote",
            words={
                "On site": "visits on site",
                "Remote": "remote visits",
                "Both": "visits both on site and remote",
                words.NOT_RECORDED: "visits not recorded as on site or remote",
            },
            limit="how the visit was made",
            called="way of making a visit",
        ),
    )
    visit_type: str | None = offered(
        None,
        Filter(
            "visit",
            "Kind of visit",
            "visit_type",
            words.VISIT_TYPES,
            every="All kinds of visit",
            words={kind: f"{kind.lower()}s" for kind in words.VISIT_TYPES},
            limit="the kind of visit",
            called="kind of visit",
        ),
    )
    selection_basis: str | None = offered(
        None,
        Filter(
            "reason",
            "Reason for the visit",
            "selection_basis",
            (*words.SELECTION_BASES, words.NOT_RECORDED),
            every="All reasons",
            words=words.VISITS_OF,
            options=words.BASES,
            limit="the reason for the visit",
            called="reason for a visit",
        ),
    )
    reason: str | None = offered(
        None,
        Filter(
            "behind",
            "What lay behind the visit",
            "reason",
            (*words.REASONS, words.NOT_RECORDED),
            every="Whatever lay behind it",
            words={reason: f"visits with {reason.lower()} behind them" for reason in words.REASONS}
            | {words.NOT_RECORDED: "visits of which what lay behind them is not recorded"},
            limit="what lay behind the visit",
            called="thing behind a visit",
        ),
    )
    unit: str = offered(
        SETTINGS_UNIT,
        Filter("unit", "Count", choices=(SETTINGS_UNIT, PLACES_UNIT)),
    )
    regions: int = offered(
        8,
        Filter(
            "regions",
            "Regions",
            choices=(8, 9),
            options={8: "8 Ofsted regions", 9: "9 statistical regions"},
            called="set of regions",
        ),
    )
    picture: str = offered(
        HEXAGONS,
        Filter(
            "map",
            "Show areas as",
            choices=(HEXAGONS, MAP),
            place=SECTION,
            options={HEXAGONS: "Equal hexagons", MAP: "Map"},
            called="kind of map",
        ),
    )
    colours: str = offered(
        BANDS,
        Filter(
            "colour",
            "Colour by",
            choices=(BANDS, DIFFERENCES),
            place=SECTION,
            options={BANDS: "Share", DIFFERENCES: "Difference from England"},
            called="way of colouring a map",
        ),
    )
    compare: tuple[str, ...] = offered(
        (),
        Filter("compare", "Compare", place=SECTION),
    )
    part: str = offered(
        FIRST,
        Filter(
            "show",
            "Show",
            choices=(FIRST, *PARTS, ALL),
            place=SECTION,
            options=PARTS,
            called="part of the page",
        ),
    )


FILTERS = tuple(replace(each.metadata["filter"], name=each.name) for each in fields(Choices))
"""Every filter, in the order of an address; a strip shows those of its place in that order."""

BY_NAME = {each.name: each for each in FILTERS}
