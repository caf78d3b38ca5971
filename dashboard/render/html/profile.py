"""Places side by side: a line for each figure, on which every place has a mark, and its figures."""

from html import escape

import polars as pl

from dashboard.exhibits.charts import Profile
from dashboard.render.html import matrix
from dashboard.render.html.markup import axis, row, scrolled
from dashboard.render.places import marks
from dashboard.settings import Settings
from dashboard.wording import cells

FEW = Settings.percentage_from
MANY = 6
"""From so many places on, their columns need a wide screen."""


def table(chart: Profile, title: str) -> str:
    """Draw a line for each figure from 0, with n of N of each place in its own column."""
    named, end = marks(chart.kinds), chart.end
    heads = "".join(
        f'<th scope="col">{_mark(named[place])}&#8288;{escape(place)}</th>' for place in chart.kinds
    )
    head = f'<tr><th scope="col">Share</th>{axis(end)}{heads}</tr>'
    body = "".join(
        _row(str(name), rows, named, end)
        for (name,), rows in chart.rows.group_by("name", maintain_order=True)
    )
    many = " many" if len(chart.kinds) >= MANY else ""
    return f'<div class="beside">{scrolled(f"profile{many}", title, head, body)}</div>'


def _row(name: str, rows: pl.DataFrame, named: dict[str, str], end: float) -> str:
    of_places = [*rows.iter_rows(named=True)]
    drawn = "".join(_at(place, named, end) for place in of_places)
    figures = "".join(
        f'<td><span class="of" aria-hidden="true">{_mark(named[each["place"]])}'
        f'{escape(each["place"])}</span> <span class="figure">{matrix.cell(each)}</span></td>'
        for each in of_places
    )
    return row(name, f'<td class="line">{drawn}</td>{figures}')


def _mark(name: str) -> str:
    return f'<i class="mark {name}"></i>'


def _at(row: dict, named: dict[str, str], end: float) -> str:
    """Put the mark of a place on the line, where its share is out of enough."""
    if row["value"] is None or row["denominator"] < FEW:
        return ""
    said = escape(f"{row['place']}: {cells.n_of_n(row)}", quote=True)
    place = f"left:{row['value'] / end * 100:.1f}%"
    return f'<i class="mark {named[row["place"]]}" style="{place}" title="{said}"></i>'
