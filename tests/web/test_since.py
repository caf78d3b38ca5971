"""What changed since a reader last looked: a sentence, of days that are kept alone."""

import shutil

import pytest

from dashboard.access.scope import NO_LIMIT, Limit, Scope
from dashboard.audit.earlier import since_last
from dashboard.audit.reconciliation import open_reconciled
from dashboard.exhibits.data import changes
from dashboard.measures.definitions.coverage import VISITS
from dashboard.measures.differences import KINDS
from dashboard.packs.since import GONE, since
from dashboard.snapshots import snapshot_folder
from tests.web.conftest import DAYS


@pytest.fixture
def kept(two_days, monkeypatch):
    """Serve the two days."""
    monkeypatch.setenv("VISITS_SNAPSHOTS", str(two_days))
    return two_days


def figures(root, scope=NO_LIMIT):
    """Give what the page of data says of the two days: then, each change, and now."""
    told = changes.rows(since_last(open_reconciled(root, scope=scope)))
    _, then, *changed, now = next(row for row in told if row[0] == VISITS.label)
    steps = zip(reversed(changed), reversed(KINDS), strict=True)
    parts = ", ".join(f"{step} {kind}" for step, kind in steps if step != "0")
    return f"visits: {parts} = {now} ({then} on 30 November 2020)."


def test_it_says_what_the_page_of_data_says_of_the_same_two_days(kept):
    assert since(f"{DAYS[0]}", NO_LIMIT) == f"Since you last looked, all England, {figures(kept)}"


def test_who_sees_a_part_is_told_of_it_alone_and_who_sees_what_is_published_nothing(kept):
    part = Scope((Limit(("North West",)),))
    said = f"Since you last looked, North West only, {figures(kept, part)}"
    assert since(f"{DAYS[0]}", part) == said
    assert since(f"{DAYS[0]}", Scope(public=DAYS[0])) == ""


@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize("day", ["2020-12-07", "2030-01-01", "", "yesterday", "2020-13-45"])
def test_nothing_is_said_of_the_same_day_a_later_one_or_none(day):
    assert since(day, NO_LIMIT) == ""


@pytest.mark.parametrize(("torn", "said"), [(0, GONE.format("30 November 2020")), (1, "")])
def test_days_that_cannot_be_read_are_not_told_as_those_before_them(
    two_days, tmp_path, monkeypatch, torn, said
):
    root = shutil.copytree(two_days, tmp_path / "snapshots")
    monkeypatch.setenv("VISITS_SNAPSHOTS", str(root))
    (root / dict(snapshot_folder.kept(root))[DAYS[torn]] / "visits.parquet").write_bytes(b"torn")
    assert since(f"{DAYS[0]}", NO_LIMIT) == said


@pytest.mark.usefixtures("kept")
def test_a_day_that_is_no_longer_kept_is_said_to_be_so():
    assert since("2020-09-07", NO_LIMIT) == GONE.format("7 September 2020")


def test_it_is_served_as_words_alone(server):
    status, headers, body = server.ask(f"/since?day={DAYS[0]}")
    assert (status, headers["Content-Type"]) == (200, "text/plain; charset=utf-8")
    assert body.decode().startswith("Since you last looked")
    assert server.ask("/since")[2] == b""
    assert server.ask(f"/since?day={DAYS[0]}&mode=public")[0] == 404
