"""Counts as pictures that are also text: bars in a real table."""

from collections.abc import Callable
from html import escape

import polars as pl

from dashboard.exhibits.common import axis
from dashboard.exhibits.exhibit import Counts, Steps
from dashboard.measures import Selection
from dashboard.render.html import markup, tables
from dashboard.render.html.markup import headed, scrolled
from dashboard.render.leading import NOTHING_CHOSEN, Lead, nowhere
from dashboard.wording import words

BLANK = '<td><span class="blank">[z] not applicable</span></td>'


def bars(
    chart: Counts, title: str, lead: Lead = nowhere, chosen: Selection = NOTHING_CHOSEN
) -> str:
    """Show counts side by side, each with a bar, on one scale; a blank is not applicable.

    Totals have no bars and lead nowhere.
    """
    to = tables.choosing(chart, chart.totals, lead, chosen)
    parts = chart.rows.filter(~pl.col("name").is_in(chart.totals)).select(*chart.columns)
    most = axis.most(parts)
    body = "".join(_bar_row(row, chart, most, to) for row in chart.rows.iter_rows(named=True))
    told = scrolled("counts", title, headed([chart.heading, *chart.columns.values()]), body)
    return f'<div class="themes">{told}</div>' if chart.narrow else told


def _bar_row(row: dict, chart: Counts, most: int, to: Callable[[str], str]) -> str:
    name = row["name"]
    is_total = name in chart.totals
    cells = "".join(
        BLANK
        if (count := row[column]) is None
        else room(words.number(count), 0 if is_total else count / most)
        for column in chart.columns
    )
    kind = "total" if is_total else "here" if name == chart.here else ""
    return markup.row(name, cells, kind, to(name))


def room(text: str, share: float, kind: str = "room") -> str:
    """Write a figure with a bar for its share of the room beside it."""
    return (
        f'<td><div class="count"><b>{escape(text)}</b><span class="{kind}">'
        f'<span style="width:{share * 100:.1f}%"></span></span></div></td>'
    )


def shares(chart: Steps, title: str) -> str:
    """Show for each row its name, a bar for its share beside the first text, and other text."""
    end = axis.end(share for _, share, _ in chart.rows)
    body = "".join(
        markup.row(name, f"{room(texts[0], share / end)}{markup.texts(texts[1:])}")
        for name, share, texts in chart.rows
    )
    told = tables.named(chart.headings)
    return scrolled("counts shares told", title, headed(chart.headings), body, told)


def records(table: str, counted: bool = False, all_rows: int = 0) -> str:
    """Lay out a table of text as records: every column reads from the left.

    Where the last one is `counted`, it stands to the right as numbers do. `all_rows` is how many
    there are, where the table has only the first: a search and a sort then say so.
    """
    kind = "records counted" if counted else "records"
    part = f' data-of="{all_rows}"' if all_rows else ""
    return f'<div class="{kind}"{part}>{table}</div>'
