"""Shares of a whole as parts of one bar, drawn inside a real HTML table."""

from html import escape

from dashboard.exhibits.exhibit import Stack
from dashboard.measures.selection import Selection
from dashboard.render import theme
from dashboard.render.html import tables
from dashboard.render.html.markup import classed, linked
from dashboard.render.leading import NOTHING_CHOSEN, Lead, nowhere
from dashboard.settings import Settings
from dashboard.wording import cells, words

INSIDE = 0.08
"""A part of at least this share has its percentage written in it."""
PATTERNS = {"": "solid", ".": "dots", "-": "lines", "/": "slants"}
DARK = (theme.CATEGORIES[0], theme.CATEGORIES[2])
"""The colours on which text is white."""


def reasons(
    chart: Stack, title: str, lead: Lead = nowhere, chosen: Selection = NOTHING_CHOSEN
) -> str:
    """Draw the four reasons of each row as parts of a bar, with their counts beside it.

    A row with too few visits has no bar and no percentages.
    """
    reason = "".join(_head(name, _part(basis, "swatch")) for basis, name in words.BASIS.items())
    head = f"{_head(chart.heading)}{_head('Share of visits')}{reason}{_head('All visits')}"
    to = tables.choosing(chart, chart.totals, lead, chosen)
    kinds = dict.fromkeys(chart.totals, "total") | {chart.here: "here"}
    body = "".join(
        _row(str(name), parts.to_dicts(), kinds.get(str(name), ""), to(str(name)))
        for (name,), parts in chart.rows.group_by("name", maintain_order=True)
    )
    return (
        f'<table class="stack" role="table"><caption class="unseen">{escape(title)}</caption>'
        f'<thead role="rowgroup"><tr role="row">{head}</tr></thead>'
        f'<tbody role="rowgroup">{body}</tbody></table>'
    )


def _head(name: str, more: str = "") -> str:
    return f'<th scope="col" role="columnheader">{escape(name)}{more}</th>'


def _row(name: str, parts: list[dict], kind: str, there: str) -> str:
    total = parts[0]["denominator"]
    cells = "".join(f'<td role="cell">{_count(part)}</td>' for part in parts)
    return (
        f'<tr role="row"{classed(kind)}><th scope="row" role="rowheader">{linked(name, there)}</th>'
        f'<td class="whole" role="cell">{_bar(parts, total)}</td>{cells}'
        f'<td role="cell">{words.number(total)}<span class="after"> '
        f"visit{'' if total == 1 else 's'}</span></td></tr>"
    )


def _bar(parts: list[dict], total: int) -> str:
    if total < Settings.percentage_from:
        return f'<span class="blank">{cells.unshared(total)}</span>'
    drawn = "".join(
        _part(part["selection_basis"], "", part["value"]) for part in parts if part["numerator"]
    )
    return f'<div class="parts" aria-hidden="true">{drawn}</div>'


def _part(basis: str, kind: str, share: float | None = None) -> str:
    colour, pattern = theme.BASIS[basis]
    ink = "white" if colour in DARK else theme.TEXT
    width = "" if share is None else f"width:{share * 100:.2f}%;"
    label = f"<b>{words.percent(share)}</b>" if share is not None and share >= INSIDE else ""
    classes = " ".join(filter(None, ["part", PATTERNS[pattern], kind]))
    return f'<span class="{classes}" style="{width}--fill:{colour};--ink:{ink}">{label}</span>'


def _count(part: dict) -> str:
    count = words.number(part["numerator"])
    if part["denominator"] < Settings.percentage_from:
        return count
    return f"{count} <small>{words.percent(part['value'])}</small>"
