"""What may be released of a snapshot, given all that was released of others before.

Figures of two days tell by subtraction what happened between them. So a change of fewer than the
threshold is protected like a small count: both days are written as one system, in which what was
shown then cannot be hidden any more.
"""

from collections.abc import Callable
from dataclasses import replace

from dashboard.measures.disclosure import shape
from dashboard.measures.disclosure.log import Log, Shown
from dashboard.measures.disclosure.shape import Counts
from dashboard.measures.disclosure.suppress import suppress
from dashboard.measures.disclosure.system import Cell, Hidden, System, Terms, UnprovenError

Reopen = Callable[[str], Counts | None]
"""Counts another snapshot by its name, if it is still there."""


def settle(
    snapshot: str, counts: Counts, threshold: int, seconds: float, log: Log, reopen: Reopen
) -> frozenset[tuple[str, ...]]:
    """Decide which cells of a snapshot are hidden, and log what is shown before anybody sees it.

    What was shown of the same snapshot before is shown again. Raises UnprovenError where it cannot
    be proved that no hidden figure, and no small change, can be worked out, or not be logged.
    """
    with log.alone():
        now = shape.system(counts, threshold)
        before = log.shown()
        mine = snapshot, threshold
        same = [shown for shown in before if (shown.snapshot, shown.threshold) == mine]
        names = {cell.name for cell in now.cells}
        if same:
            return frozenset(names - same[-1].figures.keys())
        hidden = suppress(now, threshold, seconds)
        for shown in {one.snapshot: one for one in before}.values():
            then = reopen(shown.snapshot)
            if then is None:
                raise UnprovenError(
                    f"the records of an earlier release ({shown.snapshot}) are gone"
                )
            both = together(now, shape.system(then, threshold), shown, threshold)
            few = _changed_a_little(both, len(now.cells))
            found = suppress(both, threshold, seconds, hidden | few)
            hidden = frozenset(place for place in found if place < len(now.cells))
        left = {
            cell.name: cell.value for place, cell in enumerate(now.cells) if place not in hidden
        }
        log.add_figures(Shown(snapshot, threshold, left))
        return frozenset(names - left.keys())


def _changed_a_little(both: System, count: int) -> Hidden:
    """Give the cells of now that would tell a small change beside what was shown of them then."""
    cells = both.cells
    then = {cell.name: cell for cell in cells[count : 2 * count]}
    small = {cell.name[:-1] for cell in cells[2 * count :] if cell.guess is not None}
    return frozenset(
        at
        for at, cell in enumerate(cells[:count])
        if cell.name in small and cell.name in then and then[cell.name].out
    )


def together(now: System, then: System, shown: Shown, threshold: int) -> System:
    """Write two days as one system: the cells of now, those of then, and what changed."""
    first = len(now.most)
    old = [
        replace(
            cell,
            terms=_moved(cell.terms, first),
            guess=None if cell.name in shown.figures else cell.guess,
            offered=cell.name in shown.figures,
            out=cell.name in shown.figures,
        )
        for cell in then.cells
    ]
    by_name = {cell.name: cell for cell in old}
    changes = [
        _change(cell, by_name[cell.name], threshold) for cell in now.cells if cell.name in by_name
    ]
    return System(
        (*now.most, *then.most),
        (*now.cells, *old, *changes),
        (*now.equal, *((_moved(terms, first), value) for terms, value in then.equal)),
        (*now.at_most, *((_moved(terms, first), value) for terms, value in then.at_most)),
    )


def _change(now: Cell, then: Cell, threshold: int) -> Cell:
    change = now.value - then.value
    small = 0 < abs(change) < threshold and now.name[0] not in shape.HARMLESS
    ends = (1, threshold - 1) if change > 0 else (1 - threshold, -1)
    terms = (*now.terms, *((place, -times) for place, times in then.terms))
    name = (*now.name, "change")
    return Cell(name, terms, change, ends if small else None, offered=False)


def _moved(terms: Terms, by: int) -> Terms:
    return tuple((place + by, times) for place, times in terms)
