"""Which cells to hide beside the small ones, and the audit that nothing hidden can be worked out.

A hidden cell is safe if somebody with everything released can narrow it down no further than

- to `threshold` numbers apart, when they do not know which cells are hidden for being small, and
- to what the rule itself says (1 to 4, say), when they do;

or no further than they could if nothing were released at all, where that is less.
"""

import time
from collections.abc import Iterator

from dashboard.measures.disclosure.system import NEAR, Attack, Hidden, System, UnprovenError


def primary(system: System) -> Hidden:
    """Give the cells that are hidden for their own sake, or never offered."""
    return frozenset(
        place
        for place, cell in enumerate(system.cells)
        if cell.guess is not None or not cell.offered
    )


def audit(system: System, hidden: Hidden, threshold: int, seconds: float) -> list[int]:
    """Find the protected cells that can be narrowed down too far while these are hidden.

    Raises UnprovenError where that cannot be decided in the time.
    """
    return [*_open_cells(system, hidden, threshold, time.monotonic() + seconds)]


def _open_cells(
    system: System, hidden: Hidden, threshold: int, deadline: float, spread: bool = True
) -> Iterator[int]:
    for attack, before in _attacks(system, deadline):
        attack.release(hidden)
        if spread:
            attack.spread()
        yield from (p for p in system.protected if _is_narrow(attack, before, p, threshold))


def suppress(system: System, threshold: int, seconds: float, start: Hidden = frozenset()) -> Hidden:
    """Hide the small cells, and as many others as it takes that none can be worked out.

    What is hidden next is a released cell that keeps a hidden one narrow: parts before totals,
    and small numbers before large ones. What is wide enough stays so when more is hidden. Then
    whatever turns out not to be needed is shown again: what is left has passed the audit, and
    would not with any one of the others shown. With a `start`, what is in it stays hidden, and
    what was not needed does too: several days at once are too much to try.

    Raises UnprovenError where there is no such set, or the time is not enough to find it.
    """
    deadline = time.monotonic() + seconds
    least = primary(system) | start
    hidden = least
    for attack, before in _attacks(system, deadline):
        attack.release(hidden).spread()
        for place in system.protected:
            while _is_narrow(attack.release(hidden), before, place, threshold):
                hidden |= {_next(attack, place)}
    spare = frozenset() if start else hidden - least
    for place in sorted(spare, key=lambda at: -len(system.cells[at].terms)):
        less = hidden - {place}
        if not any(True for _ in _open_cells(system, less, threshold, deadline, spread=False)):
            hidden = less
    if audit(system, hidden, threshold, deadline - time.monotonic()):
        raise UnprovenError("a hidden figure could be worked out")
    return hidden


def _attacks(system: System, deadline: float) -> list[tuple[Attack, Attack]]:
    """Give who does not know the rule and who does, each with what they know if all is hidden."""
    everything = range(len(system.cells))
    return [
        (Attack(system, knows, deadline), Attack(system, knows, deadline).release(everything))
        for knows in (False, True)
    ]


def _is_narrow(attack: Attack, before: Attack, place: int, threshold: int) -> bool:
    """Say whether what is released tells too much of a cell, compared with what was known."""
    least, most = attack.system.cells[place].guess or (0, 0)
    needed = min(threshold, most - least) if attack.knows_rule else threshold
    if attack.width(place, needed) >= needed - NEAR:
        return False
    known = min(needed, before.width(place, needed))
    return attack.width(place, known) < known - NEAR


def _next(attack: Attack, place: int) -> int:
    """Choose what to hide next, to widen what is known of a cell."""
    cells = attack.system.cells
    found = attack.binding(place) or set(attack.shown)
    able = [at for at in found if not cells[at].out]
    if not able:
        raise UnprovenError("a hidden figure can be worked out from what is known anyhow")
    return min(
        able, key=lambda at: (len(cells[at].terms), cells[at].value == 0, cells[at].value, at)
    )
