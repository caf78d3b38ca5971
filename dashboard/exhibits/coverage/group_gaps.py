"""Fairness of coverage: the least and the most visited by size, sector, prior judgement and region.

This is our own coverage, so its groups may be ranked; what was found at them may not.
"""

from collections.abc import Callable

import polars as pl

from dashboard.exhibits.common import caveats
from dashboard.measures import choice, results
from dashboard.measures.cached import cached
from dashboard.measures.measure import Measure
from dashboard.measures.selection import Selection
from dashboard.measures.statistics import UNLIKELY, widest_by_chance
from dashboard.measures.status import Status
from dashboard.measures.store import Store
from dashboard.records import words as w
from dashboard.settings import Settings
from dashboard.wording import words
from dashboard.wording.together import among

GROUPS = {
    "size": "Size",
    "sector": "Sector",
    "last_grade": "Prior judgement",
    "region": "Region",
}
"""What coverage is compared by, in the order shown."""

MEANT = (
    "Settings we have concerns about are visited first, so coverage is meant to differ by prior "
    "judgement."
)
FOLLOWS = (
    "Prior judgement is left out: inspections count as visits here and give the judgement anew, so "
    "a setting not yet inspected is mostly one not yet visited."
)
FEW = "Groups of fewer than 10 are shown but not compared."
NO_PLACES = "No places registered"


@cached
def rows(store: Store, selection: Selection) -> pl.DataFrame:
    """Give coverage for every group of each kind, least visited first, where there are two or more.

    By prior judgement only where no visit gave it. Columns: kind, name, numerator, denominator,
    value, status.
    """
    measure, left_out = results.coverage_measure(selection), set()
    if caveats.gave_judgements(store, selection):
        left_out = {"last_grade"}
    kinds = [kind for kind in GROUPS if kind not in left_out]
    parts = [_of_kind(kind, measure, store, selection) for kind in kinds]
    return pl.concat([part for part in parts if part.height > 1] or [parts[0].head(0)])


def _of_kind(kind: str, measure: Measure, store: Store, selection: Selection) -> pl.DataFrame:
    column = selection.region_column if kind == "region" else kind
    found = store.ask(measure, selection, [column]).filter(pl.col("denominator") > 0)
    name = pl.col(column).cast(pl.String)
    if kind == "size":
        name = name.replace(w.NOT_RECORDED, NO_PLACES)
    named = found.select("numerator", "denominator", "value", kind=pl.lit(GROUPS[kind]), name=name)
    return (
        results.with_status(named, Status.UNVISITED)
        .select("kind", "name", "numerator", "denominator", "value", "status")
        .sort("value", "name", nulls_last=True)
    )


def compared(found: pl.DataFrame) -> pl.DataFrame:
    """Keep the groups with enough settings to compare, of the kinds that have two such."""
    enough = found.filter(
        pl.col("denominator") >= Settings.percentage_from,
        pl.col("value").is_not_null(),
        pl.col("name") != w.NOT_RECORDED,
    )
    return enough.filter(pl.len().over("kind") > 1)


def gaps(found: pl.DataFrame) -> pl.DataFrame:
    """Give the least and the most visited group of each kind, widest gap first."""
    ends = compared(found).group_by("kind", maintain_order=True)
    columns = ("name", "numerator", "denominator", "value")
    wide = ends.agg(
        *(pl.col(c).first().name.prefix("least_") for c in columns),
        *(pl.col(c).last().name.prefix("most_") for c in columns),
    )
    return wide.with_columns(gap=pl.col("most_value") - pl.col("least_value")).sort(
        "gap", descending=True, maintain_order=True
    )


def headline(found: pl.DataFrame, store: Store, selection: Selection) -> str:
    """Say where the gap in coverage is widest, with n of N for the least and the most visited."""
    widest = gaps(found)
    thing = words.noun(selection)
    if found["numerator"].null_count():
        return f"Coverage cannot be compared: how many {thing} are visited is not known"
    if widest.is_empty():
        return f"Too few {thing} to compare groups"
    row = widest.row(0, named=True)
    if not row["gap"]:
        return f"All groups are the same: {words.percent(row['least_value'])} visited"
    least, most = (
        f"{_named(row['kind'], row[f'{end}_name'], store, selection)}, "
        f"{words.n_of_n(row[f'{end}_numerator'], row[f'{end}_denominator'])}"
        for end in ("least", "most")
    )
    kind = found.filter(pl.col("kind") == row["kind"], pl.col("name") != w.NOT_RECORDED)
    said = f"The widest gap{among(kind)} is by {row['kind'].lower()}"
    if _by_chance(found, row["kind"]) >= UNLIKELY:
        said += ", no clearer than chance"
    return f"{said}: least visited are {least}; most, {most}"


def _by_chance(found: pl.DataFrame, kind: str) -> float:
    """Give how often the widest of the kinds would be as wide by chance (Bonferroni)."""
    enough = compared(found)
    counts = enough.filter(kind=kind).select("numerator", "denominator").rows()
    return widest_by_chance(tuple(counts)) * enough["kind"].n_unique()


def _named(kind: str, name: str, store: Store, selection: Selection) -> str:
    """Name a group as it stands in a sentence."""
    written: dict[str, Callable[[], str]] = {
        "Size": lambda: f"{words.noun(selection)} with {name[0].lower()}{name[1:]}",
        "Sector": lambda: words.noun(selection.changed("sector", name)),
        "Prior judgement": lambda: words.noun(selection.changed("last_grade", name)),
        "Region": lambda: f"{words.noun(selection)} in {words.place(name, store)}",
    }
    return written[kind]()


def note(store: Store, selection: Selection) -> str:
    """Say what coverage is meant to differ by, or why it is not told by prior judgement."""
    return f"{FOLLOWS if caveats.gave_judgements(store, selection) else MEANT} {FEW}"


def title(found: pl.DataFrame, store: Store, selection: Selection) -> str:
    """Give the statistical title."""
    kinds = words.listed([kind.lower() for kind in found["kind"].unique(maintain_order=True)])
    by = f", by {kinds}" if kinds else ""
    noun, where = words.opening(words.counted(selection)), choice.area_name(selection.area, store)
    return f"{noun} visited, % of those in scope{by}, {words.period(selection, store)}, {where}"
