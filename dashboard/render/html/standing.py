"""Draws where tracks stand: a status word with its shape, and the rule behind the words."""

from collections.abc import Sequence
from html import escape

from dashboard.measures.road.track import Track
from dashboard.render.html import cards


def standing(tracks: Sequence[Track]) -> str:
    """Write a status word for each track to full inspections, and offer the rule behind it."""
    lines = "".join(f"<p>{_line(track)}</p>" for track in tracks)
    return f'<div class="standing-of">{lines}{cards.rule(tracks)}</div>'


def _line(track: Track) -> str:
    when = f"{track.target.earliest:%B %Y}"
    return f"{escape(track.name)}, {escape(when)}: {cards.status(track)}{cards.reason(track)}"
