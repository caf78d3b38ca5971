"""Draws coverage by setting type and region as one table of shares and n of N."""

from collections.abc import Sequence
from html import escape

import polars as pl

from dashboard.exhibits.exhibit import Matrix
from dashboard.measures.status import Status
from dashboard.render.html.markup import headed, scrolled
from dashboard.settings import Settings
from dashboard.wording import words
from dashboard.wording.cells import BLANK_WORDS


def drawn(chart: Matrix, title: str) -> str:
    """Draw coverage by type and region, over the whole width where it lies across."""
    table = matrix(chart.rows, title, chart.totals)
    return f'<div class="across">{table}</div>' if chart.across else table


def matrix(result: pl.DataFrame, caption: str, totals: Sequence[str]) -> str:
    """Show coverage by setting type (rows) and region (columns), each as share and n of N."""
    columns = result["region"].unique(maintain_order=True).to_list()
    body = "".join(
        _row(str(name), rows, str(name) in totals)
        for (name,), rows in result.group_by("setting_type", maintain_order=True)
    )
    head = headed(["Setting type", *map(str, columns)])
    return scrolled("matrix", caption, head, body, f' style="--columns:{len(columns)}"')


def _row(name: str, rows: pl.DataFrame, is_total: bool) -> str:
    cells = "".join(f"<td>{cell(row)}</td>" for row in rows.iter_rows(named=True))
    kind = ' class="total"' if is_total else ""
    return f'<tr{kind}><th scope="row">{escape(name)}</th>{cells}</tr>'


def cell(row: dict) -> str:
    """Write a share with its n of N, the counts alone where they are few, or its blank."""
    blank = BLANK_WORDS.get(row["status"])
    if blank:
        return f'<span class="blank">{blank}</span>'
    counts = f"{words.number(row['numerator'])} of {words.number(row['denominator'])}"
    if row["status"] == Status.FEW.value or row["denominator"] < Settings.percentage_from:
        return counts
    return f"{words.percent(row['value'])} <small>{counts}</small>"
