"""The server, in the form in which `streamlit run` finds one."""

import streamlit as st

from dashboard.settings import PACKAGE
from dashboard.web.building import around, preload

app = st.App(PACKAGE / "app.py", **around(preload))
