"""What a reader supposes of the weeks to come, as one value that never changes."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Scenario:
    """Capacity that differs from that of the last 8 working weeks. A blank (None): as it was.

    `inspectors` on visits, `visits_each` in a week of one inspector, `unseen` the percentage of
    visits that go to settings not yet seen, `weeks_lost` the working weeks without any visit.
    """

    inspectors: int | None = None
    visits_each: float | None = None
    unseen: int | None = None
    weeks_lost: int = 0


AS_IT_IS = Scenario()
LIMITS: dict[str, tuple[float, float]] = {
    "inspectors": (1, 2000),
    "visits_each": (0.1, 20.0),
    "unseen": (1, 100),
    "weeks_lost": (0, 26),
}
"""For each field, the least and the most that can be supposed."""


def fits(field: str, value: float) -> bool:
    """Say whether a value can be supposed; visits come in tenths, everything else is whole."""
    least, most = LIMITS[field]
    scale = 10 if field == "visits_each" else 1
    return least <= value <= most and round(value * scale, 6) == round(value * scale)
