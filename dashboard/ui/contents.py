"""What is on a page: a line of links, each to a section; folded on a narrow screen."""

from collections.abc import Sequence
from html import escape

from dashboard.exhibits.page import Section
from dashboard.measures.selection import Selection
from dashboard.ui import filters
from dashboard.wording import words

SAID = "On this page"


def name(section: Section) -> str:
    """Name a section in an address, after a #."""
    return f"section-{words.slug(section.name)}"


def anchor(section: Section) -> str:
    """Mark where a section begins, so that it can be landed on."""
    return f'<span class="anchor" id="{name(section)}" tabindex="-1"></span>'


def contents(there: Sequence[Section], selection: Selection) -> str:
    """Link to the sections that are there; nothing where there is one. A closed one is opened."""
    if len(there) < 2:
        return ""
    items = "".join(f"<li>{_link(section, selection)}</li>" for section in there)
    return (
        f'<nav class="contents" aria-label="{SAID}"><details><summary>{SAID} ({len(there)})'
        f"</summary></details><p>{SAID}:</p><ul>{items}</ul></nav>"
    )


def _link(section: Section, selection: Selection) -> str:
    chosen = selection.changed("part", section.part) if section.part else selection
    there = f"{filters.here(chosen)}#{name(section)}"
    return f'<a href="{escape(there)}">{escape(section.name)}</a>'
