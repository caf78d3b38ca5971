"""Real HTML tables, some with a bar in each row: read by eye, by screen reader and in print.

Every word that comes from records is escaped; the classes are styled in `ui/page.css`.
"""

import re
from collections.abc import Collection, Sequence
from datetime import date
from html import escape

import polars as pl

from dashboard.figures import words
from dashboard.figures.headings import heading
from dashboard.figures.results import Status
from dashboard.measures.selection import ENGLAND

BLANK_WORDS = {
    Status.NONE.value: "none",
    Status.NOTHING.value: "none",
    Status.UNKNOWN.value: "not available",
}
DAY = re.compile(r"\d{4}-\d\d-\d\d")
MARKS = {"[x]": "not available", "[z]": "not applicable"}
"""What to say on a page for the marks that stand for a blank in a file."""


LONGEST_NAME = 37
"""A name beside a bar that has more letters than this goes on a second line."""

COLUMNS_TOLD = 4
"""From so many columns on, a table of words or records is told cell by cell on a narrow screen."""


def n_of_n(row: dict) -> str:
    """Write a row's figure, or the words for its blank."""
    blank = BLANK_WORDS.get(row["status"])
    return blank or words.n_of_n(row["numerator"], row["denominator"])


def bars(
    result: pl.DataFrame,
    caption: str,
    heading: str,
    unit: str,
    line: float | None,
    of: str = ENGLAND,
    here: str | None = None,
) -> str:
    """Draw a share for each row as a bar in a table, with a line for England or another whole.

    `result` has name, numerator, denominator, value and status; `line` is a share or None; the
    row named `here` is marked. The style sheet is told how long the names are, for a column that
    fits them.
    """
    longest = min(max(result["name"].str.len_chars(), default=0), LONGEST_NAME)
    marked = "" if line is None else f";--line:{line * 100:.1f}%"
    rows = "".join(_bar_row(row, row["name"] == here) for row in result.iter_rows(named=True))
    key = (
        ""
        if line is None
        else f'<p class="key"><span class="dash"></span>{escape(of)} {words.percent(line)}</p>'
    )
    return (
        f'<table class="bars" style="--names:{longest}{marked}">'
        f'<caption class="unseen">{escape(caption)}</caption>'
        f'<thead class="unseen"><tr><th scope="col">{escape(heading)}</th>'
        f'<th scope="col">Bar</th><th scope="col">{escape(unit)}</th></tr></thead>'
        f"<tbody>{rows}</tbody></table>{key}"
    )


def _bar_row(row: dict, is_here: bool) -> str:
    width = 0 if row["value"] is None else row["value"] * 100
    kind = " few" if row["status"] == Status.FEW.value else ""
    mark = ' class="here"' if is_here else ""
    return (
        f'<tr{mark}><th scope="row">{escape(row["name"])}</th><td class="track{kind}">'
        f'<span style="width:{width:.1f}%"></span></td><td>{n_of_n(row)}</td></tr>'
    )


def week_of(monday: date, late: Collection[date]) -> str:
    """Write a week by its Monday, and whether it is still arriving."""
    return f"{words.day(monday)} (still arriving)" if monday in late else words.day(monday)


def below(name: str, table: str) -> str:
    """Offer a table of the same figures, closed until asked for."""
    return f'<details class="table"><summary>{escape(name)}</summary>{table}</details>'


def tiles(figures: Sequence[tuple[str, str, str]]) -> str:
    """Show a few large figures: label, value, and what it is out of; a blank is said in words."""
    parts = (
        f"<div><dt>{escape(label)}</dt><dd>{_large(value)} <span>{escape(under)}</span></dd></div>"
        for label, value, under in map(in_words, figures)
    )
    return f'<dl class="tiles">{"".join(parts)}</dl>'


def in_words(figure: tuple[str, str, str]) -> tuple[str, str, str]:
    """Say the blank of a large figure in words, once."""
    label, value, under = figure
    return label, MARKS.get(value, value), "" if under == MARKS.get(value) else under


def _large(value: str) -> str:
    kind = "" if any(sign.isdigit() for sign in value) else ' class="blank"'
    return f"<strong{kind}>{escape(value)}</strong>"


def plain(
    rows: Sequence[Sequence[str]], headings: Sequence[str], caption: str, kind: str = "numbers"
) -> str:
    """Show rows as a table whose first column names the row; its cells are numbers or "words".

    The headings go along as its style too: on a narrow screen each cell stands under its own.
    """
    told = named(headings) if len(headings) >= COLUMNS_TOLD else ""
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in headings)
    body = "".join(
        f'<tr><th scope="row">{escape(row[0])}</th>'
        + "".join(f"<td>{escape(cell)}</td>" for cell in row[1:])
        + "</tr>"
        for row in rows
    )
    return (
        f'<div class="scroll" role="region" tabindex="0" aria-label="{escape(caption)}">'
        f'<table class="plain {kind}"{told}>'
        f'<caption class="unseen">{escape(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def named(headings: Sequence[str]) -> str:
    """Name the columns for the style sheet, which tells cells by them on a narrow screen."""
    quoted = (name.replace("\\", "").replace('"', "").replace(";", ",") for name in headings[1:])
    listed = "".join(f'--h{place}:"{name}";' for place, name in enumerate(quoted, 2))
    return f' style="{escape(listed)}"'


def as_text(table: pl.DataFrame, caption: str) -> str:
    """Show a table that is taken away as one to read."""
    headings, rows = readable(table)
    return plain(rows, headings, caption, "words")


def readable(table: pl.DataFrame) -> tuple[list[str], list[list[str]]]:
    """Write the headings and rows of a table for people: n of N, and marks where it is blank."""
    counted = ("numerator", "denominator", "value")
    if set(counted) <= set(table.columns):
        written = pl.Series("figure", map(figure, table.iter_rows(named=True)), pl.String)
        table = table.drop(*counted, "status", strict=False).with_columns(written)
    headings = [heading(name) for name in table.columns]
    return headings, [[_written(cell) for cell in row] for row in table.iter_rows()]


def figure(row: dict) -> str:
    """Write n of N, or why it is blank, whether or not the row says so itself."""
    if "status" in row:
        known = row["status"] in BLANK_WORDS or row["numerator"] is not None
        return n_of_n(row) if known else row["status"].removeprefix("[x] ")
    if not row["denominator"]:
        return "none"
    known = row["numerator"] is not None
    return words.n_of_n(row["numerator"], row["denominator"]) if known else "not available"


def _written(cell: str | float | None) -> str:
    if cell is None:
        return "[x]"
    if isinstance(cell, int | float):
        return words.number(cell, 2 if isinstance(cell, float) else 0)
    return words.day(date.fromisoformat(cell)) if DAY.fullmatch(cell) else cell


def by_week(weeks: pl.DataFrame, late: Collection[date] = ()) -> str:
    """Offer visits by week and reason as a table: week, selection_basis, numerator."""
    names = [words.BASIS[basis] for basis in weeks["selection_basis"].unique(maintain_order=True)]
    rows = [
        [week_of(week, late), *(words.number(n) for n in counts), words.number(_sum(counts))]
        for (week,), group in weeks.group_by("week", maintain_order=True)
        if (counts := group["numerator"].to_list())
    ]
    return below("Show as table", plain(rows, ["Week of", *names, "All visits"], "Visits by week"))


def _sum(counts: list[int | None]) -> int | None:
    """Add up what is known; where nothing is, neither is the sum."""
    known = [count for count in counts if count is not None]
    return sum(known) if known else None


def reached(weeks: pl.DataFrame) -> str:
    """Offer the share reached by the end of each week as a table."""
    rows = [
        [words.day(row["by"]), words.n_of_n(row["numerator"], row["denominator"])]
        for row in weeks.iter_rows(named=True)
    ]
    return below("Show as table", plain(rows, ["By", "Visited, out of"], "Visited by week"))
