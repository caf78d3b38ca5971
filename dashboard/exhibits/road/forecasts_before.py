"""What was forecast before, in words: how the last ones turned out, and how often all held."""

from collections.abc import Sequence

import polars as pl

from dashboard.exhibits.road.sentences import whom
from dashboard.measures.forecast import BAND_SAID, HORIZONS, WEEKS_NEEDED
from dashboard.measures.road import past_forecasts
from dashboard.measures.road.past_forecasts import Before
from dashboard.measures.road.track import Track
from dashboard.measures.store import Store
from dashboard.wording import spoken, words

HOW_TRIED = (
    f"The forecast is tried on every earlier week, for {HORIZONS[0]} and for {HORIZONS[1]} working "
    "weeks ahead, from the visits up to that week in these records. A fair range holds "
    f"{BAND_SAID}. Neighbouring weeks share visits, so the trials are not separate."
)
NOT_YET = (
    "The forecast cannot be tried on earlier weeks yet: that takes "
    f"{2 * WEEKS_NEEDED} working weeks with visits."
)


def headline(
    found: Sequence[tuple[Track, Before]], asked: Sequence[Track], rows: pl.DataFrame, store: Store
) -> str:
    """Say how the last forecasts for the end of the last working week turned out, for each track.

    `asked` are all tracks that are shown and `rows` the trials: of a track without a forecast it
    is said how seldom they held, and only where there is no forecast at all: the answer says it.
    """
    paired = [track for track in asked if any(track.name == each.name for each, _ in found)]
    said = _once([_held(t, found, store) for t in paired if t.is_forecast])
    return words.opening("; ".join(said or [_withheld(t, rows, store) for t in paired]))


def _once(said: Sequence[str]) -> list[str]:
    """Put clauses together that end alike: what is the same of all stands once, after the last."""
    parts = [each.partition(", worked out afterwards") for each in said]
    ends = {mark + rest for _, mark, rest in parts}
    if len(said) < 2 or len(ends) > 1 or ends == {""}:
        return [*said]
    return [words.listed([first for first, *_ in parts]) + ends.pop()]


def _held(track: Track, found: Sequence[tuple[Track, Before]], store: Store) -> str:
    """Say how many of the last forecasts for a track held, and whether they were made then."""
    mine = [then for each, then in found if each.name == track.name]
    kept, count = sum(each.kept for each in mine), len(mine)
    right = sum(each.came_true for each in mine)
    anew = "" if kept else ", worked out afterwards,"
    if 0 < kept < count:
        anew = f", {words.number(count - kept)} of them worked out afterwards,"
    them, on = whom(track, store), words.day(mine[0].day)
    if count == 1:
        was = f"was {'right' if right else 'wrong'}"
        return f"the one earlier forecast for {them}{anew} {was} on {on}"
    were = "was" if right < 2 else "were"
    many = spoken.named(right, count, f"forecasts for {them}")
    return f"{many}{anew} {were} right on {on}"


def _withheld(track: Track, rows: pl.DataFrame, store: Store) -> str:
    inside, tries = past_forecasts.came_true(rows.filter(track=track.name))
    them = whom(track, store)
    return f"there is no forecast for {them}: earlier ones were right {inside} times in {tries}"


def from_where(found: Sequence[tuple[Track, Before]]) -> list[str]:
    """Say where earlier forecasts come from: kept snapshots, or the visits up to then."""
    if not found:
        return []
    if all(then.kept for _, then in found):
        return ["earlier forecasts are those of the snapshots of that time"]
    some = "some " if any(then.kept for _, then in found) else ""
    return [
        f"{some}earlier forecasts are worked out now, from the visits up to that day in these "
        "records and the register of now, because no snapshot of that time is kept beside them"
    ]


def record(rows: pl.DataFrame, asked: Sequence[Track]) -> str:
    """Say how often the range held what happened, for each track; `asked` are those shown."""
    said, nouns = [], {track.name: words.noun(track.selection) for track in asked}
    for (name,), trials in rows.group_by("track", maintain_order=True):
        inside, tries = past_forecasts.came_true(trials)
        said.append(f"{_times(inside, tries)} for {nouns[str(name)]}")
    return f"Tried on earlier weeks, the forecast was right {words.listed(said)}"


def _times(inside: int, tries: int) -> str:
    """Say how many of some tries were right: "4 times in 6", "all 6 times"."""
    if inside == tries > 1:
        return f"{words.every(tries)} times"
    times = {0: "not once", 1: "once"}.get(inside, f"{words.number(inside)} times")
    return f"{times} in {words.number(tries)}"


def note(rows: pl.DataFrame) -> tuple[str, ...]:
    """Say what it takes to try the forecast, where it could not be tried."""
    return (NOT_YET,) if rows.is_empty() else ()
