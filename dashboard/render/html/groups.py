"""Draws the groups of each kind as bars, two kinds beside one another."""

from dashboard.exhibits.common import axis
from dashboard.exhibits.exhibit import Bars, Groups
from dashboard.measures import coverage_gaps
from dashboard.render.html import tables
from dashboard.wording import words

UNIT = "Visited, out of"


def table(chart: Groups, _title: str) -> str:
    """Draw the groups of each kind as bars in a table, two kinds beside one another."""
    end = axis.end(chart.rows["value"], chart.line)
    gap = {row["kind"]: row for row in coverage_gaps.gaps(chart.rows).iter_rows(named=True)}
    drawn = "".join(
        f'<div><p class="each">{_heading(kind, gap.get(kind))}</p>'
        + tables.bars(
            Bars(part, kind, UNIT, chart.line, chart.of, end=end), f"Visited by {kind.lower()}"
        )
        + "</div>"
        for (kind,), part in chart.rows.group_by("kind", maintain_order=True)
    )
    return f'<div class="pair kinds">{drawn}</div>'


def _heading(kind: str, gap: dict | None) -> str:
    if gap is None:
        return f"{kind}: too few to compare"
    low, high = words.whole(gap["least_value"]), words.whole(gap["most_value"])
    apart = high - low
    least, most = (words.percent(gap[f"{end}_value"]) for end in ("least", "most"))
    if least == most:
        return f"{kind}: {least} in every group that can be compared"
    return f"{kind}: {least} to {most}, {words.many(apart, 'percentage points')} apart"
