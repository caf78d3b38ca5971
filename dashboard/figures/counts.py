"""Counts as pictures that are also text: bars in a real table, and columns for each week."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from html import escape

import polars as pl

from dashboard.figures import tables, words

BLANK = '<td><span class="blank">[z] not applicable</span></td>'


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
    body = "".join(
        f'<tr><th scope="row">{escape(name)}</th>{_room(texts[0], share)}'
        + "".join(f"<td>{escape(text)}</td>" for text in texts[1:])
        + "</tr>"
        for name, share, texts in rows
    )
    return _table("counts shares", headings, body, caption)


def _table(kind: str, headings: Iterable[str], body: str, caption: str) -> str:
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in headings)
    return (
        f'<div class="scroll" role="region" tabindex="0" aria-label="{escape(caption)}">'
        f'<table class="{kind}"><caption class="unseen">{escape(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def records(table: str, counted: bool = False) -> str:
    """Lay out a table of text as records: every column reads from the left.

    Where the last one is `counted`, it stands to the right as numbers do.
    """
    kind = "records counted" if counted else "records"
    return f'<div class="{kind}">{table}</div>'


def weeks(
    rows: pl.DataFrame,
    columns: Mapping[str, str],
    description: str,
    late: Collection[date] = (),
) -> str:
    """Draw counts of each week as small columns, one picture for each, all on one scale.

    `rows` has week and the count columns; the table of the same figures is below. Weeks that are
    still arriving (`late`) are hatched.
    """
    most = _most(rows.select(*columns))
    drawn = "".join(_small(rows, column, name, most, late) for column, name in columns.items())
    written = [
        [tables.week_of(week, late), *(words.number(n) for n in counts)]
        for week, *counts in rows.select("week", *columns).iter_rows()
    ]
    table = tables.plain(written, ["Week of", *columns.values()], description)
    kind = "pair three" if len(columns) == 3 else "pair"
    return f'<div class="{kind}">{drawn}</div>{tables.below("Show as table", table)}'


def _most(counts: pl.DataFrame) -> int:
    """Give the highest count of all columns, and at least 1."""
    return max([1, *(n for column in counts for n in column.drop_nulls().to_list())])


def _small(rows: pl.DataFrame, column: str, name: str, most: int, late: Collection[date]) -> str:
    """Draw one count of each week, with its highest column labelled."""
    top = _most(rows.select(column))
    marks = "".join(
        f"<span{tables.hatched(week in late)} "
        f'style="height:{n / most * 100:.1f}%" title="{words.week_of(week)}: {n}">'
        f"{f'<b>{words.number(n)}</b>' if n == top else ''}</span>"
        for week, n in rows.select("week", column).iter_rows()
    )
    first, last = rows["week"][0], rows["week"][-1]
    label = f"{name} each week. The table below has every week."
    return (
        f'<div><p class="each">{escape(name)}</p>'
        f'<div class="columns" role="img" aria-label="{escape(label)}">{marks}</div>'
        f'<p class="ends"><span>{words.day(first, year=False)}</span>'
        f"<span>{words.day(last, year=False)}</span></p></div>"
    )
