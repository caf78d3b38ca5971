"""What a scenario changes, in words."""

from collections.abc import Sequence

from dashboard.exhibits.road.chart_sentences import from_to
from dashboard.exhibits.road.rates import rate, together
from dashboard.exhibits.road.sentences import OUTLOOK, whom
from dashboard.measures.course import Course
from dashboard.measures.forecast import WEEKS_SEEN
from dashboard.measures.road.capacity import Capacity, Supposed
from dashboard.measures.road.track import Track
from dashboard.measures.store import Store
from dashboard.wording import words

TITLE = f"Pace of the last {WEEKS_SEEN} working weeks, and the scenario"


def headline(found: Sequence[Track], then: Supposed, store: Store) -> str:
    """Say what the scenario changes, or what there is to change; some pace can be changed."""
    if then.now is not None and not any(then.planned):
        now = f"We make about {rate(then.now.visits_a_week)} visits a week"
        return f"{now}; change a number to see {_moves(found, store)}"
    said = [
        f"{whom(track, store)} {_leads(plan.track)}"
        for track, plan in zip(found, then.planned, strict=True)
        if plan is not None
    ]
    return f"In your scenario {'; '.join(said)}"


def can_change(found: Sequence[Track], then: Supposed) -> bool:
    """Say whether another capacity would move a date."""
    return then.now is not None and any(track.pace is not None for track in found)


def _moves(found: Sequence[Track], store: Store) -> str:
    """Say what another capacity would move: the days of the tracks that have some."""
    moving = [t for t in found if t.is_forecast and t.course is not Course.REACHED]
    if not moving:
        return "another pace; no date is forecast"
    if len(moving) == len(found):
        dates = {1: "its date", 2: "both dates"}.get(len(found), "their dates")
        return f"{dates} move"
    one = "date" if len(moving) == 1 else "dates"
    return f"the {one} for {words.listed([whom(each, store) for each in moving])} move"


def _leads(then: Track) -> str:
    """Say between which days a target is reached in a scenario."""
    if then.course is Course.REACHED:
        return "have reached their target already"
    if not then.is_forecast:
        return "have no forecast, because earlier ones were wrong too often"
    if then.first is None:
        return f"do not reach their target {OUTLOOK}"
    if then.last is None:
        return f"reach their target on {words.day(then.first)} at the soonest"
    return f"reach their target {from_to(then.first, then.last)}"


def meaning(now: Capacity, count: int) -> str:
    """Say what the numbers of a scenario of so many tracks mean and where they are from."""
    took = (
        f"{rate(now.inspectors)} inspectors full-time on visits, "
        f"{words.number(now.visits_each, 1)} visits each"
    )
    known = (
        "by an assumed number of visits each, because inspector days are not recorded"
        if now.assumed
        else "by the inspector days that are recorded"
    )
    return (
        f"{words.opening(together(count))} made {rate(now.visits_a_week)} visits a week in the "
        f"last {WEEKS_SEEN} working weeks: about {took}, {known}. {words.percent(now.unseen)} of "
        "visits went to settings "
        "not yet seen. In the scenario visits are shared between the tracks as they were, and a "
        "track without visits gets none."
    )
