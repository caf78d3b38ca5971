"""Where each track stands and where it leads, the events on the way, and another capacity."""

from dataclasses import replace
from functools import cache, partial

from dashboard.exhibits.common.columns import tabled
from dashboard.exhibits.download import of_settings
from dashboard.exhibits.exhibit import Exhibit, Road, Rule, Supposing, Tracks, Words
from dashboard.exhibits.page import Make
from dashboard.exhibits.road import (
    case_tables,
    cautions,
    chart_sentences,
    pace_explained,
    rates,
    scenario,
    sentences,
    tables,
)
from dashboard.exhibits.road import events as dated
from dashboard.exhibits.road.last_course import with_last_word
from dashboard.exhibits.road.shown import shown
from dashboard.exhibits.written import AS_TABLE
from dashboard.measures import Selection, Store, WithheldError, choice, week_completeness
from dashboard.measures.cached import cached
from dashboard.measures.course import RULE
from dashboard.measures.definitions.coverage import COVERAGE
from dashboard.measures.definitions.readiness import TO_UNSEEN
from dashboard.measures.forecast import MEANING
from dashboard.measures.road import outlook
from dashboard.measures.road.capacity import Planned, suppose
from dashboard.measures.road.targets import targets
from dashboard.measures.road.track import Track
from dashboard.wording import words


def standing(store: Store, selection: Selection) -> Exhibit | None:
    """Give where the tracks stand, and the rule that decides the word for each."""
    found = with_last_word(store.as_counted, selection)
    if not any(track.denominator for track in found):
        return None
    store.prove(COVERAGE, selection)
    beside = rates.beside_answer(found)
    rows = [tables.standing_text(t) for t in found]
    listed = Words(rows, tables.STANDING_HEADINGS, wide=True, closed=AS_TABLE)
    return Exhibit(
        "tracks",
        rates.against_target(beside, store) or rates.rates(beside, store),
        rates.title(found),
        (Tracks(found), Rule(found), listed),
        of_settings(store, selection, (COVERAGE,), tables.standing(found), "two tracks", RULE),
        tuple(cautions.cautions(found, selection)),
        results=tuple(each for track in found for each in pace_explained.projection(store, track)),
    )


def roads() -> tuple[Make, ...]:
    """List what gives the road of each track that this installation has."""
    return tuple(map(_road_of, range(len(targets()))))


@cache
def _road_of(place: int) -> Make:
    """Give the same function each time: what it makes is remembered by it."""
    return partial(road, place)


def road(place: int, store: Store, selection: Selection) -> Exhibit | None:
    """Give how one track has come so far, what it needs and where the pace leads."""
    drawn = _roads(store, selection)
    if place not in drawn:
        return None
    one = replace(drawn[place], beside=[each for at, each in drawn.items() if at != place])
    track, name = one.track, words.slug(one.track.name)
    return Exhibit(
        f"road-{name}",
        chart_sentences.picture(track, store),
        f"{words.opening(sentences.whom(track, store))} visited, % of those in scope",
        (one,),
        of_settings(store, track.selection, (COVERAGE,), one.rows, f"road {name}", MEANING),
        (chart_sentences.key(track, bool(one.late)),),
        results=pace_explained.projection(store, track),
    )


@cached
def _roads(store: Store, selection: Selection) -> dict[int, Road]:
    """Describe the road of each track that there is one to draw of, by its place."""
    found = shown(store, selection)
    if not found:
        return {}
    happens, planned = dated.events(store, found), _planned(store, found, selection)
    return {
        place: Road(
            outlook.outlook(store, track, planned[place]),
            track,
            happens,
            choice.first_day(track.selection, store),
            week_completeness.unfinished(store, track.selection),
        )
        for place, track in enumerate(found)
        if outlook.can_draw(track)
    }


def _planned(
    store: Store, found: tuple[Track, ...], selection: Selection
) -> tuple[Planned | None, ...]:
    """Give each track in the scenario; none where its capacity is withheld: `capacity` says so."""
    try:
        return suppose(store, found, selection.scenario).planned
    except WithheldError:
        return (None,) * len(found)


def events(store: Store, selection: Selection) -> Exhibit | None:
    """List the events on the way, those named on the pictures among them."""
    found = shown(store, selection)
    happens = dated.events(store, found) if found else []
    if not happens:
        return None
    return Exhibit(
        "events",
        dated.headline(happens, store),
        dated.TITLE,
        (Words(*tabled(happens, dated.COLUMNS)),),
        dated.file(happens, store, selection),
        source=("milestones and calendar of these records",),
    )


def capacity(store: Store, selection: Selection) -> Exhibit | None:
    """Give where the tracks would lead with another capacity, for a reader to change.

    None where no pace could be changed: the answer says why there is none.
    """
    found = shown(store, selection)
    if not found:
        return None
    then = suppose(store, found, selection.scenario)
    if then.now is None or not scenario.can_change(found, then):
        return None
    cases = [*case_tables.cases(found, then)]
    listed = Words(*tabled(cases, case_tables.COLUMNS), wide=True)
    file = (TO_UNSEEN,), case_tables.frame(cases), "scenario", MEANING
    return Exhibit(
        "scenario",
        scenario.headline(found, then, store),
        scenario.TITLE,
        (Supposing(then.now), listed),
        of_settings(store, selection, *file),
        (scenario.meaning(then.now, len(found)),),
    )
