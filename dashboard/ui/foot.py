"""The foot of every page: what is taken away of it, where it is from and who is asked about it."""

import re
from datetime import date
from html import escape

from dashboard.areas.vintages import SOURCE
from dashboard.disclosure import whole
from dashboard.measures import Store
from dashboard.render.leading import FEED, NO_FILES, Links
from dashboard.render.toolbar import FORMS
from dashboard.settings import Settings
from dashboard.ui.contents import TAKE_AWAY
from dashboard.wording import words

NO_LOCK = (
    "The address of this page is no lock: nothing added to it makes this page safe to share, and "
    "who can open it can see all of it."
)
NOT_YET = "Safe to share: nothing yet. No release of these figures has been approved."
BRIEFING = {
    "pdf": "PDF",
    "docx": "Word",
    "png": "both pages as one picture (PNG)",
    "html": "web page",
    "ods": "its tables as ODS",
}
"""The forms of a briefing, and what each is called."""
FOLLOW = f'<p class="files"><a href="{FEED}">New figures, for a feed reader (Atom)</a></p>'


ANCHOR = f'<span class="anchor" id="{TAKE_AWAY}" tabindex="-1"></span>'


def foot(store: Store, links: Links, count: int) -> str:
    """Offer the page's tables as a workbook, and repeat where the figures are from."""
    return f'<footer class="foot">{ANCHOR}{_takeaway(links, count)}{_rest(store, links)}</footer>'


def in_two(store: Store, links: Links, count: int) -> tuple[str, str]:
    """Give the foot of a page on a screen: what a choice changes, and what stays and is sent once.

    Measured: 0.6 kB of every change.
    """
    taken = f'<div class="foot">{ANCHOR}{_takeaway(links, count)}</div>'
    return taken, f'<footer class="foot">{_rest(store, links)}</footer>'


def _rest(store: Store, links: Links) -> str:
    """Say what may be shared, who is asked, and where the figures are from."""
    lines = [f"Source: {words.source(store)}.", f"Areas: {SOURCE}"]
    said = "".join(f"<p>{escape(line)}</p>" for line in lines)
    is_screen = links.path and not links.up
    told = (_released(), contact(), FOLLOW) if is_screen else (contact(),)
    return f"{''.join(told)}{said}{_notes(store)}"


def contact() -> str:
    """Say where questions and feedback go, the same on every page; an e-mail address is a link."""
    where = Settings().contact
    said = escape(where or "the team that runs this dashboard in your inspectorate")
    if re.fullmatch(r"[\w.+-]+@[\w.-]+", where):
        said = f'<a href="mailto:{said}">{said}</a>'
    return f'<p class="files">Questions and feedback: {said}</p>'


def _takeaway(links: Links, count: int) -> str:
    """Link to every table as one workbook; of what is no text, to a briefing and the text too."""
    if links.up or not links.path:
        return _workbook(links, count)
    twin = f'<p class="files"><a href="{escape(links.text())}">This page as text and tables</a></p>'
    if not links.files:
        return f"{_workbook(links, count)}{twin}"
    said = f"Briefing of two pages for what is shown: {links.to_file('briefing', BRIEFING)}"
    briefing = f'<p class="files">{said}</p>'
    return f"{_workbook(links, count)}{briefing}{twin}"


def _released() -> str:
    """Link to the latest release that is whole, the only figures that may be shared."""
    wrong, found = whole.standing(Settings().releases)
    said = f'<p class="notice">{escape(wrong)}</p>' if wrong and wrong != whole.NONE else ""
    if found is None:
        return f'{said}<p class="files">{NOT_YET}</p>'
    day = words.day(date.fromisoformat(found.name))
    link = f'<a href="release/{found.name}/index.html">the release of {day}</a>'
    return f'{said}<p class="files">Safe to share: {link}. {NO_LOCK}</p>'


def _workbook(links: Links, count: int) -> str:
    """Link to every table of the page as one workbook."""
    if not links.files:
        return f'<p class="note">{NO_FILES}</p>'
    if not count:
        return ""
    every = links.to_file("page", FORMS)
    return f'<p class="files">Every table of this page in one: {every}</p>'


def _notes(store: Store) -> str:
    """Offer the notes on how the records were read, closed until asked for."""
    if not store.notes:
        return ""
    items = "".join(f"<li>{escape(note)}</li>" for note in store.notes)
    name = f"How these records were read ({words.number(len(store.notes))} notes)"
    return f"<details><summary>{name}</summary><ul>{items}</ul></details>"
