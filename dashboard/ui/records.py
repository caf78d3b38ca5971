"""The records that readers look at: opened once for everybody, and never changed afterwards."""

import gc
from datetime import date
from functools import lru_cache
from pathlib import Path

import streamlit as st

from dashboard.access.scope import Scope
from dashboard.audit.reconciliation import open_reconciled
from dashboard.disclosure.mode import inside
from dashboard.measures.store import Store
from dashboard.settings import Settings, snapshots_folder
from dashboard.snapshots import snapshot_folder

OPEN_TOGETHER = 32
"""So many stores stay in memory: one for each day and scope that is looked at."""


@st.cache_resource(
    show_spinner="Opening the records.", max_entries=OPEN_TOGETHER, hash_funcs={Scope: repr}
)
def opened(as_at: date | None, current: str | None, scope: Scope) -> Store:
    """Open the records of a day, or else the snapshot named, while a page waits for them."""
    return kept(snapshots_folder(), as_at, current, scope)


@lru_cache(maxsize=OPEN_TOGETHER)
def kept(root: Path | None, as_at: date | None, current: str | None, scope: Scope) -> Store:
    """Open what a scope leaves of a day or of the snapshot named, for pages and files alike.

    What is open is left out when garbage is collected; records that are no longer kept are not.
    """
    inside(Settings().mode)
    opened = open_reconciled(root, as_at, current, scope)
    if gc.isenabled():  # not as a server starts: see web/garbage.py
        gc.unfreeze()
        gc.collect()
        gc.freeze()
    return opened


def current_snapshot() -> str | None:
    """Name the snapshot of this session: the one that was current when it began."""
    root = snapshots_folder()
    if root is not None and "snapshot" not in st.session_state:
        st.session_state["snapshot"] = snapshot_folder.choose(root, None)[0]
    return st.session_state.get("snapshot")
