"""What the road says in words: where each track stands, and what each picture shows."""

from collections.abc import Sequence

from dashboard.measures.course import Course
from dashboard.measures.definitions.coverage import COVERAGE
from dashboard.measures.forecast import WEEKS_NEEDED
from dashboard.measures.road.track import Track
from dashboard.measures.store import Store
from dashboard.records import words as w
from dashboard.settings import Settings
from dashboard.wording import spoken, withheld, words

OUTLOOK = "in the next 18 months"


@withheld.in_words
def answer(tracks: Sequence[Track], store: Store) -> str:
    """Answer the page's question: where each track stands for its date, what is known first."""
    store.prove(COVERAGE, tracks[-1].selection)
    if all(track.numerator is None for track in tracks) and any(t.denominator for t in tracks):
        return words.not_supplied(tracks[-1].selection)
    if not any(track.denominator for track in tracks):
        return words.nothing_left(tracks[-1].selection, store)
    there = [track for track in tracks if track.course is not Course.NONE] or tracks[-1:]
    if len(there) > 1 and all(track.course is Course.TOO_EARLY for track in there):
        return f"{_too_early(there, store)}."
    few = [track for track in there if is_too_few(track)]
    by_known = sorted(there, key=lambda track: track.numerator is None)
    said = [standing(track, store) for track in by_known if len(few) < 2 or track not in few]
    said += [_too_few(few, store)] if len(few) > 1 else []
    return " ".join(f"{words.opening(each)}." for each in said)


def is_too_few(track: Track) -> bool:
    """Say whether a track has too few settings for a pace, more than an authority alone."""
    known = track.numerator is not None
    return known and track.course is Course.FEW and not is_alone(track)


def _too_few(tracks: Sequence[Track], store: Store) -> str:
    """Say once of several tracks of an area that each has too few settings to say."""
    counts = [
        spoken.named(t.numerator or 0, t.denominator, words.noun(t.selection, t.denominator))
        for t in tracks
    ]
    area = tracks[0].selection.area
    where = f"in {words.place(area, store)} " if area else ""
    return f"{where}there are too few settings to say: we have visited {words.listed(counts)}"


def _too_early(tracks: Sequence[Track], store: Store) -> str:
    """Say once of all tracks that there are too few weeks yet for a forecast."""
    counts = [_counted(track, store) for track in tracks]
    after = f"{_working_weeks(tracks[0].weeks_seen)} of the {WEEKS_NEEDED} that a forecast needs"
    return f"It is too early to say, after {after}; {words.listed(counts)} visited"


def _counted(track: Track, store: Store) -> str:
    """Write how many settings of a track are visited: "21 of 151 local authorities (14%)"."""
    total = track.denominator
    return spoken.named(track.numerator or 0, total, whom(track, store, total))


def whom(track: Track, store: Store, count: int = 0) -> str:
    """Name the settings of a track, and the area where it is not England; or an authority alone.

    With a `count` they are named as they follow it.
    """
    noun, area = words.noun(track.selection, count), track.selection.area
    if is_council(track):
        return f"{words.place(area, store)} council"
    return f"{noun} in {words.place(area, store)}" if area else noun


def is_council(track: Track) -> bool:
    """Say whether a track is of one authority's own service, known or not."""
    own = track.selection.setting_type == w.LOCAL_AUTHORITY
    narrowed = track.selection.narrowed_by
    return own and track.selection.is_authority and track.denominator < 2 and not narrowed


def is_alone(track: Track) -> bool:
    """Say whether a track is one authority's own service, of which no share can be given."""
    own = track.selection.setting_type == w.LOCAL_AUTHORITY
    return own and track.selection.is_authority and track.denominator == 1


def standing(track: Track, store: Store) -> str:
    """Say in one clause where a track stands for its earliest date."""
    if is_alone(track) and track.course is Course.FEW:
        return visited_alone(track, store)
    name, day = whom(track, store), words.day(track.target.earliest)
    total = track.denominator
    seen = spoken.visited(track.numerator or 0, total) if total else ""
    said = {
        Course.REACHED: f"{name} have reached the target for {day}: {seen}",
        Course.PASSED: f"the earliest date for {name}, {day}, has passed: {seen}",
        Course.TOO_EARLY: (
            f"it is too early to say for {name}: {seen}, after "
            f"{_working_weeks(track.weeks_seen)} of the {WEEKS_NEEDED} that a forecast needs"
        ),
        Course.FEW: f"there are too few {name} to say: {seen}",
        Course.NONE: f"there are no {name}",
        Course.UNRELIABLE: (
            f"{_counted(track, store)} are visited; there is no forecast for them, because earlier "
            "ones were wrong too often"
        ),
        Course.UNSET: f"no target had been set for {name} by {words.day(track.day)}: {seen}",
        Course.CLOSE: f"{name} are close to being on course for {day}: {seen}",
        Course.UNKNOWN: f"these records do not tell of {'visits to ' * bool(total)}{name}",
    }
    return said.get(track.course, f"{name} are {track.course.value.lower()} for {day}: {seen}")


def aim(track: Track) -> str:
    """Write how many a target asks for and its share, or both shares where whole ones make more."""
    share = words.percent(track.target.share)
    if track.denominator < Settings.percentage_from:
        return f"{words.number(track.needed)}, for {share}"
    asked = words.percent(track.needed / track.denominator)
    return f"{words.number(track.needed)} ({asked}{'' if asked == share else f', for {share}'})"


def visited_alone(track: Track, store: Store) -> str:
    """Say whether we have visited the one authority of a track."""
    have = "have" if track.numerator else "have not"
    return f"we {have} visited {whom(track, store)} in the period"


def _working_weeks(count: int) -> str:
    return words.many(count, "complete working weeks")


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
