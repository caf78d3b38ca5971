"""A road is drawn where any of its weeks is known, and is a table alone where none is."""

from datetime import date

import polars as pl
import pytest

from dashboard.exhibits.exhibit import Reached, Road
from dashboard.measures.road import outlook, tracks
from dashboard.measures.selection import Selection
from dashboard.render import html, plotly

START = date(2020, 9, 1)


@pytest.mark.parametrize("is_known", [True, False])
def test_a_road_of_which_no_week_is_known_is_a_table_alone(illustrated, is_known):
    track = tracks.tracks(illustrated, Selection())[-1]
    rows = outlook.outlook(illustrated, track, None)
    blank = [] if is_known else [pl.lit(None, rows.schema["visited"]).alias("visited")]
    road = Road(rows.with_columns(blank), track, (), START)
    assert plotly.is_drawn(road) == is_known
    assert "<table" in html.drawn(road, "The road")
    if is_known:
        assert plotly.figure(road).to_dict()["data"]


def test_shares_of_which_none_is_known_are_a_table_alone():
    rows = pl.DataFrame(
        {"by": [START], "numerator": [None], "denominator": [4], "value": [None]},
        schema_overrides={"numerator": pl.Int64, "value": pl.Float64},
    )
    reached = Reached(rows, None, "Kent", START, "England")
    assert not plotly.is_drawn(reached)
    assert "<table" in html.drawn(reached, "Reached")
