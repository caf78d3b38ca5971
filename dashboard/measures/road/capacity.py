"""What the visits of the last 8 working weeks took, and where another capacity would lead."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.measures import inspector_days
from dashboard.measures.definitions.coverage import VISITS
from dashboard.measures.forecast import DAYS_A_WEEK, WEEKS_SEEN
from dashboard.measures.road.track import Track
from dashboard.measures.road.tracks import complete_weeks, with_pace
from dashboard.measures.scenario import AS_IT_IS, Scenario
from dashboard.measures.store import Store
from dashboard.settings import Settings


@dataclass(frozen=True)
class Use:
    """What went into one track: visits, those to settings not yet seen, and inspector days.

    `inspector_days` is what was recorded, and `recorded` the visits that it was recorded for.
    """

    visits: int
    first_visits: int
    working_days: int
    inspector_days: float
    recorded: int

    @property
    def visits_a_week(self) -> float | None:
        """Visits in a week of five working days; None without a working week."""
        return self.visits / self.working_days * DAYS_A_WEEK if self.working_days else None

    @property
    def unseen(self) -> float | None:
        """The share of visits that went to settings not yet seen; None without a visit."""
        return self.first_visits / self.visits if self.visits else None


@dataclass(frozen=True)
class Capacity:
    """The capacity of the last 8 working weeks, both tracks together.

    `inspectors` are full-time on visits; where inspector days are recorded for under half of the
    visits they are worked out from an assumed number of visits each (`assumed`).
    """

    inspectors: float
    visits_each: float
    unseen: float
    assumed: bool

    @property
    def visits_a_week(self) -> float:
        """Visits in a week of five working days."""
        return self.inspectors * self.visits_each


@dataclass(frozen=True)
class Planned:
    """A track as it would go on in a scenario, after `lost` working days without a visit."""

    track: Track
    visits_a_week: float
    unseen: float
    lost: int


@dataclass(frozen=True)
class Supposed:
    """What the tracks took, their capacity together, and each track in the scenario.

    `now` is None without a visit; a track's plan is None where nothing is supposed or where there
    is no pace to change.
    """

    uses: tuple[Use, ...]
    now: Capacity | None
    planned: tuple[Planned | None, ...]


def suppose(store: Store, tracks: Sequence[Track], scenario: Scenario) -> Supposed:
    """Give the capacity of the last 8 working weeks, and where the tracks lead in a scenario."""
    uses = tuple(_used(store, track) for track in tracks)
    now = capacity(uses)
    if now is None or scenario == AS_IT_IS:
        return Supposed(uses, now, (None,) * len(uses))
    plans = (plan(t, use, now, scenario) for t, use in zip(tracks, uses, strict=True))
    return Supposed(uses, now, tuple(plans))


def _used(store: Store, track: Track) -> Use:
    """Count once for each choice what a track took."""
    key = ("used", track.selection)
    return store.remembered(key, lambda asked: used(asked, track))


def used(store: Store, track: Track) -> Use:
    """Count what the last 8 working weeks of a track took, in visits of every kind."""
    weeks = complete_weeks(store, track.selection).tail(WEEKS_SEEN)
    visits = store.ask(VISITS, track.selection.without_visits(), ["week"]).join(
        weeks, on="week", how="semi"
    )
    if track.numerator is None:
        return Use(0, 0, sum(weeks["days"]), 0.0, 0)
    took, recorded = inspector_days.in_weeks(store, track.selection, weeks["week"].to_list())
    return Use(
        visits=sum(visits["numerator"]),
        first_visits=sum(weeks["first_visits"]),
        working_days=sum(weeks["days"]),
        inspector_days=took,
        recorded=recorded,
    )


def capacity(uses: Sequence[Use]) -> Capacity | None:
    """Add up what the tracks took; None where there was no visit."""
    visits = sum(use.visits for use in uses)
    if not visits:
        return None
    a_week = sum(use.visits_a_week or 0 for use in uses)
    recorded = sum(use.recorded for use in uses)
    days_each = sum(use.inspector_days for use in uses) / recorded if recorded else 0
    assumed = recorded < Settings.usable_from * visits or not days_each
    each = Settings.visits_each if assumed else DAYS_A_WEEK / days_each
    unseen = sum(use.first_visits for use in uses) / visits
    return Capacity(a_week / each, each, unseen, assumed)


def plan(track: Track, use: Use, now: Capacity, scenario: Scenario) -> Planned | None:
    """Give a track as a scenario would have it; None where there is no pace to change.

    Visits are shared between the tracks as they were. A track that had no visits gets none.
    """
    if track.pace is None or use.unseen is None:
        return None
    inspectors = now.inspectors if scenario.inspectors is None else scenario.inspectors
    each = now.visits_each if scenario.visits_each is None else scenario.visits_each
    unseen = use.unseen if scenario.unseen is None else scenario.unseen / 100
    visits = use.visits / use.working_days * inspectors * each / now.visits_a_week
    lost = min(scenario.weeks_lost * DAYS_A_WEEK, len(track.to_come))
    pace = track.pace.at(visits * unseen)
    return Planned(with_pace(track, pace, lost), visits * DAYS_A_WEEK, unseen, lost)
