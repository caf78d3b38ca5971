"""A map taken away opens in GeoPandas with its coordinates, every authority and its figures."""

import json

import geopandas as gpd
import polars as pl
import pytest

from dashboard.areas.boundaries import boundaries
from dashboard.delivery import NoSuchFileError, deliver, lay_out
from dashboard.files.geopackage import to_geopackage
from dashboard.measures.selection import Selection

FORMS = {"gpkg": 27700, "geojson": 4326}
FIGURES = ["code", "name", "region", "numerator", "denominator", "value", "status"]


def taken(tmp_path, form, query):
    """Take the map away for an address, and open it."""
    made = deliver("coverage", f"areas.{form}", query)
    path = tmp_path / made.name
    path.write_bytes(made.content)
    return gpd.read_file(path)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("query", [{}, {"area": "london", "type": "secure-childrens-home"}])
def test_the_map_has_every_authority_with_the_figures_of_its_page(
    tmp_path, illustrated, form, query
):
    opened = taken(tmp_path, form, query)
    selection = Selection()
    if query:
        selection = Selection(area="London", setting_type="Secure children's home")
    offer = lay_out("coverage", illustrated, selection).offers["areas"]
    assert opened.crs.to_epsg() == FORMS[form]
    told = pl.from_pandas(opened[FIGURES]).sort("code")
    expected = offer.file.table.select(FIGURES).sort("code")
    assert told.cast(expected.schema).equals(expected)
    assert told.height == (33 if query else 151)
    for name, text in offer.file.facts.items():
        assert {str(each).removesuffix(" 00:00:00") for each in opened[name]} == {text}
    assert opened["boundaries"].str.contains("Crown copyright").all()
    shapes = boundaries(illustrated.vintage).set_index("la_code").geometry
    far = opened.to_crs(27700).set_index("code").geometry
    gap = far.symmetric_difference(shapes.loc[far.index], align=False).area
    assert (gap / far.area).max() < 0.001


def test_what_is_not_known_is_blank_on_the_map_with_its_status(tmp_path):
    table = pl.DataFrame(
        {"code": ["E10000016", "E08000035"], "numerator": [None, 3], "status": ["[x]", "shown"]}
    )
    facts = {"as_at": "2020-12-07"}
    path = tmp_path / "map.gpkg"
    path.write_bytes(to_geopackage(table, "2020", facts))
    opened = gpd.read_file(path)
    assert opened["numerator"].isna().tolist() == [True, False]
    assert opened["status"].tolist() == ["[x]", "shown"]
    assert path.read_bytes() == to_geopackage(table, "2020", facts)
    with pytest.raises(ValueError, match="1 codes have no shape"):
        to_geopackage(table.with_columns(code=pl.Series(["E10000016", "X1"])), "2020", facts)


def test_geojson_names_its_layer_and_no_other_coordinates():
    told = json.loads(deliver("coverage", "areas.geojson", {}).content)
    assert told["name"] == "authorities"
    assert "crs" not in told


def test_only_what_is_on_a_map_has_shapes(illustrated):
    with pytest.raises(NoSuchFileError, match="on no map"):
        deliver("coverage", "types.gpkg", {})
    said = "".join(lay_out("coverage", illustrated, Selection()).pieces)
    assert said.count(".gpkg") == said.count(".geojson") == 1
