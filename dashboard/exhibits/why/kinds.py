"""What kind of visits were made, where the records do not say why: some kinds follow concerns."""

from dashboard.exhibits.download import N_OF_N, download
from dashboard.exhibits.exhibit import Bars, Exhibit
from dashboard.exhibits.why import why_answer
from dashboard.exhibits.why.shares import period
from dashboard.measures import Selection, Store, visit_mode_counts
from dashboard.measures.definitions.coverage import VISITS
from dashboard.records.words import NOT_RECORDED
from dashboard.wording import words

NOTE = "A monitoring visit follows up concerns. Other kinds of visit do not say why we went."


def exhibit(store: Store, selection: Selection) -> Exhibit | None:
    """Give the visits of each kind, where these are several and no visit has a reason."""
    counted = store.as_counted
    if why_answer.recorded(counted) or not why_answer.any_visit(counted, selection):
        return None
    rows = visit_mode_counts.by_kind(store, selection)
    if rows.height < 2:
        return None
    return Exhibit(
        "why-kinds",
        headline(*rows.select("name", "numerator", "denominator").row(0)),
        f"Visits to {words.whom(selection, store)}, by kind of visit",
        (Bars(rows, "Kind of visit", "Of all visits"),),
        download(store, selection, VISITS, rows, ("name", *N_OF_N), "visits by kind"),
        (NOTE,),
        period(store, selection),
    )


def headline(kind: str, count: int, total: int) -> str:
    """Say how many visits were of the kind that was made most."""
    made = f"{words.n_of_n(count, total)} visits {'was' if count == 1 else 'were'}"
    if kind == NOT_RECORDED:
        return f"{made} of a kind that is not recorded"
    one = f"{'an' if kind[0] in 'AEI' else 'a'} {kind.lower()}"
    return f"{made} {one if count == 1 else f'{kind.lower()}s'}"
