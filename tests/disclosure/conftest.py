"""Releases of the illustrative records, made once for all tests of a module."""

import shutil
from datetime import date

import pytest

from dashboard.audit.reconciliation import open_reconciled
from dashboard.disclosure import making
from dashboard.disclosure.declared import declared
from dashboard.packs.released import texts, written

DAYS = (date(2020, 11, 2), date(2020, 12, 7))


def released(root, day, write=texts, by="Ann", second="Bob", columns=None):
    """Make and approve the release of a day."""
    making.make(root, open_reconciled(None, day), columns or declared(), write, by)
    return making.approve(root, day, second, write)


@pytest.fixture(scope="session")
def whole(tmp_path_factory):
    """Two releases with every file of them."""
    root = tmp_path_factory.mktemp("whole") / "releases"
    for day in DAYS:
        released(root, day, written if day == DAYS[-1] else texts)
    return root


@pytest.fixture(scope="session")
def made(tmp_path_factory):
    """Two releases with the files that are text."""
    root = tmp_path_factory.mktemp("made") / "releases"
    for day in DAYS:
        released(root, day)
    return root


@pytest.fixture
def own(made, tmp_path):
    """A copy of two releases, to do with as one likes."""
    return shutil.copytree(made, tmp_path / "releases")
