"""Rates as a dot with its likely range: a real table, with the dots drawn beside the figures."""

from html import escape

import polars as pl

from dashboard.exhibits.exhibit import Dots
from dashboard.exhibits.found import concern_rates
from dashboard.measures.status import Status
from dashboard.records import words as w
from dashboard.render.html import markup
from dashboard.wording import cells, words

OF_THESE = "Of these visits, letters to come"
"""Heads the letters that the visits of a rate still wait for: not all that are awaited."""

SCALES = (0.1, 0.25, 0.5, 1.0)
"""The shares at which an axis may end: the first that holds every range."""

NO_RATE = {each.value: each.removeprefix("[u] ") for each in (Status.FEW, Status.HALF)}
"""Why counts have no rate, by their status."""


def table(chart: Dots, title: str) -> str:
    """Draw rates by themselves, or those of prioritised visits beside the others."""
    return _side_by_side(chart, title) if chart.beside else _alone(chart, title)


def _alone(chart: Dots, title: str) -> str:
    """Show a dot with its range for each row, by itself."""
    end = scale(chart.rows)
    body = "".join(
        markup.row(row["name"], f"{_track(row, end)}<td>{_figure(row)}</td>{_waiting(row)}")
        for row in chart.rows.iter_rows(named=True)
    )
    headings = ("Serious concerns of letters published", OF_THESE)
    return _whole(title, chart.heading, headings, body, end)


def _side_by_side(chart: Dots, title: str) -> str:
    """Show a dot with its range for prioritised visits, with sampled visits beside.

    The rows are two for each name, one for each of those reasons.
    """
    concern, sampled = (
        chart.rows.filter(selection_basis=basis) for basis in (w.PRIORITISED, w.SAMPLED)
    )
    end = scale(concern)
    body = "".join(
        markup.row(
            row["name"],
            f'{_track(row, end)}<td data-label="Prioritised:">{_figure(row)}{_to_come(row)}</td>'
            f'<td data-label="Sampled:">{_figure(beside)}{_to_come(beside)}</td>',
        )
        for row, beside in zip(
            concern.iter_rows(named=True), sampled.iter_rows(named=True), strict=True
        )
    )
    return _whole(title, chart.heading, ("Prioritised visits", "Sampled visits"), body, end)


def scale(rows: pl.DataFrame) -> float | None:
    """Give the share at which the axis ends; None where there is nothing to draw."""
    highest = max(rows["high"].drop_nulls(), default=None)
    return None if highest is None else next(end for end in SCALES if highest <= end)


def _whole(
    caption: str, heading: str, headings: tuple[str, ...], body: str, end: float | None
) -> str:
    axis = "" if end is None else markup.axis(end)
    head = f"<tr>{markup.heads([heading])}{axis}{markup.heads(headings)}</tr>"
    return ("" if end is None else _key(end)) + markup.table("dots", caption, head, body)


def _key(end: float) -> str:
    """Say what a dot and a whisker are."""
    dot, whisker = '<span class="dot"></span>', '<span class="whisker"></span>'
    share = f"<span>{dot}share of letters that state serious concerns</span>"
    likely = f"<span>{whisker}likely range (scale 0 to {words.percent(end)})</span>"
    return f'<p class="key">{share} {likely}</p>'


def _track(row: dict, end: float | None) -> str:
    """Draw a dot and its whisker, or nothing where there are too few."""
    if end is None:
        return ""
    if row["low"] is None:
        return '<td class="range"></td>'
    low, middle, high = (row[part] / end * 100 for part in ("low", "value", "high"))
    return (
        f'<td class="range"><span class="whisker" style="left:{low:.1f}%;'
        f'width:{high - low:.1f}%"></span><span class="dot" style="left:{middle:.1f}%"></span></td>'
    )


def _figure(row: dict) -> str:
    """Write n of N and its range, or why there is none."""
    if row["status"] == Status.SHOWN.value:
        n_of_n = words.n_of_n(row["numerator"], row["denominator"])
        return f"{n_of_n} <small>{concern_rates.range_of(row)}</small>"
    if row["status"] in NO_RATE:
        return f"{cells.n_of_n(row)} <small>{NO_RATE[row['status']]}</small>"
    return f'<span class="blank">{escape(row["status"].removeprefix("[x] "))}</span>'


def _to_come(row: dict) -> str:
    """Write how many letters are not yet published, where there are any."""
    if not row["waiting"]:
        return ""
    return f" <small>{words.many(row['waiting'], 'letters')} not yet published</small>"


def _waiting(row: dict) -> str:
    return f'<td data-label="{OF_THESE}:">{words.number(row["waiting"])}</td>'
