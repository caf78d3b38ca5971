"""Draws the steps of the bridge as a waterfall in a table."""

from dashboard.exhibits.coverage import bridge
from dashboard.exhibits.exhibit import Bridge
from dashboard.render.html import markup

INSIDE = ("published", "unpublished")
BLANK = f'<span class="blank">{bridge.UNKNOWN}</span>'


def table(chart: Bridge, title: str) -> str:
    """Draw the steps as a waterfall in a table: each bar starts where the last one ends."""
    steps = chart.rows
    ends = (steps["start"] + steps["numerator"].fill_null(0)).to_list()
    most = max(*ends, 1)
    body = "".join(_row(row, most) for row in steps.iter_rows(named=True))
    head = markup.headed(("Step", "Bar", chart.heading))
    return markup.table("bars bridge", title, head, body, unseen="unseen")


def _row(row: dict, most: int) -> str:
    count, step = row["numerator"], row["step"]
    kinds = [word for word, of in (("total", bridge.TOTALS), ("inside", INSIDE)) if step in of]
    said = BLANK if count is None else bridge.figure(row)
    left, width = row["start"] / most * 100, (count or 0) / most * 100
    bar = f'<span class="{step}" style="margin-left:{left:.1f}%;width:{width:.1f}%"></span>'
    cells = f'<td class="track">{bar if count else ""}</td><td>{said}</td>'
    return markup.row(row["name"], cells, "".join(kinds[:1]))
