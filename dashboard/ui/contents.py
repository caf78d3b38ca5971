"""What is on a page: its parts, of which one is open, and a link to each section that is shown."""

from collections.abc import Sequence
from html import escape

from dashboard.exhibits.page import Page, Section
from dashboard.exhibits.written import anchor_of
from dashboard.measures.filters import BY_NAME
from dashboard.measures.parts import ALL, FIRST, PARTS
from dashboard.measures.selection import Selection
from dashboard.ui import address
from dashboard.ui.carried import CARRIES, OF_THE_MOMENT, leaving

SAID = "On this page"
WHOLE = "Show all on one page"
TAKEN, TAKE_AWAY = "Briefing, files, sharing", "take-away"
"""The end of every page: what can be taken away of it and what may be shared, and its anchor."""
SHOW = BY_NAME["part"].address


def name(section: Section) -> str:
    """Name a section in an address, after a #."""
    return anchor_of(section.name)


def anchor(section: Section) -> str:
    """Mark where a section begins, so that it can be landed on."""
    return f'<span class="anchor" id="{name(section)}" tabindex="-1"></span>'


def contents(
    page: Page,
    part: str,
    parts: Sequence[str],
    there: Sequence[Section],
    selection: Selection,
) -> str:
    """Link to the parts of a page, the open one marked, to sections that are there and to its end.

    The one section of an open part is not named: the part is.

    A browser adds the filters, so that it is sent once: it was 1.2 kB of a change.

    Beside the page where that is wide enough, else a line above it, folded on a narrow screen.
    """
    parts = () if part == FIRST else parts
    named = there if len(there) > 1 or not parts else ()
    sections = "".join(f"<li>{_to(name(each), each.name)}</li>" for each in named)
    end = f"<li>{_to(TAKE_AWAY, TAKEN)}</li>"
    open_one = f": {escape(PARTS[part])}" if part in PARTS else ""
    items = _parts(page, part, parts, sections, selection) if parts else sections
    listed = f'<ul class="{"tabs" if parts else "sections"}">{items}{end}</ul>'
    return (
        f'<nav class="contents" aria-label="{SAID}"><details><summary>{SAID} '
        f"({len(parts or there)}){open_one}</summary></details><p>{SAID}</p>{listed}</nav>"
    )


def _parts(page: Page, part: str, parts: Sequence[str], sections: str, selection: Selection) -> str:
    """Link to each part, and to all of them on one page; below the open one to its sections.

    Each link names the sections that its part holds: who asks for one of them is led there.
    """
    return "".join(
        _part(each, page, selection, sections if each == part else None)
        for each in (*parts, *((ALL,) if len(parts) > 1 else ()))
    )


def _part(each: str, page: Page, selection: Selection, inside: str | None) -> str:
    """Link to a part; `inside` are the sections of the open one."""
    asked = address.write(selection.changed("part", each)).get(SHOW, "")
    there = escape(leaving(OF_THE_MOMENT, **{SHOW: asked}))
    holds = " ".join(name(s) for s in page.sections if s.part == each)
    current = "" if inside is None else ' aria-current="true"'
    named = escape(PARTS.get(each, WHOLE))
    link = f'<a {CARRIES} href="{there}" data-holds="{holds}"{current}>{named}</a>'
    listed = f'<ul class="sections">{inside}</ul>' if inside else ""
    return f"<li{' class=whole' if each == ALL else ''}>{link}{listed}</li>"


def _to(place: str, named: str) -> str:
    """Link to a place of the page as it is open."""
    there = escape(leaving(OF_THE_MOMENT))
    return f'<a {CARRIES} href="{there}#{place}">{escape(named)}</a>'
