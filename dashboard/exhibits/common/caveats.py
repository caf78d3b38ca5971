"""What must be read with anything that visits found: whether they are graded, and how chosen."""

from collections.abc import Mapping

from dashboard.exhibits.common import headlines
from dashboard.measures import Selection, Store, WithheldError, choice, results
from dashboard.measures.cached import cached
from dashboard.measures.definitions.coverage import VISITS
from dashboard.measures.definitions.why import SHARE_PRIORITISED
from dashboard.measures.graded_inspections import inspections_among, visits_by_type
from dashboard.records import words as w
from dashboard.records.rules import UNGRADED
from dashboard.wording import words

NOT_GRADED = "Visits are not inspections and are not graded."
THOSE_NOT_GRADED = "Assurance, monitoring and focused visits are not graded."
"""Is true whatever the visits at hand are."""
NOT_ALL = "these figures do not describe all settings."


@cached
def caveat(store: Store, selection: Selection) -> str:
    """Say what must be read with anything that visits found, and how they were chosen."""
    said = graded(store, selection)
    try:
        n, total, value = choice.only(store.ask(SHARE_PRIORITISED, selection))
    except WithheldError:
        return f"{said} How they were chosen is not certain, so {NOT_ALL}"
    if total == 0 or not store.tells(VISITS, selection):
        return said
    if not total or not headlines.any_reason(results.reasons(store, selection)):
        chosen = "How they were chosen is not recorded"
    elif total == 1:
        chosen = f"The one visit was {'' if n else 'not '}a prioritised one"
    elif value and value > 0.5:
        chosen = "Most were prioritised because we had concerns"
    else:
        chosen = f"{words.n_of_n(n, total)} were prioritised because we had concerns"
    return f"{said} {chosen}, so {NOT_ALL}"


@cached
def graded(store: Store, selection: Selection) -> str:
    """Say that visits are not graded, or of those that are inspections how many there are."""
    if not store.tells(VISITS, selection):
        return f"{words.untold(selection, store)}."
    try:
        counts = visits_by_type(store, selection)
    except WithheldError:
        return THOSE_NOT_GRADED
    total = sum(counts.values())
    if not total:
        where = words.place(selection.area, store)
        return f"No visits to {words.noun(selection)} in {where} in the period."
    if inspections := inspections_among(counts):
        return " ".join([_inspections(inspections, total), *_not_graded(counts)])
    return THOSE_NOT_GRADED if counts.get(w.NOT_RECORDED) else NOT_GRADED


def _not_graded(counts: Mapping[str, int]) -> list[str]:
    """Say which of the kinds of visit at hand are not graded, if any."""
    kinds = [kind.removesuffix(" visit") for kind in UNGRADED if counts.get(kind)]
    said = words.listed([kind.lower() for kind in kinds])
    return [f"{words.opening(said)} visits are not graded."] if kinds else []


def _inspections(n: int, total: int) -> str:
    if n == total:
        one = "The one visit is an inspection."
        return one if n == 1 else f"{words.opening(words.every(n))} visits are inspections."
    verb = "is an inspection" if n == 1 else "are inspections"
    return f"{words.n_of_n(n, total)} visits {verb}."
