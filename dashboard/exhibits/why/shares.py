"""The reasons side by side, and what lay behind them."""

import polars as pl

from dashboard.exhibits.common import arriving, axis, week_headlines
from dashboard.exhibits.common.table import N_OF_N
from dashboard.exhibits.download import Download, download
from dashboard.exhibits.exhibit import Bars, Chart, Exhibit, ReasonsByWeek, Stack
from dashboard.exhibits.why import drivers, reasons, why_answer
from dashboard.measures import Selection, Store, choice, visit_drivers, week_completeness, weekly
from dashboard.measures.definitions.coverage import VISITS
from dashboard.records.words import BASES_MEAN, GROUPS, VISITS_OF
from dashboard.wording import words

REASONS = ("name", "reason", "numerator", "denominator", "value")
DRIVERS = ("selection_basis", "name", *N_OF_N)
BEHIND = "% with this behind them"
ROUNDED = "Shares are rounded, so a row may not add up to 100%."


def regions(store: Store, selection: Selection) -> Exhibit | None:
    """Give the reasons in every region, whatever area is chosen, unless visits are chosen by it."""
    everywhere, whole = selection.anywhere(), store.scope.label
    if selection.selection_basis or not why_answer.has_reasons(store, everywhere):
        return None
    rows = reasons.by_region(store, selection)
    return exhibit(
        "why-regions",
        reasons.regions(rows, store),
        f"Visits to {words.noun(selection)}, % made for each reason, by region, all of {whole}",
        Stack(rows, "Region", (whole,)),
        download(store, everywhere, VISITS, rows, REASONS, "why by region"),
        (store, selection),
        f"{BASES_MEAN} {ROUNDED}",
    )


def types(store: Store, selection: Selection) -> Exhibit | None:
    """Give the reasons for every setting type that was visited, where there are several of both."""
    if selection.selection_basis or not why_answer.has_reasons(store, selection):
        return None
    rows = reasons.by_type(store, selection)
    if rows["name"].n_unique() == 1:
        return None
    return exhibit(
        "why-types",
        reasons.types(rows),
        f"Visits to {where_of(store, selection)}, % made for each reason, by setting type",
        Stack(rows, "Setting type", tuple(GROUPS)),
        download(store, selection, VISITS, rows, REASONS, "why by type"),
        (store, selection),
        ROUNDED,
    )


def weeks(store: Store, selection: Selection) -> Exhibit | None:
    """Give the visits of each week by reason."""
    if not why_answer.has_reasons(store, selection):
        return None
    rows, columns = weekly.by_week(store, selection), ("week", "selection_basis", "numerator")
    return exhibit(
        "why-weeks",
        reasons.weeks(store, selection)
        if selection.selection_basis is None
        else week_headlines.weeks(rows, store, selection),
        f"Visits to {where_of(store, selection)}, by week and reason",
        ReasonsByWeek(rows, week_completeness.marked(store, selection)),
        download(store, selection, VISITS, rows, columns, "why by week"),
        (store, selection),
        arriving.note(store, selection),
    )


def behind(store: Store, selection: Selection) -> Exhibit | None:
    """Give what lay behind prioritised visits, and behind those for another reason."""
    if not why_answer.has_reasons(store, selection):
        return None
    rows = visit_drivers.behind(store, selection)
    parts = (
        (VISITS_OF[basis], rows.filter(pl.col("selection_basis") == basis))
        for basis in visit_drivers.BASES
    )
    end = axis.end(rows["value"])
    charts = tuple(
        Bars(drawn, "What lay behind", "Visits", caption=f"Of {made}, {BEHIND}", end=end)
        for made, drawn in parts
        if not drawn.is_empty()
    )
    return exhibit(
        "why-behind",
        drivers.priorities(rows),
        f"What lay behind visits to {where_of(store, selection)}, by reason",
        charts,
        download(store, selection, VISITS, rows, DRIVERS, "behind the visits"),
        (store, selection),
    )


def exhibit(
    key: str,
    headline: str,
    title: str,
    charts: Chart | tuple[Chart, ...],
    file: Download,
    of: tuple[Store, Selection],
    *notes: str,
) -> Exhibit:
    """Put an exhibit of visits together; the period of the visits is said with its source."""
    store, selection = of
    drawn = charts if isinstance(charts, tuple) else (charts,)
    source = (f"visits from {words.period(selection, store)}",)
    return Exhibit(key, headline, title, drawn, file, notes, source)


def where_of(store: Store, selection: Selection) -> str:
    """Say in a title which settings, and where."""
    return f"{words.noun(selection)}, {choice.area_name(selection.area, store)}"
