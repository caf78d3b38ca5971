"""Illustrative records: an invented register, invented visits, and published totals.

Only counts, the names and standing judgements of authorities and the authority visits that
public sources name are real. Everything else is made by chance that always falls the same way.
"""

from dashboard.illustrative.days import FIRST, LAST, OPENS, mondays
from dashboard.illustrative.stream import records, removals

__all__ = ["FIRST", "LAST", "OPENS", "mondays", "records", "removals"]
