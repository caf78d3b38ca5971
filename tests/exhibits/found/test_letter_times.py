"""How long letters took: the table, the headline above it and the figure say the same of each."""

import polars as pl
import pytest

from dashboard.exhibits.found import letter_times, letters
from dashboard.exhibits.found.tiles import tiles
from dashboard.measures import Selection


@pytest.mark.parametrize("area", [None, "London", "E10000016"])
def test_the_share_in_time_is_of_the_same_letters_wherever_it_stands(illustrated, area):
    selection = Selection(area=area)
    made = letters.publication(illustrated, selection)
    heads, first = made.charts[0].headings, made.charts[0].rows[0]
    told = dict(zip(heads, first, strict=True))
    (said,) = (cell for head, cell in told.items() if head.startswith("Of those due"))
    row = letter_times.by_region(illustrated, selection).row(0, named=True)
    assert row["overdue"] or area
    assert f"{row['in_time']} of {row['letters'] + row['overdue']}" in said
    assert f"; {said} of those due were in time" in made.headline
    unders = [tile.under for tile in tiles(illustrated, selection)]
    assert any(f"{said} of those due were within" in under for under in unders)


def test_no_letter_that_is_due_is_said_so():
    row = {"name": "A", "visits": 2, "published": 0, "letters": 0, "in_time": 0, "waiting": 2}
    table = pl.DataFrame([row | {"overdue": 0, "mean_days": None}])
    assert "none due" in letter_times.cells(table)[0]
