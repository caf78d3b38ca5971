"""The server, as `serve` starts it (python -m dashboard.server ADDRESS PORT).

It has the form in which `streamlit run` finds a server too; that one bounds no connection.
"""

import sys

import streamlit as st

from dashboard.settings import PACKAGE
from dashboard.web.building import around, preload
from dashboard.web.running import run

app = st.App(PACKAGE / "app.py", **around(preload))

if __name__ == "__main__":
    run(app, sys.argv[1], int(sys.argv[2]))
