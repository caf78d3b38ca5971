"""Days, spans of days and weeks, as everything writes them."""

from datetime import date


def day(when: date, year: bool = True) -> str:
    """Write a date as 7 December 2020."""
    return f"{when.day} {when:%B %Y}" if year else f"{when.day} {when:%B}"


def short_day(when: date) -> str:
    """Write a date as 7 Dec."""
    return f"{when.day} {when:%b}"


def span(first: date, last: date) -> str:
    """Write two dates as a range, the year once where it is the same."""
    return f"{day(first, first.year != last.year)} to {day(last)}"


def ends(first: date, last: date) -> tuple[str, str]:
    """Write the two ends of an axis of days, each with its year where they are of two years."""
    years = first.year != last.year
    return day(first, years), day(last, years)


def week_of(monday: date) -> str:
    """Write a week by its Monday."""
    return f"week of {day(monday, year=False)}"
