"""The one rule that decides the status word of a track to full inspections."""

from enum import StrEnum

from dashboard.measures.projection import WEEKS_NEEDED, WEEKS_SEEN

ON_COURSE_FROM = 0.8
AT_RISK_FROM = 0.4


class Course(StrEnum):
    """How a track stands. It is about our own visits, never about those whom we visit."""

    REACHED = "Target reached"
    ON_COURSE = "On course"
    AT_RISK = "At risk"
    OFF_COURSE = "Off course"
    TOO_EARLY = "Too early to say"
    PASSED = "Date passed"
    FEW = "Too few to say"
    NONE = "Nothing in scope"
    UNKNOWN = "Not available"


def decide(chance: float) -> Course:
    """Give the word for a chance of reaching the agreed share by the date."""
    if chance >= ON_COURSE_FROM:
        return Course.ON_COURSE
    return Course.AT_RISK if chance >= AT_RISK_FROM else Course.OFF_COURSE


RULE = (
    "The word comes from the chance that the target share of settings is visited before the "
    f"earliest date, if the pace of the last {WEEKS_SEEN} working weeks holds: 8 in 10 or more is "
    "On course, 4 to 8 in 10 At risk, under 4 in 10 Off course. With fewer than "
    f"{WEEKS_NEEDED} working weeks of visits it is Too early to say. Where the share is reached "
    "already it is Target reached; after the date, Date passed."
)
