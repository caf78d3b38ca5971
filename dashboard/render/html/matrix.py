"""Draws coverage by setting type and region as one table of shares and n of N."""

import polars as pl

from dashboard.exhibits.exhibit import Matrix
from dashboard.measures.status import Status
from dashboard.render.html.markup import headed, row, scrolled
from dashboard.settings import Settings
from dashboard.wording import words
from dashboard.wording.cells import BLANK_WORDS


def table(chart: Matrix, title: str) -> str:
    """Draw shares by type and region or the like, over the whole width where it lies across."""
    columns = chart.rows[chart.along].unique(maintain_order=True).to_list()
    body = "".join(
        _row(str(name), rows, str(name) in chart.totals, chart.barred)
        for (name,), rows in chart.rows.group_by(chart.down, maintain_order=True)
    )
    head = headed([chart.heading, *map(str, columns)])
    kind = "matrix barred" if chart.barred else "matrix"
    drawn = scrolled(kind, title, head, body, f' style="--columns:{len(columns)}"')
    return f'<div class="across">{drawn}</div>' if chart.across else drawn


def _row(name: str, rows: pl.DataFrame, is_total: bool, barred: bool) -> str:
    cells = "".join(
        f"<td{_bar(each) if barred else ''}>{cell(each)}</td>"
        for each in rows.iter_rows(named=True)
    )
    return row(name, cells, "total" if is_total else "")


def _bar(row: dict) -> str:
    """Tell the style sheet how long the bar of a share is, where a share is given."""
    enough = row["value"] and row["denominator"] >= Settings.percentage_from
    return f' style="--part:{row["value"]:.3g}"' if enough else ""


def cell(row: dict) -> str:
    """Write a share with its n of N, the counts alone where they are few, or its blank."""
    blank = BLANK_WORDS.get(row["status"])
    if blank:
        return f'<span class="blank">{blank}</span>'
    counts = f"{words.number(row['numerator'])} of {words.number(row['denominator'])}"
    if row["status"] == Status.FEW.value or row["denominator"] < Settings.percentage_from:
        return counts
    return f"{words.percent(row['value'])} <small>{counts}</small>"
