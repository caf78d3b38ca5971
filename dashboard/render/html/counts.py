"""Counts as pictures that are also text: bars in a real table."""

from collections.abc import Iterable, Mapping, Sequence
from html import escape

import polars as pl

from dashboard.exhibits.common import axis
from dashboard.exhibits.exhibit import Counts, Steps
from dashboard.render.html import tables
from dashboard.render.html.markup import headed, scrolled
from dashboard.wording import words

BLANK = '<td><span class="blank">[z] not applicable</span></td>'


def drawn(chart: Counts | Steps, title: str) -> str:
    """Draw counts, or steps one after another."""
    if isinstance(chart, Steps):
        return shares(chart.rows, chart.headings, title)
    told = bars(chart.rows, chart.columns, title, chart.heading, chart.totals)
    return f'<div class="themes">{told}</div>' if chart.narrow else told


def bars(
    rows: pl.DataFrame,
    columns: Mapping[str, str],
    caption: str,
    heading: str,
    totals: tuple[str, ...],
) -> str:
    """Show counts side by side, each with a bar, on one scale; a blank is not applicable.

    `rows` has name and the count columns, whose headings `columns` gives; rows named in `totals`
    have no bars.
    """
    parts = rows.filter(~pl.col("name").is_in(totals)).select(*columns)
    most = _most(parts)
    body = "".join(
        _bar_row(row, list(columns), most, row["name"] in totals)
        for row in rows.iter_rows(named=True)
    )
    return _table("counts", [heading, *columns.values()], body, caption)


def _bar_row(row: dict, columns: list[str], most: int, is_total: bool) -> str:
    cells = "".join(
        BLANK if row[column] is None else _bar(row[column], 0 if is_total else row[column] / most)
        for column in columns
    )
    kind = ' class="total"' if is_total else ""
    return f'<tr{kind}><th scope="row">{escape(row["name"])}</th>{cells}</tr>'


def _bar(count: int, share: float) -> str:
    return _room(words.number(count), share)


def _room(text: str, share: float) -> str:
    return (
        f'<td><div class="count"><b>{escape(text)}</b><span class="room">'
        f'<span style="width:{share * 100:.1f}%"></span></span></div></td>'
    )


def shares(
    rows: Sequence[tuple[str, float, Sequence[str]]], headings: Sequence[str], caption: str
) -> str:
    """Show for each row its name, a bar for its share beside the first text, and other text."""
    end = axis.end(share for _, share, _ in rows)
    body = "".join(
        f'<tr><th scope="row">{escape(name)}</th>{_room(texts[0], share / end)}'
        + "".join(f"<td>{escape(text)}</td>" for text in texts[1:])
        + "</tr>"
        for name, share, texts in rows
    )
    return _table("counts shares told", headings, body, caption, tables.named(headings))


def _table(kind: str, headings: Iterable[str], body: str, caption: str, told: str = "") -> str:
    return scrolled(kind, caption, headed(headings), body, told)


def records(table: str, counted: bool = False, all_rows: int = 0) -> str:
    """Lay out a table of text as records: every column reads from the left.

    Where the last one is `counted`, it stands to the right as numbers do. `all_rows` is how many
    there are, where the table has only the first: a search and a sort then say so.
    """
    kind = "records counted" if counted else "records"
    part = f' data-of="{all_rows}"' if all_rows else ""
    return f'<div class="{kind}"{part}>{table}</div>'


def _most(counts: pl.DataFrame) -> int:
    """Give the highest count of all columns, and at least 1."""
    return max([1, *(n for column in counts for n in column.drop_nulls().to_list())])
