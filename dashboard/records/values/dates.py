"""Read dates in the one form that is declared; every other form is named, not guessed at."""

import re
from datetime import date

import polars as pl

from dashboard.records.sources.mapping import EXCEL, ISO
from dashboard.records.values import text
from dashboard.records.values.column import Column

LONDON = "Europe/London"
FIRST, LAST = date(1900, 1, 1), date(2100, 12, 31)
ENOUGH = 10
"""Days of which it is no chance (1 in 12,000) that each is 12 or below."""
MOMENT = r"^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d)?)(?:\.\d+)?(Z|[+-]\d\d(?::?\d\d)?)?$"
SERIAL = r"^\d{4,5}$"
SHORT_YEAR = r"^\d{1,2}[/.\- ](\d{1,2}|[A-Za-z]{3})[/.\- ]\d{2}$"
PARTS = {"%d": r"\d{1,2}", "%m": r"\d{1,2}", "%Y": r"\d{4}", "%b": "[A-Za-z]{3}", "%B": "[A-Za-z]+"}
SHOWN = {"%d": "dd", "%m": "mm", "%Y": "yyyy", "%b": "mmm", "%B": "month", "%y": "yy"}


def read(column: Column, form: str, native: bool, day_zero: str | None) -> None:
    """Read a column of dates. A cell that is a date is read whatever form text must have."""
    if column.values.dtype == pl.Date:
        return
    if column.values.dtype.base_type() == pl.Datetime:
        _read_moments(column)
        return
    column.values = column.values.cast(pl.String)
    text.read(column)
    texts = column.values
    excel = form == EXCEL
    form = ISO if excel else form
    days = _parsed(texts, form)
    if days.null_count() > texts.null_count():
        days = _others(column, texts, days, native or form == ISO, form)
        if excel and day_zero:
            days = _serials(column, texts, days, day_zero)
    _take(column, texts, days, form)


def shown(form: str) -> str:
    """Write the form of a date as people do: dd/mm/yyyy."""
    for part, letters in SHOWN.items():
        form = form.replace(part, letters)
    return form


def _parsed(texts: pl.Series, form: str) -> pl.Series:
    days = texts.str.to_date(form, strict=False)
    return days.set(~days.is_between(FIRST, LAST).fill_null(False), None)


def _others(
    column: Column, texts: pl.Series, days: pl.Series, iso_too: bool, form: str
) -> pl.Series:
    """Read what is not in the declared form but is a date nonetheless: a cell's date, a moment."""
    if not iso_too:
        return days
    if form != ISO:
        days = days.zip_with(days.is_not_null(), _parsed(texts, ISO))
    left = texts.set(days.is_not_null(), None)
    parts = left.str.extract_groups(MOMENT).struct.unnest()
    day, time, zone = (parts.to_series(number) for number in range(3))
    midnight = zone.is_null() & time.is_in(["00:00", "00:00:00"])
    days = days.zip_with(
        days.is_not_null(), _parsed(day.set(~midnight.fill_null(False), None), ISO)
    )
    zoned = zone.is_not_null()
    if zoned.any():
        london = _in_london(left.set(~zoned, None))
        column.note("date-time", london.is_not_null(), "the day in London is used")
        days = days.zip_with(days.is_not_null(), london)
    bare = time.is_not_null() & zone.is_null() & ~midnight
    if bare.any():
        column.refuse(bare, "date-zone", "has a time of day but no zone", texts)
    return days


def _in_london(texts: pl.Series) -> pl.Series:
    """Give the day in London of moments that say their zone."""
    tidy = texts.str.replace(" ", "T", literal=True).str.replace(r"Z$", "+00:00")
    tidy = tidy.str.replace(r"([+-]\d\d)$", "$1:00").str.replace(r"([+-]\d\d)(\d\d)$", "$1:$2")
    tidy = tidy.str.replace(r"T(\d\d:\d\d)([+-])", "T$1:00$2")
    moments = tidy.str.to_datetime("%Y-%m-%dT%H:%M:%S%.f%:z", strict=False, time_zone="UTC")
    return moments.dt.convert_time_zone(LONDON).dt.date()


def _serials(column: Column, texts: pl.Series, days: pl.Series, day_zero: str) -> pl.Series:
    """Read a spreadsheet's day numbers, which were declared."""
    left = texts.set(days.is_not_null(), None)
    numbers = left.set(~left.str.contains(SERIAL).fill_null(False), None).cast(pl.Int32)
    if numbers.null_count() == len(numbers):
        return days
    first = date.fromisoformat(day_zero)
    counted = pl.select(pl.lit(first) + pl.duration(days=pl.lit(numbers))).to_series()
    counted = counted.set(~counted.is_between(FIRST, LAST).fill_null(False), None)
    column.note("date-serial", counted.is_not_null(), f"day numbers are counted from {first}")
    return days.zip_with(days.is_not_null(), counted)


def _take(column: Column, texts: pl.Series, days: pl.Series, form: str) -> None:
    unread = texts.is_not_null() & days.is_null()
    for faulty in column.faults:
        unread = unread & ~pl.int_range(len(texts), eager=True).is_in(faulty["at"].implode())
    if unread.any():
        short = unread & texts.str.contains(SHORT_YEAR)
        whole = unread & ~short & texts.str.contains(f"^{_pattern(form)}$")
        column.refuse(short, "date-century", "has a year without its century", texts)
        column.refuse(whole, "date-impossible", "is a day that does not exist", texts)
        other = unread & ~short & ~whole
        column.refuse(other, "date-form", f"is not a date ({shown(form)})", texts)
    if "%d" in form and "%m" in form and form != ISO:
        _warn_of_swapped(column, days, form)
    column.values = days


def _warn_of_swapped(column: Column, days: pl.Series, form: str) -> None:
    """Warn where no day tells itself from a month: a spreadsheet may have swapped the two."""
    told = days.drop_nulls().unique()
    if len(told) >= ENOUGH and (told.dt.day() <= 12).all() and (told.dt.day() > 1).any():
        said = f"every day is 12 or below, so that day and month may be swapped ({shown(form)})"
        column.note("date-ambiguous", days.is_not_null(), said)


def _pattern(form: str) -> str:
    escaped = re.escape(form).replace(r"\%", "%")
    for part, pattern in PARTS.items():
        escaped = escaped.replace(part, pattern)
    return escaped


def _read_moments(column: Column) -> None:
    """Read moments of a typed source: its day in London where it has a zone."""
    moments = column.values
    zone = getattr(moments.dtype, "time_zone", None)
    if zone:
        column.values = moments.dt.convert_time_zone(LONDON).dt.date()
        column.note("date-time", column.values.is_not_null(), "the day in London is used")
        return
    days = moments.dt.date()
    timed = moments.is_not_null() & (moments != days.cast(moments.dtype))
    column.refuse(timed, "date-zone", "has a time of day but no zone", moments)
    column.values = days.set(timed.fill_null(False), None)
