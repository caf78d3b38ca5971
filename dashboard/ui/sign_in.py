"""Signing in, as pages see it: who the reader of a run is, and what others are told."""

from datetime import UTC, datetime, timedelta

import streamlit as st

from dashboard.access import entry
from dashboard.access.clock import now
from dashboard.access.reader import ANYBODY, ENDED, NoAccessError, Reader
from dashboard.settings import OPEN, PROXY, Settings
from dashboard.ui.header import SERVICE

BEGAN = "signed_in_since"


def reader() -> Reader:
    """Give the reader of this run as the policy is now; raises NoAccessError."""
    settings = Settings()
    if settings.access == OPEN:
        return ANYBODY
    if settings.access == PROXY:
        _end_in_time(settings)
        return entry.by_proxy(st.context.headers, settings, now())
    return entry.by_claims(st.user.to_dict(), settings, now())


def _end_in_time(settings: Settings) -> None:
    """End what a proxy let in a while ago: it is asked again when the page is opened anew."""
    began = st.session_state.setdefault(BEGAN, datetime.now(UTC))
    if now() - began > timedelta(hours=entry.hours(settings)):
        raise NoAccessError(f"{ENDED} To do so, open this page again.")


def refuse(why: NoAccessError) -> None:
    """Show why a reader is not let in, and how to sign in where that may help."""
    st.title(SERVICE, anchor=False)
    st.text(str(why))
    if why.again and Settings().access != PROXY:
        st.button("Sign in", key="sign_in", type="primary", on_click=st.login)
    elif Settings().access != PROXY:
        st.button("Sign out", key="sign_out", on_click=st.logout)


def out() -> None:
    """Offer to sign out, where readers sign in here."""
    if Settings().access not in (OPEN, PROXY):
        st.button("Sign out", key="sign_out", on_click=st.logout)
