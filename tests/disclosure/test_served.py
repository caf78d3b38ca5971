"""Those outside are given the files of a release, byte for byte, or a 404; nothing is written."""

import json
import re
from urllib.parse import urljoin

import pytest
from starlette.applications import Starlette
from streamlit.testing.v1 import AppTest

from dashboard import delivery
from dashboard.access import log
from dashboard.chained_log import LogError, faults
from dashboard.disclosure import audit, making
from dashboard.disclosure.folder import PUBLIC, approved
from dashboard.disclosure.whole import NONE
from dashboard.measures.store import Store
from dashboard.packs.released import texts
from dashboard.settings import PACKAGE
from dashboard.web import readiness
from dashboard.web.building import around
from dashboard.web.released import NOT_THERE, Released
from tests.asking import ask
from tests.disclosure.conftest import DAYS, released

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
    for kept in (approved(root)[-1], *(root / day.isoformat() for day in DAYS)):
        path = getattr(kept, "path", kept)
        for file in (path / PUBLIC).rglob("*.*"):
            place = file.relative_to(path / PUBLIC).as_posix()
            answer = ask(APP, f"/release/{path.name}/{place}")
            assert (answer.status, answer.content) == (200, file.read_bytes())
    assert ask(APP, "/release/latest/why.html").content == approved(root)[-1].content("why.html")
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
        "/nowhere",
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


def test_a_page_without_a_part_leads_to_the_first_page_of_the_release(served):
    served("share")
    for path in ("/summary", "/road", "/areas", "/data", "/text/road"):
        there = urljoin(f"http://x{path}", ask(APP, path).headers["location"])
        assert there == f"http://x/release/{DAYS[-1]}/index.html"


def whole_server():
    given = around(lambda: None)
    return Starlette(
        routes=given["routes"],
        middleware=given["middleware"],
        exception_handlers=given["exception_handlers"],
    )


@pytest.mark.parametrize("mode", ["internal", "share", "public"])
def test_a_request_costs_no_proof_and_no_figure(served, monkeypatch, mode):
    def works(*_, **__):
        raise AssertionError("something is worked out for a reader")

    root = served(mode)
    before = lying(root)
    for owner, name in ((audit, "build"), (audit, "milp"), (Store, "ask"), (Store, "__init__")):
        monkeypatch.setattr(owner, name, works)
    with pytest.raises(AssertionError, match="worked out"):
        [*audit.bounded([], ["visits"], 1)]
    app = whole_server()
    for kept in approved(root):
        for place in kept.files:
            assert ask(app, f"/release/{kept.name}/{place}").content == kept.content(place)
    asked = [{"mode": "share"}, {"mode": "public", "asat": "2020-11-09"}, {"mode": "open"}]
    asked += [{"mode": "share", word: "london"} for word in WORDS if word != "mode"]
    for path in ("/", *(f"/{page}" for page in delivery.VIEWS), "/files/why/reasons.csv"):
        for query in asked:
            assert ask(app, path, **query).status in (307, 404)
    assert lying(root) == before


@pytest.mark.parametrize("mode", ["share", "public"])
def test_the_server_is_ready_while_the_latest_release_is_whole(served, tmp_path, mode):
    served(mode, tmp_path / "none")
    assert readiness.state() == {"ready": False, "why": (NONE,)}
    root = served(mode)
    assert readiness.state() == {"ready": True, "why": ()}
    file = approved(root)[-1].path / PUBLIC / "why.html"
    file.write_bytes(file.read_bytes() + b"<p>3</p>")
    said = readiness.state()
    assert not said["ready"] and "The release of 7 December 2020 is damaged" in said["why"][0]
    assert ask(whole_server(), "/ready").status == 503


@pytest.mark.parametrize("spoilt", ["public/why.html", "release.json", "approval.json"])
def test_a_damaged_release_is_not_given_and_that_is_said(served, spoilt):
    root = served("share")
    file, name = approved(root)[-1].path / spoilt, approved(root)[-1].name
    file.write_text("{")
    answer = ask(APP, f"/release/{name}/why.html")
    assert (answer.status, "The release of 7 December 2020 is damaged" in answer.text) == (
        404,
        True,
    )
    for path in ("/", "/why", "/road", "/release/latest/why.html"):
        answer = ask(APP, path)
        assert answer.status == 404
        assert "The release of 7 December 2020 is damaged" in answer.text
        there = re.search(r'<a href="(.+?)">the release of 2 November 2020<', answer.text)[1]
        assert urljoin(f"http://x{path}", there) == f"http://x/release/{DAYS[0]}/index.html"
    assert ask(APP, f"/release/{DAYS[0]}/index.html").status == 200
    (root / DAYS[0].isoformat() / "release.json").unlink()
    assert "is damaged" in ask(APP, "/why").text


def test_what_is_taken_is_logged_or_not_given(served, tmp_path, monkeypatch):
    root = served("share")
    folder = tmp_path / "audit"
    monkeypatch.setenv("VISITS_AUDIT", str(folder))
    app, name = whole_server(), approved(root)[-1].name
    for place in ("why.html", "figures.csv", "nothing.csv"):
        ask(app, f"/release/{name}/{place}")
    lines = [json.loads(line) for line in (folder / log.FILE).read_bytes().splitlines()]
    told = [(line["what"], line["release"], line["file"], line["sha256"]) for line in lines]
    assert told == [
        (what, name, place, approved(root)[-1].files[place])
        for what, place in (("page", "why.html"), ("file", "figures.csv"))
    ]
    assert not [*faults(folder / log.FILE, log.key_of(folder))]
    (folder / log.KEY).unlink()
    answer = ask(app, f"/release/{name}/figures.csv")
    assert (answer.status, answer.text) == (503, log.NOT_LOGGED)


def test_a_release_that_is_approved_is_logged_or_not_approved(own, tmp_path, monkeypatch):
    monkeypatch.setenv("VISITS_AUDIT", str(tmp_path / "audit"))
    (tmp_path / "audit" / log.FILE).mkdir(parents=True)
    later = DAYS[-1].replace(day=14)
    with pytest.raises(LogError):
        released(own, later)
    assert approved(own)[-1].name == DAYS[-1].isoformat()
    (tmp_path / "audit" / log.FILE).rmdir()
    making.approve(own, later, "Bob", texts)
    line = json.loads((tmp_path / "audit" / log.FILE).read_bytes())
    assert (line["what"], line["release"], line["sha256"]) == (
        "release",
        later.isoformat(),
        approved(own)[-1].digest,
    )


@pytest.mark.parametrize("approval", ["", "{}", '{"by": "Ann"}'])
def test_what_nobody_else_approved_as_it_is_is_not_given(served, approval):
    root = served("share")
    unsure = approved(root)[-1]
    (unsure.path / "approval.json").write_text(approval)
    assert approved(root)[-1].name != unsure.name
    assert ask(APP, f"/release/{unsure.name}/why.html").status == 404


def test_two_modes_that_differ_lead_nowhere(served):
    served("internal")
    assert ask(APP, "/why", mode=["share", "internal"]).status == 404


def test_a_new_page_table_or_file_is_nowhere_in_a_release(served, monkeypatch):
    """Only what is declared leaves: neither a page that is served inside nor what lies beside."""
    root = served("share")
    monkeypatch.setitem(delivery.VIEWS, "new", ("New", None))
    (approved(root)[-1].path / PUBLIC / "new.html").write_text("3 in London")
    for path in ("/release/latest/new.html", "/files/new/new.csv"):
        assert ask(APP, path).status == 404
    for path in ("/new", "/text/new"):
        assert ask(APP, path).headers["location"].endswith("/index.html")
    assert not any("new" in name for name in texts(approved(root)[-1].release))


def test_without_a_release_nothing_is_there(served, tmp_path):
    for mode in ("share", "public"):
        served(mode, tmp_path / "none")
        answer = ask(APP, "/why")
        assert (answer.status, answer.text) == (404, NONE)
        assert ask(APP, "/why", mode="open").text == NOT_THERE
        assert ask(APP, "/_stcore/health").content == b"internal"


def summary():
    """Open the first page of the dashboard inside and give all it says."""
    page = AppTest.from_file(PACKAGE / "app.py", default_timeout=60)
    page.run()
    return " ".join(said.value for said in page.main.get("html"))


def test_the_summary_leads_to_what_is_safe_to_share(served):
    root = served("internal")
    link = '<a href="release/2020-12-07/index.html">the release of 7 December 2020</a>'
    assert f"Safe to share: {link}." in summary()
    (approved(root)[-1].path / PUBLIC / "why.html").write_text("3")
    said = summary()
    assert "The release of 7 December 2020 is damaged" in said
    assert 'Safe to share: <a href="release/2020-11-02/index.html">' in said
