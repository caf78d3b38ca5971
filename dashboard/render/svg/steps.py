"""The pictures of what comes one after another: the bridge, steps after a visit, and tracks."""

from datetime import date

import polars as pl

from dashboard.exhibits.coverage import bridge
from dashboard.exhibits.enforcement import pathway
from dashboard.measures.course import Course
from dashboard.render.svg import rows
from dashboard.render.svg.rows import Row
from dashboard.wording import words as said

HOLLOW = ("joined", "unvisited", "unpublished")


def waterfall(table: pl.DataFrame) -> str:
    """Draw the steps of the bridge, each from where the last one ends."""
    steps = bridge.with_starts(table)
    most = max([1, *(steps["start"] + steps["numerator"].fill_null(0))])
    lines = []
    for row in steps.iter_rows(named=True):
        step, count = row["step"], row["numerator"] or 0
        look = "slanted" if step == "left" else "hollow" if step in HOLLOW else ""
        mark = rows.bar(count / most, row["start"] / most, look)
        lines.append(Row(row["name"], [mark], bridge.figure(row), step in bridge.TOTALS))
    return rows.rows(lines)


def steps(table: pl.DataFrame) -> str:
    """Draw how many visits got to each step out of those that could have, and the median wait."""
    lines = []
    for row in table.iter_rows(named=True):
        counts, wait = pathway.counts(row), row["median_days"]
        after = f", median {pathway.days(wait)}" if row["numerator"] and wait is not None else ""
        mark = rows.bar(row["numerator"] / max(row["denominator"], 1))
        lines.append(Row(row["step"], [mark], f"{counts}{after}"))
    return rows.rows(lines)


def _before(row: dict) -> str:
    """Write the word of the last figures before, where there was one."""
    day, word = row["day_before"], row["status_before"]
    return f" ({word.lower()} on {said.day(date.fromisoformat(day))})" if day else ""


def tracks(table: pl.DataFrame) -> str:
    """Draw how far each track has come, with a mark at its target until its date has passed."""
    lines = []
    for row in table.iter_rows(named=True):
        n, total, target = row["numerator"], row["denominator"], row["target_share"]
        if n is None or not total:
            none = row["status"] == Course.NONE.value
            lines.append(Row(row["track"], [rows.words("none" if none else "not known")]))
            continue
        over = target is None or row["status"] == Course.PASSED.value
        aim = "" if over else f"; target {said.number(row['target'])} ({said.percent(target)})"
        mark = rows.way(n / total, None if over else target)
        name = f"{row['track']}: {row['status'].lower()}{_before(row)}"
        lines.append(Row(name, [mark], f"{said.n_of_n(n, total)}{aim}"))
    return rows.rows(lines)
