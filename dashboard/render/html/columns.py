"""Draws columns from zero: the counts of each week, and shares at the end of each month."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

import polars as pl

from dashboard.exhibits.common import axis
from dashboard.exhibits.common.columns import tabled
from dashboard.exhibits.exhibit import Columns, Months, WeekTotals
from dashboard.exhibits.summary import road_by_month
from dashboard.measures.road.track import Track
from dashboard.render import keys
from dashboard.render.html import tables
from dashboard.render.html.markup import classed
from dashboard.wording import cells, words


@dataclass(frozen=True)
class Mark:
    """One column: its height as a share of the highest, what it says, its label and its kind."""

    share: float
    said: str
    label: str = ""
    kind: str = ""


def columns(marks: Iterable[Mark], described: str, ends: Sequence[str]) -> str:
    """Draw columns side by side, with the first and the last day below them."""
    drawn = "".join(
        f'<span{classed(mark.kind)} style="height:{mark.share * 100:.1f}%" '
        f'title="{escape(mark.said)}">{f"<b>{mark.label}</b>" if mark.label else ""}</span>'
        for mark in marks
    )
    first, last = ends
    return (
        f'<div class="columns" role="img" aria-label="{escape(described)}">{drawn}</div>'
        f'<p class="ends"><span>{first}</span> <span>{last}</span></p>'
    )


def week_totals(chart: WeekTotals, _title: str) -> str:
    """Draw a count for each week, the highest labelled, with the table of the same figures below.

    Weeks that are still arriving are hatched, and say so in the table.
    """
    rows, named = chart.rows, {"numerator": "Visits"}
    highest = rows["numerator"].arg_max()
    top = {} if highest is None else {rows["week"][highest]: rows["numerator"][highest]}
    drawn = _weekly(rows, "numerator", axis.most([rows["numerator"]]), top, chart.late, chart.said)
    key = keys.late(rows, named, chart.late)
    return f"{drawn}{key}{_table(rows, named, chart.said, chart.late)}"


def weeks(chart: Columns, title: str) -> str:
    """Draw counts of each week as small columns, one picture for each, all on one scale.

    The table of the same figures is below. Weeks that are still arriving are hatched.
    """
    rows, named, late = chart.rows, chart.columns, chart.late
    most = axis.most(rows[[*named]])
    drawn = "".join(
        f'<div><p class="each">{escape(name)}</p>{_small(rows, column, name, most, late)}</div>'
        for column, name in named.items()
    )
    kind = "pair three" if len(named) == 3 else "pair"
    key = keys.late(rows, named, late)
    return f'<div class="{kind}">{drawn}</div>{key}{_table(rows, named, title, late)}'


def _small(rows: pl.DataFrame, column: str, name: str, most: int, late: Collection[date]) -> str:
    top = rows.filter(pl.col(column) == axis.most([rows[column]])).select("week", column)
    described = f"{name} each week. The table below has every week."
    return _weekly(rows, column, most, dict(top.iter_rows()), late, described)


def _weekly(
    rows: pl.DataFrame,
    column: str,
    most: int,
    top: Mapping[date, int],
    late: Collection[date],
    described: str,
) -> str:
    """Draw one count of each week; the weeks in `top` are labelled."""
    marks = (
        Mark(
            (count or 0) / most,
            f"{words.week_of(week)}: {words.number(count)}",
            words.number(count) if week in top else "",
            "late" if week in late else "",
        )
        for week, count in rows[["week", column]].rows()
    )
    return columns(marks, described, words.ends(rows["week"][0], rows["week"][-1]))


def _table(
    rows: pl.DataFrame, named: Mapping[str, str], described: str, late: Collection[date]
) -> str:
    written = [
        [cells.day(week, late), *(words.number(n) for n in counts)]
        for week, *counts in rows[["week", *named]].rows()
    ]
    return tables.closed(written, ["Week of", *named.values()], described)


def months(chart: Months, title: str) -> str:
    """Draw each track on one scale: solid what is visited, hollow what is needed."""
    rows = chart.rows
    found = [track for track in chart.tracks if track.name in set(rows["track"])]
    aims = [track.target.share for track in found if track.has_aim]
    most = max([0.05, *aims, *rows["value"]])
    parts = dict(rows.partition_by("track", as_dict=True))
    drawn = "".join(_track(parts[track.name,], track, most) for track in found)
    listed = tables.closed(*tabled(rows, road_by_month.COLUMNS), title)
    return f'<div class="pair small">{drawn}</div>{listed}'


def _track(rows: pl.DataFrame, track: Track, most: float) -> str:
    points = rows[["by", "kind", "value"]].rows()
    name, lasts = road_by_month.name(track), {*{kind: day for day, kind, _ in points}.values()}
    marks = (
        Mark(
            share / most,
            f"By {words.day(day)}: {words.percent(share)} {kind}",
            words.percent(share) if day in lasts else "",
            kind,
        )
        for day, kind, share in points
    )
    ends = [f"{rows['by'][end]:%b %Y}" for end in (0, -1)]
    drawn = columns(marks, f"{name}. The table below has every month.", ends)
    return f'<div><p class="each">{escape(name)}</p>{drawn}</div>'
