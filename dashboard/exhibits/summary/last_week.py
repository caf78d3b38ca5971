"""What happened in the last complete week: visits, letters, actions, authorities first reached."""

from collections.abc import Callable
from datetime import date

import polars as pl

from dashboard.exhibits.common import arriving
from dashboard.exhibits.download import of_settings
from dashboard.exhibits.enforcement import powers
from dashboard.exhibits.exhibit import Exhibit, Words
from dashboard.exhibits.summary import summary_answer
from dashboard.measures import (
    Measure,
    Selection,
    Store,
    chosen_records,
    letter_counts,
    week_completeness,
)
from dashboard.measures.cached import cached
from dashboard.measures.definitions.coverage import VISITED, VISITS
from dashboard.measures.definitions.enforcement import ACTIONS_ENDED, ACTIONS_ISSUED
from dashboard.records import words as w
from dashboard.wording import words

HEADINGS = ("What", "How many", "Of which")
COUNTED = {"Visits made": "visits", "Letters published": "letters", "Actions issued": "actions"}
NOT_APPLICABLE = "not applicable"
Counted = tuple[int | None, str]
"""A count, where it is known, and what is said beside it."""
NAMED = 3
"""So many authorities are named at most."""

MEANING = (
    "What happened in the last complete week of the period, the last of which no more visits are "
    "awaited: visits that started, letters published, "
    "actions that began and ended, and authorities in which a setting was visited for the first "
    "time in the period."
)
ELSEWHERE = (
    "This is what happened in the week. What arrived late or was corrected since the last figures "
    "is on Data and downloads."
)


def exhibit(store: Store, selection: Selection) -> Exhibit | None:
    """Give what happened in the last complete week, if one is complete."""
    if not week_completeness.complete(store, selection, VISITS):
        return None
    lines = rows(store, selection)
    measures = (VISITS, ACTIONS_ISSUED, ACTIONS_ENDED, VISITED)
    return Exhibit(
        "week",
        headline(lines, store, selection),
        f"What happened in the last complete week, {words.whom(selection, store)}",
        (Words(text(lines), HEADINGS),) if lines.height else (),
        of_settings(store, selection, measures, lines, "last complete week", MEANING),
        (ELSEWHERE, arriving.why_long_ago(store, selection)),
    )


@cached
def rows(store: Store, selection: Selection) -> pl.DataFrame:
    """Give five counts of the last complete week: name, numerator (null: not known) and detail.

    Without a complete week in the period there are none.
    """
    chosen = selection.in_settings()
    week = of(store, chosen)
    lines = _lines(store, chosen, week) if week else []
    kinds = {"name": pl.String, "numerator": pl.Int64, "detail": pl.String}
    return pl.DataFrame(lines, schema=kinds, orient="row")


@cached
def of(store: Store, selection: Selection) -> date | None:
    """Give the last complete week of which visits are known, or else of which anything is."""
    told = week_completeness.complete(store, selection, VISITS)
    return next(reversed(told or week_completeness.complete(store, selection)), None)


def _lines(store: Store, selection: Selection, week: date) -> list[tuple[str, int | None, str]]:
    known = week not in store.untold(VISITS, selection)

    def of_visits(count: Callable[[Store, Selection, date], Counted]) -> Counted:
        return count(store, selection, week) if known else (None, "no visits are in these records")

    return [
        ("Visits made", *of_visits(_visits)),
        ("Letters published", *of_visits(_letters)),
        ("Actions issued", *_actions(store, selection, ACTIONS_ISSUED, week)),
        ("Actions ended", *_actions(store, selection, ACTIONS_ENDED, week)),
        ("Authorities first reached", *of_visits(_reached)),
    ]


def _visits(store: Store, selection: Selection, week: date) -> Counted:
    made, concerned, blank = (
        summary_answer.in_week(store, selection, VISITS, week, **limits)
        for limits in ({}, *({"selection_basis": of} for of in (w.PRIORITISED, w.NOT_RECORDED)))
    )
    stated = concerned is not None and made != blank
    return made, f"{words.number(concerned)} prioritised" if stated else ""


def _letters(store: Store, selection: Selection, week: date) -> Counted:
    """Count the letters published in the week, whenever the visit was."""
    visits = chosen_records.visits_recorded(store)
    if visits.height and visits["published_on"].null_count() == visits.height:
        return None, "the day of publication is not in these records"
    out, serious, stated = letter_counts.letters(store, selection, week)
    state = "states" if serious == 1 else "state"
    return out, f"{words.number(serious)} {state} serious concerns" if stated else ""


def _actions(store: Store, selection: Selection, measure: Measure, week: date) -> Counted:
    if unknown := powers.blank(store, selection):
        return None, unknown[1]
    return summary_answer.in_week(store, selection, measure, week), ""


def _reached(store: Store, selection: Selection, week: date) -> Counted:
    """Count the authorities whose first visit of the period was in the week, and name a few."""
    found = store.ask(VISITED, selection, ["la_code", "week"])
    first: dict[str, date] = {}
    for code, reached, n in found[["la_code", "week", "numerator"]].rows():
        if n:
            first[code] = min(reached, first.get(code, reached))
    names = sorted(store.names[code] for code, reached in first.items() if reached == week)
    more = len(names) - NAMED
    listed = [*names[:NAMED], *([f"{words.number(more)} more"] if more > 0 else [])]
    return len(names), words.listed(listed)


def headline(lines: pl.DataFrame, store: Store, selection: Selection) -> str:
    """Say what happened in the last complete week."""
    week = of(store, selection.in_settings())
    if week is None:
        return arriving.NONE_COMPLETE
    count = dict(lines.select("name", "numerator").iter_rows())
    if count["Visits made"] is None:
        return "What happened in the week is not in these records"
    said = [
        words.many(count[name], each, "no")
        for name, each in COUNTED.items()
        if count[name] is not None
    ]
    return f"In the {words.week_of(week)}: {words.listed(said)}"


def text(lines: pl.DataFrame) -> list[list[str]]:
    """Write the counts as a table shows them."""
    return [[name, *_said(count, detail)] for name, count, detail in lines.iter_rows()]


def _said(count: int | None, detail: str) -> tuple[str, str]:
    if count is not None:
        return words.number(count), detail
    return (detail, "") if detail == NOT_APPLICABLE else ("not known", detail)
