"""What happened after the day of the records: a row keeps its place without what came later."""

from datetime import date

import polars as pl

from dashboard.records.issues import Issue

TOLD = {
    "visits": ("published_on", ("published_on", "outcome"), "the letter is not yet published"),
    "settings": ("last_inspected_on", ("last_grade",), "the judgement of the day is not known"),
}
"""For each table a day that may come later, what it brings with it, and what is so until then.

A closing, an end or a review that is still to come needs nothing: it has not come on the day.
"""


def known_on(name: str, rows: pl.DataFrame, as_at: date) -> pl.DataFrame:
    """Blank what the rows of a table tell of a day after the records'; the rows stay.

    A letter that comes later brings its outcome, and an inspection its judgement: neither was
    known on the day.
    """
    if name not in TOLD:
        return rows
    day, brought, _ = TOLD[name]
    known = (pl.col(day) <= as_at).fill_null(True)
    return rows.with_columns(pl.when(known).then(column).alias(column) for column in brought)


def said_of_later(name: str, rows: pl.DataFrame, as_at: date) -> tuple[Issue, ...]:
    """Say how many rows, which have their origin, tell of a later day, and what that means."""
    if name not in TOLD:
        return ()
    day, _, until = TOLD[name]
    later = rows.filter(pl.col(day) > as_at).sort("source_file", "source_row")
    if later.is_empty():
        return ()
    of = "1 value" if later.height == 1 else f"{later.height:,} values"
    said = f"{day} is after the day of the records, {as_at}, so that {until} on that day ({of})."
    first = later.row(0, named=True)
    origin = (first["source_file"], first["source_row"])
    return (Issue("date-later", said, *origin, day, str(first[day]), later.height),)
