"""Who a reader is and what that reader may see and do now, from a token's claims or a proxy."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from dashboard.access.clock import public_day
from dashboard.access.policy import Grant, Policy
from dashboard.access.scope import NO_LIMIT, Limit, Scope

SKEW = timedelta(minutes=5)
"""By so much the clock of the provider may be ahead of ours."""


class NoAccessError(PermissionError):
    """A reader who is not let in: one sentence that says why, and whether signing in may help."""

    def __init__(self, why: str, again: bool = False) -> None:
        super().__init__(why)
        self.again = again


SIGN_IN = "Sign in to see the dashboard."
ENDED = "Your sign-in has ended. Sign in again."
NOT_USABLE = "Your sign-in does not say what we need to know ({}), so there is no access."
NO_GROUP = (
    "You are signed in, but in no group that has access to the dashboard. Ask whoever looks after "
    "this dashboard in your organisation."
)
REVOKED = "Your access to the dashboard was withdrawn."


@dataclass(frozen=True)
class Reader:
    """A reader: who it is (blank: nobody in particular), what may be seen, and what may be done."""

    subject: str = ""
    scope: Scope = NO_LIMIT
    export: bool = True


ANYBODY = Reader()
"""Every reader, where nobody signs in: an installation on one's own machine."""


def from_claims(claims: Mapping[str, Any], policy: Policy, now: datetime) -> Reader:
    """Give the reader whom a token's claims describe; raises NoAccessError."""
    said = policy.sign_in
    if not claims.get("is_logged_in"):
        raise NoAccessError(SIGN_IN, again=True)
    began, ends = (_moment(claims, name) for name in ("iat", "exp"))
    if began is None or began > now + SKEW:
        raise NoAccessError(NOT_USABLE.format("when you signed in"), again=True)
    if now - began > timedelta(hours=said.hours):
        raise NoAccessError(ENDED, again=True)
    if said.end_with_token and (ends is None or ends <= now):
        raise NoAccessError(ENDED, again=True)
    groups = claims.get(said.groups)
    if not isinstance(groups, list | tuple) or any(not isinstance(g, str) for g in groups):
        raise NoAccessError(NOT_USABLE.format("your groups"))
    return of_groups(claims.get(said.subject), groups, policy, now)


def of_groups(
    subject: Any, groups: list[str] | tuple[str, ...], policy: Policy, now: datetime
) -> Reader:
    """Give the reader of some groups: all that they see together, and what each of them may do."""
    if not isinstance(subject, str) or not subject.strip():
        raise NoAccessError(NOT_USABLE.format("who you are"))
    if subject in policy.revoked:
        raise NoAccessError(REVOKED)
    grants = [policy.groups[name] for name in dict.fromkeys(groups) if name in policy.groups]
    if not grants:
        raise NoAccessError(NO_GROUP)
    every = all(grant.unpublished for grant in grants)
    return Reader(
        subject,
        Scope(_limits(grants), None if every else public_day(now)),
        all(grant.export for grant in grants),
    )


def _limits(grants: list[Grant]) -> tuple[Limit, ...]:
    """Give every limit once and in one order, so that one scope is kept once."""
    limits = {grant.limit for grant in grants}
    return (Limit(),) if Limit() in limits else tuple(sorted(limits, key=repr))


def _moment(claims: Mapping[str, Any], name: str) -> datetime | None:
    said = claims.get(name)
    if isinstance(said, bool) or not isinstance(said, int | float) or not 0 < said < 1e11:
        return None
    return datetime.fromtimestamp(said, UTC)
