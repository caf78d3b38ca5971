"""Guess how someone else's files differ from ours, for a first mapping to be corrected by hand."""

from dashboard.records.guessing.found import Guess
from dashboard.records.guessing.tables import guess
from dashboard.records.guessing.written import written

__all__ = ["Guess", "guess", "written"]
