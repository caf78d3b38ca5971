"""Shapes fit together, match the codes both ways, and agree with an independent source."""

from pathlib import Path

import geopandas as gpd
import polars as pl
import pytest
import shapely

from dashboard.areas.authorities import REGIONS, authorities
from dashboard.areas.boundaries import boundaries, join, regions
from dashboard.areas.proof import prove
from dashboard.areas.vintages import VINTAGES

PUBLISHED = Path(__file__).parents[3] / "shared/geo/reference/ons_areas_topo.json"
NAMES = [vintage.name for vintage in VINTAGES]
each_vintage = pytest.mark.parametrize("vintage", NAMES)


@each_vintage
def test_codes_and_shapes_match_both_ways(vintage):
    proof = prove(authorities(vintage)["la_code"], vintage)
    assert proof.whole
    assert proof.matched == next(v.count for v in VINTAGES if v.name == vintage)


@each_vintage
def test_names_and_regions_of_shapes_are_those_of_the_authorities(vintage):
    columns = ["la_code", "la_name", "region"]
    shapes = boundaries(vintage)[columns].sort_values("la_code").to_numpy().tolist()
    assert shapes == [
        list(row) for row in authorities(vintage).select(columns).sort(columns).rows()
    ]


@each_vintage
def test_shapes_are_valid_and_neither_gap_nor_overlap(vintage):
    shapes = boundaries(vintage).geometry.to_numpy()
    union = shapely.union_all(shapes)
    assert shapely.is_valid(shapes).all()
    assert shapely.coverage_is_valid(shapes)
    assert shapely.area(shapes).sum() == pytest.approx(union.area, abs=1)
    assert shapely.get_num_interior_rings(shapely.get_parts(union)).sum() == 0


@each_vintage
def test_shapes_are_in_metres_of_the_british_national_grid(vintage):
    shapes = boundaries(vintage)
    assert shapes.crs.to_epsg() == 27700
    assert shapes.area.sum() / 1e6 == pytest.approx(130_400, rel=0.005)


@each_vintage
def test_eight_regions_cover_the_same_land_in_every_vintage(vintage):
    dissolved = regions()
    assert tuple(dissolved["region"]) == REGIONS
    assert shapely.coverage_is_valid(dissolved.geometry.to_numpy())
    for name, own in boundaries(vintage).groupby("region"):
        land = shapely.union_all(own.geometry.to_numpy())
        outline = dissolved.loc[dissolved["region"] == name, "geometry"].item()
        assert outline.symmetric_difference(land).area < 1


@pytest.fixture(scope="module")
def published():
    """The independent boundaries: each authority that there has been since 2014, by code."""
    if not PUBLISHED.exists():
        pytest.skip("the independent boundaries lie beside the project, not in it")
    read = gpd.read_file(PUBLISHED, layer="utla").set_crs(4326).to_crs(27700)
    shapes = read.set_index("areacd")
    shapes["geometry"] = shapes.geometry.make_valid()
    return shapes


@each_vintage
def test_shapes_agree_with_an_independent_source(vintage, published):
    ours = boundaries(vintage).set_index("la_code").geometry
    theirs = published.geometry[~published.index.duplicated()].reindex(ours.index)
    assert not theirs.isna().any()
    overlap = ours.intersection(theirs).area / ours.union(theirs).area
    assert overlap.median() >= 0.97
    assert overlap.min() >= 0.75


def test_the_published_set_of_a_year_is_the_vintage_of_that_year(published):
    english = published[published.index.str.startswith("E")]
    first, last = english["start"].fillna(0), english["end"].fillna(9999)
    for vintage in VINTAGES:
        year = max(vintage.first_day.year, 2014)
        there = english[(first <= year) & (last >= year)]
        assert set(there.index) == set(authorities(vintage.name)["la_code"]), vintage.name


def test_joining_keeps_every_record_in_its_order():
    records = pl.DataFrame(
        {"la_code": ["E09000001", "E08000035", "E08000035"], "visits": [1, 2, 3]}
    )
    joined = join(records, "2020")
    assert joined["visits"].to_list() == [1, 2, 3]
    assert joined["la_name"].to_list() == ["City of London", "Leeds", "Leeds"]
    assert joined.geometry.notna().all()
    assert joined.crs.to_epsg() == 27700


def test_a_code_without_a_shape_stops_the_join_and_is_named():
    records = pl.DataFrame({"la_code": ["E08000035", "E06000063"]})
    with pytest.raises(ValueError, match=r"Cumberland \(E06000063\).*use Cumbria"):
        join(records, "2020")


def test_a_proof_names_what_is_missing_on_either_side():
    codes = [*authorities("2020")["la_code"].to_list()[1:], "E06000063"]
    proof = prove(codes, "2020")
    assert not proof.whole
    assert proof.matched == 150
    assert proof.without_shape == ("E06000063",)
    assert proof.without_record == (authorities("2020")["la_code"][0],)


def test_a_changed_frame_does_not_change_the_next_one():
    boundaries("2020")["la_name"] = "changed"
    assert "changed" not in set(boundaries("2020")["la_name"])
