"""Rows, headings and frames of tables; one that is too wide for its place scrolls by itself."""

from collections.abc import Iterable
from html import escape


def classed(kind: str) -> str:
    """Write a class, if there is one."""
    return f' class="{kind}"' if kind else ""


def heads(names: Iterable[str]) -> str:
    """Write the cells of headings, one for each name."""
    return "".join(f'<th scope="col">{escape(name)}</th>' for name in names)


def headed(names: Iterable[str]) -> str:
    """Write a row of headings, one for each name."""
    return f"<tr>{heads(names)}</tr>"


def row(name: str, cells: str, kind: str = "") -> str:
    """Write a row of cells under its name."""
    return f'<tr{classed(kind)}><th scope="row">{escape(name)}</th>{cells}</tr>'


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


def scrolled(kind: str, caption: str, head: str, body: str, style: str = "") -> str:
    """Put the rows of a table together in a frame in which it scrolls."""
    return (
        f'<div class="scroll" role="region" tabindex="0" aria-label="{escape(caption)}">'
        f"{table(kind, caption, head, body, style)}</div>"
    )
