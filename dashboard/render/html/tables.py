"""Real HTML tables, some with a bar in each row: read by eye, by screen reader and in print.

Every word that comes from records is escaped; the classes are styled in `ui/page.css`.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from html import escape

import polars as pl

from dashboard.exhibits.common import axis
from dashboard.exhibits.exhibit import Bars, Counts, Stack
from dashboard.exhibits.written import AS_TABLE
from dashboard.measures import Selection, Status
from dashboard.measures.selection import ENGLAND
from dashboard.render import keys
from dashboard.render.html import markup
from dashboard.render.leading import NOTHING_CHOSEN, Lead, nowhere
from dashboard.wording import cells, words
from dashboard.wording.headings import heading

URN, AUTHORITIES, REGIONS = heading("urn"), ("Authority", "Local authority"), ("Area", "Region")
"""The headings of columns of references of settings, and of names of authorities and of regions."""

NOWHERE: Mapping[str, Callable[[str], str]] = {}
"""Leads to nothing from any column."""

SAME = " same"
"""Marks a closed table of the figures of a picture, which the toolbar of its exhibit opens."""

LONGEST_NAME = 37
"""A name beside a bar that has more letters than this goes on a second line."""

COLUMNS_TOLD, LONG = 4, 40
"""From so many columns on, or one less where a cell is as long, a table of words or records is told
cell by cell on a narrow screen."""


def bars(chart: Bars, title: str, lead: Lead = nowhere, chosen: Selection = NOTHING_CHOSEN) -> str:
    """Draw a share for each row as a bar in a table, with a line for England or another whole.

    The bars go from 0 to the end of the chart, or as far as the longest needs; names lead to the
    same choice with the filter that they choose. The style sheet is told how long the names are,
    for a column that fits them; bars that share an end with others begin where these do.
    """
    rows, line = chart.rows, chart.line
    longest = LONGEST_NAME if chart.end else max(map(len, rows["name"].to_list()), default=0)
    end = chart.end or axis.end(rows["value"], line)
    marked = "" if line is None else f";--line:{line / end * 100:.1f}%"

    to = choosing(chart, (chart.of,), lead, chosen)
    body = "".join(_bar_row(row, chart, end, to(row["name"])) for row in rows.iter_rows(named=True))
    lined = "" if line is None else f"{escape(chart.of or ENGLAND)} {words.percent(line)}"
    dashed = f'<span class="dash"></span><span class="of">{lined}</span> \u00b7 ' if lined else ""
    scale = f"{'scale' if lined else 'Scale'} 0 to {words.percent(end)}"
    told = " \u00b7 ".join(filter(None, (scale, keys.few(rows))))
    key = f'<p class="key">{dashed}{told}</p>'
    style = f' style="--names:{min(longest, LONGEST_NAME)}{marked}"'
    head = markup.headed((chart.heading, "Bar", chart.unit))
    return f"{markup.table('bars', chart.caption or title, head, body, style, 'unseen')}{key}"


def choosing(
    chart: Bars | Counts | Stack, wholes: Collection[str], lead: Lead, chosen: Selection
) -> Callable[[str], str]:
    """Give what leads from a name to the same choice with the filter that names choose, if any."""

    def to(name: str) -> str:
        chooses = chart.chooses and name != chart.here and name not in wholes
        return lead("", chosen.changed(chart.chooses, name)) if chooses else ""

    return to


def _bar_row(row: dict, chart: Bars, end: float, there: str) -> str:
    width = 0 if row["value"] is None else row["value"] / end * 100
    named = markup.linked(row["name"], there)
    kind = " few" if row["status"] == Status.FEW.value else ""
    return (
        f'<tr{markup.classed("here" if row["name"] == chart.here else "")}><th scope="row">{named}'
        f'</th><td class="track{kind}"><span style="width:{width:.1f}%"></span></td>'
        f"<td>{cells.n_of_n(row)}</td></tr>"
    )


def below(name: str, table: str, more: str = "") -> str:
    """Offer a table under a name, closed until asked for; its class may have more to it."""
    return f'<details class="table{more}"><summary>{escape(name)}</summary>{table}</details>'


def closed(rows: Sequence[Sequence[str]], headings: Sequence[str], caption: str) -> str:
    """Offer the figures of a picture as a table, closed until asked for."""
    return below(AS_TABLE, plain(rows, headings, caption), SAME)


def plain(
    rows: Sequence[Sequence[str]],
    headings: Sequence[str],
    caption: str,
    kind: str = "numbers",
    leads: Mapping[str, Callable[[str], str]] = NOWHERE,
) -> str:
    """Show rows as a table whose first column names the row; its cells are numbers or "words".

    The headings go along as its style too: on a narrow screen each cell stands under its own. A
    cell under a heading of `leads` is a link to the address that is given for its words, if any.
    """
    to = {place: leads[name] for place, name in enumerate(headings) if name in leads}

    def cell(place: int, said: str) -> str:
        return markup.linked(said, to[place](said) if place in to else "")

    told = named(headings) if _is_told(rows, headings, kind) else ""
    body = "".join(
        f'<tr><th scope="row">{cell(0, row[0])}</th>'
        + "".join(f"<td>{cell(place, said)}</td>" for place, said in enumerate(row[1:], 1))
        + "</tr>"
        for row in rows
    )
    return markup.scrolled(f"plain {kind}", caption, markup.headed(headings), body, told)


def _is_told(rows: Sequence[Sequence[str]], headings: Sequence[str], kind: str) -> bool:
    if "words" not in kind.split() or len(headings) != COLUMNS_TOLD - 1:
        return len(headings) >= COLUMNS_TOLD
    return any(len(said) >= LONG for row in rows for said in row[1:])


def named(headings: Sequence[str]) -> str:
    """Name the columns for the style sheet, which tells cells by them on a narrow screen."""
    spoilt = str.maketrans({"\\": "", '"': "", ";": ",", "'": "\\27 "})
    listed = "".join(
        f"--h{place}:'{name.translate(spoilt)}';" for place, name in enumerate(headings[1:], 2)
    )
    return f' style="{escape(listed, quote=False)}"'


def as_text(table: pl.DataFrame, caption: str) -> str:
    """Show a table that is taken away as one to read."""
    headings, rows = cells.readable(table)
    return plain(rows, headings, caption, "words")
