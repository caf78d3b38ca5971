"""Opens the app: page settings, navigation, the header and the foot."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from urllib.parse import urlencode

import streamlit as st

from dashboard.access.reader import NoAccessError, Reader
from dashboard.disclosure.mode import inside
from dashboard.exhibits.made import group_of, make_all
from dashboard.exhibits.page import Page
from dashboard.exhibits.pages import PAGES
from dashboard.measures import Selection, Store
from dashboard.records import shown
from dashboard.records.check import RecordsError
from dashboard.render.leading import Links
from dashboard.settings import snapshots_folder
from dashboard.snapshots import snapshot_folder
from dashboard.ui import address, bar, days, explain, filters, foot, header, lean, sign_in
from dashboard.ui import page as pages
from dashboard.ui.address import ONLY
from dashboard.ui.records import current_snapshot, opened
from dashboard.ui.turns import turn


def newer_snapshot() -> str | None:
    """Name the snapshot that readers are given now, where this session has another one open.

    Who has lost access since the page was opened loses the page.
    """
    try:
        sign_in.reader()
    except NoAccessError:
        st.rerun()
    root = snapshots_folder()
    given = snapshot_folder.current(root) if root is not None else None
    return given if given != current_snapshot() else None


def take(name: str) -> None:
    """Open a snapshot in this session from now on."""
    st.session_state["snapshot"] = name


def show(page: Page, reader: Reader) -> Callable[[], None]:
    """Give what a page does when it is opened: read the address, then lay the page out."""

    def run() -> None:
        given = st.query_params.to_dict()
        if not sign_in.logged(reader, page.path):
            _name()
            return
        try:
            as_at = address.day_of(given)
            inside(address.mode_of(given))
            store = opened(as_at, current_snapshot(), reader.scope).listing()
        except RecordsError as fault:
            _name()
            lean.html(header.heading(page.name))
            st.error(shown.for_readers(str(fault)))
            return
        selection, notices = address.read(given, store)
        _name(header.title(page.name, store, selection))
        troubles = snapshot_folder.troubles(snapshots_folder())
        asked = address.of_files(selection, as_at, store)
        bar.bar(store, selection, days.menu(store), asked)
        band = days.band(store, as_at, header.latest())
        lean.html(header.top(store, header.data_page(), troubles))
        if band:
            lean.html(band)
        if as_at is None and snapshots_folder() is not None:
            header.offer(newer_snapshot, take)
        links = Links(page.path, asked, reader.export, lead=filters.leading(), told=asked)
        only = given.get(ONLY)
        count = pages.show(page, store, selection, notices, links, only)
        _explain(page, store, selection, given, links)
        if only is not None:
            links = replace(links, query="&".join(filter(None, [asked, urlencode({ONLY: only})])))
        for part in foot.in_two(store, links, count):
            lean.html(part)
        sign_in.out()

    return run


def _explain(
    page: Page, store: Store, selection: Selection, given: Mapping[str, str], links: Links
) -> None:
    """Explain what an address asks for: figures of the exhibit that it names, or of the page."""
    explained, of = given.get(address.EXPLAIN), given.get(address.OF)
    group = group_of(of, page, store, selection) if explained and of else None
    exhibits = group if isinstance(group, list) else []
    if explained and not exhibits:
        make_all(page, store, selection)
    questions = [each for exhibit in exhibits for each in exhibit.asked]
    explain.control(store, selection, explained, links, questions)


def _name(title: str = header.SERVICE) -> None:
    st.set_page_config(page_title=title, layout="wide")


def main() -> None:
    """Set up the pages and run the one that is asked for; each names itself."""
    try:
        reader = sign_in.reader()
    except NoAccessError as why:
        _name()
        sign_in.refuse(why)
        return
    if not sign_in.logged(reader):
        _name()
        return
    offered = [
        st.Page(show(each, reader), title=each.name, url_path=each.path, default=each is PAGES[0])
        for each in PAGES
    ]
    chosen = st.navigation(offered, position="hidden")
    header.navigation(PAGES, PAGES[offered.index(chosen)])
    with turn:
        chosen.run()


main()
