"""The one rule that decides the status word of a track to full inspections."""

from enum import StrEnum

from dashboard.measures.forecast import HORIZONS, WEEKS_NEEDED, Record

ON_COURSE_FROM = 0.8
CLOSE_FROM = 0.3
CLOSE_PACE = 0.9
"""A track that makes so much of the pace that it needs is Close, whatever its chance."""
RELIABLE_FROM = 0.6
"""Where earlier ranges held less often than this, there is no word and no chance."""
TRIES_NEEDED = 5
"""Under so many earlier forecasts nothing is said of how often they held."""


class Course(StrEnum):
    """How a track stands. It is about our own visits, never about those whom we visit."""

    REACHED = "Target reached"
    ON_COURSE = "On course"
    CLOSE = "Close"
    OFF_COURSE = "Off course"
    UNRELIABLE = "No forecast"
    TOO_EARLY = "Too early to say"
    PASSED = "Date passed"
    UNSET = "No target yet"
    FEW = "Too few to say"
    NONE = "Nothing in scope"
    UNKNOWN = "Not known"


def decide(chance: float, made: float, needed: float | None) -> Course:
    """Give the word for a chance of reaching the agreed share by the date, and for the pace.

    `made` and `needed` are first visits in a week; nothing is needed where no day is left.
    """
    if chance >= ON_COURSE_FROM:
        return Course.ON_COURSE
    keeps_up = needed is not None and made >= CLOSE_PACE * needed
    return Course.CLOSE if chance >= CLOSE_FROM or keeps_up else Course.OFF_COURSE


def is_reliable(record: Record) -> bool:
    """Say whether earlier ranges held often enough for a word, or are too few to tell."""
    right = sum(each.came_true for each in record.tries)
    return len(record.tries) < TRIES_NEEDED or right >= RELIABLE_FROM * len(record.tries)


RULE = (
    "The word comes from the chance that the target share of settings is visited before the "
    f"earliest date, and from the pace. A chance of {ON_COURSE_FROM * 10:.0f} in 10 or more is On "
    f"course; {CLOSE_FROM * 10:.0f} in 10 or more, or {CLOSE_PACE:.0%} of the pace that is needed, "
    "is Close; less is Off course. Earlier forecasts are made anew from the weeks up to then, for "
    f"{HORIZONS[0]} and {HORIZONS[1]} working weeks: where their ranges held in fewer than "
    f"{RELIABLE_FROM * 10:.0f} in 10 there is No forecast. With fewer than {WEEKS_NEEDED} complete "
    "working weeks it is Too early to say. Where the share is reached already it is Target "
    "reached; after the date, Date passed."
)
