"""One server for each set of records, and readers whose every fault fails the test."""

import subprocess

import pytest

from tests.browser import serving

SHARED = serving.REPOSITORY.parent / "shared" / "ofsted"
RELEASES = {
    "visits of 2022 to 2023": (
        "2023-03-31",
        ["Childrens_social_care_in_England_2023_underlying_data.ods"],
    ),
    "register of 2021": (
        "2021-03-31",
        ["provider_at_march_2021.csv", "joiners_leavers_21.csv"],
    ),
}
"""Published records: the day of their figures and their files."""


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    """Serve the illustrative records."""
    with serving.served(tmp_path_factory.mktemp("served") / "log") as running:
        yield running


@pytest.fixture(scope="module", params=RELEASES)
def published(request, tmp_path_factory):
    """Serve published records, where their files are."""
    as_at, names = RELEASES[request.param]
    files = [SHARED / name for name in names]
    if not all(file.exists() for file in files):
        pytest.skip("the published files are not here")
    root = tmp_path_factory.mktemp("published")
    command = [*serving.COMMAND, "import-ofsted", *files, "--as-at", as_at, "--snapshots", root]
    subprocess.run(
        command,
        cwd=serving.REPOSITORY,
        env=serving.environment(),
        check=True,
        capture_output=True,
    )
    with serving.served(root / "log", root) as running:
        yield running


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
