"""Find the days that a title, a heading or the name of a file speaks of."""

import re
from calendar import monthrange
from datetime import date, timedelta

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = rf"(?:{'|'.join(MONTHS)})[a-z]*"
DAY = rf"\d{{1,2}}(?:st|nd|rd|th)? {MONTH} \d{{4}}|\d{{1,2}}/\d{{1,2}}/\d{{4}}|\d{{4}}-\d\d-\d\d"
NAMED = re.compile(rf"(?<!\d)(?:{DAY})(?!\d)|\b{MONTH} \d{{4}}(?!\d)")
WRITTEN = re.compile(rf"(?:(\d{{1,2}})[a-z]{{0,2}} )?({MONTH}) (\d{{4}})")
RANGE = re.compile(rf"({NAMED.pattern}) ?(?:to|and|until|-) ?({NAMED.pattern})")
YEAR_ENDING = re.compile(rf"\byear end(?:ing|ed)(?: on)? ({NAMED.pattern})")
YEARS = re.compile(
    r"(?<!\d)(20\d\d|\d\d) ?(?:-|to|/| ) ?(20\d\d|\d\d)(?!\d)|(?<!\d)(\d\d)(\d\d)(?!\d)"
)
"""A reporting year: 2022-23, 2022 to 2023, 1819; but 2021 is a year of its own."""
Days = tuple[date, date]


def spoken_days(text: str) -> Days | None:
    """Give the first and last day that a text speaks of; one day is both, and none is null.

    A month alone stands for its last day, or for all of it where a range begins with it; a
    reporting year runs from 1 April to 31 March.
    """
    said = " ".join(re.sub(r"[_+\u2010-\u2015]", " ", text.lower().replace("-", " - ")).split())
    said = re.sub(r"(\d) - (?=\d)", r"\1-", said)
    if found := RANGE.search(said):
        return _ordered(_day(found[1], first=True), _day(found[2]))
    if found := YEAR_ENDING.search(said):
        last = _day(found[1])
        return (_year_before(last), last) if last else None
    named = [day for text in NAMED.findall(said) if (day := _day(text))]
    if named:
        return named[-1], named[-1]
    return _reporting_year(said)


def year_to(last: date) -> Days:
    """Give the year that ends on a day."""
    return _year_before(last), last


def _year_before(last: date) -> date:
    """Give the first day of the year that ends on a day."""
    after = last + timedelta(days=1)
    return after.replace(
        year=after.year - 1, day=min(after.day, 28) if after.month == 2 else after.day
    )


def _reporting_year(said: str) -> Days | None:
    for found in YEARS.finditer(said):
        first, second = (int(part) % 100 for part in found.groups() if part)
        if second == first + 1 and found[3] != "20":
            return date(2000 + first, 4, 1), date(2000 + second, 3, 31)
    return None


def _day(text: str, first: bool = False) -> date | None:
    """Read one day; of a month alone its last day, or its first one."""
    try:
        if "/" in text:
            day, month, year = map(int, text.split("/"))
            return date(year, month, day)
        if "-" in text:
            return date.fromisoformat(text)
        found = WRITTEN.fullmatch(text)
        if found is None:
            return None
        year, month = int(found[3]), MONTHS.index(found[2][:3]) + 1
        whole = 1 if first else monthrange(year, month)[1]
        return date(year, month, int(found[1] or whole))
    except ValueError:
        return None


def _ordered(first: date | None, last: date | None) -> Days | None:
    return (first, last) if first and last and first <= last else None
