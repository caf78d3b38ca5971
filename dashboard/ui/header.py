"""The line at the top of every page: what these figures are."""

from collections.abc import Callable, Sequence
from datetime import date
from html import escape
from urllib.parse import urlencode

import streamlit as st

from dashboard.access.scope import NO_LIMIT
from dashboard.exhibits.data import quality
from dashboard.exhibits.data.checked import CHECKS
from dashboard.exhibits.page import Page
from dashboard.exhibits.written import anchor_of
from dashboard.measures import Selection, Store, choice
from dashboard.measures.filters import BY_NAME
from dashboard.measures.parts import TRUST
from dashboard.settings import MARKING
from dashboard.ui import address, lean
from dashboard.ui.carried import CARRIES, OF_ONE_PAGE, leaving
from dashboard.wording import words

SERVICE = "Assurance visits"
STAYS = leaving(OF_ONE_PAGE)
"""Takes out of an address what belongs to one page."""
LOOK_EVERY = 60.0
"""Seconds after which a page that is open looks whether there are newer figures."""
MENU = '<details class="menu"><summary>Menu</summary></details>'
"""Opens the links to the pages on a narrow screen; see page.css."""
IN_SHORT = "A refresh failed or is late. These are the last good figures; who runs this knows why."
"""What is said of a trouble to a reader of a part: its counts would be of all records."""


def navigation(pages: Sequence[Page], current: Page) -> None:
    """Link to every page; the current one is marked, and a browser carries the filters along.

    What is explained, and a setting's history, belong to one page and stay there. Measured: nine
    links of Streamlit's cost every run 10 messages, 1.5 kB and 1.5 ms of CPU.
    """
    links = "".join(_to_page(page, page is current, page is pages[0]) for page in pages)
    service = f'<p class="service">{SERVICE}</p>{MENU}'
    with st.container(key="navigation"):
        lean.html(
            f'<nav class="pages" aria-label="Pages"><div class="brand">{service}</div>{links}</nav>'
        )


def _to_page(page: Page, is_current: bool, is_first: bool) -> str:
    """Link to a page; the first one has no name in an address."""
    there = f"{'./' if is_first else page.path}{STAYS}"
    marked = ' aria-current="page"' if is_current else ""
    return f'<a {CARRIES} href="{escape(there)}"{marked}>{escape(page.name)}</a>'


def title(name: str, store: Store, selection: Selection) -> str:
    """Name the page for a browser's tab: page, area, service."""
    return f"{name} - {choice.area_name(selection.area, store)} - {SERVICE}"


def latest() -> str:
    """Lead to this page with the latest figures."""
    kept = {n: value for n, value in st.query_params.items() if n != address.AS_AT}
    return f"?{urlencode(kept)}"


def data_page() -> str:
    """Lead to the page that lists the checks; a browser adds the filters."""
    return f"data?{BY_NAME['part'].address}={words.slug(TRUST)}#{anchor_of(CHECKS)}"


def heading(name: str) -> str:
    """Head a page of which nothing can be shown."""
    return f"<h1>{escape(name)}</h1>"


def top(store: Store, data: str, troubles: Sequence[str] = ()) -> str:
    """Say what kind of figures these are, their day, who may see them, and what went wrong.

    `data` is the address of the page that lists the checks. `troubles` are those of the folder that
    snapshots lie in; they are read anew for each page.
    """
    origin = "illustrative records" if store.illustrative else store.source
    parts = [escape(said) for said in ("Management information", words.day(store.as_at), origin)]
    parts += _checked(store, data)
    parts += [escape(said) for said in (MARKING, *_limits(store))]
    items = "".join(f"<li>{said}</li>" for said in parts)
    seen = troubles if store.scope == NO_LIMIT else (IN_SHORT,) * bool(troubles)
    wrong = (*seen, *store.alarms)
    alarms = "".join(f'<p class="notice">{escape(sentence)}</p>' for sentence in wrong)
    return f'<ul class="standing" data-day="{store.as_at}">{items}</ul>{alarms}'


@st.fragment(run_every=LOOK_EVERY)
def offer(newer: Callable[[], str | None], take: Callable[[str], None]) -> None:
    """Offer newer figures when there are any: what a reader has open never changes by itself."""
    # The place is always there: what stands below would be made anew if it came and went.
    with st.container(horizontal=True, key="offer", vertical_alignment="center"):
        name = newer()
        if name is None:
            return
        when = words.day(date.fromisoformat(name[:10]))
        lean.html(f'<p class="notice">Newer figures, as at {when}, are ready.</p>', width="content")
        if st.button("Show them", key="show_newer"):
            take(name)
            st.rerun()


def _checked(store: Store, data: str) -> list[str]:
    """Say whether all checks hold, with the way to the page that lists them."""
    if not store.trust.checks:
        return []
    said = quality.checked(store.trust.checks)
    return [f'<a {CARRIES} href="{escape(data)}">{escape(said)}</a>']


def _limits(store: Store) -> list[str]:
    """Say what a reader sees where that is not everything, and what stands for England."""
    said = []
    if not store.scope.everywhere:
        said.append(
            f"Your access: {store.scope.label}. Figures of England are not available to you; where "
            "England would stand, these pages show all that your access covers"
        )
    if store.scope.public is not None:
        said.append("Your access is to what is published")
    return said
