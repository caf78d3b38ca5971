"""From records to results: a cube of small counts, and measures worked out from it.

What everything that stands above works with is named here.
"""

from dashboard.measures.measure import Measure, MeasureError, Period
from dashboard.measures.questions import Question
from dashboard.measures.selection import Selection
from dashboard.measures.status import Status
from dashboard.measures.store import Store
from dashboard.measures.trust import WithheldError

__all__ = [
    "Measure",
    "MeasureError",
    "Period",
    "Question",
    "Selection",
    "Status",
    "Store",
    "WithheldError",
]
