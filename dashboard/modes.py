"""Who figures are for: nothing is given for outside until there are releases to give."""

from dashboard.records.check import RecordsError
from dashboard.settings import INTERNAL

REFUSED = (
    "Nothing is given for outside the inspectorate: hidden figures could be worked out from "
    "others, so share and public serve and export nothing until there are approved releases."
)


def inside(mode: str) -> None:
    """Refuse a mode that is for outside with a RecordsError that says why."""
    if mode != INTERNAL:
        raise RecordsError(REFUSED)
