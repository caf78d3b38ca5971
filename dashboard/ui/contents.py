"""What is on a page: its parts, of which one is open, and a link to each section that is shown."""

from collections.abc import Sequence
from html import escape

from dashboard.exhibits.page import Page, Section
from dashboard.exhibits.written import anchor_of
from dashboard.measures.parts import ALL, FIRST, PARTS
from dashboard.measures.selection import Selection
from dashboard.ui import filters

SAID, IN_PARTS = "On this page", "Parts of this page"
WHOLE = "Show all on one page"


def name(section: Section) -> str:
    """Name a section in an address, after a #."""
    return anchor_of(section.name)


def anchor(section: Section) -> str:
    """Mark where a section begins, so that it can be landed on."""
    return f'<span class="anchor" id="{name(section)}" tabindex="-1"></span>'


def contents(page: Page, part: str, there: Sequence[Section], selection: Selection) -> str:
    """Link to the parts of a page while one is open, and to the sections that are there."""
    return _parts(page, part, selection) + _sections(there, selection)


def _parts(page: Page, part: str, selection: Selection) -> str:
    """Link to each part, the open one marked, and to all of them on one page.

    Each link names the sections that its part holds: who asks for one of them is led there.
    """
    if part == FIRST:
        return ""
    items = "".join(_part(each, part, page, selection) for each in (*page.parts_of(selection), ALL))
    return f'<nav class="contents tabs" aria-label="{IN_PARTS}"><ul>{items}</ul></nav>'


def _part(each: str, part: str, page: Page, selection: Selection) -> str:
    there = escape(filters.here(selection.changed("part", each)))
    holds = " ".join(name(s) for s in page.sections if s.part == each)
    current = ' aria-current="true"' if each == part else ""
    link = f'<a href="{there}" data-holds="{holds}"{current}>{escape(PARTS.get(each, WHOLE))}</a>'
    return f"<li{' class=whole' if each == ALL else ''}>{link}</li>"


def _sections(there: Sequence[Section], selection: Selection) -> str:
    """Link to sections: a line, folded on a narrow screen; nothing where there is one."""
    if len(there) < 2:
        return ""
    here = escape(filters.here(selection))
    items = "".join(
        f'<li><a href="{here}#{name(each)}">{escape(each.name)}</a></li>' for each in there
    )
    return (
        f'<nav class="contents" aria-label="{SAID}"><details><summary>{SAID} ({len(there)})'
        f"</summary></details><p>{SAID}:</p><ul>{items}</ul></nav>"
    )
