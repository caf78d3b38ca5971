"""A time that has passed, as it is spoken."""

from datetime import date

from dashboard.wording import words

SPANS = ((730, 365.25, "year"), (60, 30.4375, "month"), (14, 7, "week"), (0, 1, "day"))
"""The fewest days said in a unit, its days and its name."""


def past(days: int) -> str:
    """Say within what time something was: "the past 9 days", "about the past year"."""
    said, over = _said(days)
    return f"{'about ' if over < -1 else ''}the past {said.removeprefix('1 ')}"


def ago(days: int) -> str:
    """Say how long ago something was: "9 days ago", "about 2 and a half years ago"."""
    said, over = _said(days)
    return f"{'about ' if abs(over) > 1 else ''}{said} ago" if days else "on the same day"


def _said(days: int) -> tuple[str, float]:
    """Write the nearest count of the unit, and give by how many days it is more.

    From two to five years it is the nearest half, as a year is much of so few.
    """
    long, unit = next((each, name) for least, each, name in SPANS if days >= least)
    halves = int(2 * days / long + 0.5)
    if unit == "year" and halves < 10 and halves % 2:
        return f"{halves // 2} and a half years", halves * long / 2 - days
    count = max(int(days / long + 0.5), 1)
    over = count * long - days
    if (unit, count) == ("month", 12):
        return "1 year", over
    return f"{count} {unit}{'' if count == 1 else 's'}", over


def past_day(day: date, now: date) -> str:
    """Say how many days ago a day was, and which day: "364 days ago (9 December 2019)"."""
    count = (now - day).days
    days = f"{words.many(count, 'days')} ago"
    return f"{days if count else 'on the day of the figures'} ({words.day(day)})"
