"""The two tracks to full inspections: where each stands, and whether its date can be met.

`tracks(store)` is all that another page needs for the status words; it is worked out once for
each choice and cached with the store's answers.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

import polars as pl

from dashboard.measures import choice, forecast, week_completeness
from dashboard.measures.cached import cached
from dashboard.measures.course import Course, decide, is_reliable
from dashboard.measures.definitions.coverage import COVERAGE, SETTINGS
from dashboard.measures.filters import HEXAGONS, SETTINGS_UNIT
from dashboard.measures.forecast import HIGH, LOW, WEEKS_NEEDED, Forecast
from dashboard.measures.parts import FIRST
from dashboard.measures.road import calendar
from dashboard.measures.road.targets import Target, targets
from dashboard.measures.road.track import Track
from dashboard.measures.scenario import AS_IT_IS
from dashboard.measures.selection import Selection
from dashboard.measures.store import Store
from dashboard.records import words as w
from dashboard.settings import Settings

WHOLE = Selection()
"""All of England and every setting, since the latest start."""


def tracks(store: Store, selection: Selection = WHOLE) -> tuple[Track, ...]:
    """Give the tracks, local authorities first, for what a reader has chosen.

    The area, the sector, the prior judgement and the period narrow both tracks, a type of
    provider the track of providers. A period that ends earlier shows what was to be expected on
    that day, from the visits up to then and the register of now. Settings are counted, never
    places.
    """
    chosen = tuple((target, narrowed(selection, target)) for target in targets())
    return store.remembered(
        ("tracks", chosen), lambda asked: tuple(_once(asked, *each) for each in chosen)
    )


def words_of(store: Store, selection: Selection) -> tuple[Track, ...]:
    """Give the tracks with their pace, chance and word, without the days that they lead to.

    Half the work, for what is said of the figures before.
    """
    chosen = tuple((target, narrowed(selection, target)) for target in targets())
    return store.remembered(
        ("words of tracks", chosen),
        lambda asked: tuple(_track(asked, *each, is_dated=False) for each in chosen),
    )


def has_any(store: Store, selection: Selection) -> bool:
    """Say whether the filters leave any setting of any track, whatever is held back."""
    return any(track.denominator for track in tracks(store.as_counted, selection))


def of_choice(found: Sequence[Track], selection: Selection) -> Track:
    """Give the track of what is chosen: one that covers all of it, else some of it, else the first.

    An installation may have other tracks than the two that are shipped.
    """
    chosen = {*w.GROUPS.get(selection.setting_type, (selection.setting_type,))}
    shared = {track: chosen & set(_covered(track.target)) for track in found}
    return max(found, key=lambda track: (shared[track] == chosen, bool(shared[track])))


def _covered(target: Target) -> Sequence[str]:
    return w.GROUPS.get(target.covers, (target.covers,))


def narrowed(selection: Selection, target: Target) -> Selection:
    """Give the choice of a reader for the settings of one track, without what changes no figure."""
    chosen = w.GROUPS.get(selection.setting_type, (selection.setting_type,))
    cached = selection.setting_type if set(chosen) <= set(_covered(target)) else target.covers
    plain = replace(selection, unit=SETTINGS_UNIT, picture=HEXAGONS, part=FIRST, scenario=AS_IT_IS)
    return replace(plain, setting_type=cached)


@cached
def seen_by_week(store: Store, selection: Selection) -> pl.DataFrame:
    """List the working weeks of the period that are over, with the settings first visited in each.

    Columns: week (Monday), `days` (working days), `first_visits`.
    """
    first, last = choice.days(selection, store)
    found = store.ask(COVERAGE, selection, ["week"])
    visited = dict(zip(found["week"].to_list(), found["numerator"].to_list(), strict=True))
    over = calendar.weeks(store, first, last)
    counts = [visited.get(week) or 0 for week in over["week"].to_list()]
    return over.hstack([pl.Series("first_visits", counts, pl.Int64)])


@cached
def complete_weeks(store: Store, selection: Selection) -> pl.DataFrame:
    """List the working weeks that are over and of which no more visits are awaited.

    Columns as `seen_by_week`.
    """
    awaited, seen = week_completeness.unfinished(store, selection), seen_by_week(store, selection)
    is_over = [week not in awaited for week in seen["week"].to_list()]
    if not any(later > earlier for earlier, later in pairwise(is_over)):
        return seen.head(sum(is_over))
    return seen.filter(is_over)


def with_pace(track: Track, pace: Forecast, lost: int = 0, is_dated: bool = True) -> Track:
    """Give a track as it goes on at a pace, once `lost` working days have gone by unused.

    Where forecasts from the same weeks held too seldom there is neither a chance nor a day; nor is
    there a day where it is not to be dated.
    """
    settled = _settled(track)
    if settled is None and not is_reliable(pace.record):
        return replace(track, pace=pace, course=Course.UNRELIABLE)
    ahead = track.to_come[lost:]
    chance = forecast.chance(pace, max(0, track.days_left - lost), track.to_go)
    first, last = (
        _day(track, ahead, forecast.days_until(pace, track.to_go, share, len(ahead)))
        if is_dated
        else None
        for share in (LOW, HIGH)
    )
    course = settled or decide(chance, pace.a_week, track.needed_a_week)
    return replace(track, pace=pace, chance=chance, first=first, last=last, course=course)


def _once(store: Store, target: Target, chosen: Selection) -> Track:
    return store.remembered(("track", target, chosen), lambda asked: _track(asked, target, chosen))


def _track(store: Store, target: Target, chosen: Selection, is_dated: bool = True) -> Track:
    """Work out one track for a choice that is narrowed to it."""
    day = choice.last_day(chosen, store)
    visited, in_scope, _ = choice.only(store.ask(COVERAGE, chosen))
    seen, complete = seen_by_week(store, chosen), complete_weeks(store, chosen)
    to_come = tuple(calendar.ahead(store, day))
    track = Track(target, chosen, day, visited, in_scope or 0, complete.height, to_come)
    blank = _blank(track, choice.first_day(chosen, store), store.tells(SETTINGS, chosen))
    if blank or complete.height < WEEKS_NEEDED:
        return replace(track, course=blank or _settled(track) or Course.TOO_EARLY)
    counts, lengths = complete["first_visits"].to_list(), complete["days"].to_list()
    known = (visited or 0) - sum(counts)
    since = sum(seen["days"]) - sum(lengths) + calendar.since(store, seen, day)
    pace = forecast.forecast(counts, lengths, track.denominator, known, since)
    return with_pace(track, pace, is_dated=is_dated)


def _blank(track: Track, first_day: date, is_told: bool) -> Course | None:
    """Say why nothing can be worked out for a track; None where something can."""
    if track.numerator is None and (track.denominator or not is_told):
        return Course.UNKNOWN
    if not track.denominator:
        return Course.NONE
    if not track.has_target:
        return Course.UNSET
    if track.target.earliest <= first_day:
        return Course.PASSED
    return Course.FEW if track.denominator < Settings.percentage_from else None


def _settled(track: Track) -> Course | None:
    """Give the word of a track that is decided, whatever the pace."""
    if track.to_go == 0:
        return Course.REACHED
    return Course.PASSED if track.day >= track.target.earliest else None


def _day(track: Track, ahead: tuple[date, ...], working_days: int | None) -> date | None:
    if working_days is None:
        return None
    return ahead[working_days - 1] if working_days else track.day
