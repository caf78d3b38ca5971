"""Every snapshot of the illustrative records, made once."""

from datetime import date

import pytest

from dashboard import illustrative
from dashboard.records.model import Records


@pytest.fixture(scope="session")
def illustrative_days() -> dict[date, Records]:
    return {day: illustrative.records(day) for day in illustrative.mondays()}


@pytest.fixture(scope="session")
def illustrative_last(illustrative_days) -> Records:
    return illustrative_days[illustrative.LAST]
