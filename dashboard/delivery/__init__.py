"""What is given for an address: a page as text, or a file of it."""

from dashboard.delivery.asked import NoSuchFileError, read
from dashboard.delivery.files import (
    BRIEFING_FORMS,
    EVERYTHING,
    File,
    brief,
    deliver,
    everything,
    whole_page,
)
from dashboard.delivery.laid_out import VIEWS, Page, has_exhibit, lay_out, text, twin_without_files

__all__ = [
    "BRIEFING_FORMS",
    "EVERYTHING",
    "VIEWS",
    "File",
    "NoSuchFileError",
    "Page",
    "brief",
    "deliver",
    "everything",
    "has_exhibit",
    "lay_out",
    "read",
    "text",
    "twin_without_files",
    "whole_page",
]
