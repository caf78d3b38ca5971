"""The browser and the small server that the tests of the map share."""

import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from tests.browser.serving import opened_browser

REPOSITORY = Path(__file__).parents[2]

SCRIPT = """
import json
import streamlit as st
from dashboard.settings import shipped
from dashboard.exhibits.exhibit import AreasMap
from dashboard.ui.area_map import area_map, payload

VINTAGE = "2020"
STATES = {
    "0": ("0%", 0, 12), "1": ("8%", 1, 12), "2": ("3/8", 3, 8), "3": ("42%", 31, 74),
    "4": ("100%", 20, 20), "few": ("2/3", 2, 3), "none": ("none", 0, 0),
    "unknown": ("x", None, None), "hidden": ("c", None, None),
}
address = st.query_params
round_ = int(address.get("round", 0))
hostile = address.get("hostile")
areas = json.loads((shipped("geo") / f"map_{VINTAGE}.json").read_text())["areas"]
kind = address.get("kind", "region")
inside = [a for a in areas if address.get("region") in (None, a[kind])]
states = list(STATES)
values = {}
for place, area in enumerate(inside):
    state = states[(place + round_) % len(states)]
    printed, visited, scope = STATES[state]
    values[area["code"]] = (state, hostile or printed, visited, scope)
figures = {area[kind]: hostile or "31 of 74 (42%)" for area in inside}
blank = address.get("blank")
if blank:
    values = {code: (blank, "[x]" if blank == "unknown" else "none", None, 12) for code in values}
regions = {} if blank else figures

st.set_page_config(page_title="Map", layout="wide")
st.title("Where we have been")
st.header("On the map")


def choose(code):
    if code:
        st.query_params["area"] = code
    else:
        st.query_params.pop("area", None)
    st.session_state["chosen"] = [*st.session_state.get("chosen", []), code]


FACTS = {"Actions in force": {areas[0]["code"]: 3}}
DAYS = {"0": None, "1": 0, "2": 1, "3": 364, "4": 1_000}
LINKS = [("Open {name}", "/areas?area={code}")]
shown = AreasMap(
    vintage=VINTAGE,
    verb="visited",
    values=values,
    regions=regions,
    legend=[(state, hostile or f"Words for {state}") for state in states],
    title=hostile or "Children's homes visited, by local authority",
    what=hostile or "children's homes",
    view=address.get("view", "hexagons"),
    kind=kind,
    selected=address.get("area"),
    selected_region=address.get("region"),
    england="24%",
    is_small="small" in address,
    facts=FACTS,
    seen="Last on site",
    as_at="2020-12-07",
    on_site={code: DAYS[value[0]] for code, value in values.items() if value[0] in DAYS},
)
area_map(shown, LINKS, choose)
st.button("Next week", on_click=lambda: st.query_params.update(round=round_ + 1))
st.text(f"round {round_}; chosen {st.session_state.get('chosen', [])}")
st.text(f"{len(payload(shown))} bytes")
# A page is shown once its foot is there.
st.html('<footer class="foot">The end</footer>')
"""

LAUNCHER = """
import sys
from pathlib import Path
from dashboard.web.building import build

app = build(Path(__file__).with_name("script.py"))

if __name__ == "__main__":
    app.run(config={"server.port": int(sys.argv[1])})
"""


@pytest.fixture(scope="session")
def map_address(tmp_path_factory):
    """Serve a page that holds one map, as the dashboard is served, and give its address."""
    folder = tmp_path_factory.mktemp("map")
    (folder / "script.py").write_text(SCRIPT, encoding="utf-8")
    launcher = folder / "launcher.py"
    launcher.write_text(LAUNCHER, encoding="utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with (folder / "log").open("w") as log:
        server = subprocess.Popen(
            [sys.executable, launcher, str(port)],
            cwd=REPOSITORY,
            env={"PYTHONPATH": str(REPOSITORY), "PATH": ""},
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(100):
            try:
                urllib.request.urlopen(f"{address}/_stcore/health", timeout=2).close()
                break
            except OSError:
                assert server.poll() is None, (folder / "log").read_text()
                time.sleep(0.2)
        else:
            pytest.fail((folder / "log").read_text())
        yield address
    finally:
        server.terminate()
        server.wait(timeout=20)


@pytest.fixture(scope="module")
def map_browser():
    """Open one Chromium for the tests of a module."""
    with opened_browser() as opened:
        yield opened


@pytest.fixture(scope="module")
def map_context(map_browser):
    """Share what a browser keeps of the page's code: reading it anew for each test took most."""
    return map_browser.new_context()


@pytest.fixture
def map_page(map_address, map_browser, map_context):
    """Open the map at an address and a size; fail on any error that the browser logs.

    With options, or where it is `new` to all of it, a browser keeps nothing from before.
    """
    faults, pages, contexts = [], [], []

    def opened(query="", width=1366, height=1400, new=False, **options):
        own = new or options
        context = map_browser.new_context(**options) if own else map_context
        if own:
            contexts.append(context)
        page = context.new_page()
        pages.append(page)
        page.set_viewport_size({"width": width, "height": height})
        page.requested = []
        page.on("request", lambda request: page.requested.append(request.url))
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda said: said.type == "error" and faults.append(said.text))
        page.goto(f"{map_address}/{query}")
        page.locator(".area-map.ready").wait_for()
        return page

    yield opened
    for page in pages:
        page.close()
    for context in contexts:
        context.close()
    assert faults == []
