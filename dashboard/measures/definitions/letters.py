"""How long letters and reports take."""

from dashboard.measures import needs
from dashboard.measures.measure import FROM_REGIONS, NOWHERE, Count, Measure
from dashboard.settings import Settings

PUBLISHED = Measure(
    name="published",
    needs=needs.LETTERS,
    label="Letters and reports published",
    unit="visits",
    definition="Visits whose letter or report is published, out of all visits in the period.",
    numerator=Count("visits", "published"),
    denominator=Count("visits", "visits"),
    above="published",
    below="visits",
    sensitive=True,
    leaves=FROM_REGIONS,
)
STANDARD = Settings.publication_days
DAYS_TO_PUBLISH = Measure(
    name="days_to_publish",
    needs=needs.LETTERS,
    label="Days from visit to letter",
    unit="working days",
    definition=(
        "Working days from the last day of a visit to the publication of its letter or report, "
        "added up, out of the visits whose letter is published: a mean."
    ),
    numerator=Count("letters", "days"),
    denominator=Count("letters", "letters"),
    above="working days",
    below="letters",
    is_mean=True,
    sensitive=True,
    leaves=NOWHERE,
)
IN_TIME = Measure(
    name="in_time",
    needs=needs.LETTERS,
    label=f"Letters within {STANDARD} working days",
    unit="letters",
    definition=(
        f"Letters published within {STANDARD} working days of the last day of the visit, out of "
        "all letters published. The standard is an assumption."
    ),
    numerator=Count("letters", "in_time"),
    denominator=Count("letters", "letters"),
    above="in time",
    below="letters",
    sensitive=True,
    leaves=NOWHERE,
)
WAITING = Measure(
    name="waiting",
    needs=needs.LETTERS,
    label="Letters not yet published",
    unit="visits",
    definition="Visits in the period whose letter or report is not yet published.",
    numerator=Count("waiting", "visits"),
    above="not yet published",
    sensitive=True,
    leaves=FROM_REGIONS,
)
OVERDUE = Measure(
    name="overdue",
    needs=needs.LETTERS,
    label=f"Letters waiting over {STANDARD} working days",
    unit="visits",
    definition=(
        f"Visits that ended more than {STANDARD} working days ago and whose letter is not yet "
        "published, out of all visits whose letter is not yet published."
    ),
    numerator=Count("waiting", "overdue"),
    denominator=Count("waiting", "visits"),
    above="over the standard",
    below="not yet published",
    sensitive=True,
    leaves=NOWHERE,
)
