"""What a figure was in the last figures before these, where it was counted of the same things."""

from dataclasses import dataclass
from datetime import date

from dashboard.audit.earlier import since_last
from dashboard.measures import Measure, MeasureError, Selection, Store, WithheldError
from dashboard.measures.known import Told


@dataclass(frozen=True)
class Before:
    """The day of the last figures before, and a figure of it."""

    day: date
    numerator: int
    denominator: int | None


def last_figures(store: Store, selection: Selection) -> Store | None:
    """Open the last figures before, if a figure of these may be compared with them.

    Not for a period that ended before the day of the figures, another start, other authorities,
    figures that are being checked, or a reader of what is published.
    """
    if selection.until is not None or store.trust.doubted:
        return None
    compared = since_last(store)
    if compared is None or compared.previous.vintage != store.vintage:
        return None
    then = compared.previous
    days = [start.day for start in store.starts], [start.day for start in then.starts]
    first, was = (selection.since or each[-1] for each in days)
    return then if first == was and all(first in each for each in days) else None


def before(store: Store, selection: Selection, measure: Measure, **limits: str) -> Before | None:
    """Give what a figure was in the last figures before, or None where that cannot be said.

    None too where it was counted in another way, was held back, or told of other kinds of setting.
    """
    then = last_figures(store, selection)
    if then is None or then.methods.get(measure.name, measure.version) != measure.version:
        return None
    if _kinds(then, selection, measure, limits) != _kinds(store, selection, measure, limits):
        return None
    try:
        row = then.ask(measure, selection, **limits).row(0, named=True)
    except (MeasureError, WithheldError):
        return None
    if row["numerator"] is None or _was_published_otherwise(then, selection, measure, row, limits):
        return None
    return Before(then.as_at, row["numerator"], row["denominator"])


def _kinds(
    store: Store, selection: Selection, measure: Measure, limits: dict[str, str]
) -> tuple[str, ...]:
    """Give the setting types that a figure tells of."""
    period = store.period(selection.since, selection.until)
    return Told(measure, store.cube, period, (), selection.limits(measure, limits)).standing.known


def _was_published_otherwise(
    then: Store, selection: Selection, measure: Measure, row: dict, limits: dict[str, str]
) -> bool:
    """Say whether the earlier figures themselves gave another figure of all of England."""
    since = then.period(selection.since).since.isoformat()
    said = then.figures.get(since, {}).get(measure.name)
    if said is None or selection.limits(measure, limits) != Selection().limits(measure, {}):
        return False
    return [*said] != [row["numerator"], row["denominator"]]
