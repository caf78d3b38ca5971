"""Read dates in the one form that is declared; every other form is named, not guessed at."""

from datetime import date

import polars as pl

from dashboard.records.sources.mapping import EXCEL, ISO
from dashboard.records.values import text
from dashboard.records.values.column import Column
from dashboard.records.values.day_forms import (
    FIRST,
    LAST,
    MIDNIGHT,
    any_year,
    day_form,
    half_swapped,
    has_time,
    may_be_swapped,
    moments,
    parsed,
    pattern,
    shown,
    swap,
)

LONDON = "Europe/London"
DAY_ZERO = "1899-12-30"
"""The day that a spreadsheet's day numbers count from, where the file does not say."""
SERIAL = r"^\d{4,5}(\.\d+)?$"
SHORT_YEAR = r"^\d{1,2}[/.\- ](\d{1,2}|[A-Za-z]{3})[/.\- ]\d{2}$"


def read(column: Column, form: str, native: bool, day_zero: str | None) -> None:
    """Read a column of dates. A cell that is a date is read whatever form text must have.

    A time of day is dropped where it is midnight or the declared form has one, and needs a zone
    elsewhere: then the day is the one in London.
    """
    excel, timed, form = form == EXCEL, has_time(form), day_form(form)
    if column.values.dtype == pl.Date:
        return
    if column.values.dtype.base_type() == pl.Datetime:
        _read_moments(column, timed or excel)
        return
    column.values = column.values.cast(pl.String)
    text.read(column)
    texts = column.values
    days = parsed(texts, form)
    if days.null_count() > texts.null_count():
        if native:
            _warn_of_half_swapped(column, texts, days)
        for known in dict.fromkeys([form, ISO] if native else [form]):
            days = _others(column, texts, days, known, timed or excel)
        if excel:
            days = _serials(column, texts, days, day_zero or DAY_ZERO)
    _take(column, texts, days, form)


def _others(column: Column, texts: pl.Series, days: pl.Series, form: str, timed: bool) -> pl.Series:
    """Read what is a day in a form with a time of day after it."""
    parts = moments(texts.set(days.is_not_null(), None), form)
    day, time, zoned = parts["day"], parts["time"], parts["zone"].is_not_null()
    clock = time.is_not_null() & ~time.str.contains(MIDNIGHT).fill_null(False)
    bare = day.is_not_null() & ~zoned
    if timed:
        column.note("date-time", bare & clock, "the time of day is not used")
    else:
        column.refuse(bare & clock, "date-zone", "has a time of day but no zone", texts)
    used = bare if timed else bare & ~clock
    days = days.zip_with(days.is_not_null(), day.set(~used, None))
    if zoned.any():
        london = _in_london(parts.filter(zoned))
        found = pl.Series(days.name, [None] * len(days), pl.Date).scatter(zoned.arg_true(), london)
        column.note("date-time", found.is_not_null(), "the day in London is used")
        days = days.zip_with(days.is_not_null(), found)
    return days


def _in_london(parts: pl.DataFrame) -> pl.Series:
    """Give the day in London of moments that say their zone."""
    zone = pl.col("zone").str.replace("Z", "+00:00", literal=True)
    zone = zone.str.replace(r"^([+-]\d\d)$", "$1:00").str.replace(r"^([+-]\d\d)(\d\d)$", "$1:$2")
    time = pl.col("time").str.replace(r"^(\d\d?:\d\d)$", "$1:00").str.zfill(8)
    said = pl.concat_str(pl.col("day").dt.to_string("%Y-%m-%dT"), time, zone)
    moment = said.str.to_datetime("%Y-%m-%dT%H:%M:%S%:z", strict=False, time_zone="UTC")
    return parts.select(moment.dt.convert_time_zone(LONDON).dt.date()).to_series()


def _serials(column: Column, texts: pl.Series, days: pl.Series, day_zero: str) -> pl.Series:
    """Read a spreadsheet's day numbers, which were declared; a part of a day is its time."""
    left = texts.set(days.is_not_null(), None)
    numbers = left.set(~left.str.contains(SERIAL).fill_null(False), None)
    whole = numbers.str.extract(r"^(\d+)").cast(pl.Int32)
    if whole.null_count() == len(whole):
        return days
    first = date.fromisoformat(day_zero)
    counted = pl.select(pl.lit(first) + pl.duration(days=pl.lit(whole))).to_series()
    counted = counted.set(~counted.is_between(FIRST, LAST).fill_null(False), None)
    column.note("date-serial", counted.is_not_null(), f"day numbers are counted from {first}")
    return days.zip_with(days.is_not_null(), counted)


def _take(column: Column, texts: pl.Series, days: pl.Series, form: str) -> None:
    unread = texts.is_not_null() & days.is_null()
    for faulty in column.faults:
        unread = unread & ~pl.int_range(len(texts), eager=True).is_in(faulty["at"].implode())
    if unread.any():
        _refuse(column, texts, unread, form)
    if "%d" in form and "%m" in form and form != ISO:
        _warn_of_swapped(column, days, form)
    column.values = days


def _refuse(column: Column, texts: pl.Series, unread: pl.Series, form: str) -> None:
    """Say of each cell that is not read why: its form, its year, or that there is no such day."""
    short = unread & texts.str.contains(SHORT_YEAR) & ("%y" not in form)
    whole = unread & ~short & texts.str.contains(f"^{pattern(form)}$")
    turned = whole & parsed(texts, swap(form)).is_not_null()
    far = whole & ~turned & any_year(texts, form).is_not_null()
    column.refuse(short, "date-century", "has a year without its century", texts)
    column.refuse(far, "date-far", f"is not of {FIRST.year} to {LAST.year}", texts)
    column.refuse(whole & ~far & ~turned, "date-impossible", "is a day that does not exist", texts)
    _warn_of_both(column, turned, form)
    column.refuse(
        unread & ~short & ~whole | turned, "date-form", f"is not a date ({shown(form)})", texts
    )


def _warn_of_both(column: Column, turned: pl.Series, form: str) -> None:
    """Warn of days that only the other order of day and month reads: others may be swapped too."""
    said = f"days are written {shown(swap(form))}, so that others may be swapped ({shown(form)})"
    column.note("date-ambiguous", turned, said)


def _warn_of_half_swapped(column: Column, texts: pl.Series, days: pl.Series) -> None:
    """Warn where a spreadsheet may have swapped the day and month of what it read as dates."""
    cells = moments(texts.set(days.is_not_null(), None), ISO)["day"]
    if half_swapped(days, cells):
        said = (
            "every day that is text is above 12 and no other one is, as if a spreadsheet had "
            "swapped day and month of the others"
        )
        column.note("date-ambiguous", cells.is_not_null(), said)


def _warn_of_swapped(column: Column, days: pl.Series, form: str) -> None:
    """Warn where no day tells itself from a month: a spreadsheet may have swapped the two."""
    if may_be_swapped(days):
        said = f"every day is 12 or below, so that day and month may be swapped ({shown(form)})"
        column.note("date-ambiguous", days.is_not_null(), said)


def _read_moments(column: Column, timed: bool) -> None:
    """Read moments of a typed source: its day in London where it has a zone."""
    moments = column.values
    zone = getattr(moments.dtype, "time_zone", None)
    if zone:
        column.values = moments.dt.convert_time_zone(LONDON).dt.date()
        column.note("date-time", column.values.is_not_null(), "the day in London is used")
        return
    days = moments.dt.date()
    clock = (moments.is_not_null() & (moments != days.cast(moments.dtype))).fill_null(False)
    if timed:
        column.note("date-time", clock, "the time of day is not used")
    else:
        column.refuse(clock, "date-zone", "has a time of day but no zone", moments)
        days = days.set(clock, None)
    column.values = days
