"""Signing in, as pages see it: who the reader of a run is, and what others are told."""

import logging
from datetime import UTC, datetime, timedelta

import streamlit as st

from dashboard.access import entry, log
from dashboard.access.clock import now
from dashboard.access.reader import ANYBODY, ENDED, NoAccessError, Reader
from dashboard.chained_log import LogError
from dashboard.settings import OPEN, PROXY, SettingError, Settings
from dashboard.ui.header import SERVICE

told = logging.getLogger(__name__)
NOT_LOGGED = (
    "This is not shown now, because it could not be logged. Tell whoever looks after this "
    "dashboard."
)
BEGAN = "signed_in_since"
REFUSED = "refused"
"""What holds all that a reader sees who is not let in: it is shown at once, as no page follows."""


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
    with st.container(key=REFUSED):
        st.title(SERVICE, anchor=False)
        st.text(str(why))
        if why.again and Settings().access != PROXY:
            st.button("Sign in", key="sign_in", type="primary", on_click=st.login)
        elif Settings().access != PROXY:
            st.button("Sign out", key="sign_out", on_click=leave)


def logged(reader: Reader, page: str = "") -> bool:
    """Log a reader once in a session, or a page each time it is turned to; else show nothing."""
    seen = (reader.subject, log.mark(reader.scope), page)
    key = "logged_page" if page else "logged_reader"
    if st.session_state.get(key) == seen:
        return True
    try:
        facts = {"page": page} if page else {}
        what = log.PAGE if page else log.SIGNED_IN
        log.record(what, reader.subject, scope=seen[1], **facts)
    except (LogError, SettingError) as fault:
        told.error("The log of access: %s", fault)
        st.text(NOT_LOGGED)
        return False
    st.session_state[key] = seen
    return True


def out() -> None:
    """Offer to sign out, where readers sign in here."""
    if Settings().access not in (OPEN, PROXY):
        st.button("Sign out", key="sign_out", on_click=leave)


def leave() -> None:
    """End the sign-in of this reader here, and then at the provider."""
    try:
        entry.sign_out(st.user.to_dict(), Settings(), now())
    except (LogError, SettingError) as fault:
        told.error("Signing out: %s", fault)
    st.logout()
