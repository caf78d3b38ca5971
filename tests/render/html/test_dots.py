"""A dot and its whisker lie where the share and its likely range do, on the scale that is said."""

import re

import polars as pl
import pytest

from dashboard.exhibits.exhibit import Dots
from dashboard.measures.status import Status
from dashboard.render.html import dots
from dashboard.render.svg import tables

ROWS = pl.DataFrame(
    {
        "name": ["Few of many", "Half", "All"],
        "numerator": [2, 20, 60],
        "denominator": [80, 40, 60],
        "value": [0.025, 0.5, 1.0],
        "low": [0.007, 0.352, 0.94],
        "high": [0.087, 0.648, 1.0],
        "waiting": [0, 1, 2],
        "status": [Status.SHOWN.value] * 3,
    }
)


@pytest.mark.parametrize(("rows", "end"), [(ROWS, 1.0), (ROWS.head(2), 1.0), (ROWS.head(1), 0.1)])
def test_a_whisker_fills_the_likely_range_with_its_dot_inside(rows, end):
    drawn = dots.table(Dots(rows, "Reason"), "Serious concerns")
    whiskers = re.findall(r'whisker" style="left:([\d.]+)%;width:([\d.]+)%', drawn)
    middles = re.findall(r'dot" style="left:([\d.]+)%', drawn)
    assert f"scale 0 to {end:.0%}" in drawn
    for (left, wide), middle, row in zip(
        whiskers, middles, rows.iter_rows(named=True), strict=True
    ):
        ends = float(left), float(middle), float(left) + float(wide)
        told = (row[part] / end * 100 for part in ("low", "value", "high"))
        assert ends == pytest.approx([*told], abs=0.11)


def test_the_picture_draws_the_same_range():
    drawn = tables.ranged(ROWS)
    lines = re.findall(r'd="M([\d.]+) [\d.]+H([\d.]+)" stroke="#595959" stroke-width="3"', drawn)
    dotted = re.findall(r'<circle cx="([\d.]+)" cy="[\d.]+" r="7"', drawn)
    assert len(lines) == len(dotted) == ROWS.height
    places = [tuple(map(float, (*ends, dot))) for ends, dot in zip(lines, dotted, strict=True)]
    scale = (places[2][1] - places[0][0]) / (1 - 0.007)
    start = places[0][0] - 0.007 * scale
    for (left, right, dot), row in zip(places, ROWS.iter_rows(named=True), strict=True):
        shares = [(x - start) / scale for x in (left, dot, right)]
        assert shares == pytest.approx([row[part] for part in ("low", "value", "high")], abs=0.003)
