"""The two tracks side by side: a status word with its shape, a bar and the rule behind the word."""

from collections.abc import Sequence
from html import escape

from dashboard.exhibits.road import cautions, chances, last_course, sentences
from dashboard.measures.course import RULE, Course
from dashboard.measures.forecast import MEANING
from dashboard.measures.road.track import Track
from dashboard.wording import spoken, words

KINDS = {
    Course.ON_COURSE: "on",
    Course.REACHED: "on",
    Course.CLOSE: "risk",
    Course.OFF_COURSE: "off",
}
SHAPES = {"on": "\u25cf", "risk": "\u25b2", "off": "\u25a0", "open": "\u25cb"}
"""A shape for each kind of status, so that none is told by its colour alone."""


def status(track: Track) -> str:
    """Write the status word of a track with its shape and colour."""
    kind = KINDS.get(track.course, "open")
    shape = f'<span aria-hidden="true">{SHAPES[kind]}</span> '
    return f'<strong class="course {kind}">{shape}{escape(track.course.value)}</strong>'


def cards(tracks: Sequence[Track]) -> str:
    """Show each track: its name, its status, its earliest date and how far it has come."""
    return f'<div class="tracks">{"".join(_card(track) for track in tracks)}</div>'


def _card(track: Track) -> str:
    target = track.target
    opens = f"{words.opening(target.opens)}: {words.day(target.earliest)} at the earliest"
    dated = f"<p>{escape(opens)}</p>" if track.has_target else ""
    return (
        f"<div><h3>{escape(target.track)}</h3><p>{status(track)}{reason(track)}</p>"
        f"{dated}{_bar(track)}{_said(chances.tries(track))}</div>"
    )


def reason(track: Track) -> str:
    """Write behind a status word what it comes from, and the word of the last figures before."""
    said = [each for each in (chances.reason(track), last_course.beside(track)) if each]
    parts = " \u00b7 ".join(escape(each) for each in said)
    return (
        f'<span class="reason"><span class="after"> \u00b7 </span>{parts}</span>' if parts else ""
    )


def _said(text: str) -> str:
    return f'<p class="note">{escape(text)}</p>' if text else ""


def _bar(track: Track) -> str:
    """Draw how far a track has come, with a mark at its target."""
    if not track.denominator or track.numerator is None:
        return ""
    done, share = track.numerator / track.denominator, track.target.share
    visited = spoken.visited(track.numerator, track.denominator)
    target = f"; target {sentences.aim(track)}"
    mark = f'<i style="left:{share * 100:.1f}%"></i>'
    if not track.has_aim:
        target = mark = ""
    return (
        f'<div class="way"><span style="width:{done * 100:.1f}%"></span>{mark}</div>'
        f"<p>{escape(visited)}{escape(target)}</p>"
    )


def rule(tracks: Sequence[Track]) -> str:
    """Offer the rule that decides the words, closed until asked for: the same for every choice."""
    if not any(track.has_target for track in tracks):
        return ""
    told = (RULE, MEANING, cautions.assumed(tracks))
    said = "".join(f"<p>{escape(text)}</p>" for text in told)
    return f'<details class="rule"><summary>How is this decided?</summary>{said}</details>'


def standing(tracks: Sequence[Track], explained: Sequence[str] = ()) -> str:
    """Write a status word for each track to full inspections, and offer the rule behind it.

    `explained` has for each the address of what explains its word, or nothing.
    """
    both = zip(tracks, explained or ("",) * len(tracks), strict=True)
    lines = "".join(f"<p>{_line(track, address)}</p>" for track, address in both)
    return f'<div class="standing-of">{lines}{rule(tracks)}</div>'


def _explain(track: Track, address: str) -> str:
    if not address:
        return ""
    named = f'aria-label="Explain: {escape(track.name)}"'
    return f' <a class="explain" href="{escape(address)}" {named}>Explain</a>'


def _line(track: Track, address: str) -> str:
    opens = f", {track.target.earliest:%B %Y}" if track.has_target else ""
    return f"{escape(track.name)}{opens}: {status(track)}{_explain(track, address)}{reason(track)}"
