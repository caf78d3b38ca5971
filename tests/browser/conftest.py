"""One server for each set of records, and readers whose every fault fails the test."""

import subprocess
from contextlib import ExitStack
from functools import cache

import pytest

from tests.browser import serving

SHARED = serving.REPOSITORY.parent / "shared" / "ofsted"
RELEASES = {
    "visits of 2022 to 2023": (
        "2023-03-31",
        ["Childrens_social_care_in_England_2023_underlying_data.ods"],
    ),
    "visits of 2021 to 2022": (
        "2022-03-31",
        [
            "provider_at_march_2022.csv",
            "joiners_leavers_22.csv",
            "inspections_in_year_2021_22.csv",
        ],
    ),
    "register of 2021": (
        "2021-03-31",
        ["provider_at_march_2021.csv", "joiners_leavers_21.csv"],
    ),
}
"""Published records: the day of their figures and their files."""
WITH_VISITS = [name for name in RELEASES if name.startswith("visits")]


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    """Serve the illustrative records."""
    with serving.served(tmp_path_factory.mktemp("served") / "log") as running:
        yield running


@pytest.fixture(scope="session")
def releases(tmp_path_factory):
    """Give a function that serves published records, each release once however many files ask."""
    with ExitStack() as opened:

        @cache
        def serve(name):
            as_at, names = RELEASES[name]
            files = [SHARED / each for each in names]
            if not all(file.exists() for file in files):
                return None
            root = tmp_path_factory.mktemp("published")
            asked = ["import-ofsted", *files, "--as-at", as_at, "--snapshots", root]
            subprocess.run(
                [*serving.COMMAND, *asked],
                cwd=serving.REPOSITORY,
                env=serving.environment(),
                check=True,
                capture_output=True,
            )
            return opened.enter_context(serving.served(root / "log", root))

        yield serve


FIRST, *OTHERS = RELEASES


@pytest.fixture(params=[FIRST, *(pytest.param(name, marks=pytest.mark.long) for name in OTHERS)])
def published(request, releases):
    """Serve published records, where their files are."""
    return releases(request.param) or pytest.skip("the published files are not here")


@pytest.fixture(scope="module")
def browser():
    """Open one Chromium for the tests of a module."""
    with serving.opened_browser() as opened:
        yield opened


@pytest.fixture(scope="module")
def context(browser):
    """Open one context for the tests of a module: what a browser keeps is fetched once."""
    opened = browser.new_context()
    yield opened
    opened.close()


@pytest.fixture
def reader(browser, context, server):
    """Give a function that makes readers; whatever goes wrong for one of them fails the test."""
    with serving.readers(browser, server, context) as make:
        yield make
