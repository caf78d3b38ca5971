"""The bridge: from the register at the start to the register now, and how much of it is seen.

On the register then + joined - left = in scope now; in scope now = visited + not yet visited;
visited = letter published + letter not yet published.
"""

from collections.abc import Sequence

import polars as pl

from dashboard.exhibits.download import Download, download
from dashboard.exhibits.exhibit import Bridge, Exhibit
from dashboard.measures import Measure, Selection, Store, choice, results
from dashboard.measures.cached import cached
from dashboard.measures.definitions import coverage, register
from dashboard.measures.definitions.coverage import PLACES, SETTINGS
from dashboard.measures.filters import PLACES_UNIT
from dashboard.wording import words

TOTALS = ("then", "now")
COLUMNS = ("step", "name", "numerator", "denominator", "value")
UNKNOWN = "not known"
LEAVING = (
    "A setting leaves scope only when it leaves the register: one that is suspended stays on it."
)
OF_SETTINGS = (register.THEN, register.JOINED, register.LEFT, SETTINGS, coverage.REPORTED)
OF_PLACES = (
    register.PLACES_THEN,
    register.PLACES_JOINED,
    register.PLACES_LEFT,
    PLACES,
    coverage.PLACES_REPORTED,
)
"""What is counted then, joined, left and now, and of those visited with a letter published."""


def exhibit(store: Store, selection: Selection) -> Exhibit:
    """Give the way from the register at the start to those visited and those left."""
    steps = rows(store, selection)
    return Exhibit(
        "bridge",
        headline(steps, store, selection),
        title(store, selection),
        (Bridge(steps, words.opening(selection.unit)),),
        file(steps, store, selection),
        (note(store),),
    )


@cached
def rows(store: Store, selection: Selection) -> pl.DataFrame:
    """Give each step of the bridge: step, name, numerator, denominator, value, and where it starts.

    A step that the records cannot give has no numerator. `denominator` is in scope now (of types
    whose visits the records tell of), or for the two kinds of letter the settings visited; it is
    blank where a step is not a part of anything.
    """
    *moves, reported = _measures(selection)
    counted = [store.ask(measure, selection)["numerator"][0] for measure in moves]
    visited, told = results.visited(store, selection)[:2]
    published = store.ask(reported, selection)["numerator"][0]
    unpublished = _less(visited, published)
    counts = (*counted, visited, published, unpublished, _less(told, visited))
    told = counted[-1] if visited is None else told
    names = _names(store, selection)
    columns = {
        "step": [*names],
        "name": [*names.values()],
        "numerator": counts,
        "denominator": (None, None, None, None, told, visited, visited, told),
    }
    kinds = {"numerator": pl.Int64, "denominator": pl.Int64}
    steps = pl.DataFrame(columns, schema_overrides=kinds)
    return with_starts(steps.with_columns(value=results.QUOTIENT))


def _measures(selection: Selection) -> Sequence[Measure]:
    return OF_PLACES if selection.unit == PLACES_UNIT else OF_SETTINGS


def with_starts(steps: pl.DataFrame) -> pl.DataFrame:
    """Say where the bar of each step starts: where the one before it ends, or at 0."""
    count = dict(steps.select("step", "numerator").iter_rows())
    begins = {"joined": "then", "left": "now", "unpublished": "published", "unvisited": "visited"}
    starts = [count.get(begins.get(step, "")) or 0 for step in steps["step"]]
    return steps.with_columns(start=pl.Series(starts, dtype=pl.Int64))


def _less(whole: int | None, part: int | None) -> int | None:
    return None if whole is None or part is None else whole - part


def _names(store: Store, selection: Selection) -> dict[str, str]:
    start, end = choice.days(selection, store)
    return {
        "then": f"On the register on {words.day(start)}",
        "joined": "Joined since",
        "left": "Left since",
        "now": f"In scope on {words.day(store.as_at)}",
        "visited": f"Visited by {words.day(end)}",
        "published": "with a letter published",
        "unpublished": "letter not yet published",
        "unvisited": "Not yet visited",
    }


def headline(steps: pl.DataFrame, store: Store, selection: Selection) -> str:
    """Say who came and went since the start, and how many are still to be visited."""
    count = dict(steps.select("step", "numerator").iter_rows())
    thing = words.counted(selection)
    in_places = selection.unit == PLACES_UNIT
    if in_places and store.tells(SETTINGS, selection) and not store.tells(PLACES, selection):
        return words.untold_places(selection)
    if not count["now"]:
        none = f"No {thing} are in scope on {words.day(store.as_at)}"
        return none if store.tells(SETTINGS, selection) else words.untold(selection, store)
    told = steps.row(by_predicate=pl.col("step") == "unvisited", named=True)["denominator"]
    seen = "" if count["unvisited"] is None else f", {_to_visit(count, told, selection)}"
    scope = f"{words.opening(thing)} in scope: {words.number(count['now'])}{seen}"
    return f"{scope}; {_moved(count, store, selection)}"


def _to_visit(count: dict[str, int], told: int, selection: Selection) -> str:
    """Say how many are not visited, out of those of which that is known."""
    inside = "in settings " if selection.unit == PLACES_UNIT else ""
    left = count["unvisited"]
    said = f"{words.number(left)} {'is' if left == 1 else 'are'} {inside}not yet visited"
    if told != count["now"]:
        return f"for {words.number(told)} of which visits are known: {said}"
    if not left:
        return f"all {inside}visited"
    return f"of which {said}" if count["visited"] else f"none {inside}visited yet"


def _moved(count: dict[str, int | None], store: Store, selection: Selection) -> str:
    since = f"since {words.day(choice.first_day(selection, store))}"
    joined, left = count["joined"], count["left"]
    if joined is None and left is None:
        return "who has joined or left is not in these records"
    if joined is None or left is None:
        known, unknown = ("joined", "left") if left is None else ("left", "joined")
        return f"{_some(joined or left or 0)} {known} {since}; who {unknown} is not recorded"
    if not joined and not left:
        return f"none joined or left {since}"
    return f"{_some(joined)} joined and {_some(left)} left {since}"


def _some(count: int) -> str:
    return words.number(count) if count else "none"


def title(store: Store, selection: Selection) -> str:
    """Give the statistical title."""
    noun, where = words.opening(words.counted(selection)), choice.area_name(selection.area, store)
    period = words.period(selection, store)
    if choice.last_day(selection, store) == store.as_at:
        return f"{noun} on the register and visited, {period}, {where}"
    cached = words.span(choice.first_day(selection, store), store.as_at)
    return f"{noun} on the register, {cached}, and visited, {period}, {where}"


def note(store: Store) -> str:
    """Say what takes a setting out of scope, and what these records cannot tell."""
    missing = {"left": "closing", "joined": "registration"}
    absent = [word for table, word in missing.items() if table not in store.cube.tables]
    if not absent:
        return LEAVING
    told = f"These records hold no {' or '.join(absent)} dates, so that is not known"
    gone = "; a setting that has left is not in them at all" if "closing" in absent else ""
    return f"{LEAVING} {told}{gone}."


def figure(row: dict) -> str:
    """Write the figure of a step: n of N, or what was added or taken away."""
    count, total = row["numerator"], row["denominator"]
    if count is None:
        return UNKNOWN
    if total is not None:
        return words.n_of_n(count, total) if total else "none"
    signs = {"joined": "+", "left": "−"}
    return (signs.get(row["step"], "") if count else "") + words.number(count)


def file(steps: pl.DataFrame, store: Store, selection: Selection) -> Download:
    """Describe the steps as a file, with what each of them means."""
    *moves, reported = _measures(selection)
    made = download(store, selection, moves[0], steps, COLUMNS, "register to visited")
    return made.of_each((*moves, results.coverage_measure(selection), reported))
