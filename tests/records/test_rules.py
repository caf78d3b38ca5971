"""Rules beyond one row hold to the day: grace after closing, and what may lie ahead."""

from datetime import date, timedelta

import polars as pl
import pytest

from dashboard.records import rules

OPENED, CLOSED, DAY = date(2020, 3, 2), date(2020, 10, 5), date(2020, 12, 7)


def origin(rows):
    """Add where each row was read, as the rules expect it."""
    return rows.with_columns(
        source_file=pl.lit("visits.csv"),
        source_row=pl.int_range(2, pl.len() + 2, dtype=pl.UInt32),
    )


def refused(started, grace):
    """Say what is wrong with a visit of a day to a setting that opened and closed."""
    settings = pl.DataFrame({"registered_on": [OPENED], "closed_on": [CLOSED]})
    rows = pl.DataFrame({"started_on": [started], rules.AT["settings"]: [0]})
    around = rules.Around(DAY, known={"settings": settings}, grace_days=grace)
    return rules.within_registration(origin(rows), around)["fault"].to_list()


@pytest.mark.parametrize("grace", [0, 1, 7])
def test_a_visit_may_lie_so_many_days_outside_registration_and_no_more(grace):
    allowed, further = timedelta(days=grace), timedelta(days=grace + 1)
    assert refused(CLOSED + allowed, grace) == refused(OPENED - allowed, grace) == []
    (late,) = refused(CLOSED + further, grace)
    assert late == f"started_on {CLOSED + further} is after its setting closed ({CLOSED})"
    (early,) = refused(OPENED - further, grace)
    assert early == f"started_on {OPENED - further} is before its setting was registered ({OPENED})"


@pytest.mark.parametrize(
    ("recorded", "planned", "is_refused"),
    [
        (DAY, True, False),
        (DAY - timedelta(days=1), True, False),
        (DAY + timedelta(days=1), True, True),
        (None, True, True),
        (DAY, False, True),
    ],
)
def test_a_day_ahead_is_taken_where_it_was_planned_by_the_day_of_the_records(
    recorded, planned, is_refused
):
    rows = pl.DataFrame(
        {"closed_on": [DAY + timedelta(days=30), DAY], "recorded_on": [recorded, None]},
        schema={"closed_on": pl.Date, "recorded_on": pl.Date},
    )
    found = rules.not_after("closed_on", planned)(origin(rows), rules.Around(DAY))
    assert found["source_row"].to_list() == ([2] if is_refused else [])
