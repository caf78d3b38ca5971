"""Who is on the register, who has joined and left it, and when anyone was last on site."""

from dashboard.measures import needs
from dashboard.measures.measure import NOWHERE, Count, Measure
from dashboard.measures.of_places import of_places

_THEN = "on the register on the first day of the period"
_JOINED = "that joined the register after the first day of the period, by the day of the figures"
_LEFT = "that left the register after the first day of the period, by the day of the figures"

THEN = Measure(
    name="then",
    needs=needs.START,
    label="Settings on the register at the start",
    unit="settings",
    definition=(
        f"Settings {_THEN}. A setting whose first day is not recorded counts as always there."
    ),
    numerator=Count("then", "settings"),
    above="on the register",
    sensitive=False,
    leaves=NOWHERE,
)
JOINED = Measure(
    name="joined",
    needs=needs.JOINED,
    label="Settings that joined",
    unit="settings",
    definition=f"Settings {_JOINED}, whether or not they have left since.",
    numerator=Count("joined", "settings"),
    above="joined",
    sensitive=False,
    leaves=NOWHERE,
)
LEFT = Measure(
    name="left",
    needs=needs.LEFT,
    label="Settings that left",
    unit="settings",
    definition=f"Settings {_LEFT}, whether or not they joined in the period too.",
    numerator=Count("left", "settings"),
    above="left",
    sensitive=False,
    leaves=NOWHERE,
)
PLACES_THEN = of_places(
    THEN, "Registered places at the start", f"Registered places of the settings {_THEN}."
)
PLACES_JOINED = of_places(
    JOINED, "Registered places that joined", f"Registered places of the settings {_JOINED}."
)
PLACES_LEFT = of_places(
    LEFT,
    "Registered places that left",
    f"Registered places of the settings {_LEFT}.",
    needs.PLACES_THEN,
)
LAST_SEEN = Measure(
    name="last_seen",
    needs=needs.LAST_SEEN,
    label="Settings by when anyone was last on site",
    unit="settings",
    definition=(
        "Settings in scope, by the time since anyone was on site: the last full inspection on the "
        "register or the last visit in the records that is known to have been on site, whichever "
        "is later. Split it by last_seen."
    ),
    numerator=Count("sight", "settings"),
    denominator=Count("open", "settings"),
    above="last seen then",
    below="in scope",
    sensitive=False,
    leaves=NOWHERE,
)
