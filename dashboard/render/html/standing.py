"""Draws where tracks stand: a status word with its shape, and the rule behind the words."""

from collections.abc import Sequence
from html import escape

from dashboard.measures.road.track import Track
from dashboard.render.html import cards


def standing(tracks: Sequence[Track], explained: Sequence[str] = ()) -> str:
    """Write a status word for each track to full inspections, and offer the rule behind it.

    `explained` has for each the address of what explains its word, or nothing.
    """
    both = zip(tracks, explained or ("",) * len(tracks), strict=True)
    lines = "".join(f"<p>{_line(track, address)}</p>" for track, address in both)
    return f'<div class="standing-of">{lines}{cards.rule(tracks)}</div>'


def _explain(track: Track, address: str) -> str:
    if not address:
        return ""
    named = f'aria-label="Explain: {escape(track.name)}"'
    return f' <a class="explain" href="{escape(address)}" {named}>Explain</a>'


def _line(track: Track, address: str) -> str:
    named = f"{escape(track.name)}, {track.target.earliest:%B %Y}: {cards.status(track)}"
    return f"{named}{_explain(track, address)}{cards.reason(track)}"
