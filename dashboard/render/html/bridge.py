"""Draws the steps of the bridge as a waterfall in a table."""

from html import escape

import polars as pl

from dashboard.exhibits.coverage import bridge

INSIDE = ("published", "unpublished")
BLANK = f'<span class="blank">{bridge.UNKNOWN}</span>'


def table(steps: pl.DataFrame, caption: str, heading: str) -> str:
    """Draw the steps as a waterfall in a table: each bar starts where the last one ends."""
    ends = (steps["start"] + steps["numerator"].fill_null(0)).to_list()
    most = max(*ends, 1)
    body = "".join(_row(row, most) for row in steps.iter_rows(named=True))
    return (
        f'<table class="bars bridge"><caption class="unseen">{escape(caption)}</caption>'
        f'<thead class="unseen"><tr><th scope="col">Step</th><th scope="col">Bar</th>'
        f'<th scope="col">{escape(heading)}</th></tr></thead><tbody>{body}</tbody></table>'
    )


def _row(row: dict, most: int) -> str:
    count, step = row["numerator"], row["step"]
    kinds = [word for word, of in (("total", bridge.TOTALS), ("inside", INSIDE)) if step in of]
    kind = f' class="{kinds[0]}"' if kinds else ""
    said = BLANK if count is None else bridge.figure(row)
    left, width = row["start"] / most * 100, (count or 0) / most * 100
    bar = f'<span class="{step}" style="margin-left:{left:.1f}%;width:{width:.1f}%"></span>'
    return (
        f'<tr{kind}><th scope="row">{escape(row["name"])}</th>'
        f'<td class="track">{bar if count else ""}</td><td>{said}</td></tr>'
    )
