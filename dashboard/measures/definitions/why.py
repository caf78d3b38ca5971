"""Why visits were made."""

from dashboard.measures import needs
from dashboard.measures.measure import FROM_REGIONS, Count, Measure
from dashboard.records import words


def _basis(name: str, basis: str, definition: str, told: needs.Needs = needs.REASONS) -> Measure:
    return Measure(
        name=name,
        needs=told,
        label=words.BASES[basis],
        unit="visits",
        definition=definition,
        numerator=Count("visits", "visits", (("selection_basis", basis),)),
        denominator=Count("visits", "visits"),
        above="visits",
        below="visits",
        sensitive=True,
        leaves=FROM_REGIONS,
    )


SHARE_PRIORITISED = _basis(
    "share_prioritised",
    words.PRIORITISED,
    "Visits made because we had concerns, out of all visits in the period.",
)
SHARE_SAMPLED = _basis(
    "share_sampled",
    words.SAMPLED,
    "Visits to learn from good practice, as part of a sample of services last judged good or "
    "outstanding, out of all visits in the period.",
)
SHARE_OTHER = _basis(
    "share_other",
    words.OTHER,
    "Visits made for another reason, such as following up an earlier visit, out of all visits.",
)
SHARE_NOT_RECORDED = _basis(
    "share_not_recorded",
    words.NOT_RECORDED,
    "Visits whose reason is blank in the records, out of all visits.",
    needs.VISITS,
)
SHARES_OF_BASIS = (SHARE_PRIORITISED, SHARE_SAMPLED, SHARE_OTHER, SHARE_NOT_RECORDED)
