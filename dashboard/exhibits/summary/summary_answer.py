"""The Summary at a glance: where the two tracks stand, and the figures of powers and of pace."""

from datetime import date

from dashboard.exhibits.common import headlines, tiles
from dashboard.exhibits.enforcement import powers
from dashboard.exhibits.found import concern_tiles
from dashboard.exhibits.road import chart_sentences, rates, sentences
from dashboard.measures import choice, enforcement_powers, week_completeness
from dashboard.measures.cached import cached
from dashboard.measures.course import Course
from dashboard.measures.definitions.coverage import COVERAGE, PLACES_COVERAGE
from dashboard.measures.definitions.enforcement import (
    ACTIONS_ENDED,
    ACTIONS_ISSUED,
    SETTINGS_RESTRICTED,
)
from dashboard.measures.definitions.found import SERIOUS_CONCERNS
from dashboard.measures.filters import PLACES_UNIT
from dashboard.measures.measure import Measure
from dashboard.measures.road.track import Track
from dashboard.measures.road.tracks import of_choice, tracks
from dashboard.measures.selection import Selection
from dashboard.measures.store import Store
from dashboard.measures.trust import WithheldError
from dashboard.settings import Settings
from dashboard.wording import withheld, words
from dashboard.wording.withheld import Tile

IN_FORCE, PACE = "Enforcement in force", "First visits a week"


@cached
def figures(store: Store, selection: Selection) -> list[Tile]:
    """Give the five figures of the Summary; those that the records cannot give say why, at last."""
    given = [
        visited(store, selection),
        tiles.prioritised(store, selection),
        serious(store, selection),
        enforcement(store, selection),
        pace(store, selection),
    ]
    return tiles.unknown_last(given)


def answer(store: Store, selection: Selection) -> str:
    """Answer the Summary's question, and say when the pace leads to the target."""
    now, later = headlines.summary(store, selection), when(store, selection)
    return now if later in now else f"{now} {later}"


@withheld.in_words
def when(store: Store, selection: Selection) -> str:
    """Say between which days the pace reaches the target of the track that is chosen, if any."""
    store.prove(COVERAGE, selection)
    track = of_choice(tracks(store, selection), selection)
    if track.pace is None or track.course in (Course.REACHED, Course.UNRELIABLE):
        return ""
    aim = f"{words.percent(track.target.share)} of {words.noun(track.selection)}"
    if track.first is None:
        return f"At this pace we do not reach {aim} {sentences.OUTLOOK}."
    if track.last is None:
        return f"At this pace we reach {aim} on {words.day(track.first)} at the soonest."
    return f"At this pace we reach {aim} {chart_sentences.from_to(track.first, track.last)}."


@withheld.tile
def visited(store: Store, selection: Selection) -> Tile:
    """Give the settings visited and, where it can be given, the share of registered places."""
    label, value, under = tiles.visited(store, selection)
    if selection.unit != PLACES_UNIT:
        n, total, share = choice.only(store.ask(PLACES_COVERAGE, selection))
        if n and share is not None and total >= Settings.percentage_from:
            under += f"; {words.percent(share)} of registered places"
    return withheld.limited((label, value, under), selection, COVERAGE)


@withheld.tile
def serious(store: Store, selection: Selection) -> Tile:
    """Give the serious concerns stated in letters of prioritised visits."""
    store.prove(SERIOUS_CONCERNS, selection)
    return withheld.marked(concern_tiles.prioritised(store, selection), store, SERIOUS_CONCERNS)


@withheld.tile
def enforcement(store: Store, selection: Selection) -> Tile:
    """Give the settings with an action in force, and what moved in the last complete week."""
    if unknown := powers.blank(store, selection):
        return IN_FORCE, *unknown
    count = enforcement_powers.count(store, selection, SETTINGS_RESTRICTED)
    them = "setting" if count == 1 else "settings"
    said = f"{them} on {words.day(store.as_at)}"
    if weeks := week_completeness.complete(store, selection, ACTIONS_ISSUED):
        moved = [
            f"{'none' if many == 0 else words.number(many)} {measure.above}"
            for measure in (ACTIONS_ISSUED, ACTIONS_ENDED)
            for many in [in_week(store, selection, measure, weeks[-1])]
        ]
        said = f"{them}; {words.listed(moved)} in the {words.week_of(weeks[-1])}"
    return withheld.limited((IN_FORCE, words.number(count), said), selection, SETTINGS_RESTRICTED)


def in_week(
    store: Store, selection: Selection, measure: Measure, week: date, **limits: str
) -> int | None:
    """Count in a week (its Monday) of the period; None where the records do not tell of it."""
    if week in store.untold(measure, selection, **limits):
        return None
    rows = store.ask(measure, selection, ["week"], **limits)
    counted = zip(rows["week"].to_list(), rows["numerator"].to_list(), strict=True)
    return sum(n for each, n in counted if each == week)


@withheld.tile
def pace(store: Store, selection: Selection) -> Tile:
    """Give first visits a week beside those that the target needs, or the visits of a week."""
    try:
        track = of_choice(tracks(store, selection), selection)
    except WithheldError:
        track = None
    if track is None or track.pace is None:
        return tiles.pace(store, selection)
    said = f"to {words.noun(track.selection)}; {_needed(track)}"
    return withheld.limited((PACE, rates.rate(track.achieved_a_week), said), selection, COVERAGE)


def _needed(track: Track) -> str:
    target, day = words.percent(track.target.share), words.day(track.target.earliest)
    if track.course is Course.REACHED:
        return f"the target of {target} is reached"
    if track.course is Course.PASSED:
        return f"the date, {day}, has passed"
    if track.needed_a_week is None:
        return f"no working day is left before {day}"
    return f"{rates.rate(track.needed_a_week)} needed for {target} by {day}"
