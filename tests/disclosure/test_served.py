"""Those outside are given the files of a release, byte for byte, or a 404; nothing is written."""

from urllib.parse import urljoin

import pytest

from dashboard import delivery
from dashboard.disclosure.folder import PUBLIC, latest
from dashboard.packs.released import texts
from dashboard.web.released import NONE, Released
from tests.asking import ask
from tests.disclosure.conftest import DAYS

WORDS = ("mode", "asat", "area", "type", "from", "to", "explain", "snapshot", "inspectors", "x")


async def behind(_scope, _receive, send):
    """Stand for the dashboard: whoever reaches it is given all that is known."""
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"internal"})


APP = Released(behind)


@pytest.fixture
def served(own, monkeypatch):
    """Give a function that sets the mode of the server, with releases unless there are none."""

    def to(mode, releases=own):
        monkeypatch.setenv("VISITS_RELEASES", str(releases))
        monkeypatch.setenv("VISITS_MODE", mode)
        return own

    return to


def lying(root):
    """Say what lies in a folder, and when it last changed."""
    return {path: path.stat().st_mtime_ns for path in root.rglob("*")}


@pytest.mark.parametrize("mode", ["internal", "share", "public"])
def test_every_file_is_given_byte_for_byte(served, mode):
    root = served(mode)
    before = lying(root)
    for kept in (latest(root), *(root / day.isoformat() for day in DAYS)):
        path = getattr(kept, "path", kept)
        for file in (path / PUBLIC).rglob("*.*"):
            place = file.relative_to(path / PUBLIC).as_posix()
            answer = ask(APP, f"/release/{path.name}/{place}")
            assert (answer.status, answer.content) == (200, file.read_bytes())
    assert ask(APP, "/release/latest/why.html").content == latest(root).content("why.html")
    assert lying(root) == before


@pytest.mark.parametrize("mode", ["share", "public"])
def test_every_page_of_a_server_for_outside_is_that_of_the_release(served, mode):
    served(mode)
    for path, page in (("/", "index"), ("/why", "why"), ("/text/enforcement", "enforcement")):
        for asked in ({}, *({word: "internal"} for word in WORDS if word != "mode")):
            answer = ask(APP, path, **asked)
            there = urljoin(f"http://x{path}", answer.headers["location"])
            assert there == f"http://x/release/{DAYS[-1]}/{page}.html"


@pytest.mark.parametrize(
    "path",
    [
        "/road",
        "/files/enforcement/actions.csv",
        "/_stcore/host-config",
        "/media/x",
        "/release/2020-11-09/index.html",
        "/release/latest/../counts.json",
        "/release/latest/../../2020-11-02/counts.json",
        "/release/latest//etc/passwd",
        "/release/latest/release.json",
        "/release/drafts/index.html",
    ],
)
def test_nothing_else_is_there_on_a_server_for_outside(served, path):
    served("share")
    assert ask(APP, path).status == 404
    assert ask(APP, "/why", method="POST").status == 404
    assert ask(APP, "/_stcore/stream", kind="websocket").status == 1008


def test_an_address_that_asks_for_outside_leads_to_the_release(served):
    served("internal")
    for path in ("/", "/why", "/text/why", "/files/why/reasons.csv"):
        for mode in ("share", "public", "open"):
            answer = ask(APP, path, mode=mode, asat="2020-11-09")
            assert answer.content != b"internal"
            assert answer.status in (307, 404)
        assert ask(APP, path, mode="internal").content == b"internal"
        assert ask(APP, path, asat="2020-11-09").content == b"internal"


def test_a_file_that_was_changed_is_not_given(served):
    root = served("share")
    file = latest(root).path / PUBLIC / "why.html"
    file.write_bytes(file.read_bytes() + b"<p>3</p>")
    assert ask(APP, "/release/latest/why.html").status == 404


def test_a_damaged_release_is_not_given(served):
    root = served("share")
    damaged = latest(root)
    (damaged.path / "release.json").write_text("{")
    assert ask(APP, f"/release/{damaged.name}/why.html").status == 404
    assert latest(root).name < damaged.name
    assert ask(APP, "/why").headers["location"] == f"release/{latest(root).name}/why.html"


@pytest.mark.parametrize("approval", ["", "{}", '{"by": "Ann"}'])
def test_what_nobody_else_approved_as_it_is_is_not_given(served, approval):
    root = served("share")
    unsure = latest(root)
    (unsure.path / "approval.json").write_text(approval)
    assert latest(root).name != unsure.name
    assert ask(APP, f"/release/{unsure.name}/why.html").status == 404


def test_two_modes_that_differ_lead_nowhere(served):
    served("internal")
    assert ask(APP, "/why", mode=["share", "internal"]).status == 404


def test_a_new_page_table_or_file_is_nowhere_in_a_release(served, monkeypatch):
    """Only what is declared leaves: neither a page that is served inside nor what lies beside."""
    root = served("share")
    monkeypatch.setitem(delivery.VIEWS, "new", ("New", None))
    (latest(root).path / PUBLIC / "new.html").write_text("3 in London")
    for path in ("/new", "/text/new", "/release/latest/new.html", "/files/new/new.csv"):
        assert ask(APP, path).status == 404
    assert not any("new" in name for name in texts(latest(root).release))


def test_without_a_release_nothing_is_there(served, tmp_path):
    for mode in ("share", "public"):
        served(mode, tmp_path / "none")
        answer = ask(APP, "/why")
        assert (answer.status, answer.text) == (404, NONE)
        assert ask(APP, "/_stcore/health").content == b"internal"
