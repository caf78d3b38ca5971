"""What the road says in words: where each track stands, and what each picture shows."""

from collections.abc import Sequence
from datetime import date

from dashboard.measures.course import Course
from dashboard.measures.definitions.coverage import COVERAGE
from dashboard.measures.filters import PLACES_UNIT
from dashboard.measures.forecast import WEEKS_NEEDED
from dashboard.measures.road.tracks import Track
from dashboard.measures.selection import Selection
from dashboard.measures.store import Store
from dashboard.records import words as w
from dashboard.settings import has_own_targets
from dashboard.wording import held, words

HOLDS = "if visits go on as they have"
OUTLOOK = "in the next 18 months"


@held.in_words
def answer(tracks: Sequence[Track], store: Store) -> str:
    """Answer the page's question: where each track stands for its date."""
    store.prove(COVERAGE, tracks[-1].selection)
    if all(track.numerator is None for track in tracks) and any(t.denominator for t in tracks):
        return words.not_supplied(tracks[-1].selection, store)
    if not any(track.denominator for track in tracks):
        return words.nothing_left(tracks[-1].selection, store)
    return " ".join(f"{words.opening(standing(track, store))}." for track in tracks)


def whom(track: Track, store: Store) -> str:
    """Name the settings of a track, and the area where it is not England; or an authority alone."""
    noun, area = words.noun(track.selection), track.selection.area
    if is_alone(track):
        return f"{words.place(area, store)} itself"
    return f"{noun} in {words.place(area, store)}" if area else noun


def is_alone(track: Track) -> bool:
    """Say whether a track is one authority's own service, of which no share can be given."""
    own = track.selection.setting_type == w.LOCAL_AUTHORITY
    return own and track.selection.is_authority and track.denominator == 1


def standing(track: Track, store: Store) -> str:
    """Say in one clause where a track stands for its earliest date."""
    if is_alone(track) and track.course is Course.FEW:
        return f"{whom(track, store)} has {_been(track)}"
    name, day = whom(track, store), words.day(track.target.earliest)
    count = words.n_of_n(track.numerator or 0, track.denominator) if track.denominator else ""
    said = {
        Course.REACHED: f"{name} have reached the target for {day}: {count} visited",
        Course.PASSED: f"the earliest date for {name}, {day}, has passed: {count} visited",
        Course.TOO_EARLY: (
            f"it is too early to say for {name}: {count} visited, after "
            f"{_working_weeks(track.weeks_seen)} of the {WEEKS_NEEDED} that a forecast needs"
        ),
        Course.FEW: f"there are too few {name} to say: {count} visited",
        Course.NONE: f"there are no {name}",
        Course.UNRELIABLE: (
            f"there is no forecast for {name}, because earlier ones were wrong too often: "
            f"{count} visited"
        ),
        Course.CLOSE: f"{name} are close to being on course for {day}: {count} visited",
        Course.UNKNOWN: f"these records do not tell of {'visits to ' * bool(count)}{name}",
    }
    return said.get(
        track.course, f"{name} are {track.course.value.lower()} for {day}: {count} visited"
    )


def _been(track: Track) -> str:
    return "been visited in the period" if track.numerator else "not been visited in the period"


def _working_weeks(count: int) -> str:
    return "1 complete working week" if count == 1 else f"{count} complete working weeks"


def rate(a_week: float | None) -> str:
    """Write first visits a week: whole from 10, with one decimal below."""
    return words.number(a_week, 0 if a_week is None or a_week >= 9.95 or not a_week else 1)


def between(track: Track) -> str:
    """Write the days between which a target is reached, or why they are not given."""
    if track.course is Course.REACHED:
        return "reached"
    if not track.is_forecast:
        return "not worked out"
    if track.first is None:
        return f"not {OUTLOOK}"
    if track.last is None:
        return f"{words.day(track.first)} at the soonest, or not {OUTLOOK}"
    same = track.first == track.last
    return words.day(track.first) if same else words.span(track.first, track.last)


def rates(tracks: Sequence[Track], store: Store) -> str:
    """Say what each track needs a week and what it makes."""
    shown = [track for track in tracks if track.denominator]
    if not shown:
        return "There is nothing to visit"
    if all(track.is_over for track in shown):
        return _over(shown)
    area = shown[0].selection.area
    together = area is not None and not any(is_alone(track) for track in shown)
    named = [words.noun(track.selection) if together else whom(track, store) for track in shown]
    said = "; ".join(f"{name} {_rate(track)}" for name, track in zip(named, shown, strict=True))
    first, unit, rest = said.partition(" first visits a week")
    said = f"{first}{unit}{rest.replace(unit, '')}" if unit else said
    return f"In {words.place(area, store)}, {said}" if together else words.opening(said)


def _over(tracks: Sequence[Track]) -> str:
    """Say what could begin on which day, where the days of all tracks have passed."""
    if len(tracks) == 1:
        opens, day = tracks[0].target.opens, words.day(tracks[0].target.earliest)
        return f"The earliest date for {opens}, {day}, has passed"
    each = [f"{words.day(t.target.earliest)} for {t.target.opens}" for t in tracks]
    return f"The earliest dates have passed: {words.listed(each)}"


def against_target(tracks: Sequence[Track], store: Store) -> str:
    """Say by how many each track is past or short of its target, where the days of all are over."""
    counted = [track for track in tracks if track.denominator and track.numerator is not None]
    if not counted or not all(track.is_over for track in counted):
        return ""
    return words.opening("; ".join(_against_target(track, store) for track in counted))


def _against_target(track: Track, store: Store) -> str:
    if is_alone(track):
        return f"{whom(track, store)} has {_been(track)}"
    aim = f"{words.number(track.needed)} ({words.percent(track.target.share)})"
    more = (track.numerator or 0) - track.needed
    name = whom(track, store)
    if more < 0:
        return f"{name} are {words.number(-more)} short of their target of {aim}"
    stand = f"are {words.number(more)} past" if more else "have reached"
    return f"{name} {stand} their target of {aim}"


def title(tracks: Sequence[Track]) -> str:
    """Give the statistical title of where the tracks stand."""
    count = {1: "One track", 2: "Two tracks"}.get(len(tracks), f"{len(tracks)} tracks")
    return f"{count}: visited, out of those in scope, and first visits needed and made weekly"


def together(count: int) -> str:
    """Name so many tracks together."""
    return {1: "the track", 2: "both tracks together"}.get(count, f"all {count} tracks together")


def _rate(track: Track) -> str:
    """Say for one track what is needed beside what is made."""
    if is_alone(track) and track.numerator is not None:
        return f"has {_been(track)}"
    if track.numerator is None:
        return "have no visits that are known"
    if track.course is Course.REACHED:
        return "have reached their target"
    said = []
    if track.course is Course.PASSED:
        said.append(f"are past {words.day(track.target.earliest)}, their earliest date")
    elif track.needed_a_week is None:
        said.append("have no working day left")
    else:
        said.append(f"need {rate(track.needed_a_week)} first visits a week")
    if track.pace is not None:
        said.append(f"make {rate(track.achieved_a_week) if track.pace.rate else 'none'}")
    return " and ".join(said)


def picture(track: Track, store: Store) -> str:
    """Say what the road chart of a track shows."""
    name, share = whom(track, store), words.percent(track.target.share)
    if not track.numerator and track.needed_a_week is not None:
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
            f"soonest, and perhaps not {OUTLOOK}, {HOLDS}"
        )
    when = from_to(track.first, track.last)
    return f"The target of {share} of {name} is reached {when}, {HOLDS}"


def _so_far(track: Track, store: Store) -> str:
    """Say how many are visited beside how many are aimed for, where nothing is forecast."""
    if is_alone(track) or not track.denominator or track.numerator is None:
        return words.opening(standing(track, store))
    counts, _, share = words.n_of_n(track.numerator, track.denominator).partition(" (")
    one, day = track.denominator == 1, words.day(track.target.earliest)
    said = f"{counts} {whom(track, store)}{share and f' ({share}'}"
    if track.course is Course.PASSED:
        return f"{said} {'was' if one else 'were'} visited by {words.day(track.day)}"
    said += " is visited" if track.numerator == 1 else " are visited"
    share = words.percent(track.target.share)
    if track.course is Course.REACHED:
        return f"{said}, so the target of {share} is reached"
    return f"{said}; the target is {words.number(track.needed)} ({share}) before {day}"


def from_to(first: date, last: date) -> str:
    """Write two days as part of a sentence: "between 23 March and 19 April 2021"."""
    if first == last:
        return f"on {words.day(first)}"
    return f"between {words.day(first, first.year != last.year)} and {words.day(last)}"


def key(track: Track) -> str:
    """Say how to read the picture of a track."""
    said = "Letters mark the events on the way; shaded days are bank holidays and closures"
    if not track.numerator:
        return f"{said}. Nothing is projected, because there are no visits yet to go by."
    if not track.is_forecast:
        return f"{said}. Nothing is projected."
    return f"{said}, on which nothing is projected. [f] is a forecast, {HOLDS}."


def cautions(found: Sequence[Track], selection: Selection) -> list[str]:
    """Say what a reader should know of the figures of both tracks."""
    said = [narrower(selection)]
    if selection.unit == PLACES_UNIT:
        said.append("Targets are shares of settings, so this page counts settings, not places.")
    if any(track.pace is not None for track in found):
        said.append(
            "Visits may be recorded some days after they begin, so a forecast begins with the last "
            "complete week."
        )
    return [text for text in said if text]


def assumed(tracks: Sequence[Track]) -> str:
    """Say what share is aimed for, whose assumption that is, and who should agree it."""
    shares = words.listed(
        [f"{words.percent(t.target.share)} of {words.NOUNS[t.target.covers]}" for t in tracks]
    )
    owners = words.listed(list(dict.fromkeys(track.target.owner for track in tracks)))
    whose = (
        "those of this installation, held in a file of its own"
        if has_own_targets()
        else "assumptions of this dashboard, held in one settings file (data/targets.csv)"
    )
    return (
        f"The targets ({shares}) are {whose}; they should be agreed and owned by the "
        f"{owners}. The dates were announced, as the earliest possible."
    )


def narrower(selection: Selection) -> str:
    """Say what a narrower choice means for targets that were set for all of England."""
    own = (selection.area, selection.sector, selection.last_grade)
    groups = (w.ALL_PROVIDERS, w.LOCAL_AUTHORITY)
    if not any(own) and selection.setting_type in groups:
        return ""
    return "Targets are set for all of England; the same share is asked here of what is chosen."
