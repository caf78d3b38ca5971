"""The figures at the head of a page as tiles: how each moved, and the exhibit that it leads to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dashboard.audit.before import Before, before
from dashboard.exhibits.common.tile_weeks import OfWeeks, reached
from dashboard.exhibits.explained.offers import offered
from dashboard.exhibits.tile import Tile, Weekly
from dashboard.exhibits.written import Link
from dashboard.measures import Measure, Question, Selection, Store, WithheldError, results
from dashboard.measures.parts import AREAS
from dashboard.wording import withheld, words


@dataclass(frozen=True)
class Traced:
    """What a figure is counted by, and the exhibit behind it: page, part and key.

    Where it `adds_up`, it moves by a number of what it counts; else its value is said as it was.
    """

    page: str
    part: str
    exhibit: str
    measure: Measure | None = None
    limits: Mapping[str, str] = field(default_factory=dict)
    adds_up: bool = True
    weeks: OfWeeks | None = None


def share_visited(selection: Selection) -> dict[str, Traced]:
    """Trace the share visited, of settings or of places, to the map of Coverage."""
    measure = results.coverage_measure(selection)
    return {measure.label: Traced("coverage", AREAS, "areas", measure, weeks=reached)}


def tiles(
    given: Sequence[withheld.Tile], by: Mapping[str, Traced], store: Store, selection: Selection
) -> list[Tile]:
    """Give figures as tiles; `by` says of each label what is behind it."""
    return [_tile(figure, by.get(figure[0]), store, selection) for figure in given]


def _tile(given: withheld.Tile, traced: Traced | None, store: Store, selection: Selection) -> Tile:
    if traced is None or not any(sign.isdigit() for sign in given[1]):
        return Tile(*given)
    there = selection.changed("part", traced.part)
    return Tile(
        *given,
        change=_change(traced, store, selection),
        weeks=_weeks(traced, store, selection),
        to=Link(given[0], traced.page, there, exhibit=traced.exhibit),
        figure=_figure(traced, store, selection),
    )


def _weeks(traced: Traced, store: Store, selection: Selection) -> Weekly | None:
    try:
        return traced.weeks(store, selection) if traced.weeks else None
    except WithheldError:
        return None


def _figure(traced: Traced, store: Store, selection: Selection) -> str:
    """Name the figure to be explained; nothing where it is held back."""
    if traced.measure is None:
        return ""
    asked = Question(traced.measure, selection, (), tuple(traced.limits.items()))
    return next(iter(offered([asked], store, selection)), "")


def _change(traced: Traced, store: Store, selection: Selection) -> str:
    """Say how a figure differs from that of the last figures before, where that can be said."""
    if traced.measure is None:
        return ""
    try:
        now = store.ask(traced.measure, selection, **traced.limits).row(0, named=True)
        then = before(store, selection, traced.measure, **traced.limits)
    except WithheldError:
        return ""
    if now["numerator"] is None or then is None:
        return ""
    said = _moved if traced.adds_up else _was
    on = words.day(then.day, year=then.day.year != store.as_at.year)
    return said(now["numerator"], now["denominator"], then, on, traced.measure)


def _moved(n: int, _total: int | None, then: Before, on: str, _measure: Measure) -> str:
    change = n - then.numerator
    if not change:
        return f"no change since {on}"
    return f"{'up' if change > 0 else 'down'} {words.number(abs(change))} since {on}"


def _was(n: int, total: int | None, then: Before, on: str, measure: Measure) -> str:
    if not then.denominator:
        return ""
    if (n, total) == (then.numerator, then.denominator):
        return f"no change since {on}"
    if measure.is_mean:
        return f"was {words.number(then.numerator / then.denominator)} on {on}"
    if then.denominator == 1:
        return f"was {words.number(then.numerator)} on {on}"
    counts, share = words.counts_and_share(then.numerator, then.denominator)
    of = f"{share} of {words.number(then.denominator)}" if share else counts
    return f"was {of} on {on}"
