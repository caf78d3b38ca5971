"""Rows, headings and frames of tables; one that is too wide for its place scrolls by itself."""

from collections.abc import Iterable
from html import escape

from dashboard.wording import words


def classed(kind: str) -> str:
    """Write a class, if there is one."""
    return f' class="{kind}"' if kind else ""


def heads(names: Iterable[str]) -> str:
    """Write the cells of headings, one for each name."""
    return "".join(f'<th scope="col">{escape(name)}</th>' for name in names)


def headed(names: Iterable[str]) -> str:
    """Write a row of headings, one for each name."""
    return f"<tr>{heads(names)}</tr>"


def row(name: str, cells: str, kind: str = "", there: str = "") -> str:
    """Write a row of cells under its name, which leads there, if anywhere."""
    return f'<tr{classed(kind)}><th scope="row">{linked(name, there)}</th>{cells}</tr>'


def linked(said: str, there: str) -> str:
    """Write words as a link to an address, or as they are without one."""
    return f'<a href="{escape(there)}">{escape(said)}</a>' if there else escape(said)


def texts(cells: Iterable[str]) -> str:
    """Write cells of text."""
    return "".join(f"<td>{escape(text)}</td>" for text in cells)


def table(kind: str, caption: str, head: str, body: str, style: str = "", unseen: str = "") -> str:
    """Put the rows of a table together; `caption` is said of it to those who do not see it.

    Its headings are `unseen` where that is their class.
    """
    return (
        f'<table class="{kind}"{style}><caption class="unseen">{escape(caption)}</caption>'
        f"<thead{classed(unseen)}>{head}</thead><tbody>{body}</tbody></table>"
    )


def facts(kind: str, listed: Iterable[tuple[str, str]]) -> str:
    """List facts, each by its name."""
    said = "".join(f"<div><dt>{escape(a)}</dt><dd>{escape(b)}</dd></div>" for a, b in listed)
    return f'<dl class="{kind}">{said}</dl>'


def axis(end: float) -> str:
    """Write the cell in a head above marks from 0 to an end, which a screen reader leaves out."""
    ends = f"<span>0%</span><span>{words.percent(end)}</span>"
    return f'<td class="axis" aria-hidden="true">{ends}</td>'


def scrolled(kind: str, caption: str, head: str, body: str, style: str = "") -> str:
    """Put the rows of a table together in a frame in which it scrolls."""
    return (
        f'<div class="scroll" role="region" tabindex="0" aria-label="{escape(caption)}">'
        f"{table(kind, caption, head, body, style)}</div>"
    )
