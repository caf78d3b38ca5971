"""The server, started as it is in service, on a port of its own."""

import asyncio
import base64
import gc
import gzip
import hashlib
import http.client
import json
import re
import socket
import subprocess
import sys
import time
import tomllib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from streamlit import delta_generator
from streamlit.web.server.app_discovery import discover_asgi_app

from dashboard import server, settings
from dashboard.ui import assets
from dashboard.ui.area_map import geometry_url
from dashboard.web import building, garbage
from dashboard.web.bundle import BUNDLE
from dashboard.web.headers import FAILED, content_security_policy

REPOSITORY = Path(__file__).parents[1]
CONFIG = tomllib.loads((settings.shipped(".streamlit") / "config.toml").read_text("utf-8"))
OPTIONS = {f"{part}.{name}": value for part in CONFIG for name, value in CONFIG[part].items()}
VINTAGES = sorted(f.stem.removeprefix("map_") for f in settings.shipped("geo").glob("map_*.json"))

LAUNCHER = """
import gc, json, sys
from pathlib import Path
from streamlit import config
from dashboard.web import routes
from dashboard.web.building import build, preload
from dashboard.web.routes import deliver

HERE = Path(__file__).parent

def prepare():
    preload()
    names = json.loads((HERE / "asked.json").read_text())
    (HERE / "options.json").write_text(json.dumps({n: config.get_option(n) for n in names}))

def written(path, name, *asked):
    return 1 / 0 if name == "broken.csv" else deliver(path, name, *asked)

routes.deliver = written
app = build(HERE / "script.py", prepare)

if __name__ == "__main__":
    app.run(config={"server.port": int(sys.argv[1])})
"""


def free_port():
    """Find a port that nothing listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def ask(port, path, method="GET", **headers):
    """Ask for a path exactly as it is written, and give the status, the headers and the body."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, headers=named)
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read()
    finally:
        connection.close()


def started(command, port, log):
    """Start a server and wait until it says that it is well."""
    with log.open("w") as output:
        process = subprocess.Popen(
            command,
            cwd=REPOSITORY,
            env={"PYTHONPATH": str(REPOSITORY), "PATH": ""},
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    for _ in range(100):
        assert process.poll() is None, log.read_text()
        try:
            if ask(port, "/_stcore/health")[0] == 200:
                return process
        except ConnectionError:
            pass
        time.sleep(0.2)
    process.kill()
    pytest.fail(log.read_text())


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("server")


@pytest.fixture(scope="module")
def port(folder):
    (folder / "script.py").write_text("import streamlit as st\nst.title('Hello')\n")
    (folder / "asked.json").write_text(json.dumps(list(OPTIONS)))
    launcher = folder / "launcher.py"
    launcher.write_text(LAUNCHER)
    port = free_port()
    process = started([sys.executable, launcher, str(port)], port, folder / "log")
    yield port
    process.terminate()
    assert process.wait(timeout=20) in (0, -15), (folder / "log").read_text()


def test_every_option_of_the_settings_file_is_in_force(port, folder):
    assert ask(port, "/")[0] == 200
    assert json.loads((folder / "options.json").read_text()) == OPTIONS


@pytest.mark.parametrize("path", ["/", "/coverage", "/_stcore/health", "/assets/x", "/static/x"])
def test_every_answer_has_the_security_headers(port, path):
    _, headers, _ = ask(port, path)
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "geolocation=()" in headers["Permissions-Policy"]
    policy = dict(part.split(" ", 1) for part in headers["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == "'self'"
    assert policy["connect-src"] == "'self'"
    assert policy["object-src"] == policy["frame-ancestors"] == "'none'"
    assert "unsafe" not in policy["script-src"]
    assert "http" not in headers["Content-Security-Policy"]


def test_the_only_inline_scripts_allowed_are_those_of_the_page(port):
    _, headers, page = ask(port, "/")
    inline = re.findall(rb"<script>(.*?)</script>", page, re.DOTALL)
    digests = {base64.b64encode(hashlib.sha256(text).digest()).decode() for text in inline}
    allowed = set(re.findall(r"'sha256-([^']+)'", headers["Content-Security-Policy"]))
    assert allowed == digests != set()


def test_a_changed_page_changes_the_policy():
    policy = content_security_policy("<script>one()</script><script>two()</script>")
    assert len(re.findall("'sha256-", policy)) == 2


@pytest.mark.parametrize("vintage", VINTAGES)
def test_shapes_are_sent_small_and_kept(port, vintage):
    url = f"/{geometry_url(vintage)}"
    file = (settings.shipped("geo") / f"map_{vintage}.json").read_bytes()
    assert hashlib.sha256(file).hexdigest()[:12] in url
    status, headers, body = ask(port, url, Accept_Encoding="gzip, br")
    assert (status, headers["Content-Type"]) == (200, "application/json")
    assert headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(body) == file
    assert headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert headers["Vary"] == "Accept-Encoding"
    status, headers, body = ask(port, url)
    assert (status, headers["Content-Encoding"], body) == (200, None, file)
    again = ask(port, url, If_None_Match=headers["ETag"])
    assert (again[0], again[2]) == (304, b"")


@pytest.mark.parametrize(
    "name",
    [
        "map_2020.json",
        "map_2020-000000000000.json",
        "authorities.csv",
        "..%2f..%2fpyproject.toml",
        "%2e%2e%2fREADME.md",
        "..%5c..%5cpyproject.toml",
        "%00",
    ],
)
def test_nothing_else_is_to_be_had_as_shapes(port, name):
    status, _, body = ask(port, f"/assets/{name}")
    assert status in (400, 404) or b"<!DOCTYPE html>" in body
    assert b"[project]" not in body
    assert b"la_code" not in body


def test_a_script_imports_others_by_the_names_they_are_served_under(port):
    script = assets.address(settings.PACKAGE / "ui" / "area_map" / "area_map.js")
    imported = re.findall(r'from "\./([^"]+)"', ask(port, f"/{script}")[2].decode())
    assert len(imported) > 1
    for name in imported:
        status, headers, body = ask(port, f"/{assets.ROUTE}/{name}")
        assert (status, headers["Content-Type"].split(";")[0]) == (200, "text/javascript")
        assert b"export function" in body


@pytest.mark.parametrize("path", ["/_stcore/metrics", "/_stcore/metrics/", "/_stcore/%6detrics"])
def test_metrics_are_private(port, path):
    assert ask(port, path)[0] == 404


def test_the_bundle_is_sent_compressed_and_the_same(port):
    page = ask(port, "/")[2].decode()
    script = re.search(r'src="\./(static/js/index\.[^"]+\.js)"', page).group(1)
    plain = ask(port, f"/{script}")
    small = ask(port, f"/{script}", Accept_Encoding="gzip")
    assert gzip.decompress(small[2]) == plain[2]
    assert len(small[2]) < len(plain[2]) / 2
    assert small[1]["Content-Encoding"] == "gzip"
    assert "immutable" in small[1]["Cache-Control"]
    assert small[1]["Content-Type"].split(";")[0] == plain[1]["Content-Type"].split(";")[0]
    part = ask(port, f"/{script}", Accept_Encoding="gzip", Range="bytes=0-9")
    assert (part[0], part[2]) == (206, plain[2][:10])


def test_fonts_are_kept_by_a_browser_and_what_a_reader_made_is_not(port):
    """Both lie below a folder called media; a font has a name of its own for each content."""
    font = f"/{next(BUNDLE.rglob('SourceSans*.woff2')).relative_to(BUNDLE).as_posix()}"
    status, headers, content = ask(port, font, Accept_Encoding="gzip")
    assert (status, headers["Content-Type"]) == (200, "font/woff2")
    assert content == (BUNDLE / font[1:]).read_bytes()
    assert "immutable" in headers["Cache-Control"]
    assert ask(port, "/media/nothing")[1]["Cache-Control"] == "no-store"
    assert ask(port, "/media/static/media/x.woff2")[1]["Cache-Control"] == "no-store"


def test_streamlit_finds_the_server():
    found = discover_asgi_app(Path(server.__file__))
    assert (found.is_asgi_app, found.app_name) == (True, "app")
    assert server.app.script_path == settings.PACKAGE / "app.py"


def test_streamlit_run_starts_the_server(tmp_path):
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", server.__file__]
    process = started([*command, "--server.port", str(port)], port, tmp_path / "log")
    try:
        assert ask(port, "/")[1]["X-Frame-Options"] == "DENY"
        assert ask(port, f"/{geometry_url(VINTAGES[0])}")[0] == 200
    finally:
        process.terminate()
        process.wait(timeout=20)


@pytest.mark.usefixtures("port")
def test_garbage_is_collected_in_service(folder):
    assert OPTIONS["runner.postScriptGC"] is False
    assert 10 <= garbage.COLLECT_EVERY <= 600
    assert "Traceback" not in (folder / "log").read_text()


def test_while_it_serves_python_seldom_looks_for_garbage_by_itself(monkeypatch):
    monkeypatch.setattr(gc, "freeze", gc.collect)
    usual = gc.get_threshold()

    async def serving():
        gc.disable()
        async with building.around(lambda: None)["lifespan"](None):
            return gc.isenabled(), gc.get_threshold()

    try:
        looks, (new, _, all_of_them) = asyncio.run(serving())
    finally:
        gc.set_threshold(*usual)
        gc.enable()
    assert looks
    assert new >= 20_000 and all_of_them >= 100


def test_the_first_element_of_a_page_does_not_look_through_all_that_is_loaded(monkeypatch):
    monkeypatch.setattr(delta_generator, "_use_warning_has_been_displayed", False)
    monkeypatch.setattr(delta_generator.env_util, "is_repl", lambda: pytest.fail("looked through"))
    building.around(lambda: None)
    delta_generator._maybe_print_use_warning()


def test_a_file_is_written_when_it_is_asked_for(port):
    status, headers, body = ask(port, "/files/summary/regions.csv?area=london")
    assert status == 200
    assert headers["Content-Type"] == "text/csv; charset=utf-8"
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Content-Type-Options"] == "nosniff"
    named = r'attachment; filename="england-visited-by-region-2020-12-07-[0-9a-f]{8}\.csv"'
    assert re.fullmatch(named, headers["Content-Disposition"])
    assert body.startswith(b"\xef\xbb\xbfname,numerator,denominator,value,status,measure,")


def test_two_readers_who_ask_at_once_each_get_their_own_file(port):
    """Streamlit's own store gives two files over 1 MiB one name if they begin and end alike."""
    asked = [f"/files/coverage/unseen.csv?{only}" for only in ("sector=private", "unit=settings")]
    alone = [ask(port, path)[2] for path in asked]
    assert min(map(len, alone)) > 2**20
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda path: ask(port, path)[2], asked * 2))
    assert alone[0] != alone[1]
    assert together == alone * 2


@pytest.mark.parametrize("path", ["/files/summary/nothing.csv", "/files/nowhere/regions.csv"])
def test_a_file_that_is_not_there_is_said_in_a_sentence(port, path):
    status, headers, body = ask(port, path)
    assert status == 404
    assert headers["Content-Type"].startswith("text/plain")
    assert body.endswith(b".")


def test_a_fault_of_ours_is_said_in_a_sentence_and_told_in_the_log_only(port, folder):
    status, headers, body = ask(port, "/files/summary/broken.csv")
    assert (status, body.decode()) == (500, FAILED)
    assert (headers["X-Frame-Options"], headers["Cache-Control"]) == ("DENY", "no-store")
    assert "default-src 'self'" in headers["Content-Security-Policy"]
    assert "ZeroDivisionError" in (folder / "log").read_text()


def test_a_page_is_also_text_without_any_script(port):
    status, headers, body = ask(port, "/text/summary?area=london")
    assert status == 200
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    assert "default-src 'self'" in headers["Content-Security-Policy"]
    assert b"<title>Summary - London - Assurance visits</title>" in body
    assert b"<script" not in body
    assert ask(port, "/text/nowhere")[0] == 404


def test_the_first_page_is_found_by_its_name_too(port):
    status, headers, _ = ask(port, "/summary?area=kent&as-at=2020-11-30")
    assert status == 307
    assert headers["location"] == "./?area=kent&as-at=2020-11-30"


LATER = (
    *("pandas", "pyarrow", "geopandas", "shapely", "scipy", "holidays"),
    *(
        "holidays",
        "xlsxwriter",
        "docx",
        "lxml",
        "odfdo",
        "typst",
        "resvg_py",
        "openpyxl",
        "fastexcel",
    ),
)
"""What a server and its first pages do without; each takes 0.05 to 1 s of CPU to import."""
STARTED = f"""
import sys
import dashboard.cli.serve
import dashboard.server
from dashboard.audit.reconciliation import open_reconciled
from dashboard.delivery import deliver, lay_out
from dashboard.measures.selection import Selection
store = open_reconciled(None, None)
for path in ("summary", "coverage", "areas"):
    lay_out(path, store, Selection(area="London"))
lay_out("coverage", store, Selection(area="North West"))
deliver("coverage", "areas.csv", {{}})
print(*sys.modules.keys() & {{*{LATER}}})
deliver("coverage", "areas.gpkg", {{}})
print("geopandas" in sys.modules)
"""


def test_what_the_first_pages_do_without_is_not_loaded():
    run = [sys.executable, "-W", "ignore", "-c", STARTED]
    done = subprocess.run(run, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["", "True"]
