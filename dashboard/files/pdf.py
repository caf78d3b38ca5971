"""A briefing as PDF that a screen reader can read."""

from typing import Literal

from dashboard.files.briefing import Briefing
from dashboard.files.rowheads import with_row_headings
from dashboard.files.typeset import typeset

STANDARD: Literal["ua-1"] = "ua-1"


def to_pdf(briefing: Briefing) -> bytes:
    """Write a briefing as PDF/UA: tagged, in English, with a title; the same bytes each time."""
    return with_row_headings(typeset(briefing, format="pdf", pdf_standards=[STANDARD]))
