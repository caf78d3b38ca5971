"""Opens the app: page settings, navigation, the header and the foot."""

import gc
from collections.abc import Callable
from datetime import date
from types import ModuleType

import streamlit as st

from dashboard.records import shelf
from dashboard.records.check import RecordsError
from dashboard.settings import Settings
from dashboard.store import Store, open_store
from dashboard.ui import address, header
from dashboard.views import PAGES


@st.cache_resource(show_spinner="Opening the records.", max_entries=12)
def opened(as_at: date | None, current: str | None) -> Store:
    """Open the records once for every reader; they are never changed afterwards.

    `current` is the snapshot to open where no day is asked for.
    """
    store = open_store(Settings().snapshots, as_at, current)
    gc.collect()
    gc.freeze()
    return store


def current_snapshot() -> str | None:
    """Name the snapshot of this session: the one that was current when it began."""
    root = Settings().snapshots
    if root is not None and "snapshot" not in st.session_state:
        st.session_state["snapshot"] = shelf.choose(root, None)[0]
    return st.session_state.get("snapshot")


def show(name: str, view: ModuleType) -> Callable[[], None]:
    """Give what a page does when it is opened: read the address, then lay the page out."""

    def run() -> None:
        given = st.query_params.to_dict()
        try:
            as_at = address.day_of(given)
            store = opened(as_at, current_snapshot())
        except RecordsError as fault:
            st.html(f"<h1>{name}</h1>")
            st.error(str(fault))
            return
        selection, notices = address.read(given, store)
        st.set_page_config(page_title=header.title(name, store, selection), layout="wide")
        header.top(store, shelf.troubles(Settings().snapshots))
        view.page(store, selection, notices)
        header.foot(store)

    return run


def main() -> None:
    """Set up the page and run the one that is asked for."""
    st.set_page_config(page_title="Assurance visits", layout="wide")
    pages = [
        st.Page(show(name, view), title=name, url_path=path, default=path == PAGES[0][1])
        for name, path, view in PAGES
    ]
    page = st.navigation(pages, position="hidden")
    header.navigation(pages, page)
    page.run()


main()
