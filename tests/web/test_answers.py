"""What the server says to whoever asks for anything: known names only, in words, with headers."""

import json
import shutil

import pytest
from starlette.routing import Match

from dashboard import delivery
from dashboard.settings import SettingError
from dashboard.web import released
from dashboard.web.hosts import is_allowed, named
from dashboard.web.routes import routes
from tests.web.serving import serving, upgraded

ROUTES = (
    "/",
    "/coverage",
    "/coverage?only=areas",
    "/summary",
    "/text/summary",
    "/files/summary/regions.csv",
    "/files/summary/everything.zip",
    "/assets/x",
    "/static/x",
    "/media/x",
    "/feed.atom",
    "/since",
    "/ready",
    "/version",
    "/favicon.ico",
    "/nowhere",
    "/_stcore/health",
    "/_stcore/host-config",
    "/_stcore/metrics",
)
FOREIGN = (
    "evil.example",
    "evil.example:8501",
    "127.0.0.1.evil.example",
    "localhost.evil.example",
    "127.0.0.1@evil.example",
    "evil.example#localhost",
    "169.254.169.254",
    "",
    "[::2]",
    "localhost:port",
)
NOT_THERE = (
    "/nowhere",
    "/nowhere/at/all",
    "/coverage/x",
    "/text/coverage?only=nothing",
    "/index.html",
    "/_stcore/nothing",
    "/_stcore/script-health-check",
    "/_stcore/metrics",
    "/static/nothing.js",
    "/static/../../etc/passwd",
    "/media/nothing",
    "/component/nothing",
    "/assets/nothing",
    "/files/summary/nothing.csv",
    "/files/nowhere/regions.csv",
    "/files/summary/regions.exe",
    "/text/nowhere",
    "/files",
    "/text/",
    "/ready/x",
    "/feed.atom/x",
    "/feed.atom?mode=public",
    "/text/summary?mode=nonsense",
    "/files/summary/regions.csv?mode=nonsense",
    "/files/summary/everything.zip?mode=public",
    "/text/summary?area=E99999999",
    "/text/summary?explain=coverage.area~atlantis",
    "/files/summary/regions.csv?type=castle",
    "/files/summary/briefing.docx?sector=castle",
    "/files/summary/regions.png?asat=soon",
    "/files/summary/regions.csv?snapshot=2020-01-01-00000000",
    "/files/summary/regions.csv?snapshot=../../etc",
    "/%00",
)
HEADERS = (
    "Content-Security-Policy",
    "Cross-Origin-Opener-Policy",
    "Cross-Origin-Resource-Policy",
    "Permissions-Policy",
    "Referrer-Policy",
    "X-Content-Type-Options",
    "X-Frame-Options",
)


def test_every_address_of_ours_is_among_those_that_are_tried():
    def leads(route, path):
        return route.matches({"type": "http", "path": path, "method": "GET"})[0] is Match.FULL

    assert [route.path for route in routes() if not any(leads(route, one) for one in ROUTES)] == []


@pytest.mark.parametrize("path", ROUTES)
def test_a_foreign_name_is_refused_on_every_route(server, path):
    for host in FOREIGN:
        status, headers, body = server.ask(path, Host=host)
        assert status == 400, (host, body)
        assert "Set-Cookie" not in headers
        assert b"visits" not in body.lower().replace(b"visits_hosts", b"")


@pytest.mark.parametrize("host", FOREIGN)
def test_a_foreign_name_is_refused_on_the_websocket(server, host):
    assert upgraded(server.port, Host=host) in (400, 403)


def test_this_machine_is_known_by_its_names(server):
    for host in ("localhost", "127.0.0.1", "[::1]", "LOCALHOST", "localhost."):
        for said in (host, f"{host}:{server.port}"):
            assert server.ask("/version", Host=said)[0] == 200
            assert upgraded(server.port, Host=said) == 101


def test_other_names_are_a_setting(two_days, tmp_path):
    variables = {"VISITS_HOSTS": "visits.example.gov.uk, *.internal.example"}
    with serving(tmp_path, "--snapshots", two_days, **variables) as one:
        for host in ("visits.example.gov.uk", "a.internal.example:443", "localhost"):
            assert one.ask("/text/summary", Host=host)[0] == 200
            assert upgraded(one.port, Host=host) == 101
        for host in ("internal.example", "xinternal.example", "x.visits.example.gov.uk"):
            assert one.ask("/text/summary", Host=host)[0] == 400
            assert upgraded(one.port, Host=host) == 403


def test_a_host_that_is_none_is_no_setting(monkeypatch):
    for said in ("*", "https://x.example", "x.example:443", "x.example/y", "*.", "a b@c"):
        monkeypatch.setenv("VISITS_HOSTS", said)
        with pytest.raises(SettingError):
            named()
    monkeypatch.setenv("VISITS_HOSTS", "A.example, b.example")
    assert named() == ("a.example", "b.example")
    assert not is_allowed("example", ("*.example",))


@pytest.mark.parametrize("path", NOT_THERE)
def test_what_is_not_there_is_said_in_words(server, path):
    status, headers, body = server.ask(path)
    assert status == 404, body
    assert [name for name in HEADERS if name not in headers] == []
    assert b"Traceback" not in body and b"<script" not in body


@pytest.mark.parametrize("path", [*ROUTES, "/files/summary/../x", "//x", "/\\x", "/text/%2e%2e"])
def test_the_headers_are_on_every_answer(server, path):
    for method in ("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "BREW"):
        status, headers, _ = server.ask(path, method)
        assert status < 500, (method, status)
        assert [name for name in HEADERS if name not in headers] == [], (method, status)


def test_every_page_is_there(server):
    for path in delivery.VIEWS:
        assert server.ask(f"/text/{path}")[0] == 200
        assert server.ask("/" if path == "summary" else f"/{path}")[0] == 200


def test_a_page_without_the_exhibit_that_is_asked_for_alone_is_not_found(server):
    assert [server.ask(f"/coverage?only={key}")[0] for key in ("areas", "nothing")] == [200, 404]


def test_the_version_is_told(server):
    status, headers, body = server.ask("/version")
    assert (status, headers["Content-Type"]) == (200, "application/json")
    assert set(json.loads(body)) == {"name", "version"}


def test_a_server_is_ready_while_its_records_can_be_read(two_days, tmp_path):
    root = tmp_path / "snapshots"
    shutil.copytree(two_days, root)
    with serving(tmp_path, "--snapshots", root) as one:
        status, said = one.ready()
        assert (status, said["ready"], said["why"]) == (200, True, [])
        latest = root / said["snapshot"]
        table = latest / "visits.parquet"
        whole = table.read_bytes()
        table.write_bytes(whole[:-1] + b"x")
        status, said = one.ready()
        assert (status, len(said["why"])) == (503, 1)
        assert one.ask("/_stcore/health")[0] == 200
        table.write_bytes(whole)
        assert one.ready()[0] == 200
        root.rename(tmp_path / "gone")
        for path in ("/_stcore/health", "/", "/coverage", "/ready"):
            status, headers, body = one.ask(path)
            assert (status, headers["X-Frame-Options"]) == (503, "DENY"), path
            assert str(tmp_path).encode() not in body
            assert b"cannot be read" in body
        assert one.ask("/text/coverage")[0] == 404
        (tmp_path / "gone").rename(root)
        assert one.ask("/")[0] == one.ready()[0] == 200


def test_a_server_is_not_ready_when_no_figures_came_for_longer_than_they_should(two_days, tmp_path):
    root = tmp_path / "snapshots"
    shutil.copytree(two_days, root)
    with serving(tmp_path, "--snapshots", root, VISITS_REFRESH_SECONDS="3600") as one:
        assert one.ready()[0] == 200
        import os
        import time

        long_ago = time.time() - 3 * 3600
        os.utime(root / "current", (long_ago, long_ago))
        status, said = one.ready()
        assert status == 503
        assert said["why"] == [
            "The records were last looked at 3 hours ago, and should be every 1 hour: these "
            "figures may be out of date."
        ]
        assert b"last looked at 3 hours ago" in one.ask("/text/coverage")[2]
        assert one.ask("/_stcore/health")[0] == 200


@pytest.mark.parametrize("path", ["/ready", "/version"])
def test_a_server_for_outside_says_how_it_is(monkeypatch, path):
    monkeypatch.setenv("VISITS_MODE", "public")
    assert not released.outside({"type": "http", "path": path, "query_string": b""})
    assert released.outside({"type": "http", "path": "/coverage", "query_string": b""})
