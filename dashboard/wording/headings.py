"""What people read above each column of a table that they take away."""

from dashboard.records import words as w
from dashboard.wording import words

HEADINGS = {
    "code": "Area code",
    "name": "Name",
    "numerator": "Number",
    "denominator": "Out of",
    "value": "Share",
    "low": "Lower end of the likely range",
    "high": "Upper end of the likely range",
    "status": "Status",
    "day_before": "Day of the figures before",
    "status_before": "Status on that day",
    "week": "Week beginning",
    "by": "By the end of",
    "selection_basis": "Why we went",
    "urn": "URN",
    "registered_on": "Joined the register",
    "closed_on": "Left the register",
    "first_visit_on": "First visit in the period",
    "reported_on": "First visit with a letter",
    "started_on": "Visit started",
    "published_on": "Letter published",
    "visit_type": "Kind of visit",
    "because": words.BASIS[w.PRIORITISED],
    "sampled": words.BASIS[w.SAMPLED],
    "other": words.BASIS[w.OTHER],
    "not_recorded": words.BASIS[w.NOT_RECORDED],
    "mean_days": "Mean working days, of published letters alone",
    "at_risk": "Visits still followed",
    "per_ten": "Visits for every 10 providers",
    "busy": "Busy weeks",
    "ahead": "Still to come",
    "L": "L: to the authority itself",
    "P": "P: to a setting in it",
    "M": "M: monitoring visit to a setting in it",
    "O": "O: by another inspectorate",
}
"""Columns whose heading is not simply their name."""


def heading(column: str) -> str:
    """Give the heading of a column."""
    return HEADINGS.get(column) or words.opening(column.replace("_", " "))
