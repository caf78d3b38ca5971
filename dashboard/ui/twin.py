"""The text twin of a page: what it says and its tables as plain HTML, without any script."""

import re
from collections.abc import Sequence
from html import escape
from urllib.parse import urlencode

from dashboard.measures.selection import Selection
from dashboard.settings import PACKAGE
from dashboard.ui import address
from dashboard.ui.header import SERVICE

STYLE = (PACKAGE / "ui" / "page.css").read_text(encoding="utf-8")
OWN_STYLE = """
body { margin: 0; }
main, nav, p.skip { max-width: 1232px; padding: 0 24px; margin: 0 auto; }
nav ul { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: 4px 20px; }
nav a, p.skip a { color: #1a65a6; display: inline-block; padding: 4px 0; }
nav [aria-current] { color: #0b0c0c; font-weight: 700; text-decoration: none; }
"""


def lead(path: str, selection: Selection) -> str:
    """Lead to the same text for another choice; to other pages it leads only from its top.

    It may lie in a folder of its own.
    """
    return "" if path else f"?{urlencode(address.write(selection))}"


def document(title: str, here: str, pages: Sequence[tuple[str, str]], pieces: Sequence[str]) -> str:
    """Write a page of text: its title, links to the others (name and address) and its pieces."""
    listed = "".join(
        f'<li><a href="{escape(link)}"{_current(name == here)}>{escape(name)}</a></li>'
        for name, link in pages
    )
    body = re.sub(r"<details\b(?! open)", "<details open", "".join(pieces))
    return (
        '<!DOCTYPE html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{STYLE}{OWN_STYLE}</style>\n</head>\n"
        '<body>\n<div class="stHtml">\n<p class="skip"><a href="#main">Skip to main content</a></p>'
        f'\n<nav aria-label="{SERVICE}, as text"><ul>{listed}</ul></nav>\n'
        f'<main id="main">\n{body}\n</main>\n</div>\n</body>\n</html>\n'
    )


def without_files(pieces: Sequence[str]) -> list[str]:
    """Leave the links to files out, where there is no server to write them."""
    return [re.sub(r'<p class="files">.*?</p>', "", piece) for piece in pieces]


def _current(here: bool) -> str:
    return ' aria-current="page"' if here else ""
