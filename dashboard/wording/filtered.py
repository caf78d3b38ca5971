"""Which filters a figure obeys, in words: those that cannot limit it are said beside it."""

from dashboard.measures import Measure, Selection, Store
from dashboard.wording.words import either, listed, showing


def shown(selection: Selection, store: Store, *measures: Measure) -> str:
    """Say every filter that figures obey in words, and which of the choice cannot limit them."""
    obeyed = {each.name for m in measures for each in selection.of(m).of_visits}
    lifted = [each for each in selection.of_visits if measures and each.name not in obeyed]
    obeying = showing(selection.lifted(lifted), store)
    return "; ".join(filter(None, [obeying, unlimited(selection, *measures)]))


def unlimited(selection: Selection, *measures: Measure) -> str:
    """Say what figures are not limited by, though it is chosen: nothing where all are.

    Without a measure, what a figure of everything is not limited by.
    """
    said = []
    for each in selection.of_visits:
        free = [m for m in measures if each in selection.unlimited(m)]
        which = f"{listed([m.label.lower() for m in free])}: " if len(free) < len(measures) else ""
        said += [(which, each.limit)] if free or not measures else []
    parts = {which: listed([b for a, b in said if a == which]) for which, _ in said}
    return "; ".join(f"{which}not limited by {limit}" for which, limit in parts.items())


def only_visits(selection: Selection) -> str:
    """Say what the filters of visits leave alone, where one is in use."""
    limits = either([each.limit for each in selection.of_visits])
    said = "Figures of anything but visits, their letters and what these say are not limited by"
    return f"{said} {limits}." if limits else ""
