"""First visits a week in words: what each track needs and makes, and what its target lacks."""

from collections.abc import Sequence

from dashboard.exhibits.road.sentences import aim, is_alone, visited_alone, whom
from dashboard.measures.course import Course
from dashboard.measures.road.track import Track
from dashboard.measures.store import Store
from dashboard.wording import words

TOO_FEW, UNIT = "are too few for a pace", " first visits a week"


def rate(a_week: float | None) -> str:
    """Write first visits a week: whole from 10, with one decimal below."""
    return words.number(a_week, 0 if a_week is None or a_week >= 9.95 or not a_week else 1)


def kept(figure: float | None) -> float | None:
    """Give what a file has of a rate or a chance: six decimals, the same on every machine."""
    return None if figure is None else round(figure, 6)


def rates(tracks: Sequence[Track], store: Store) -> str:
    """Say what each track needs a week and what it makes."""
    shown = [track for track in tracks if track.denominator]
    if not shown:
        return "There is nothing to visit"
    if all(track.is_over for track in shown):
        return _over(shown)
    if all(track.course is Course.UNSET for track in shown):
        known = words.day(min(track.target.known_from for track in shown))
        return f"No target had been set by {words.day(shown[0].day)}: the first is of {known}"
    area = shown[0].selection.area
    together = area is not None and not any(is_alone(track) for track in shown)
    named = [words.noun(track.selection) if together else whom(track, store) for track in shown]
    said = "; ".join(_alike(list(zip(shown, named, strict=True)), store))
    first, unit, rest = said.partition(UNIT)
    said = f"{first}{unit}{rest.replace(unit, '')}" if unit else said
    return f"In {words.place(area, store)}, {said}" if together else words.opening(said)


def _alike(tracks: Sequence[tuple[Track, str]], store: Store) -> list[str]:
    """Say of each track, by its name, how it goes; of several of which the same is said, once."""
    said: dict[str, list[str]] = {}
    alone = []
    for track, name in tracks:
        if track.numerator is None or is_alone(track):
            unknown = f"visits to {name} are not known"
            alone.append(unknown if track.numerator is None else visited_alone(track, store))
        else:
            said.setdefault(_rate(track), []).append(name)
    return [*alone, *(f"{words.listed(names)} {how}" for how, names in said.items())]


def beside_answer(tracks: Sequence[Track]) -> list[Track]:
    """Leave out an authority alone beside other tracks: the answer says whether it is visited."""
    others = [t for t in tracks if not (is_alone(t) and t.course is Course.FEW)]
    return others if any(track.denominator for track in others) else [*tracks]


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
        return visited_alone(track, store)
    if track.denominator == 1:
        have = "has" if track.numerator else "has not"
        return f"the one {whom(track, store, 1)} {have} been visited"
    asked = f"{aim(track)}, which was for {words.day(track.target.earliest)}"
    more = (track.numerator or 0) - track.needed
    name = whom(track, store)
    if more < 0:
        return f"{name} are {words.number(-more)} short of their target of {asked}"
    stand = f"are {words.number(more)} past" if more else "have reached"
    return f"{name} {stand} their target of {asked}"


def title(tracks: Sequence[Track]) -> str:
    """Give the statistical title of where the tracks stand."""
    count = {1: "One track", 2: "Two tracks"}.get(len(tracks), f"{len(tracks)} tracks")
    weekly = ", and first visits needed and made weekly" if any(t.pace for t in tracks) else ""
    return f"{count}: visited, out of those in scope{weekly}"


def together(count: int) -> str:
    """Name so many tracks together."""
    return {1: "the track", 2: "both tracks together"}.get(count, f"all {count} tracks together")


def _rate(track: Track) -> str:
    """Say for one track what is needed beside what is made."""
    if track.course is Course.REACHED:
        return "have reached their target"
    if track.course is Course.FEW:
        return TOO_FEW
    if track.course is Course.UNSET:
        return "had no target yet"
    said = []
    if track.course is Course.PASSED:
        said.append(f"are past {words.day(track.target.earliest)}, their earliest date,")
    elif track.needed_a_week is None:
        said.append("have no working day left")
    else:
        said.append(f"need {rate(track.needed_a_week)}{UNIT}")
    if track.pace is not None:
        none = "none" if said[0].startswith("need") else f"no{UNIT}"
        made = f"{rate(track.achieved_a_week)}{UNIT}" if track.pace.rate else none
        said.append(f"make {made}")
    return " and ".join(said).removesuffix(",")
