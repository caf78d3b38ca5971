"""What a measure needs the records to tell before it is known."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto


class When(Enum):
    """The days for which something has to be told."""

    DAY = auto()
    START = auto()
    PERIOD = auto()
    EVER = auto()


@dataclass(frozen=True)
class Need:
    """One thing that has to be told (`words.TOLD_OF`), and when.

    Without it a figure is not known; with an `otherwise` it is given all the same, and says that.
    """

    told: str
    when: When
    otherwise: str = ""


Needs = tuple[Need, ...]
LISTED_ALONE = "of the settings listed, not all there are"
"""What is said of a figure where the register does not list every setting never inspected."""
REGISTER: Needs = (
    Need("settings", When.DAY),
    Need("not_yet_inspected", When.DAY, LISTED_ALONE),
)
START: Needs = (
    Need("settings", When.START),
    Need("not_yet_inspected", When.START, LISTED_ALONE),
    Need("registrations", When.PERIOD),
    Need("closures", When.PERIOD),
)
VISITS: Needs = (Need("visits", When.PERIOD),)
PLACES: Needs = (Need("places", When.DAY),)
PLACES_THEN: Needs = (Need("places", When.PERIOD),)
LETTERS: Needs = (*VISITS, Need("letters", When.PERIOD))
SECTORS: Needs = (Need("sectors", When.DAY),)
REASONS: Needs = (*VISITS, Need("reasons", When.PERIOD))
ISSUED: Needs = (Need("actions", When.PERIOD),)
ACTIONS: Needs = (Need("actions", When.EVER),)
JOINED: Needs = (Need("settings", When.DAY), Need("registrations", When.PERIOD))
LEFT: Needs = (Need("closures", When.PERIOD),)
NEVER_INSPECTED: Needs = (
    Need("settings", When.DAY),
    Need("judgements", When.DAY),
    Need("not_yet_inspected", When.DAY),
)
LAST_SEEN: Needs = (
    *REGISTER,
    Need("inspections", When.DAY),
    Need("visits", When.EVER, "without visits"),
)
BELOW: Mapping[tuple[str, str], Needs] = {
    ("open", "settings"): REGISTER,
    ("open", "places"): (*REGISTER, *PLACES),
    ("visits", "visits"): VISITS,
    ("visits", "published"): LETTERS,
    ("letters", "letters"): LETTERS,
    ("waiting", "visits"): LETTERS,
}
"""What the number that a figure is out of needs, by the table and column of the cube."""

LIMITED: Mapping[str, Needs] = {
    "last_grade": (Need("judgements", When.DAY),),
    "last_seen": LAST_SEEN,
    "size": PLACES,
    "sector": SECTORS,
    "selection_basis": REASONS,
    "reason": (*VISITS, Need("reasons_behind", When.PERIOD)),
    "mode": (*VISITS, Need("modes", When.PERIOD)),
    "outcome": (*VISITS, Need("outcomes", When.PERIOD)),
    "theme": (*VISITS, Need("findings", When.PERIOD)),
    "side": (*VISITS, Need("findings", When.PERIOD)),
}
"""What more a figure needs that is limited to a word of a column."""
