"""Chances in words: how likely a track is to be in time, why, and how often such words held."""

from math import floor

from dashboard.exhibits.road import rates, sentences
from dashboard.measures.course import TRIES_NEEDED, Course
from dashboard.measures.road.track import Track
from dashboard.wording import words

TOO_OFTEN_WRONG = "earlier forecasts were wrong too often"
"""Says why there is no forecast, where its word stands."""


def in_a_hundred(chance: float | None) -> str:
    """Write a chance as so many in 100, rounded down so that it never passes a limit."""
    if chance is None:
        return "not worked out"
    if chance in (0, 1):
        return "none" if chance == 0 else "certain"
    count = floor(chance * 100)
    return "under 1 in 100" if count < 1 else f"{count} in 100" if count < 99 else "over 98 in 100"


def in_ten(chance: float) -> str:
    """Write a chance by the tenths that it lies between, so that it never passes a limit."""
    tenths = floor(chance * 10)
    if tenths < 1 or tenths > 8:
        return "over 9 in 10" if tenths > 8 else "under 1 in 10"
    whole = floor(chance * 100) == tenths * 10
    return f"about {tenths} in 10" if whole else f"{tenths} to {tenths + 1} in 10"


def reason(track: Track) -> str:
    """Say behind a status word what is made and what is needed, and the chance, where given.

    Of what is not known it is said that the records do not tell of it.
    """
    if track.course is Course.UNKNOWN:
        return "not in these records"
    if track.pace is None or _is_over(track):
        return ""
    made = f"{rates.rate(track.achieved_a_week)} first visits a week"
    needed = "" if track.needed_a_week is None else f", {rates.rate(track.needed_a_week)} needed"
    if track.course is Course.UNRELIABLE:
        return f"{made}{needed} \u00b7 {TOO_OFTEN_WRONG}"
    if track.chance is None:
        return f"{made}{needed}"
    return f"{made}{needed} \u00b7 a chance of {in_ten(track.chance)}{_why_close(track)}"


def _is_over(track: Track) -> bool:
    """Say whether a track has nothing ahead: its target is reached, or its day has passed."""
    return track.course in (Course.REACHED, Course.PASSED)


def _why_close(track: Track) -> str:
    """Say why a pace that is enough is only close: it may fall, so the range goes on."""
    needed = track.needed_a_week
    if track.course is not Course.CLOSE or needed is None or (track.achieved_a_week or 0) < needed:
        return ""
    return f": the pace may fall, so the range goes {_range(track)}"


def _range(track: Track) -> str:
    """Write how far the range of days goes."""
    if track.first is None or track.last is None:
        return f"beyond what we look at ({sentences.OUTLOOK})"
    start = words.day(track.first, track.first.year != track.last.year)
    return f"from {start} to {words.day(track.last)}"


def tries(track: Track) -> str:
    """Say how often the ranges of earlier forecasts held, where some were made."""
    if track.pace is None or _is_over(track):
        return ""
    made = track.pace.record.tries
    right = sum(each.came_true for each in made)
    if len(made) < TRIES_NEEDED:
        return "Too few forecasts were made earlier to say how often they come true."
    if track.course is Course.UNRELIABLE:
        return (
            f"The range held in only {right} of {len(made)} earlier tries: too seldom to forecast."
        )
    return f"The range held in {right} of {len(made)} earlier tries."
