"""The time at which it is asked what is public, which tests set."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
PUBLISHED_AT = time(9, 30)
"""The time of day at which what is public from a day may be seen: when statistics come out."""

Clock = Callable[[], datetime]
"""Gives the time now, with its zone."""


def now() -> datetime:
    """Give the time now."""
    return datetime.now(UTC)


def public_day(moment: datetime) -> date:
    """Give the last day whose time of publication has come at a moment."""
    there = moment.astimezone(LONDON)
    return there.date() if there.time() >= PUBLISHED_AT else there.date() - timedelta(days=1)
