"""Panels of Why we went: the reasons side by side, and what lay behind them."""

from collections.abc import Sequence
from dataclasses import replace

import polars as pl

from dashboard.figures import (
    arriving,
    because,
    charts,
    downloads,
    reasons,
    results,
    stacks,
    tables,
    words,
)
from dashboard.measures.definitions.coverage import VISITS
from dashboard.measures.measure import Measure
from dashboard.measures.selection import Selection
from dashboard.records.words import GROUPS
from dashboard.store import Store
from dashboard.ui import parts

N_OF_N = ["numerator", "denominator", "value"]
ROUNDED = "Shares are rounded, so a row may not add up to 100%."


@parts.part
def regions(store: Store, selection: Selection) -> None:
    """Show the reasons in every region, whatever area is chosen."""
    rows = reasons.by_region(store, selection)
    whole = store.scope.label
    title = f"Visits to {words.noun(selection)}, % made for each reason, by region, all of {whole}"
    with parts.panel() as shown:
        shown.finding(reasons.regions(rows, store), title)
        shown.html(stacks.reasons(rows, title, "Region", (whole,)))
        shown.note(ROUNDED)
        england = selection.anywhere()
        close(
            shown, "why_regions", VISITS, rows, "why by region", store, england, ["name", "reason"]
        )


@parts.part
def types(store: Store, selection: Selection) -> None:
    """Show the reasons for every setting type that was visited."""
    rows = reasons.by_type(store, selection)
    if rows["name"].n_unique() == 1:
        return
    title = f"Visits to {where_of(store, selection)}, % made for each reason, by setting type"
    with parts.panel() as shown:
        shown.finding(reasons.types(rows), title)
        shown.html(stacks.reasons(rows, title, "Setting type", tuple(GROUPS)))
        shown.note(ROUNDED)
        close(shown, "why_types", VISITS, rows, "why by type", store, selection, ["name", "reason"])


@parts.part
def weeks(store: Store, selection: Selection) -> None:
    """Show the visits of each week by reason."""
    rows, finding = results.by_week(store, selection), reasons.weeks(store, selection)
    late = arriving.marked(store, selection)
    with parts.panel() as shown:
        shown.finding(finding, f"Visits to {where_of(store, selection)}, by week and reason")
        shown.chart("why_weeks", charts.visits_by_week(rows, late), finding)
        shown.html(tables.by_week(rows, late))
        shown.note(arriving.note(store, selection))
        columns = ["week", "selection_basis", "numerator"]
        close(shown, "why_weeks", VISITS, rows, "why by week", store, selection, columns, [])


@parts.part
def behind(store: Store, selection: Selection) -> None:
    """Show what lay behind the visits because of concerns, and behind those for other reasons."""
    rows = because.behind(store, selection)
    where = where_of(store, selection)
    with parts.panel() as shown:
        shown.finding(because.priorities(rows), f"What lay behind visits to {where}, by reason")
        for basis, made in because.BASES.items():
            drawn = rows.filter(pl.col("selection_basis") == basis)
            if not drawn.is_empty():
                caption = f"Of visits made {made}, % with this behind them"
                shown.note(caption)
                shown.html(tables.bars(drawn, caption, "What lay behind", "Visits", None))
        columns = ["selection_basis", "name"]
        close(shown, "why_behind", VISITS, rows, "behind the visits", store, selection, columns)


def close(
    shown: parts.Panel,
    key: str,
    measure: Measure,
    rows: pl.DataFrame,
    name: str,
    store: Store,
    selection: Selection,
    columns: list[str],
    figures: Sequence[str] = N_OF_N,
    **facts: str,
) -> None:
    """Close a picture with its source, its period and the file of its figures."""
    shown.source(store, f"visits from {words.period(selection, store)}")
    asked = downloads.download(store, selection, measure, rows, [*columns, *figures], name)
    shown.download(f"download_{key}", replace(asked, facts=asked.facts | facts))


def where_of(store: Store, selection: Selection) -> str:
    """Say in a title which settings, and where."""
    return f"{words.noun(selection)}, {words.area_name(selection.area, store)}"
