"""Opens the app: page settings, navigation, the header and the foot."""

import gc
from collections.abc import Callable
from datetime import date
from types import ModuleType

import streamlit as st

from dashboard.records.check import RecordsError
from dashboard.settings import Settings
from dashboard.store import Store, open_store
from dashboard.ui import address, header
from dashboard.views import coverage, summary

PAGES = {"Summary": summary, "Coverage": coverage}


@st.cache_resource(show_spinner="Opening the records.")
def opened(as_at: date | None) -> Store:
    """Open the records once for every reader; they are never changed afterwards."""
    store = open_store(Settings().snapshots, as_at)
    gc.collect()
    gc.freeze()
    return store


def show(name: str, view: ModuleType) -> Callable[[], None]:
    """Give what a page does when it is opened: read the address, then lay the page out."""

    def run() -> None:
        given = st.query_params.to_dict()
        try:
            store = opened(address.day_of(given))
        except RecordsError as fault:
            st.html(f"<h1>{name}</h1>")
            st.error(str(fault))
            return
        selection, notices = address.read(given, store)
        header.top(store)
        view.page(store, selection, notices)
        header.foot(store)

    return run


def main() -> None:
    """Set up the page and run the one that is asked for."""
    st.set_page_config(page_title="Assurance visits", layout="wide")
    pages = [
        st.Page(show(name, view), title=name, url_path=name.lower(), default=name == "Summary")
        for name, view in PAGES.items()
    ]
    page = st.navigation(pages, position="hidden")
    header.navigation(pages, page)
    page.run()


main()
