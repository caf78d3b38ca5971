"""The server, as `serve` starts it.

It has the form in which `streamlit run` finds a server too; that one bounds no connection.
"""

import streamlit as st

from dashboard.settings import PACKAGE
from dashboard.web.building import around, preload
from dashboard.web.running import run

app = st.App(PACKAGE / "app.py", **around(preload))


def start(address: str, port: int) -> None:
    """Serve the pages on an address and a port until the process is ended."""
    run(app, address, port)
