"""The frame of a table that scrolls by itself where it is too wide for its place."""

from collections.abc import Iterable
from html import escape


def headed(names: Iterable[str]) -> str:
    """Write a row of headings, one for each name."""
    cells = "".join(f'<th scope="col">{escape(name)}</th>' for name in names)
    return f"<tr>{cells}</tr>"


def scrolled(kind: str, caption: str, head: str, body: str, style: str = "") -> str:
    """Put the rows of a table together; `caption` is said of it to those who do not see it."""
    return (
        f'<div class="scroll" role="region" tabindex="0" aria-label="{escape(caption)}">'
        f'<table class="{kind}"{style}><caption class="unseen">{escape(caption)}</caption>'
        f"<thead>{head}</thead><tbody>{body}</tbody></table></div>"
    )
