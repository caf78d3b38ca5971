"""A safe page about the South East, and a server for those outside that lets no canary out."""

import base64
import io
import json
import re
import struct

import numpy as np
import polars as pl
import pytest

from tests.browser import serving
from tests.outside import CANARIES, THRESHOLD, URN, published, told

ARRAYS = re.compile(
    r'"dtype": ?"(\w+)", ?"bdata": ?"([^"]+)"|"bdata": ?"([^"]+)", ?"dtype": ?"(\w+)"'
)
PATHS = ("", "coverage", "why", "found", "enforcement", "road", "areas", "data")

pytestmark = pytest.mark.browser


def test_a_safe_page_about_the_south_east(reader):
    one = reader()
    page = one.open("/enforcement?area=south-east")
    safe = page.locator("p.files", has_text="Safe to share")
    with page.expect_navigation():
        safe.get_by_role("link", name="this page").click()
    assert "/text/enforcement?" in page.url and "mode=share" in page.url
    said = page.locator("main").inner_text()
    assert "Safe to share: small figures" in said
    assert "Illustrative records: the visits shown are invented" in said
    assert "Figures as at Monday 7 December 2020" in said
    assert "Data version: illustrative-2020-12-07" in said and "Questions and feedback" in said
    assert "South East: actions issued, 6; actions ended, hidden" in said
    assert "[c] means hidden" in said
    assert not URN.search(page.content())
    rows = page.locator("table tbody tr").all_inner_texts()
    assert any(row.startswith("South East") and "[c] hidden" in row for row in rows)
    with page.expect_download() as waiting:
        page.locator('.files a[href*="/actions.csv"]').click()
    content = waiting.value.path().read_bytes()
    table = pl.read_csv(io.BytesIO(content), infer_schema=False)
    assert "[c]" in table["numerator"] and set(table["records"]) == {"illustrative"}


def test_the_whole_dashboard_is_safe_to_share_by_its_link(reader):
    page = reader().open("/found?area=south-east")
    page.locator("p.files", has_text="Safe to share").get_by_role(
        "link", name="the whole dashboard"
    ).click()
    page.wait_for_url("**mode=share**")
    page.locator(".standing", has_text="Safe to share").wait_for()
    page.locator("h2", has_text="hidden").first.wait_for()
    assert page.get_by_text("More filters").count() == 0
    assert page.get_by_text("Explain a number").count() == 0
    page.locator(".st-key-navigation a", has_text="Enforcement").click()
    page.locator("h1", has_text="Enforcement").wait_for()
    assert "mode=share" in page.url
    page.locator(".standing", has_text="Safe to share").wait_for()


def numbers(frames):
    """Give every number that frames carry as Plotly's packed arrays."""
    for frame in frames:
        text = frame.decode("utf-8", "ignore") if isinstance(frame, bytes) else frame
        for kind, packed, other, its_kind in ARRAYS.findall(text):
            data = base64.b64decode(packed or other)
            yield from np.frombuffer(data, dtype=f"<{kind or its_kind}").tolist()


def leaks(frames):
    """Find canaries in frames: in text, as packed numbers, and as numbers of Arrow."""
    found = [n for n in numbers(frames) if n in CANARIES]
    for frame in frames:
        raw = frame if isinstance(frame, bytes) else frame.encode()
        found += told(raw.decode("utf-8", "ignore"))
        found += [n for n in CANARIES if struct.pack("<q", n) in raw or struct.pack("<d", n) in raw]
        found += URN.findall(raw.decode("utf-8", "ignore"))
    return found


@pytest.mark.long
@pytest.mark.parametrize("mode", ["internal", "share", "public"])
def test_no_canary_is_in_any_byte_that_a_browser_is_sent(browser, tmp_path, mode):
    snapshots = published(tmp_path)
    variables = {"VISITS_HIDDEN_BELOW": str(THRESHOLD)}
    log = tmp_path / "log"
    with (
        serving.served(log, snapshots, ("--mode", mode), **variables) as server,
        serving.readers(browser, server) as make,
    ):
        one = make()
        for area in ("", "?area=north-west", "?area=south-east", "?asat=2020-11-02"):
            for path in PATHS:
                one.open(f"/{path}{area}")
        frames = [*one.frames, one.page.content()]
        assert sum(map(len, frames)) > 100_000
        assert bool(leaks(frames)) == (mode == "internal")
    if mode != "internal":
        lines = (snapshots / "releases.jsonl").read_text().splitlines()
        assert all(json.loads(line)["sha256"] for line in lines)
