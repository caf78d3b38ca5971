"""Who is let in, by the one policy, whether a page, a file or a text is asked for."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from dashboard.access import ended
from dashboard.access.policy import Policy, SignIn, read
from dashboard.access.reader import ANYBODY, ENDED, NoAccessError, Reader, from_claims, of_groups
from dashboard.chained_log import LogError
from dashboard.settings import SettingError, Settings

NOT_READY = (
    "Nobody is let in at the moment: what says who may see what cannot be used. Tell whoever looks "
    "after this dashboard."
)
NOT_BY_PROXY = (
    "You did not come by the way that lets readers in. Use the address that you were given."
)


def by_claims(claims: Mapping[str, Any], settings: Settings, now: datetime) -> Reader:
    """Give the reader whom the claims of a sign-in describe; raises NoAccessError."""
    reader = from_claims(claims, _policy(settings), now)
    try:
        over = settings.audit is not None and ended.has_ended(settings.audit, claims)
    except (LogError, SettingError, OSError, IndexError) as fault:
        raise NoAccessError(NOT_READY) from fault
    if over:
        raise NoAccessError(ENDED, again=True)
    return reader


def sign_out(claims: Mapping[str, Any], settings: Settings, now: datetime) -> None:
    """End a sign-in for good, also for whoever may have copied it; raises LogError."""
    if settings.audit is not None:
        ended.end(settings.audit, claims, now, hours(settings))


def by_proxy(headers: Mapping[str, str], settings: Settings, now: datetime) -> Reader:
    """Give the reader whom a proxy names; without a policy it lets in whom it will.

    The headers must be those that the proxy's address was checked for. Groups are separated by
    commas.
    """
    if settings.policy is None:
        return ANYBODY
    policy = _policy(settings)
    if policy.proxy is None:
        raise NoAccessError(NOT_READY)
    subject, groups = (_one(headers, name) for name in (policy.proxy.user, policy.proxy.groups))
    if not subject or groups is None:
        raise NoAccessError(NOT_BY_PROXY)
    return of_groups(subject, [name.strip() for name in groups.split(",")], policy, now)


def _one(headers: Mapping[str, str], name: str) -> str | None:
    """Give a header that came once: of two, one may be the reader's own."""
    every = getattr(headers, "getlist", None) or getattr(headers, "get_all", None)
    found = every(name) if every else [headers[name]] if name in headers else []
    return found[0] if len(found) == 1 else None


def hours(settings: Settings) -> int:
    """Give the longest that a sign-in lasts."""
    return _policy(settings).sign_in.hours if settings.policy else SignIn.hours


def _policy(settings: Settings) -> Policy:
    try:
        if settings.policy is None:
            raise SettingError("VISITS_POLICY names no file.")
        return read(settings.policy)
    except SettingError as fault:
        raise NoAccessError(NOT_READY) from fault
