"""The picture of places side by side: under each figure a row for every place, on one scale."""

from dashboard.exhibits.charts import Profile
from dashboard.render import theme
from dashboard.render.places import AREA, WHOLE, colour
from dashboard.render.svg import elements, rows
from dashboard.render.svg.rows import Marks, Row
from dashboard.settings import Settings
from dashboard.wording import cells
from dashboard.wording import words as said


def drawing(chart: Profile) -> str:
    """Draw a dot for each place under the heading of each figure."""
    lines, end = list[Row](), chart.end
    for (name,), part in chart.rows.group_by("name", maintain_order=True):
        lines.append(Row(str(name)))
        lines += [_line(row, chart, end) for row in part.iter_rows(named=True)]
    key = f"Dot: a share, from 0% to {said.percent(end)}."
    return rows.rows(lines, top=[elements.text(0, 15, key)])


def _line(row: dict, chart: Profile, end: float) -> Row:
    is_drawn = row["value"] is not None and row["denominator"] >= Settings.percentage_from
    kind, ink = chart.kinds[row["place"]], colour(row["place"], chart.kinds)
    mark = _dot(row["value"] / end, kind, ink) if is_drawn else rows.words("")
    return Row(row["place"], [mark], cells.n_of_n(row), kind == AREA)


def _dot(share: float, kind: str, ink: str) -> Marks:
    """Draw a filled dot for an area, a hollow one for what is around it, a bar for the whole."""

    def marks(x: float, middle: float, wide: float) -> str:
        place = x + share * wide
        line = f'<path d="M{x:.1f} {middle}h{wide:.1f}" stroke="{theme.GRID}"/>'
        if kind == WHOLE:
            return (
                f'{line}<path d="M{place:.1f} {middle - 10}v20" stroke="{ink}" stroke-width="4"/>'
            )
        fill = ink if kind == AREA else "white"
        look = f'r="7" fill="{fill}" stroke="{ink}" stroke-width="2"'
        return f'{line}<circle cx="{place:.1f}" cy="{middle}" {look}/>'

    return marks
