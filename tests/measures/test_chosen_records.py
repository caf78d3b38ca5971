"""What lies in the area chosen is found without the rest, and is what the filters leave of all."""

from collections import Counter
from datetime import timedelta

import polars as pl
import pytest

from dashboard.measures import (
    Selection,
    chosen_records,
    inspector_days,
    last_on_site,
    letter_counts,
    record_counts,
)
from dashboard.records import words as w
from dashboard.records.model import empty
from dashboard.settings import monday

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
    rows = chosen_records.settings_of(any_store, selection)
    assert rows.select(expected.columns).sort("urn").equals(expected.sort("urn"))
    visits = any_store.records.get("visits", empty("visits"))
    live = last_on_site.open_on(expected, any_store.as_at)
    seen = last_on_site.last_on_site(live, visits, any_store.as_at).sort("urn")
    assert chosen_records.seen(any_store, selection).select(seen.columns).sort("urn").equals(seen)
    areas = expected.select("urn", "setting_type", authority="la_name")
    made = visits.join(areas, on="urn")
    rows = chosen_records.within(chosen_records.visits(any_store), any_store, selection)
    found = chosen_records.told(rows, any_store, *visits.columns)
    assert found.select(made.columns).sort("visit_id").equals(made.sort("visit_id"))


@pytest.mark.parametrize("selection", CHOICES, ids=str)
def test_what_is_added_up_is_what_the_records_come_to(any_store, selection):
    day, inside = any_store.as_at, plainly(any_store, selection)
    visits = any_store.records.get("visits", empty("visits"))
    live = last_on_site.open_on(inside, day)
    known = last_on_site.last_on_site(live, visits, day)
    bands = record_counts.in_scope(any_store, selection, "name", pl.col("band"))
    assert dict(bands.iter_rows()) == Counter(known["band"])
    days = record_counts.by_day(any_store, selection)
    assert days["last_on_site"].to_list() == sorted(
        set(known["last_on_site"]), key=lambda d: (d is None, -d.toordinal() if d else 0)
    )
    assert dict(days.select("last_on_site", "settings").iter_rows()) == Counter(
        known["last_on_site"]
    )
    unsaid = visits.filter(
        pl.col("started_on") <= day,
        pl.col("mode").cast(pl.String).is_null(),
        pl.col("visit_type").cast(pl.String) != w.FULL_INSPECTION,
    )
    count = unsaid.join(live.select("urn"), on="urn", how="semi").height
    assert record_counts.visits_unsaid(any_store, selection) == count
    since = day - timedelta(days=60)
    made = visits.join(inside.select("urn"), on="urn", how="semi")
    recent = made.filter(pl.col("started_on").is_between(since, day))
    others = recent.join(live.select("urn"), on="urn", how="anti").height
    assert record_counts.visits_to_others(any_store, selection, since, day) == others
    for week in (monday(day) - timedelta(weeks=n) for n in range(4)):
        out = made.filter(pl.col("published_on").is_between(week, week + timedelta(days=6)))
        serious = out.filter(pl.col("outcome") == w.SERIOUS_CONCERNS).height
        counts = (out.height, serious, out["outcome"].count())
        assert letter_counts.letters(any_store, selection, week) == counts
        took = made.filter(pl.col("started_on").is_between(week, week + timedelta(days=6)))
        spent = took["inspector_days"]
        found = inspector_days.in_weeks(any_store, selection, [week])
        assert found == (pytest.approx(spent.sum()), spent.count())
