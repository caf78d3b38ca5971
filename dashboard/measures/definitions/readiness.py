"""What is still to be done before full inspections start."""

from dashboard.measures import needs
from dashboard.measures.measure import NOWHERE, Count, Measure
from dashboard.records.words import NOT_YET_INSPECTED

NEVER_INSPECTED = Measure(
    name="never_inspected",
    needs=needs.NEVER_INSPECTED,
    label="Never inspected",
    unit="settings",
    definition=(
        "Settings in scope that have not had a full inspection yet, out of all settings on the "
        "register on the day of the figures. A judgement that is not recorded does not count."
    ),
    numerator=Count("open", "settings", (("last_grade", NOT_YET_INSPECTED),)),
    denominator=Count("open", "settings"),
    above="never inspected",
    below="in scope",
    sensitive=False,
    leaves=NOWHERE,
)
TO_UNSEEN = Measure(
    name="visits_to_unseen",
    needs=(*needs.REGISTER, *needs.VISITS),
    label="Visits to settings not yet seen",
    unit="visits",
    definition=(
        "Visits that were the first in the period to a setting in scope, out of all visits in the "
        "period. The others went to settings seen before, or to settings that have closed since."
    ),
    numerator=Count("reached", "settings"),
    denominator=Count("visits", "visits"),
    above="first visits",
    below="visits",
    sensitive=False,
    leaves=NOWHERE,
)
