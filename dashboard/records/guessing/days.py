"""Find the form in which a table writes its dates."""

from collections.abc import Sequence

import polars as pl

from dashboard.records.sources.mapping import EXCEL, ISO
from dashboard.records.values.dates import MIDNIGHT, moments, swap

FORMS: tuple[str, ...] = (
    ISO,
    "%d/%m/%Y",
    "%d-%m-%Y",
    "%d.%m.%Y",
    "%d %b %Y",
    "%d-%b-%Y",
    "%d %B %Y",
    "%Y%m%d",
)
FORMS = (*FORMS, "%m/%d/%Y", "%m-%d-%Y", "%Y/%m/%d", "%d/%m/%y")
"""Forms of dates, the likeliest first."""
NUMBERS = (20_000, 60_000)
"""Day numbers of a spreadsheet from 1954 to 2064."""
MOST = 0.8


def share(values: pl.Series, form: str) -> float:
    """Give the share of the values that are days in a form; a time of day may follow."""
    said = values.drop_nulls()
    if said.is_empty():
        return 0.0
    if form == EXCEL:
        numbers = said.cast(pl.Float64, strict=False)
        return int(numbers.is_between(*NUMBERS).sum()) / len(said)
    return moments(said, form)["day"].count() / len(said)


def form_of(columns: Sequence[pl.Series]) -> tuple[str, bool]:
    """Give the form in which most of some columns' values are days, and whether it is sure.

    It is not where day and month may be swapped. A time of day is part of the form.
    """
    values = pl.concat([column.cast(pl.String).alias("") for column in columns])
    shares = {form: share(values, form) for form in (*FORMS, EXCEL)}
    form = max(shares, key=lambda one: shares[one])
    if form == EXCEL:
        return form, True
    times = moments(values.drop_nulls(), form)["time"].drop_nulls()
    timed = not times.str.contains(MIDNIGHT).all()
    return form + _clock(times) * timed, _is_sure(values, form, swap(form))


def _is_sure(values: pl.Series, form: str, other: str) -> bool:
    """Say whether some values are days in a form only, and none is with day and month swapped."""
    if other == form:
        return True
    return _reads_alone(values, form, other) > 0 == _reads_alone(values, other, form)


def _reads_alone(values: pl.Series, form: str, other: str) -> int:
    """Count the values that are days in a form and in no other."""
    said = values.drop_nulls()
    days = moments(said, form)["day"].is_not_null() & moments(said, other)["day"].is_null()
    return int(days.sum())


def _clock(times: pl.Series) -> str:
    return " %H:%M:%S" if times.str.count_matches(":").max() == 2 else " %H:%M"


def are_days(values: pl.Series) -> bool:
    """Say whether most values are days, in whatever form."""
    return max(share(values, form) for form in FORMS) >= MOST
