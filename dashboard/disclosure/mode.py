"""Who figures are for: pages show all that is known, and what is for outside is a release."""

from dashboard.records.check import RecordsError
from dashboard.settings import INTERNAL

REFUSED = (
    "What is for outside the inspectorate is given from approved releases only, and no figure is "
    "worked out for it."
)


def inside(mode: str) -> None:
    """Refuse a mode that is for outside with a RecordsError that says why."""
    if mode != INTERNAL:
        raise RecordsError(REFUSED)
