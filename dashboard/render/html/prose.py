"""The few written pages as HTML: headings, paragraphs and words in bold."""

import re
from html import escape


def to_html(text: str) -> str:
    """Turn Markdown into HTML: `##` headings, paragraphs, **bold**. Anything else stays text."""
    return "".join(_block(block) for block in re.split(r"\n{2,}", text.strip()))


def _block(block: str) -> str:
    said = " ".join(block.split())
    if said.startswith("## "):
        return f"<h2>{escape(said[3:])}</h2>"
    bold = re.sub(r"\*\*(.+?)\*\*", r"<strong>\1</strong>", escape(said))
    return f"<p>{bold}</p>"
