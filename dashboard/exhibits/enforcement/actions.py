"""Actions in force, issued and ended: by kind, week, region and setting type, and what each shows.

In force is a count on one day; issued and ended are counts over the period. They never add up to
one another, so they stand side by side.
"""

from collections.abc import Sequence

import polars as pl

from dashboard.exhibits.common import arriving
from dashboard.exhibits.enforcement import powers
from dashboard.measures import week_completeness, weekly
from dashboard.measures.cached import cached
from dashboard.measures.definitions.enforcement import (
    ACTIONS_ENDED,
    ACTIONS_IN_FORCE,
    ACTIONS_ISSUED,
    SETTINGS_RESTRICTED,
)
from dashboard.measures.kinds import types_of
from dashboard.measures.measure import Measure
from dashboard.measures.selection import Selection
from dashboard.measures.shape import TYPES
from dashboard.measures.status import Status
from dashboard.measures.store import Store
from dashboard.records import words as w
from dashboard.wording import words

BY_KIND = (ACTIONS_IN_FORCE, ACTIONS_ISSUED, ACTIONS_ENDED)
BY_WEEK = (ACTIONS_ISSUED, ACTIONS_ENDED)
BY_PLACE = (ACTIONS_IN_FORCE, SETTINGS_RESTRICTED)
NOT_APPLICABLE = "[z] not applicable"
ALL_ACTIONS, ALL_TYPES = "All actions", "All setting types"
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


def _beside(
    store: Store, selection: Selection, measures: Sequence[Measure], groups: pl.DataFrame
) -> pl.DataFrame:
    """Put measures side by side for every group, a group without any as 0."""
    (by,) = groups.columns
    for measure in measures:
        asked = store.ask(measure, selection, [by]).select(by, numerator="numerator")
        found = asked.rename({"numerator": measure.name})
        groups = groups.join(found, on=by, how="left", maintain_order="left", validate="1:1")
    return groups.with_columns(pl.exclude(by).fill_null(0))


def _with_total(
    rows: pl.DataFrame,
    name: str,
    store: Store,
    selection: Selection,
    measures: Sequence[Measure],
) -> pl.DataFrame:
    """Name the rows and end them with the measures asked as a whole."""
    named = rows.rename({rows.columns[0]: "name"}).with_columns(pl.col("name").cast(pl.String))
    whole = {m.name: [powers.count(store, selection, m)] for m in measures}
    total = pl.DataFrame({"name": [name]} | whole, schema=named.schema)
    return pl.concat([named, total])


@cached
def by_kind(store: Store, selection: Selection) -> pl.DataFrame:
    """Count each kind of action: in force, issued and ended; all of them last."""
    kinds = pl.DataFrame({"action_type": w.ACTION_TYPES}, schema_overrides=_typed("action_type"))
    rows = _beside(store, selection, BY_KIND, kinds)
    return _with_total(rows, ALL_ACTIONS, store, selection, BY_KIND)


@cached
def by_week(store: Store, selection: Selection) -> pl.DataFrame:
    """Count actions issued and ended in every week of the period."""
    weeks = pl.DataFrame({"week": weekly.weeks_of(store, selection)}, schema=_typed("week"))
    return _beside(store, selection, BY_WEEK, weeks)


@cached
def by_region(store: Store, selection: Selection) -> pl.DataFrame:
    """Count what is in force in every region of England, in the regions' own order: no ranking."""
    chosen, column = selection.anywhere(), selection.region_column
    regions = store.authorities.select(column).unique().sort(column)
    rows = _beside(store, chosen, BY_PLACE, regions)
    return _with_total(rows, store.scope.label, store, chosen, BY_PLACE)


@cached
def by_type(store: Store, selection: Selection) -> pl.DataFrame:
    """Count what is in force for every setting type; blank where the powers do not apply."""
    wanted = list(types_of(store, selection.setting_type))
    if selection.setting_type == w.ALL_PROVIDERS:
        wanted.append(w.LOCAL_AUTHORITY)
    types = pl.DataFrame({"setting_type": wanted}, schema=_typed("setting_type"))
    rows = _beside(store, selection, BY_PLACE, types)
    kind = pl.col("setting_type").cast(pl.String)
    inapplicable = kind.is_in(powers.INSPECTED_ONLY) & (pl.col(ACTIONS_IN_FORCE.name) == 0)
    names = [measure.name for measure in BY_PLACE]
    known = rows.with_columns(pl.when(~inapplicable).then(pl.col(*names)))
    if known.height > 1:
        known = _with_total(known, ALL_TYPES, store, selection, BY_PLACE)
    else:
        known = known.select(kind.alias("name"), *names)
    blank = pl.col(ACTIONS_IN_FORCE.name).is_null()
    word = pl.when(blank).then(pl.lit(NOT_APPLICABLE)).otherwise(pl.lit(Status.SHOWN.value))
    return known.with_columns(status=word)


def _typed(column: str) -> dict:
    return {column: TYPES[column]}


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
        return "No action of any kind is in force"
    n, kinds = most[ACTIONS_IN_FORCE.name][0], most["name"].to_list()
    if total == 1:
        return f"The one action in force is a {kinds[0].lower()}".replace("a emerg", "an emerg")
    names = words.listed([PLURALS[kind] for kind in kinds])
    if len(kinds) > 1:
        return (
            f"The most common in force are {names}: {words.number(n)} each of {words.number(total)}"
        )
    if n == total:
        every = "Both" if n == 2 else f"All {words.number(n)}"
        return f"{every} actions in force are {names}"
    return f"The most common in force are {names}: {words.n_of_n(n, total)}"


def headline_weeks(rows: pl.DataFrame, store: Store, selection: Selection) -> str:
    """Say how many actions were issued and ended in the last complete week."""
    if not is_drawn(rows):
        return "No action was issued or ended in the period"
    full = week_completeness.complete(store, selection, ACTIONS_ISSUED)
    if not full:
        return arriving.NONE_COMPLETE
    ((_, issued, ended),) = rows.filter(pl.col("week") == full[-1]).rows()
    when = f"in the {words.week_of(full[-1])}"
    if not issued and not ended:
        return f"No actions were issued or ended {when}"
    were = (
        "1 action was"
        if issued == 1
        else f"{words.number(issued) if issued else 'No'} actions were"
    )
    return f"{were} issued and {words.number(ended) if ended else 'none'} ended {when}"


def is_drawn(rows: pl.DataFrame) -> bool:
    """Say whether any week has anything to draw."""
    return bool(sum(rows[measure.name].sum() for measure in BY_WEEK))


def headline_regions(rows: pl.DataFrame) -> str:
    """Say in how many regions actions are in force, without ranking them."""
    regions, whole = rows[:-1], rows["name"][-1]
    total = rows[ACTIONS_IN_FORCE.name][-1]
    within = regions.filter(pl.col(ACTIONS_IN_FORCE.name) > 0)
    if within.is_empty():
        return "No action is in force in any region"
    are = "1 action is" if total == 1 else f"{words.number(total)} actions are"
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
