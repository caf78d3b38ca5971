"""A time that has passed, as it is spoken."""

from datetime import date

from dashboard.wording import words

SPANS = ((730, 365.25, "year"), (60, 30.4375, "month"), (14, 7, "week"), (0, 1, "day"))
"""The fewest days said in a unit, its days and its name."""


def past(days: int) -> str:
    """Say within what time something was: "the past 9 days", "about the past year"."""
    count, unit, over = _said(days)
    about = "about " if over < -1 else ""
    return f"{about}the past {unit}" if count == 1 else f"{about}the past {count} {unit}s"


def ago(days: int) -> str:
    """Say how long ago something was: "9 days ago", "about 5 years ago"."""
    count, unit, over = _said(days)
    about = "about " if abs(over) > 1 else ""
    return f"{about}{count} {unit}{'' if count == 1 else 's'} ago" if days else "on the same day"


def _said(days: int) -> tuple[int, str, float]:
    """Give the nearest count of the unit, the unit, and by how many days it is more."""
    long, unit = next((each, name) for least, each, name in SPANS if days >= least)
    count = max(int(days / long + 0.5), 1)
    over = count * long - days
    return (1, "year", over) if (unit, count) == ("month", 12) else (count, unit, over)


def past_day(day: date, now: date) -> str:
    """Say how many days ago a day was, and which day: "364 days ago (9 December 2019)"."""
    count = (now - day).days
    days = f"{words.number(count)} day{'' if count == 1 else 's'} ago"
    return f"{days if count else 'on the day of the figures'} ({words.day(day)})"
