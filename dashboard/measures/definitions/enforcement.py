"""Where powers were used, and what is still in force."""

from dashboard.measures import needs
from dashboard.measures.measure import FROM_REGIONS, NOWHERE, Count, Measure

ACTIONS_ISSUED = Measure(
    name="actions_issued",
    needs=needs.ISSUED,
    label="Actions issued",
    unit="actions",
    definition="Enforcement actions issued in the period, whether or not they are still in force.",
    numerator=Count("actions", "actions"),
    above="issued",
    sensitive=True,
    leaves=FROM_REGIONS,
)
ACTIONS_ENDED = Measure(
    name="actions_ended",
    needs=needs.ACTIONS,
    label="Actions ended",
    unit="actions",
    definition="Enforcement actions that ended in the period, whenever they were issued.",
    numerator=Count("ended", "actions"),
    above="ended",
    sensitive=True,
    leaves=FROM_REGIONS,
)
ACTIONS_IN_FORCE = Measure(
    name="actions_in_force",
    needs=needs.ACTIONS,
    label="Actions in force",
    unit="actions",
    definition="Enforcement actions in force on the day of the figures, whenever issued.",
    numerator=Count("in_force", "actions"),
    above="in force",
    sensitive=True,
    leaves=FROM_REGIONS,
)
SETTINGS_RESTRICTED = Measure(
    name="settings_with_actions",
    needs=needs.ACTIONS,
    label="Settings with an action in force",
    unit="settings",
    definition=(
        "Settings with at least one enforcement action in force on the day of the figures. A "
        "setting with two counts once."
    ),
    numerator=Count("restricted", "settings"),
    above="with an action in force",
    sensitive=True,
    leaves=NOWHERE,
)
