"""Draws the large figures at the head of a page; each leads to the exhibit behind it."""

from collections.abc import Sequence
from html import escape

from dashboard.exhibits.common.tiles import UNKNOWN
from dashboard.exhibits.tile import Tile
from dashboard.render.leading import Lead, ToExplain, not_here, nowhere
from dashboard.render.svg import week_line
from dashboard.wording import cells


def drawn(
    tiles: Sequence[Tile],
    lead: Lead = nowhere,
    to_explain: ToExplain = not_here,
    in_words: bool = False,
) -> str:
    """Show a few large figures: label, value, what it is out of and how it moved, and its weeks.

    A blank is said in words, and so are the weeks `in_words`. The label is the link, and is laid
    over the whole tile by its style. Those that are not known are one line below the others.
    """
    known = [tile for tile in tiles if tile.value != UNKNOWN]
    drawn = "".join(_tile(tile, lead, to_explain(tile.figure), in_words) for tile in known)
    large = f'<dl class="tiles">{drawn}</dl>' if drawn else ""
    return large + _not_known([tile for tile in tiles if tile.value == UNKNOWN])


def _not_known(tiles: Sequence[Tile]) -> str:
    """Say of what is not known why, each in brackets after its name."""
    if not tiles:
        return ""
    said = " \u00b7 ".join(f"{tile.label}{tile.under and f' ({tile.under})'}" for tile in tiles)
    return f'<p class="note unknown">Not known: {escape(said)}</p>'


def _tile(tile: Tile, lead: Lead, explained: str, in_words: bool) -> str:
    label, value, under = cells.in_words((tile.label, tile.value, tile.under))
    more = f" <b>{escape(tile.change)}</b>" if tile.change else ""
    line = ""
    if tile.weeks and in_words:
        more += f" <span>{escape(tile.weeks.said)}</span>"
    elif tile.weeks:
        line = week_line.image(*tile.weeks)
    asked = ""
    if explained:
        named = f'aria-label="Explain: {escape(label)}" title="Explain"'
        asked = f' <a class="explain" href="{escape(explained)}" {named}>?</a>'
    return (
        f"<div><dt>{_named(tile, escape(label), lead)}{asked}</dt><dd>{line}{_large(value)} "
        f"<span>{escape(under)}</span>{more}</dd></div>"
    )


def _named(tile: Tile, label: str, lead: Lead) -> str:
    there = lead(tile.to.path, tile.to.selection) if tile.to else ""
    if not tile.to or not there:
        return label
    return f'<a href="{escape(there + tile.to.anchor)}">{label}</a>'


def _large(value: str) -> str:
    kind = "" if any(sign.isdigit() for sign in value) else ' class="blank"'
    return f"<strong{kind}>{escape(value)}</strong>"
