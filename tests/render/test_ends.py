"""Below columns stand the first and the last week, with their years where these differ."""

from datetime import date

import polars as pl
import pytest

from dashboard.exhibits.exhibit import Columns
from dashboard.render.html import columns as html
from dashboard.render.svg import columns as svg


@pytest.mark.parametrize(
    ("first", "ends"),
    [
        (date(2021, 3, 29), ("29 March 2021", "28 March 2022")),
        (date(2022, 1, 3), ("3 January", "28 March")),
    ],
)
def test_the_ends_of_columns_over_two_years_say_which(first, ends):
    rows = pl.DataFrame({"week": [first, date(2022, 3, 28)], "numerator": [3, 4]})
    page = html.weeks(Columns(rows, {"numerator": "Visits"}), "Visits")
    picture = svg.weekly(rows)
    for end in ends:
        assert f"<span>{end}</span>" in page
        assert f">{end}</text>" in picture
