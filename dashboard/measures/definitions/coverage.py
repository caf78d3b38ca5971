"""Who has been visited, and how often."""

from dashboard.measures import needs
from dashboard.measures.measure import EVERYWHERE, NOWHERE, Count, Measure
from dashboard.measures.of_places import of_places

SETTINGS = Measure(
    name="settings",
    needs=needs.REGISTER,
    label="Settings in scope",
    unit="settings",
    definition="Settings on the register on the day of the figures.",
    numerator=Count("open", "settings"),
    above="in scope",
    sensitive=False,
    leaves=EVERYWHERE,
)
PLACES = Measure(
    name="places",
    needs=(*needs.REGISTER, *needs.PLACES),
    label="Registered places",
    unit="places",
    definition="Registered places of the settings in scope. Agencies and authorities have none.",
    numerator=Count("open", "places"),
    above="in scope",
    sensitive=False,
    leaves=NOWHERE,
)
VISITED = Measure(
    name="visited",
    needs=(*needs.REGISTER, *needs.VISITS),
    label="Settings visited",
    unit="settings",
    definition="Settings in scope with at least one visit or inspection in the period.",
    numerator=Count("reached", "settings"),
    above="visited",
    sensitive=False,
    leaves=EVERYWHERE,
)
COVERAGE = Measure(
    name="coverage",
    needs=(*needs.REGISTER, *needs.VISITS),
    label="Settings visited",
    unit="settings",
    definition=(
        "Settings in scope with at least one visit or inspection in the period, out of all "
        "settings on the register on the day of the figures. A setting counts once, in the week "
        "of its first visit."
    ),
    numerator=Count("reached", "settings"),
    denominator=Count("open", "settings"),
    above="visited",
    below="in scope",
    sensitive=False,
    leaves=EVERYWHERE,
)
PLACES_COVERAGE = of_places(
    COVERAGE,
    "Registered places in settings visited",
    "Registered places of the settings visited in the period, out of the places of all "
    "settings in scope. Agencies and authorities have no places and are left out.",
)
VISITS = Measure(
    name="visits",
    needs=needs.VISITS,
    label="Visits",
    unit="visits",
    definition=(
        "Visits and inspections that started in the period. A setting visited twice counts twice, "
        "and a setting that has since closed still counts."
    ),
    numerator=Count("visits", "visits"),
    above="visits",
    sensitive=False,
    leaves=NOWHERE,
)
REPORTED = Measure(
    name="reported",
    needs=(*needs.REGISTER, *needs.LETTERS),
    label="Settings visited, letter published",
    unit="settings",
    definition=(
        "Settings in scope with at least one visit in the period whose letter or report is "
        "published, out of all settings in scope. A setting counts once."
    ),
    numerator=Count("reported", "settings"),
    denominator=Count("open", "settings"),
    above="visited, letter published",
    below="in scope",
    sensitive=False,
    leaves=NOWHERE,
)
PLACES_REPORTED = of_places(
    REPORTED,
    "Registered places in settings visited, letter published",
    "Registered places of the settings with at least one visit in the period whose letter or "
    "report is published, out of the places of all settings in scope.",
)
