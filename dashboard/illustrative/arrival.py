"""How records of visits arrive: some late, some wrong at first, a few entered twice.

Each version of a record has a first day (`from_day`) and a day on which another takes its place
or it is removed (`until_day`, blank: it stays). All is settled by the last day.
"""

import numpy as np
import polars as pl

from dashboard.illustrative.chance import chances, lottery, whole
from dashboard.illustrative.days import BEGINS, LAST, days, later
from dashboard.illustrative.selection import HOME
from dashboard.illustrative.visits import ASSURANCE, MONITORING
from dashboard.records import words

LATE = 0.04
"""The share of visits recorded more than a week after they began."""
UNBASED = 0.03
MISTYPED = 0.01
MISDATED = 0.01
TWICE = 9


def recorded(visits: pl.DataFrame) -> pl.DataFrame:
    """Say on which day each visit was first recorded: within days, or up to three weeks late."""
    soon = whole("soon", visits.height, 0, 3)
    late = whole("late", visits.height, 6, 13)
    wait = np.where(chances("is late", visits.height) < LATE, late, soon)
    arrived = pl.Series(later(days(visits["started_on"]), wait))
    return visits.with_columns(recorded_on=pl.min_horizontal(arrived, "published_on", pl.lit(LAST)))


def versions(visits: pl.DataFrame) -> pl.DataFrame:
    """Give every version that a record of a visit went through."""
    wrong = _wrong(visits)
    righted = wrong.select("visit_id", righted="until_day")
    right = visits.join(righted, on="visit_id", how="left", maintain_order="left").with_columns(
        from_day=pl.coalesce("righted", "recorded_on"), until_day=pl.lit(None, pl.Date)
    )
    return pl.concat([right.drop("righted"), wrong, _twice(visits, wrong)], how="diagonal")


def _wrong(visits: pl.DataFrame) -> pl.DataFrame:
    """Make the first, wrong versions of some records, corrected before the report is out."""
    rows = visits.with_columns(
        from_day="recorded_on",
        until_day=pl.Series(
            later(days(visits["recorded_on"]), whole("righted", visits.height, 4, 13))
        ),
        kind=pl.Series(chances("wrong", visits.height)),
    ).filter(
        pl.col("setting_type") != words.LOCAL_AUTHORITY,
        pl.col("started_on") > BEGINS,
        pl.col("until_day") < pl.min_horizontal("published_on", pl.lit(LAST)),
    )
    basis, kind = pl.col("selection_basis").is_not_null(), pl.col("kind")
    mistyped = pl.col("among_many") & (pl.col("setting_type") == HOME)
    mistyped &= pl.col("visit_type").is_in([ASSURANCE, MONITORING])
    dated = pl.col("ended_on").is_not_null()
    return pl.concat(
        [
            _unbased(rows.filter(basis, kind < UNBASED)),
            _mistyped(rows.filter(mistyped, kind.is_between(0.4, 0.4 + MISTYPED))),
            _misdated(rows.filter(dated, kind.is_between(0.8, 0.8 + MISDATED))),
        ]
    ).drop("kind")


def _unbased(rows: pl.DataFrame) -> pl.DataFrame:
    nothing = pl.lit(None, pl.String)
    return rows.with_columns(selection_basis=nothing, reason=nothing)


def _mistyped(rows: pl.DataFrame) -> pl.DataFrame:
    other = {ASSURANCE: MONITORING, MONITORING: ASSURANCE}
    return rows.with_columns(pl.col("visit_type").replace_strict(other))


def _misdated(rows: pl.DataFrame) -> pl.DataFrame:
    early = -whole("misdated", rows.height, 1, 3)
    return rows.with_columns(
        started_on=pl.Series(later(days(rows["started_on"]), early)),
        ended_on=pl.Series(later(days(rows["ended_on"]), early)),
    )


def _twice(visits: pl.DataFrame, wrong: pl.DataFrame) -> pl.DataFrame:
    """Enter a few visits again under another number, and remove those again."""
    pool = visits.filter(
        "among_many",
        pl.col("setting_type") == HOME,
        pl.col("recorded_on").is_between(pl.date(2020, 9, 14), pl.date(2021, 2, 20)),
    ).join(wrong, on="visit_id", how="anti", maintain_order="left")
    rows = lottery("twice", pool, TWICE)
    first = later(days(rows["recorded_on"]), whole("again", TWICE, 1, 3))
    gone = later(first, whole("removed", TWICE, 6, 12))
    return rows.with_columns(
        visit_id=pl.col("visit_id") + "-2",
        recorded_on=pl.Series(first),
        from_day=pl.Series(first),
        until_day=pl.Series(gone),
    )
