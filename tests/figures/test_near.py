"""What lies in the area chosen is found without the rest, and is what the filters leave of all."""

import polars as pl
import pytest

from dashboard.figures import near
from dashboard.measures import sight
from dashboard.measures.selection import Selection
from dashboard.records import words as w
from dashboard.records.model import empty

CHOICES = [
    Selection(),
    Selection("London", w.ALL_HOMES),
    Selection("London", regions=9),
    Selection("E10000016", sector=w.NOT_RECORDED),
    Selection("E10000016", last_grade="Good"),
    Selection("E10000016", w.LOCAL_AUTHORITY),
    Selection("Isles of nowhere"),
]


def plainly(opened, selection):
    """Filter every setting, one column after another."""
    areas = opened.authorities.select("la_code", "la_name", "region", "statistical_region")
    rows = opened.records["settings"].join(areas, on="la_code", how="left", maintain_order="left")
    for column, word in selection.where().items():
        said = pl.col(column).cast(pl.String).fill_null(w.NOT_RECORDED)
        rows = rows.filter(said.is_in(w.GROUPS.get(word, (word,))))
    return rows


@pytest.mark.parametrize("selection", CHOICES, ids=str)
def test_what_is_near_is_what_the_filters_leave(any_store, selection):
    expected = plainly(any_store, selection)
    assert near.settings_of(any_store, selection).equals(expected)
    visits = any_store.records.get("visits", empty("visits"))
    live = sight.open_on(expected, any_store.as_at)
    seen = sight.last_on_site(live, visits, any_store.as_at)
    assert near.seen(any_store, selection).equals(seen)
    there = plainly(any_store, Selection(selection.area, regions=selection.regions))
    if selection.area is None:
        there = any_store.records["settings"]
    else:
        own = Selection(selection.area, w.LOCAL_AUTHORITY, regions=selection.regions)
        there = pl.concat([there, plainly(any_store, own)])
    made = visits.join(there.select("urn"), on="urn", how="semi", maintain_order="left")
    assert near.visits_in(any_store, selection).equals(made)
    unsaid = visits.filter(
        pl.col("started_on") <= any_store.as_at,
        pl.col("mode").cast(pl.String).is_null(),
        pl.col("visit_type").cast(pl.String) != w.FULL_INSPECTION,
    )
    count = unsaid.join(live.select("urn"), on="urn", how="semi").height
    assert near.visits_unsaid(any_store, selection) == count
