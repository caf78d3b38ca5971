"""Which filters limit what: settings, visits, and the figures of either."""

from collections.abc import Mapping

from dashboard.measures.filter import SETTINGS, VISITS
from dashboard.measures.filters import FILTERS

OF_VISITS = tuple(each for each in FILTERS if each.applies_to == VISITS)
"""The filters that limit visits, and nothing else."""
VISIT_COLUMNS = frozenset(each.column for each in OF_VISITS)

NARROWING = tuple(
    each
    for each in FILTERS
    if each.applies_to == SETTINGS and each.name not in ("area", "setting_type")
)
"""The filters that leave some settings of a type in an area."""

OF_FIGURES = tuple(each.name for each in FILTERS if each.column or each.name in ("since", "until"))
"""The fields of a selection that a figure may depend on, beside the set of regions."""

NOTHING = ""
"""The word of a column that is limited to two words at once: no record holds both."""


def both(chosen: Mapping[str, str], limits: Mapping[str, str]) -> dict[str, str]:
    """Put the limits of a choice and further ones together; what contradicts leaves nothing.

    A further limit of the settings stands in place of the choice, whose part it is.
    """
    against = [
        column
        for column, word in limits.items()
        if column in VISIT_COLUMNS and chosen.get(column, word) != word
    ]
    return {**chosen, **limits, **dict.fromkeys(against, NOTHING)}
