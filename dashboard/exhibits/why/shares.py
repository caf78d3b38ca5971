"""The reasons side by side, and what lay behind them."""

from dashboard.exhibits.common import arriving, week_headlines
from dashboard.exhibits.download import download
from dashboard.exhibits.exhibit import Exhibit, ReasonsByWeek, Stack
from dashboard.exhibits.why import reasons, why_answer
from dashboard.measures import Selection, Store, choice, week_completeness, weekly
from dashboard.measures.definitions.coverage import VISITS
from dashboard.records.words import BASES_MEAN, GROUPS
from dashboard.wording import words

REASONS = ("name", "reason", "numerator", "denominator", "value")
ROUNDED = "Shares are rounded, so a row may not add up to 100%."


def regions(store: Store, selection: Selection) -> Exhibit | None:
    """Give the reasons in every region, whatever area is chosen, unless visits are chosen by it."""
    everywhere, whole = selection.anywhere(), store.scope.label
    if selection.selection_basis or not why_answer.has_reasons(store, everywhere):
        return None
    rows = reasons.by_region(store, selection)
    here = choice.area_name(selection.area, store) if selection.area else None
    return Exhibit(
        "why-regions",
        reasons.regions(rows, store),
        f"Visits to {words.noun(selection)}, % made for each reason, by region, all of {whole}",
        (Stack(rows, "Region", (whole,), here=here, chooses="area"),),
        download(store, everywhere, VISITS, rows, REASONS, "why by region"),
        (f"{BASES_MEAN} {ROUNDED}",),
        period(store, selection),
    )


def types(store: Store, selection: Selection) -> Exhibit | None:
    """Give the reasons for every setting type that was visited, where there are several of both."""
    if selection.selection_basis or not why_answer.has_reasons(store, selection):
        return None
    rows = reasons.by_type(store, selection)
    if rows["name"].n_unique() == 1:
        return None
    return Exhibit(
        "why-types",
        reasons.types(rows),
        f"Visits to {words.whom(selection, store)}, % made for each reason, by setting type",
        (Stack(rows, "Setting type", tuple(GROUPS)),),
        download(store, selection, VISITS, rows, REASONS, "why by type"),
        (ROUNDED,),
        period(store, selection),
    )


def weeks(store: Store, selection: Selection) -> Exhibit | None:
    """Give the visits of each week by reason."""
    if not why_answer.has_reasons(store, selection):
        return None
    rows, columns = weekly.by_week(store, selection), ("week", "selection_basis", "numerator")
    return Exhibit(
        "why-weeks",
        reasons.weeks(store, selection)
        if selection.selection_basis is None
        else week_headlines.weeks(rows, store, selection),
        f"Visits to {words.whom(selection, store)}, by week and reason",
        (ReasonsByWeek(rows, week_completeness.unfinished(store, selection)),),
        download(store, selection, VISITS, rows, columns, "why by week"),
        (arriving.note(store, selection),),
        period(store, selection),
    )


def period(store: Store, selection: Selection) -> tuple[str]:
    """Say after the source of an exhibit from when its visits are."""
    return (f"visits from {words.period(selection, store)}",)
