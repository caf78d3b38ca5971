"""The feed of figures: the days that are kept, newest first, each with what changed since."""

import shutil
from datetime import UTC, date, datetime
from email.utils import format_datetime, parsedate_to_datetime
from xml.etree import ElementTree

import pytest

from dashboard import delivery
from dashboard.access.scope import NO_LIMIT, Limit, Scope
from dashboard.audit.earlier import since_last
from dashboard.audit.reconciliation import open_reconciled
from dashboard.exhibits.data import changes
from dashboard.exhibits.data.what_changed import PUBLISHED
from dashboard.measures.selection import Selection
from dashboard.packs import feed
from dashboard.records.check import RecordsError
from dashboard.snapshots import snapshot_folder
from dashboard.web import not_modified
from tests.web.conftest import DAYS

ATOM = "{http://www.w3.org/2005/Atom}"
HERE = "http://127.0.0.1/feed.atom"
SPOILT = ("", "yesterday", "0", "Mon, 99 Foo 99999999 99:99:99 GMT", "1 Jan 2020 00:00:00 +9999999")


@pytest.fixture
def kept(two_days, monkeypatch):
    """Serve the two days."""
    monkeypatch.setenv("VISITS_SNAPSHOTS", str(two_days))
    return two_days


def entries(scope=NO_LIMIT):
    """Read the feed: name, day, address and what is said, for each day."""
    told = ElementTree.fromstring(feed.feed("Assurance visits", HERE, scope))
    return [
        (
            entry.findtext(f"{ATOM}title"),
            entry.findtext(f"{ATOM}updated"),
            entry.find(f"{ATOM}link").get("href"),
            entry.findtext(f"{ATOM}content"),
            entry.findtext(f"{ATOM}id"),
        )
        for entry in told.iter(f"{ATOM}entry")
    ]


def test_each_day_is_told_with_what_changed_as_the_page_of_data_says_it(kept):
    last, first = entries()
    assert last[0].startswith("Figures as at 7 December 2020. Illustrative")
    assert (last[1], last[2]) == ("2020-12-07T00:00:00Z", "./?asat=2020-12-07")
    assert last[3] == f"{changes.headline(since_last(open_reconciled(kept)))}."
    assert first[3] == feed.FIRST
    assert last[4] != first[4]


@pytest.mark.long
def test_the_records_that_are_shipped_have_a_feed_too():
    told = entries()
    assert len(told) == feed.MOST
    assert [day for _, day, *_ in told] == sorted((day for _, day, *_ in told), reverse=True)


def test_who_sees_a_part_is_told_what_changed_in_it_alone(kept):
    scope = Scope((Limit(("North West",)),))
    part = changes.headline(since_last(open_reconciled(kept, scope=scope)))
    assert entries(scope)[0][3] == f"{part}."
    assert entries()[0][3] != f"{part}."


def test_who_sees_what_is_published_is_told_nowhere_what_changed(kept):
    scope = Scope(public=DAYS[1])
    assert {each[3] for each in entries(scope)} == {PUBLISHED}
    page = delivery.lay_out("data", open_reconciled(kept, scope=scope), Selection())
    assert not [name for name in page.offers if name.startswith("changed")]
    assert PUBLISHED in "".join(page.pieces)


def test_figures_that_can_be_read_again_are_told_again(two_days, tmp_path, monkeypatch):
    root = shutil.copytree(two_days, tmp_path / "snapshots")
    monkeypatch.setenv("VISITS_SNAPSHOTS", str(root))
    file = root / dict(snapshot_folder.kept(root))[DAYS[1]] / "visits.parquet"
    whole = file.read_bytes()
    file.write_bytes(b"torn")
    assert [each[3] for each in entries()] == [feed.DAMAGED, feed.FIRST]
    assert len({each[4] for each in entries()}) == len(DAYS)
    file.write_bytes(whole)
    assert entries()[0][3] != feed.DAMAGED


def test_figures_that_cannot_be_read_are_said_to_be(two_days, tmp_path, monkeypatch):
    root = shutil.copytree(two_days, tmp_path / "snapshots")
    (root / dict(snapshot_folder.kept(root))[DAYS[0]] / "visits.parquet").write_bytes(b"torn")
    monkeypatch.setenv("VISITS_SNAPSHOTS", str(root))
    assert [each[3] for each in entries()] == [feed.FIRST, feed.DAMAGED]
    assert (
        "changed-figures" not in delivery.lay_out("data", open_reconciled(root), Selection()).offers
    )
    monkeypatch.setenv("VISITS_SNAPSHOTS", str(tmp_path))
    with pytest.raises(RecordsError, match="No figures"):
        entries()


def test_it_is_served_found_from_every_page_and_kept_from_those_outside(server):
    status, headers, body = server.ask("/feed.atom")
    assert (status, headers["Content-Type"]) == (200, "application/atom+xml; charset=utf-8")
    assert (
        ElementTree.fromstring(body).findtext(f"{ATOM}updated") == f"{date(2020, 12, 7)}T00:00:00Z"
    )
    assert b'type="application/atom+xml" href="feed.atom"' in server.ask("/coverage")[2]
    assert server.ask("/feed.atom?mode=public")[0] == 404


def test_who_holds_the_feed_is_sent_nothing_again(server, two_days):
    """By its tag, weak or among others, or by the time of the last publication; no other is 304."""
    status, headers, body = server.ask("/feed.atom")
    tag, written = headers["ETag"], headers["Last-Modified"]
    published = (two_days / snapshot_folder.POINTER).stat().st_mtime
    assert (status, parsedate_to_datetime(written).timestamp()) == (200, int(published))
    assert headers["Cache-Control"] == "private, no-cache"
    for known in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        again = server.ask("/feed.atom", If_None_Match=known)
        assert (again[0], again[2], again[1]["ETag"]) == (304, b"", tag)
        assert again[1]["Content-Security-Policy"]
    assert server.ask("/feed.atom", If_Modified_Since=written)[0] == 304
    assert server.ask("/feed.atom", "HEAD", If_None_Match=tag)[0] == 304
    for lacking in (
        {"If_None_Match": '"other"'},
        {"If_None_Match": '"other"', "If_Modified_Since": written},
        {"If_Modified_Since": format_datetime(datetime.fromtimestamp(published - 9, UTC))},
        *({"If_Modified_Since": spoilt} for spoilt in SPOILT),
        *({"If_None_Match": spoilt} for spoilt in ("", ",", '"', "W/", "x" * 5000)),
    ):
        assert server.ask("/feed.atom", **lacking)[::2] == (200, body), lacking


@pytest.mark.usefixtures("kept")
def test_who_is_held_to_a_part_has_a_tag_of_their_own():
    part = Scope((Limit(("North West",)),))
    tags = {
        not_modified.marked(feed.feed("Assurance visits", HERE, scope), None)["ETag"]
        for scope in (NO_LIMIT, part, Scope(public=DAYS[1]))
    }
    assert len(tags) == 3


def test_a_time_is_told_only_of_a_file_that_is_there(tmp_path):
    assert (
        [*not_modified.marked(b"", tmp_path / "none")]
        == [*not_modified.marked(b"", None)]
        == ["ETag"]
    )
