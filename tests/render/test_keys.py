"""A mark that is not plain has its key where it is drawn, on pages and pictures, and only there."""

from datetime import date

import polars as pl
import pytest

from dashboard.exhibits.exhibit import Bars
from dashboard.measures import Status
from dashboard.render import keys
from dashboard.render.html import tables as html
from dashboard.render.svg import tables as svg

WEEKS = [date(2020, 11, 23), date(2020, 11, 30)]


def shares(*counts):
    """Give rows of shares with their statuses."""
    status = ["shown" if whole >= 10 else Status.FEW.value for _, whole in counts]
    value = [n / whole for n, whole in counts]
    return pl.DataFrame(
        {
            "name": [f"Region {place}" for place in range(len(counts))],
            "numerator": [n for n, _ in counts],
            "denominator": [whole for _, whole in counts],
            "value": value,
            "status": status,
        }
    )


@pytest.mark.parametrize(
    ("counts", "is_keyed"),
    [(((1, 7), (5, 20)), True), (((0, 7), (5, 20)), False), (((5, 20),), False)],
)
def test_bars_out_of_too_few_have_their_key_where_one_is_drawn(counts, is_keyed):
    rows = shares(*counts)
    page = html.bars(Bars(rows, heading="Region", unit="Visited"), "Visited")
    assert (keys.FEW in page) == is_keyed
    assert ('class="sample few"' in page) == is_keyed
    assert (keys.FEW in svg.bars(rows)) == is_keyed
    grouped = rows.select(pl.lit("All").alias("group"), pl.all())
    assert (keys.FEW in svg.grouped(grouped)) == is_keyed


@pytest.mark.parametrize(("last", "is_keyed"), [(3, True), (0, False)])
def test_weeks_still_arriving_have_their_key_where_one_has_a_column(last, is_keyed):
    rows = pl.DataFrame({"week": WEEKS, "numerator": [5, last]})
    assert bool(keys.late(rows, ["numerator"], {WEEKS[1]})) == is_keyed
    assert not keys.late(rows, ["numerator"], set())
