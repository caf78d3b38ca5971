"""What is said beside the pointer on the road chart: all figures of a day, and its range."""

from typing import Any

import polars as pl

from dashboard.wording import words

NAMES = {
    "visited": "Visited",
    "middle": "Forecast [f]",
    "needed": "Needed",
    "scenario": "Your scenario [f]",
}


def said(rows: pl.DataFrame, of: int, middle: float) -> dict[str, Any]:
    """Say of each day all that is drawn for it; a line of its own would answer for another day.

    The places that answer are not drawn: only their day counts, and one height does for all.
    """
    known = [row for row in rows.iter_rows(named=True) if _figures(row, of)]
    return {
        "type": "scatter",
        "x": [row["by"].isoformat() for row in known],
        "y0": round(middle, 3),
        "dy": 0,
        "mode": "markers",
        "marker": {"color": "white", "opacity": 0},
        "showlegend": False,
        "hovertext": ["<br>".join(_figures(row, of)) for row in known],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def _figures(row: dict[str, Any], of: int) -> list[str]:
    """Write each figure of a day under the name of its line, with the range beside the forecast.

    The first says out of how many: so do not all.
    """
    figures: list[str] = []
    for name, label in NAMES.items():
        if row[name] is None:
            continue
        counted = words.n_of_n(row[name], of)
        short = counted.replace(f" of {words.number(of)}", "") if figures else counted
        span = ""
        if name == "middle" and row["low"] is not None:
            span = f", range {words.number(row['low'])} to {words.number(row['high'])}"
        figures.append(f"{label}: {short}{span}")
    return figures
