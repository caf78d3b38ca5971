"""One track to full inspections: how far it has come and where its pace leads."""

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date
from math import ceil
from typing import NamedTuple

from dashboard.measures.course import Course
from dashboard.measures.forecast import DAYS_A_WEEK, Forecast
from dashboard.measures.road.targets import Target
from dashboard.measures.selection import Selection


class Said(NamedTuple):
    """The word that a track had in the figures of a day."""

    day: date
    course: Course


@dataclass(frozen=True)
class Track:
    """How far one track has come by `day` and where the pace of the last 8 working weeks leads.

    `numerator` of `denominator` settings are visited; the target is `needed` of them before
    `target.earliest`. `weeks_seen` counts the working weeks since the start, `days_left` the
    working days before the date, `to_come` those after `day`. `chance` is that of reaching the
    target in time; `first` and `last` are the days between which it is reached in 8 of 10
    outcomes. A blank (None) is a figure that cannot be given: `course` says why, except that a
    date may lie beyond the outlook. `before` is the word of the last figures before, where asked.
    """

    target: Target
    selection: Selection
    day: date
    numerator: int | None
    denominator: int
    weeks_seen: int
    to_come: tuple[date, ...]
    course: Course = Course.UNKNOWN
    pace: Forecast | None = None
    chance: float | None = None
    first: date | None = None
    last: date | None = None
    before: Said | None = None

    @property
    def name(self) -> str:
        """The name of the track: "Local authorities" or "Providers"."""
        return self.target.track

    @property
    def needed(self) -> int:
        """Settings that the target asks for: its share of those in scope, rounded up."""
        return ceil(round(self.target.share * self.denominator, 9))

    @property
    def to_go(self) -> int:
        """Settings still to be visited to reach the target."""
        return max(0, self.needed - (self.numerator or 0))

    @property
    def days_left(self) -> int:
        """Working days from the day after `day` to the day before the earliest date.

        Found by halves, as it is asked for each day to come: 4% of a new Summary was spent here.
        """
        return bisect_left(self.to_come, self.target.earliest)

    @property
    def is_over(self) -> bool:
        """Say whether the date lies before the period, so that nothing is to be said of it."""
        return self.course is Course.PASSED and self.pace is None

    @property
    def has_target(self) -> bool:
        """Say whether the target was known by `day`."""
        return self.day >= self.target.known_from

    @property
    def has_aim(self) -> bool:
        """Say whether there is a target to stand beside the figures: known, its date not over."""
        return self.has_target and not self.is_over

    @property
    def is_forecast(self) -> bool:
        """Say whether there is a forecast: a pace, and earlier ranges that held often enough."""
        return self.pace is not None and self.course is not Course.UNRELIABLE

    @property
    def achieved_a_week(self) -> float | None:
        """First visits in a week of five working days, over the last 8 working weeks."""
        return None if self.pace is None else self.pace.a_week

    @property
    def needed_a_week(self) -> float | None:
        """First visits in a week of five working days that just reach the target in time."""
        return self.to_go * DAYS_A_WEEK / self.days_left if self.days_left else None
