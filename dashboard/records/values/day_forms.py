"""The forms in which days are written, and what tells the day from the month."""

import re
from datetime import date
from typing import TypeVar

import polars as pl

from dashboard.records.sources.mapping import EXCEL, ISO

Text = TypeVar("Text", pl.Series, pl.Expr)
FIRST, LAST = date(1900, 1, 1), date(2100, 12, 31)
ENOUGH = 10
"""Days of which it is no chance (1 in 12,000) that each is 12 or below."""
FEW = 3
"""Days from which on a column is judged as a whole."""
CLOCK = r"(?:T|,? +)(\d{1,2}:\d\d(?::\d\d)?)(?:\.\d+)?(?: ?[AaPp][Mm])?"
MIDNIGHT = r"^0?0:00(:00)?$"
ZONE = r" ?(Z|[+-]\d\d(?::?\d\d)?)"
PARTS = {"%d": r"\d{1,2}", "%m": r"\d{1,2}", "%Y": r"\d{4}", "%y": r"\d{2}"}
PARTS |= dict.fromkeys(("%b", "%B", "%a", "%A"), "[A-Za-z]{3,9}")
SHOWN = {"%d": "dd", "%m": "mm", "%Y": "yyyy", "%b": "mmm", "%B": "month", "%y": "yy"}
SHOWN |= {"%a": "ddd", "%A": "weekday"}
TIMED = r"(?:T|,? +)%[HIT].*$"
"""What follows the day in a form that declares a time of day too."""
NAMED_MONTH = ("%b", "%B")
MONTH = r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
LIKE = "|".join(
    f"({form})"
    for form in (
        r"^\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}([T ].*)?$",
        rf"(?i)^([a-z]+,? )?\d{{1,2}}(st|nd|rd|th)?[ -]+{MONTH}[ ,-]+\d{{2,4}}$",
        rf"(?i)^([a-z]+,? )?{MONTH}[ -]+(\d{{1,2}}(st|nd|rd|th)?,? )?\d{{2,4}}$",
    )
)
"""What a reader takes for a day, though not all of it can be read as one."""


def has_time(form: str) -> bool:
    """Say whether a form declares a time of day."""
    return re.search(TIMED, form) is not None


def day_form(form: str) -> str:
    """Give the part of a declared form that is the day's."""
    return ISO if form == EXCEL else re.sub(TIMED, "", form)


def shown(form: str) -> str:
    """Write the form of a date as people do: dd/mm/yyyy."""
    for part, letters in SHOWN.items():
        form = form.replace(part, letters)
    return form


def parsed(texts: pl.Series, form: str) -> pl.Series:
    """Read days in one form; what is not in it, or no day of 1900 to 2100, is blank."""
    days = any_year(texts, form)
    return days.set(~days.is_between(FIRST, LAST).fill_null(False), None)


def any_year(texts: pl.Series, form: str) -> pl.Series:
    """Read days in one form, of whatever year."""
    return _plain(texts, form).str.to_date(form, strict=False)


def moments(texts: pl.Series, form: str) -> pl.DataFrame:
    """Part texts into a `day` in a form, a `time` after it, and its `zone`; blank if not so."""
    parts = (
        _plain(texts, form)
        .str.extract_groups(f"^({pattern(form)})(?:{CLOCK})?(?:{ZONE})?$")
        .struct.unnest()
    )
    day, time, zone = (parts.to_series(number) for number in range(3))
    return pl.DataFrame({"day": parsed(day, form), "time": time, "zone": zone})


def _plain(texts: pl.Series, form: str) -> pl.Series:
    """Write "1st Sept" as "1 Sep" where a form names its months."""
    if not any(part in form for part in NAMED_MONTH):
        return texts
    return plain_words(texts)


def plain_words(texts: Text) -> Text:
    """Write "1st Sept" as "1 Sep"."""
    plain = texts.str.replace(r"\b(\d{1,2})(?:st|nd|rd|th)\b", "$1")
    return plain.str.replace(r"\b([Ss][Ee][Pp])[Tt]\b", "$1")


def swap(form: str) -> str:
    """Put the month where a form has the day, where both are numbers that stand side by side."""
    return re.sub(r"%d([/.-])%m|%m([/.-])%d", _turned, form) if form != ISO else form


def _turned(found: re.Match[str]) -> str:
    return f"%m{found[1]}%d" if found[1] else f"%d{found[2]}%m"


def reads_alone(texts: pl.Series, form: str, other: str) -> int:
    """Count the texts that are days in one form and not in another."""
    said = texts.drop_nulls()
    days = moments(said, form)["day"].is_not_null() & moments(said, other)["day"].is_null()
    return int(days.sum())


def may_be_swapped(days: pl.Series) -> bool:
    """Say whether more days than chance allows are 12 or below, and would differ if swapped."""
    told = days.drop_nulls().unique()
    if len(told) < ENOUGH or (told.dt.day() > 12).any() or (told.dt.day() == 1).all():
        return False
    return bool((told.dt.day() != told.dt.month()).any())


def half_swapped(texts: pl.Series, cells: pl.Series) -> bool:
    """Say whether days that are text are all above 12 and those of cells of dates never are.

    A spreadsheet that puts the month first reads as dates what it can, and swaps these.
    """
    texts, cells = texts.drop_nulls().dt.day(), cells.drop_nulls().dt.day()
    few = min(len(texts), len(cells)) < FEW
    return not few and bool((texts > 12).all() and (cells <= 12).all())


def pattern(form: str) -> str:
    """Give what any text in a form is like, whether or not it is a day."""
    escaped = re.escape(form).replace(r"\%", "%")
    for part, pattern in PARTS.items():
        escaped = escaped.replace(part, pattern)
    return escaped
