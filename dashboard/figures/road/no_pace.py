"""Why tracks have no pace, in words."""

from collections.abc import Sequence

from dashboard.figures.road.sentences import whom
from dashboard.figures.road.tracks import Track
from dashboard.measures.course import Course
from dashboard.store import Store
from dashboard.wording import words

WHY = {
    Course.PASSED: "the earliest date has passed for {names}",
    Course.TOO_EARLY: "it is too early to say for {names}",
    Course.FEW: "there are too few settings to say for {names}",
    Course.UNKNOWN: "visits are not known for {names}",
    Course.REACHED: "the target is reached for {names}",
}


def why(found: Sequence[Track], store: Store) -> str:
    """Say why the tracks have no pace, those of one reason together."""
    named: dict[Course, list[str]] = {}
    for track in found:
        if track.pace is None and track.course in WHY:
            named.setdefault(track.course, []).append(whom(track, store))
    said = [WHY[course].format(names=words.listed(who)) for course, who in named.items()]
    return "; ".join(said)
