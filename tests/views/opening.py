"""A page opened from an address, without a browser, and read."""

import re

from streamlit.testing.v1 import AppTest

MACHINE = re.compile(r"\b(None|nan|NaN|NaT|NA|null|undefined|Traceback)\b")
"""What a page says where nobody thought of a blank."""


def script(store, address, view):
    from dashboard.ui.address import read
    from dashboard.ui.page import show

    selection, notices = read(address, store)
    show(view, store, selection, notices)


def opened(view, records, **address):
    """Open a page of some records with all its parts, and give it with the HTML that it shows."""
    kwargs = {"store": records, "address": {"show": "all"} | address, "view": view}
    page = AppTest.from_function(script, default_timeout=30, kwargs=kwargs)
    page.run()
    assert not page.exception
    said = [element.proto.body for element in page.main if element.type == "html"]
    assert not [body for body in said if MACHINE.search(body)]
    return page, "\n".join(said)
