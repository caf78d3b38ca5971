"""What compares the dashboard with its peers is sound, as far as that shows without the peers."""

import ast
import json
import os
import re

import pytest

from tests.benchmarks.compare import report
from tests.benchmarks.compare.changing import Choices
from tests.benchmarks.compare.reader import parted
from tests.benchmarks.compare.targets import PEERS, SERVERS, TARGETS, cpu
from tests.benchmarks.compare.telling import interval, ratios
from tests.benchmarks.compare.written import write


def test_every_peer_is_short_and_can_be_read():
    files = {server.file for server in SERVERS if server.file}
    assert files <= {file.name for file in PEERS.iterdir()}
    for file in files:
        text = (PEERS / file).read_text("utf-8")
        assert len(text.splitlines()) <= 100
        if file.endswith(".py"):
            assert ast.get_docstring(ast.parse(text, file))
            compile(text, file, "exec")


def test_what_peers_are_installed_from_has_a_hash_for_each_package():
    lock = (PEERS / "requirements.lock").read_text("utf-8")
    pinned = re.findall(r"^[a-z][\w.-]*==(?:.*\\\n)+ +--hash=sha256:", lock, re.MULTILINE)
    assert len(pinned) == len(re.findall(r"^\w[\w.-]*==", lock, re.MULTILINE)) > 20
    assert {"dash", "panel", "shiny"} <= set(re.findall(r"^(\w[\w.-]*)==", lock, re.MULTILINE))


@pytest.mark.parametrize(
    ("count", "place"),
    [(1, 0), (4, 0), (5, 0), (8, 1), (17, 4), (50, 18)],
)
def test_a_median_lies_within_its_interval_with_nine_chances_in_ten(count, place):
    assert interval(range(count)) == ((count - 1) / 2, place, count - 1 - place)


def test_ratios_are_of_the_same_round():
    rounds = [{("a", "new"): {"x": 4}, ("b", "new"): {"x": 2}}, {("a", "new"): {"x": 9}}]
    assert ratios(rounds, "a", "b", "x") == [2]


def test_peers_are_given_the_counts_of_the_cube(tmp_path, illustrated):
    types = write(tmp_path)
    said = json.loads((tmp_path / "counts.json").read_text("utf-8"))
    rows, tables = said["rows"], illustrated.cube.tables
    assert sum(row["settings"] for row in rows) == tables["open"]["settings"].sum()
    reached = tables["reached"]
    first = reached.filter(reached["since"] == illustrated.cube.starts[0])["settings"].sum()
    assert sum(row["visited"] for row in rows) == first
    assert {row["type"] for row in rows} == {*types[1:]}
    shapes = json.loads((tmp_path / "areas.geojson").read_text("utf-8"))["features"]
    assert {one["properties"]["code"] for one in shapes} == {*said["areas"]}


def test_new_choices_are_made_once_only(illustrated):
    class Straight:
        shuffle = staticmethod(list)

    areas = [str(name) for name in illustrated.authorities["la_name"]]
    choices = Choices(["all", "a", "b"], areas, Straight())
    ours = [target for target in TARGETS if target.picks == "area"]
    made = [choices.new(target)[0] for _ in range(18) for target in ours]
    assert len(ours) == 8 and len({*made}) == len(made)


def test_a_report_has_a_row_for_every_page_and_keeps_every_round(tmp_path):
    one = {
        "paint": 50,
        "cpu": 5,
        "received": 900,
        "whole": 9,
        "largest": 8,
        "shift": 0,
        "blocked": 1,
    }
    round_ = {(target.name, kind): one for target in TARGETS for kind in ("new", "before")}
    told = {"page": "x", "readers": 3, "due_a_second": 1, "answered_a_second": 1, "errors": 0}
    told |= {"seconds_p50_p95_p99": [0.1, 0.2, 0.3], "cpu_ms_each": 4, "mib_a_reader": 1}
    found = {"changes": [round_], "loads": [round_], "starts": [{("trivial", "new"): one}]}
    found |= {"readers": [told], "memory": {}, "narrow": {"Road": 0.2}, "faults": []}
    report.write(tmp_path, {"day": "2026-11-29", "cores": 2}, found)
    said = (tmp_path / "bench.md").read_text("utf-8")
    assert all(f"| {target.name}" in said for target in TARGETS)
    assert "| x | 3 | 1 | 1 | 100 | 200 | 4 | 1 | 0 |" in said
    guide = tmp_path / "guide.md"
    guide.write_text(f"a\n{report.BEGIN}\nold\n{report.END}\nb\n", "utf-8")
    report.put_into(guide, tmp_path)
    assert guide.read_text("utf-8") == f"a\n{report.BEGIN}\n\n{said}\n{report.END}\nb\n"
    assert len(json.loads((tmp_path / "bench.json").read_text("utf-8"))["changes"][0]) == 30


def test_messages_that_come_together_are_parted_and_the_clock_of_a_process_runs():
    frame = b"".join(len(one).to_bytes(4, "big") + one for one in (b"a", b"", b"bcd"))
    assert [*parted(frame)] == [b"a", b"", b"bcd"]
    before = cpu(os.getpid())
    sum(range(100_000))
    assert cpu(os.getpid()) > before
