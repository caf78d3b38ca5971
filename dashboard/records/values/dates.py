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
DAY_ZERO = "1899-12-30"
"""The day that a spreadsheet's day numbers count from, where the file does not say."""
CLOCK = r"(?:T|,? +)(\d{1,2}:\d\d(?::\d\d)?)(?:\.\d+)?(?: ?[AaPp][Mm])?"
MIDNIGHT = r"^0?0:00(:00)?$"
ZONE = r" ?(Z|[+-]\d\d(?::?\d\d)?)"
SERIAL = r"^\d{4,5}(\.\d+)?$"
SHORT_YEAR = r"^\d{1,2}[/.\- ](\d{1,2}|[A-Za-z]{3})[/.\- ]\d{2}$"
PARTS = {"%d": r"\d{1,2}", "%m": r"\d{1,2}", "%Y": r"\d{4}", "%b": "[A-Za-z]{3}", "%B": "[A-Za-z]+"}
PARTS["%y"] = r"\d{2}"
SHOWN = {"%d": "dd", "%m": "mm", "%Y": "yyyy", "%b": "mmm", "%B": "month", "%y": "yy"}
TIMED = r"(?:T|,? +)%[HIT].*$"
"""What follows the day in a form that declares a time of day too."""


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
        for known in dict.fromkeys([form, ISO] if native else [form]):
            days = _others(column, texts, days, known, timed or excel)
        if excel:
            days = _serials(column, texts, days, day_zero or DAY_ZERO)
    _take(column, texts, days, form)


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
    days = texts.str.to_date(form, strict=False)
    return days.set(~days.is_between(FIRST, LAST).fill_null(False), None)


def moments(texts: pl.Series, form: str) -> pl.DataFrame:
    """Part texts into a `day` in a form, a `time` after it, and its `zone`; blank if not so."""
    parts = texts.str.extract_groups(f"^({_pattern(form)})(?:{CLOCK})?(?:{ZONE})?$").struct.unnest()
    day, time, zone = (parts.to_series(number) for number in range(3))
    return pl.DataFrame({"day": parsed(day, form), "time": time, "zone": zone})


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
        short = unread & texts.str.contains(SHORT_YEAR)
        whole = unread & ~short & texts.str.contains(f"^{_pattern(form)}$")
        column.refuse(short, "date-century", "has a year without its century", texts)
        column.refuse(whole, "date-impossible", "is a day that does not exist", texts)
        _warn_of_both(column, texts.set(~whole, None), form)
        other = unread & ~short & ~whole
        column.refuse(other, "date-form", f"is not a date ({shown(form)})", texts)
    if "%d" in form and "%m" in form and form != ISO:
        _warn_of_swapped(column, days, form)
    column.values = days


def _warn_of_both(column: Column, texts: pl.Series, form: str) -> None:
    """Warn of days that only the other order of day and month reads: others may be swapped too."""
    swapped = swap(form)
    if swapped == form:
        return
    others = parsed(texts, swapped).is_not_null()
    said = f"days are written {shown(swapped)}, so that others may be swapped ({shown(form)})"
    column.note("date-ambiguous", others, said)


def swap(form: str) -> str:
    """Put the month where a form has the day, where both are numbers that stand side by side."""
    return re.sub(r"%d([/.-])%m|%m([/.-])%d", _turned, form) if form != ISO else form


def _turned(found: re.Match[str]) -> str:
    return f"%m{found[1]}%d" if found[1] else f"%d{found[2]}%m"


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
