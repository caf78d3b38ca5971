"""A folder of snapshots, and a server of it that the tests of a module share."""

from datetime import date

import pytest

from dashboard.illustrative.intake import from_illustration
from dashboard.publishing.publish import publish
from tests.web.serving import serving

DAYS = (date(2020, 11, 30), date(2020, 12, 7))


@pytest.fixture(scope="session")
def two_days(tmp_path_factory):
    """Publish two days of the illustrative records; copy the folder before changing it."""
    root = tmp_path_factory.mktemp("web") / "snapshots"
    for day in DAYS:
        publish(root, from_illustration(day), day)
    return root


@pytest.fixture(scope="module")
def server(two_days, tmp_path_factory):
    """Serve the two days."""
    with serving(tmp_path_factory.mktemp("served"), "--snapshots", two_days) as one:
        yield one
