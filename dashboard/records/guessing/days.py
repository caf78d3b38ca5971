"""Find the form in which a table writes its dates."""

from collections.abc import Sequence

import polars as pl

from dashboard.records.sources.mapping import EXCEL, ISO
from dashboard.records.values import dates
from dashboard.records.values.column import Column
from dashboard.records.values.day_forms import (
    LAST,
    LIKE,
    MIDNIGHT,
    any_year,
    day_form,
    moments,
    reads_alone,
    swap,
)

FORMS: tuple[str, ...] = (
    *(ISO, "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d %b %Y", "%d-%b-%Y", "%d %B %Y", "%Y%m%d"),
    *("%m/%d/%Y", "%m-%d-%Y", "%m.%d.%Y", "%Y/%m/%d", "%d/%m/%y", "%m/%d/%y", "%d.%m.%y"),
    *("%d %b %y", "%d-%b-%y", "%d-%B-%Y", "%B %d, %Y", "%B %d %Y", "%A, %d %B %Y", "%A %d %B %Y"),
)
"""Forms of dates, the likeliest first."""
NUMBERS = (20_000, 60_000)
"""Day numbers of a spreadsheet from 1954 to 2064."""
MOST = 0.8
EITHER, BOTH, OTHERS = "either", "both", "others"
"""What makes an order of day and month doubtful: nothing tells it, cells are in both orders, or
only other tables tell it."""


def share(values: pl.Series, form: str) -> float:
    """Give the share of the values that are days in a form; a time of day may follow."""
    said = values.drop_nulls()
    if said.is_empty():
        return 0.0
    if form == EXCEL:
        numbers = said.cast(pl.Float64, strict=False)
        return int(numbers.is_between(*NUMBERS).sum()) / len(said)
    return moments(said, form)["day"].count() / len(said)


def form_of(columns: Sequence[pl.Series]) -> tuple[str, str | None]:
    """Give the form in which most of some columns' values are days, and what makes it doubtful.

    That is EITHER where day and month may be swapped, and BOTH where some are. A time of day is
    part of the form.
    """
    values = pl.concat([column.cast(pl.String).alias("") for column in columns])
    shares = {form: share(values, form) for form in (*FORMS, EXCEL)}
    form = max(shares, key=lambda one: shares[one])
    if form == EXCEL:
        return form, None
    times = moments(values.drop_nulls(), form)["time"].drop_nulls()
    timed = not times.str.contains(MIDNIGHT).all()
    return form + _clock(times) * timed, _doubt(values, form, swap(form))


def unread(values: pl.Series, form: str, typed: bool) -> pl.Series:
    """Give the values that are no days where a table declares a form of its dates."""
    column = Column("", values)
    dates.read(column, form, typed, None)
    return pl.concat(
        [pl.Series("value", [], pl.String), *(each["value"] for each in column.faults)]
    )


def endless(unread: pl.Series, form: str) -> list[str]:
    """Give those of the cells not read that stand for no day: one of after 2100, such as 9999."""
    said = unread.unique().sort()
    bare = said.str.replace(r"[T ]\d\d?:\d\d.*$", "")
    far = any_year(bare, day_form(form)) > LAST
    return said.filter(far.fill_null(False)).to_list()


def _doubt(values: pl.Series, form: str, other: str) -> str | None:
    """Say whether no value is a day in a form only, or some are with day and month swapped."""
    if other == form:
        return None
    if reads_alone(values, other, form):
        return BOTH
    return None if reads_alone(values, form, other) else EITHER


def order(form: str) -> str | None:
    """Say which of day and month stands first in a form, where they may be taken for each other."""
    return min(("%d", "%m"), key=form.index) if swap(form) != form else None


def swappable(texts: pl.Series, form: str) -> str | None:
    """Give the first text that is another day with day and month swapped."""
    days, others = (moments(texts, one)["day"] for one in (day_form(form), day_form(swap(form))))
    return next(iter(texts.filter(days != others)), None)


def _clock(times: pl.Series) -> str:
    return " %H:%M:%S" if times.str.count_matches(":").max() == 2 else " %H:%M"


def are_days(values: pl.Series) -> bool:
    """Say whether most values are days, in whatever form."""
    return max(share(values, form) for form in FORMS) >= MOST


def are_like_days(values: pl.Series) -> bool:
    """Say whether a reader takes most values for days, though no one form may read them all."""
    said = values.drop_nulls()
    return len(said) > 0 and int(said.str.contains(LIKE).sum()) >= MOST * len(said)
