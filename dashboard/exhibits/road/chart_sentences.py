"""What the road chart of a track shows, in words, and how to read it."""

from datetime import date

from dashboard.exhibits.road.rates import rate
from dashboard.exhibits.road.sentences import OUTLOOK, aim, is_alone, standing, whom
from dashboard.measures.course import Course
from dashboard.measures.forecast import BAND_SAID
from dashboard.measures.road.track import Track
from dashboard.measures.store import Store
from dashboard.wording import spoken, words

HOLDS = "if visits go on as they have"
PASSED = "Nothing is projected, so no other capacity can be tried."


def picture(track: Track, store: Store) -> str:
    """Say what the road chart of a track shows."""
    name, share = whom(track, store), words.percent(track.target.share)
    if track.has_target and not track.numerator and track.needed_a_week is not None:
        return (
            f"No visits yet to {name}: {words.number(track.needed)} are needed before "
            f"{words.day(track.target.earliest)}, {rate(track.needed_a_week)} a week"
        )
    if track.course is Course.REACHED or not track.is_forecast:
        return _so_far(track, store)
    if track.first is None:
        return f"The target of {share} of {name} is not reached {OUTLOOK}, {HOLDS}"
    if track.last is None:
        return (
            f"The target of {share} of {name} is reached on {words.day(track.first)} at the "
            f"soonest. It is perhaps not reached {OUTLOOK}, {HOLDS}"
        )
    when = from_to(track.first, track.last)
    return f"The target of {share} of {name} is reached {when}, {HOLDS}"


def _so_far(track: Track, store: Store) -> str:
    """Say how many are visited beside how many are aimed for, where nothing is forecast."""
    if is_alone(track) or not track.denominator or track.numerator is None:
        return words.opening(standing(track, store))
    n, total, day = track.numerator, track.denominator, words.day(track.target.earliest)
    who, no = whom(track, store, total), "not " if total == 1 and not n else ""
    said = f"The one {who}" if total == 1 else words.opening(spoken.named(n, total, who))
    if not track.has_aim or track.course is Course.PASSED:
        were = "was" if total == 1 or n < 2 else "were"
        return f"{said} {were} {no}visited by {words.day(track.day)}"
    said += f" {'is' if 1 in (n, total) else 'are'} {no}visited"
    share = words.percent(track.target.share)
    if track.course is Course.REACHED:
        return f"{said}, so the target of {share} is reached"
    return f"{said}; the target is {aim(track)} before {day}"


def from_to(first: date, last: date) -> str:
    """Write two days as part of a sentence: "between 23 March and 19 April 2021"."""
    if first == last:
        return f"on {words.day(first)}"
    return f"between {words.day(first, first.year != last.year)} and {words.day(last)}"


def key(track: Track, is_arriving: bool = False) -> str:
    """Say how to read the picture of a track, and of its last weeks if they are still arriving."""
    dotted = "The dotted end may still rise: its weeks, in a dotted frame, are still arriving. "
    return f"{dotted * is_arriving}{_key(track)}"


def _key(track: Track) -> str:
    said = "Grey days are bank holidays and closures"
    if not track.numerator:
        return f"{said}. Nothing is projected, because there are no visits yet to go by."
    if track.course is Course.PASSED:
        return f"{said}. {PASSED}"
    if not track.is_forecast:
        return f"{said}. Nothing is projected."
    band = f"the blue band holds {BAND_SAID} outcomes"
    return f"{said}, on which nothing is projected. [f] is a forecast, {HOLDS}; {band}."
