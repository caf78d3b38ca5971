"""The shape of the cube: its tables, what each row is for and what it counts."""

from typing import Any

import polars as pl

from dashboard.areas.authorities import REGIONS, STATISTICAL_REGIONS
from dashboard.records import words

WHO = ("la_code", "setting_type", "sector", "last_grade", "size")
"""What is known of every setting, visited or not; a reader may filter by all but its size."""

AREAS = ("region", "statistical_region")
"""Where an authority lies: added to every table, and summed over like any other column."""

HOW = ("visit_type", "selection_basis", "reason", "mode", "outcome")
"""What is known of a visit only: it limits visits and their letters, never coverage."""

PERIODS = ("since", "stage")
"""Keys that a period limits, and nothing else does."""

TYPES: dict[str, Any] = {
    "la_code": pl.String,
    "region": pl.Enum(REGIONS),
    "statistical_region": pl.Enum(STATISTICAL_REGIONS),
    "setting_type": pl.Enum(words.SETTING_TYPES),
    "sector": words.or_not_recorded(words.SECTORS),
    "last_grade": words.or_not_recorded(words.JUDGEMENTS),
    "size": words.or_not_recorded(tuple(words.SIZES)),
    "last_seen": pl.Enum([*words.SEEN, words.NEVER_SEEN]),
    "since": pl.Date,
    "stage": pl.Date,
    "week": pl.Date,
    "visit_type": pl.Enum(words.VISIT_TYPES),
    "selection_basis": words.or_not_recorded(words.SELECTION_BASES),
    "reason": words.or_not_recorded(words.REASONS),
    "mode": words.or_not_recorded(words.MODES),
    "outcome": words.or_not_recorded(words.OUTCOMES),
    "action_type": pl.Enum(words.ACTION_TYPES),
    "theme": pl.Enum(words.THEMES),
    "side": pl.Enum(words.SIDES),
}
COUNTS = {
    "open": ("settings", "places"),
    "then": ("settings", "places"),
    "joined": ("settings", "places"),
    "left": ("settings", "places"),
    "sight": ("settings", "places"),
    "reached": ("settings", "places"),
    "reported": ("settings", "places"),
    "visits": ("visits", "published"),
    "letters": ("letters", "days", "in_time"),
    "waiting": ("visits", "overdue"),
    "actions": ("actions",),
    "ended": ("actions",),
    "in_force": ("actions",),
    "restricted": ("settings",),
    "findings": ("visits",),
}
_FIRST = ("since", "week", *WHO)
_MADE = HOW[:-1]
"""What is known of a visit before its letter: letters are those of the visits that were so made."""
_EACH_WEEK = ("stage", "week", *WHO)
KEYS: dict[str, tuple[str, ...]] = {
    "open": WHO,
    "then": ("since", *WHO),
    "joined": ("since", *WHO),
    "left": ("since", *WHO),
    "sight": (*WHO, "last_seen"),
    "reached": _FIRST,
    "reported": _FIRST,
    "visits": (*_EACH_WEEK, *HOW),
    "letters": (*_EACH_WEEK, *_MADE),
    "waiting": (*_EACH_WEEK, *_MADE),
    "actions": (*_EACH_WEEK, "action_type"),
    "ended": (*_EACH_WEEK, "action_type"),
    "in_force": (*WHO, "action_type"),
    "restricted": WHO,
    "findings": (*_EACH_WEEK, *_MADE, "theme", "side"),
}
"""One row of each table. `since` is a declared start; `stage` the last one before an event, so that
events since a start are those of its own stage and of every later one.

`open`: settings on the register on the day. `then`: on the register on a start. `joined`, `left`:
settings that joined the register after a start, or left it, by the day. `sight`: settings on the
register on the day, by when anyone was last on site. `reached`: those first visited in a week;
`reported`: the same, counting only visits whose letter or report is published.
`visits`: visits of a week, to any setting open at the time. `letters`: of those visits, the
published ones, with the working days from the last day of the visit to publication, added up, and
how many took no longer than the standard. `waiting`: those not yet published, and how many have
waited longer than the standard. `actions`: enforcement actions issued in a week; `ended`: ended
in a week; `in_force`: in force on the day; `restricted`: settings with an action in force.
`findings`: published visits of a week that mention a theme on one side, whether once or more.
"""


def has(table: str, column: str) -> bool:
    """Say whether what a table counts may be split by a column, or limited to a word of it."""
    return column in KEYS[table] or column in AREAS


def is_of_shape(name: str, table: pl.DataFrame) -> bool:
    """Say whether a table has the keys and counts of today, of the kinds of today."""
    known = table.schema.items() & {column: TYPES[column] for column in KEYS[name]}.items()
    return len(known) == len(KEYS[name]) and set(COUNTS[name]) <= set(table.columns)
