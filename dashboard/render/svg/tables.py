"""The pictures of tables that a page draws as rows: what each column becomes."""

from dataclasses import replace

import polars as pl

from dashboard.access.scope import ENGLAND, is_whole
from dashboard.exhibits.areas import inspection_load
from dashboard.exhibits.common import axis
from dashboard.exhibits.found import concern_rates
from dashboard.measures import area_load
from dashboard.render import keys, theme
from dashboard.render.html import dots
from dashboard.render.svg import elements, rows
from dashboard.render.svg.rows import Row
from dashboard.settings import Settings
from dashboard.wording import cells
from dashboard.wording import words as said
from dashboard.wording.headings import heading

REASONS = {said.BASIS[basis]: look for basis, look in theme.BASIS.items()}


def bars(
    table: pl.DataFrame,
    width: float = elements.WIDTH,
    line: float | None = None,
    of: str = ENGLAND,
    here: str | None = None,
) -> str:
    """Draw a share for each name as a bar, from 0 to as far as the longest needs.

    One out of too few is slanted; `line` is the share of the whole that `of` names, and the row
    named `here` stands out.
    """
    end = axis.end(table["value"], line)
    lines = [_share(row, row["name"], end, line, here) for row in table.iter_rows(named=True)]
    lined = "" if line is None else f"{of} {said.percent(line)} (dashed) \u00b7 "
    key = f"{lined}{'scale' if lined else 'Scale'} 0 to {said.percent(end)}"
    top = [elements.text(0, 15, key), *_few(table, elements.width_of(key) + 24)]
    return rows.rows(lines, top=top, width=width)


def _few(table: pl.DataFrame, x: float = 0) -> list[str]:
    """Give the key of bars out of too few, where one of them is drawn."""
    few = (table["denominator"] < Settings.percentage_from) & (table["value"] > 0)
    swatch = rows.bar(1, look="slanted")(x, 10, 20)
    return [swatch, elements.text(x + 28, 15, keys.FEW)] if few.any() else []


def _share(
    row: dict, name: str, end: float = 1.0, line: float | None = None, here: str | None = None
) -> Row:
    few = (row["denominator"] or 0) < Settings.percentage_from
    look = "slanted" if few and row["value"] else ""
    grey = here is not None and name != here
    marks = rows.bar(
        (row["value"] or 0) / end, look=look, fill=theme.OTHERS if grey else theme.FOCUS
    )
    if line is not None:
        marks = rows.lined(marks, line / end)
    return Row(name, [marks], cells.figure(row), name == here)


def grouped(table: pl.DataFrame, end: float | None = 1.0) -> str:
    """Draw shares as bars under the heading of each group: the first column, or the second.

    The bars go from 0 to `end`, or without one as far as the longest needs.
    """
    end = end or axis.end(table["value"])
    group, name = table.columns[:2]
    if table["name"].n_unique() < table[group].n_unique() or name == "age":
        group, name = "name", table.columns[1]
    lines = []
    for (title,), part in table.group_by(group, maintain_order=True):
        lines.append(Row(said.BASIS.get(str(title), str(title))))
        lines += [_share(row, row[name], end) for row in part.iter_rows(named=True)]
    return rows.rows(lines, top=_few(table))


def stacked(table: pl.DataFrame) -> str:
    """Draw the reasons of each row as parts of one bar; too few have none."""
    lines = []
    for (name,), part in table.group_by("name", maintain_order=True):
        visits = said.many(part["denominator"][0], "visits")
        lines.append(Row(str(name), [_parts(part)], visits, is_whole(str(name))))
    key, x = [], 0.0
    for name, (colour, pattern) in REASONS.items():
        key += [elements.patterned(x, 2, 18, 16, colour, pattern), elements.text(x + 24, 15, name)]
        x += 24 + elements.width_of(name) + 8
    return rows.rows(lines, top=key)


def _parts(part: pl.DataFrame) -> rows.Marks:
    total = part["denominator"][0]
    if total < Settings.percentage_from:
        return rows.words(cells.unshared(total))
    return rows.parts(
        [
            (row["value"], said.percent(row["value"]), *REASONS[row["reason"]])
            for row in part.iter_rows(named=True)
            if row["numerator"]
        ]
    )


def ranged(table: pl.DataFrame) -> str:
    """Draw each rate as a dot with its likely range; too few are told in words alone."""
    end = dots.scale(table)
    split = "selection_basis" in table.columns
    lines: list[Row] = []
    for row in table.iter_rows(named=True):
        if split and row["selection_basis"] == table["selection_basis"][0]:
            lines.append(Row(row["name"]))
        name = said.BASIS[row["selection_basis"]] if split else row["name"]
        lines.append(_dot(row, name, end))
    ends = f"Dot: share of letters. Line: likely range. From 0% to {said.percent(end or 1)}."
    return rows.rows(lines, top=[elements.text(0, 15, ends)])


def _dot(row: dict, name: str, end: float | None) -> Row:
    if end is None or row["low"] is None:
        why = dots.NO_RATE.get(row["status"], "")
        return Row(name, [rows.words("")], f"{cells.figure(row)} {why}".strip())
    low, value, high = (row[part] / end for part in ("low", "value", "high"))
    told = f"{cells.figure(row)} {concern_rates.range_of(row)}"
    return Row(name, [rows.ranged(low, value, high)], told)


def counts(table: pl.DataFrame) -> str:
    """Draw the counts of each row side by side on one scale; totals have no bar."""
    columns = axis.counted(table)
    bare = [name for name in table["name"] if is_whole(name) or name.startswith("All ")]
    parts = table.filter(~pl.col("name").is_in(bare)).select(columns)
    most = axis.most(parts)
    lines = [
        Row(
            row["name"],
            [_count(row[column], 0 if row["name"] in bare else most) for column in columns],
            bold=row["name"] in bare,
        )
        for row in table.iter_rows(named=True)
    ]
    return rows.rows(lines, [heading(column) for column in columns])


def _count(count: int | None, most: int) -> rows.Marks:
    if count is None:
        return rows.words("[z] not applicable")
    return rows.counted(said.number(count), count / most if most else 0)


def places(table: pl.DataFrame) -> str:
    """Draw the share of each place that is visited, with its inspection load in words."""
    end = axis.end(table["value"])
    load = f" Then all visits in {area_load.WEEKS} weeks (for every 10 providers)."
    key = f"Bar: visited, of those in scope, 0 to {said.percent(end)}."
    top = [elements.text(0, 15, f"{key}{load if table['visits'].count() else ''}")]
    return rows.rows([_place(row, end) for row in table.iter_rows(named=True)], top=top)


def _place(row: dict, end: float) -> Row:
    drawn = _share(row, row["name"], end)
    if row["visits"] is None:
        return drawn
    rate = f" ({inspection_load.rate(row['per_ten'])})" if row["visits"] and row["per_ten"] else ""
    return replace(drawn, told=f"{drawn.told}; {inspection_load.visits(row['visits'])}{rate}")
