"""Actions in force, issued and ended: by kind, week, region and setting type, and what each shows.

In force is a count on one day; issued and ended are counts over the period. They never add up to
one another, so they stand side by side.
"""

from collections.abc import Sequence

import polars as pl

from dashboard.exhibits.common import arriving
from dashboard.measures import Measure, Selection, Store, week_completeness
from dashboard.measures.action_counts import ALL_ACTIONS, ALL_TYPES, is_drawn
from dashboard.measures.definitions.enforcement import (
    ACTIONS_ENDED,
    ACTIONS_IN_FORCE,
    ACTIONS_ISSUED,
)
from dashboard.wording import words

TOTALS = (ALL_ACTIONS, ALL_TYPES)
PLURALS = {
    "Compliance notice": "compliance notices",
    "Restriction of accommodation": "restrictions of accommodation",
    "Suspension of registration": "suspensions of registration",
    "Cancellation of registration": "cancellations of registration",
    "Emergency court order": "emergency court orders",
    "Prosecution": "prosecutions",
}
"""What to call several actions of a kind."""


def labels(measures: Sequence[Measure]) -> dict[str, str]:
    """Give the heading of each measure's column."""
    return {measure.name: measure.label for measure in measures}


def short(measures: Sequence[Measure]) -> dict[str, str]:
    """Give the heading of each measure's column where the table's title already says actions."""
    return {measure.name: words.opening(measure.above) for measure in measures}


def headline_kinds(rows: pl.DataFrame) -> str:
    """Say which kind of action is most in force."""
    total = rows[ACTIONS_IN_FORCE.name][-1]
    most = rows[:-1].filter(pl.col(ACTIONS_IN_FORCE.name) == rows[:-1][ACTIONS_IN_FORCE.name].max())
    if not total:
        return _none_in_force(rows)
    n, kinds = most[ACTIONS_IN_FORCE.name][0], most["name"].to_list()
    if total == 1:
        return f"The one action in force is a {kinds[0].lower()}".replace("a emerg", "an emerg")
    if n == 1:
        return f"In force are {words.listed([f'one {kind.lower()}' for kind in kinds])}"
    names = words.listed([PLURALS[kind] for kind in kinds])
    if len(kinds) > 1:
        return (
            f"The most common in force are {names}: {words.number(n)} each of {words.number(total)}"
        )
    if n == total:
        every = "Both" if n == 2 else f"All {words.number(n)}"
        return f"{every} actions in force are {names}"
    return f"The most common in force are {names}: {words.n_of_n(n, total)}"


def _none_in_force(rows: pl.DataFrame) -> str:
    """Say how many actions were issued and ended, where none is in force."""
    issued, ended = rows.select(ACTIONS_ISSUED.name, ACTIONS_ENDED.name).row(-1)
    if not issued and not ended:
        return "No action of any kind is in force"
    return f"{_issued_and_ended(issued, ended)} in the period; none is in force"


def _issued_and_ended(issued: int, ended: int) -> str:
    were = words.many(issued, "actions were", "No")
    return f"{were} issued and {words.number(ended) if ended else 'none'} ended"


def headline_weeks(rows: pl.DataFrame, store: Store, selection: Selection) -> str:
    """Say how many actions were issued and ended in the last complete week."""
    if not is_drawn(rows):
        return "No action was issued or ended in the period"
    full = week_completeness.complete(store, selection, ACTIONS_ISSUED)
    if not full:
        return arriving.NONE_COMPLETE
    ((_, issued, ended),) = rows.filter(week=full[-1]).rows()
    when = f"in the {words.week_of(full[-1])}"
    if not issued and not ended:
        return f"No actions were issued or ended {when}"
    return f"{_issued_and_ended(issued, ended)} {when}"


def headline_regions(rows: pl.DataFrame) -> str:
    """Say in how many regions actions are in force, without ranking them."""
    regions, whole = rows[:-1], rows["name"][-1]
    total = rows[ACTIONS_IN_FORCE.name][-1]
    within = regions.filter(pl.col(ACTIONS_IN_FORCE.name) > 0)
    if within.is_empty():
        return "No action is in force in any region"
    are = words.many(total, "actions are")
    if within.height == regions.height:
        return f"{are} in force in {whole}, in every region"
    if within.height == 1:
        where = words.listed(within["name"].to_list())
        return f"{are} in force in {whole}, in one region: {where}"
    return f"{are} in force in {whole}, in {within.height} of {regions.height} regions"


def headline_types(rows: pl.DataFrame) -> str:
    """Say which setting types the actions in force are on."""
    held = rows.filter(pl.col(ACTIONS_IN_FORCE.name) > 0, ~pl.col("name").is_in(TOTALS))
    if held.is_empty():
        return "No action is in force on any setting type"
    counts = held.select("name", ACTIONS_IN_FORCE.name).rows()
    if len(counts) == 1:
        return f"Every action in force is on {words.NOUNS[counts[0][0]]}"
    parts = [f"{words.NOUNS[name]} ({words.number(n)})" for name, n in counts]
    return f"The actions in force are on {words.listed(parts)}"
