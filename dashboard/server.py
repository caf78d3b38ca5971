"""The server, as `serve` starts it.

It has the form in which `streamlit run` finds a server too; that one bounds no connection.
"""

from functools import partial

import streamlit as st

from dashboard.settings import PACKAGE
from dashboard.web.building import around, preload
from dashboard.web.running import configure, run, run_in_front
from dashboard.web.workers import front
from dashboard.web.workers.processes import Processes
from dashboard.web.workers.websocket import Passed

app = st.App(PACKAGE / "app.py", **around(preload))


def start(address: str, port: int, workers: int = 1) -> None:
    """Serve the pages on an address and a port, by some processes, until this one is ended."""
    if workers == 1:
        return run(app, address, port)
    configure(address, port)
    processes = Processes(workers, address, port)
    websocket = partial(Passed, workers=processes.workers)
    return run_in_front(front.around(processes), address, port, websocket)
