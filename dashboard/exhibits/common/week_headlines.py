"""The sentence above a chart over time: the last complete week, and what was reached by its end."""

from collections import Counter
from datetime import date, timedelta

import polars as pl

from dashboard.exhibits.common import arriving
from dashboard.measures import Selection, Store, choice, week_completeness
from dashboard.measures.definitions.coverage import VISITS
from dashboard.wording import words


def weeks(rows: pl.DataFrame, store: Store, selection: Selection) -> str:
    """Say how many visits were made in the last complete week, beside the week before.

    `rows` has week and numerator, one row or more for each week.
    """
    if not store.tells(VISITS, selection):
        return words.untold(selection, store)
    full = week_completeness.complete(store, selection, VISITS)
    counts: Counter[date] = Counter()
    for week, n in rows[["week", "numerator"]].rows():
        counts[week] += n or 0
    if not sum(counts.values()):
        return f"No visits to {words.noun(selection)} in the period"
    if not full:
        return arriving.NONE_COMPLETE
    last = counts[full[-1]]
    made = f"{words.many(last, 'visits', 'No')} in the {words.week_of(full[-1])}"
    if len(full) == 1:
        return made
    before = counts[full[-2]]
    if not last:
        return f"{made}{f'; {words.number(before)}' if before else ', nor'} in the week before"
    change = last - before
    way = "up" if change > 0 else "down"
    moved = f"{way} {words.number(abs(change))} on" if change else "the same as"
    return f"{made}, {moved} the week before"


def pace(store: Store, selection: Selection) -> tuple[str, str]:
    """Give the visits of the last complete week and, under it, the mean of the last four."""
    full = week_completeness.complete(store, selection, VISITS)
    if not full:
        return "[x]", "no complete week of visits is known"
    counts = dict(store.ask(VISITS, selection, ["week"])[["week", "numerator"]].rows())
    last = [counts.get(week, 0) for week in full[-4:]]
    mean = words.number(sum(last) / len(last))
    weeks = "a week over the 4 weeks to then" if len(last) == 4 else "a week until then"
    return words.number(last[-1]), f"in the {words.week_of(full[-1])}; {mean} {weeks}"


def reached(rows: pl.DataFrame, store: Store, selection: Selection) -> str:
    """Say what share had been visited by the end of the period, and four weeks before."""
    known = rows.filter(pl.col("value").is_not_null())
    if known.is_empty():
        return "Coverage over time cannot be shown"
    last = known.row(-1, named=True)
    end = choice.last_day(selection, store)
    if last["denominator"] == 1:
        been = "had been" if last["numerator"] else "had not been"
        return f"The one {words.counted(selection, 1)} {been} visited by {words.day(end)}"
    now = f"{words.n_of_n(last['numerator'], last['denominator'])} visited"
    earlier = known.filter(pl.col("by") <= end - timedelta(weeks=4))["numerator"]
    then = f"; {words.number(earlier[-1])} four weeks before" if earlier.len() else ""
    return f"{now} by {words.day(end)}{then}"
