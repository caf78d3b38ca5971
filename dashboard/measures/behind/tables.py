"""Which things each table of the cube counts, and which records it takes to count them."""

from dashboard.measures.measure import Measure
from dashboard.records.model import Records

KINDS = {
    "open": "settings",
    "then": "settings",
    "joined": "settings",
    "left": "settings",
    "sight": "settings",
    "reached": "settings",
    "reported": "settings",
    "restricted": "settings",
    "visits": "visits",
    "letters": "visits",
    "waiting": "visits",
    "findings": "mentions",
    "actions": "actions",
    "ended": "actions",
    "in_force": "actions",
}
"""For each table that a measure counts, the things it counts."""


NEEDS = {"settings": {"settings"}, "mentions": {"visits", "findings"}}


MORE = {"reached": {"visits"}, "reported": {"visits"}, "restricted": {"actions"}}


DATES = {
    "then": ("registered_on", "closed_on"),
    "joined": ("registered_on",),
    "left": ("closed_on",),
}
"""Columns of the register without which a table cannot be counted: it must have some such day."""


def kind_of(measure: Measure) -> str:
    """Say which things a measure counts: those that it is out of, where it is out of any."""
    return KINDS[(measure.denominator or measure.numerator).table]


def needs(table: str) -> set[str]:
    """Name the records without which a table cannot be counted."""
    kind = KINDS[table]
    return NEEDS.get(kind, {kind}) | MORE.get(table, set())


def can_count(table: str, records: Records) -> bool:
    """Say whether records hold what a table counts."""
    if not needs(table) <= records.keys():
        return False
    return all(records["settings"][column].count() for column in DATES.get(table, ()))
