"""The word that each track had in the figures before these, beside the word of today."""

from collections.abc import Mapping
from dataclasses import replace

from dashboard.audit.earlier import since_last
from dashboard.measures import Selection, Store, choice
from dashboard.measures.course import Course
from dashboard.measures.road.targets import Target
from dashboard.measures.road.track import Said, Track
from dashboard.measures.road.tracks import tracks, words_of
from dashboard.wording import words


def with_last_word(store: Store, selection: Selection) -> tuple[Track, ...]:
    """Give the tracks, each with the word of the last figures before, where those had one."""
    said = _said_before(store, selection)
    return tuple(replace(t, before=said.get(t.target)) for t in tracks(store, selection))


def _said_before(store: Store, selection: Selection) -> Mapping[Target, Said]:
    """Give the words of the last earlier day; none for a period that ended before this one."""
    if selection.until is not None:
        return {}
    compared = since_last(store)
    if compared is None or compared.previous.vintage != store.vintage:
        return {}
    then = compared.previous.as_counted
    if choice.first_day(selection, then) != choice.first_day(selection, store):
        return {}
    return {
        track.target: Said(then.as_at, track.course)
        for track in words_of(then, selection)
        if track.course not in (Course.NONE, Course.UNKNOWN)
    }


def beside(track: Track) -> str:
    """Say the word of the last figures before: "On course on 30 November", or "… too".

    Nothing for a track whose date is long over, or of which nothing was said.
    """
    if track.before is None or not track.has_aim:
        return ""
    day, word = track.before
    on = words.day(day, year=day.year != track.day.year)
    return f"{word.value} on {on}{' too' if word is track.course else ''}"
