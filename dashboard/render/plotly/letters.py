"""Draws the share of letters out by each working day since the visit, with its likely range."""

from typing import Any

import polars as pl

from dashboard.exhibits.over_time import LettersOut
from dashboard.render import theme
from dashboard.render.plotly import charts, marks
from dashboard.render.plotly.figure import Figure
from dashboard.wording import words

HEIGHT, STEP = 320, 10
"""How high the picture is, and how many days lie between two marks of its axis."""
LONGEST = 2
"""So many times as long as a letter may take is drawn: what takes longer is in the table."""
Trace = dict[str, Any]


def figure(chart: LettersOut) -> Figure:
    """Draw the share out by each day from that of the visit on, and the day by which it is due."""
    rows = daily(chart.rows)[: LONGEST * chart.standard + 1]
    last = max(rows["days"][-1], chart.standard)
    due = marks.upright(chart.standard, color=theme.CATEGORIES[4], dash="dash", width=2)
    due_by = f"due: {chart.standard} working days"
    return charts.look(
        [*_range(rows.filter(pl.col("low").is_not_null())), _line(rows)],
        height=HEIGHT,
        showlegend=False,
        hovermode="closest",
        shapes=[due],
        annotations=[marks.at_edge(due_by, chart.standard, 1, "bottom")],
        margin={"t": 28},
        xaxis={"range": [0, last], "tickvals": [*range(0, last + 1, STEP)]},
        yaxis={"tickformat": ".0%", "range": [0, 1.02]},
    )


def daily(rows: pl.DataFrame) -> pl.DataFrame:
    """Give a row for every day from 0 on: on days without a letter all stays as it was."""
    days = pl.select(days=pl.int_range(rows.select(pl.col("days").max()).item() + 1))
    shares = rows.select(pl.col("days").cast(pl.Int64), "value", "low", "high")
    filled = days.join(shares, on="days", how="left", maintain_order="left").with_columns(
        pl.col("value").forward_fill().fill_null(0.0), pl.col("low", "high").forward_fill()
    )
    still = pl.when(pl.col("value") < 1)
    return filled.with_columns(still.then(pl.col(each)).alias(each) for each in ("low", "high"))


def _line(rows: pl.DataFrame) -> Trace:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": rows["days"].to_list(),
        "y": charts.places(rows["value"]),
        "cliponaxis": False,
        "line": {"color": theme.FOCUS, "width": 3},
        "hovertext": [said(row) for row in rows.iter_rows(named=True)],
        "hoverinfo": "text",
    }


def said(row: dict) -> str:
    """Say what share of letters is out by a day, with its likely range."""
    out = f"By working day {row['days']}: {words.percent(row['value'])} of letters are out"
    if row["low"] is None:
        return out
    return f"{out}<br>Likely {words.percents(row['low'], row['high'])}"


def _range(rows: pl.DataFrame) -> list[Trace]:
    """Fill the room between the two ends of the likely range."""
    edge = {"type": "scatter", "mode": "lines", "line": {"width": 0}, "hoverinfo": "skip"}
    high, low = (
        edge | {"x": rows["days"].to_list(), "y": charts.places(rows[end])}
        for end in ("high", "low")
    )
    return [high, low | {"fill": "tonexty", "fillcolor": theme.BAND}] if rows.height else []
