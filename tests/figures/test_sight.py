"""Line of sight: the list and the counts agree, each is worked out again by hand, none is named."""

import re
from datetime import date

import polars as pl
import pytest

from dashboard import store
from dashboard.figures import sight, unreached, words
from dashboard.measures.selection import Selection
from dashboard.records import words as w
from tests.figures import by_hand

DAY = date(2020, 12, 7)


def last_day_by_hand(opened, row):
    """Find a setting's last day on site: a visit known to be so, or the last inspection."""
    seen = [row["last_inspected_on"]]
    for visit in opened.records["visits"].filter(pl.col("urn") == row["urn"]).to_dicts():
        if visit["mode"] in ("On site", "Both"):
            seen.append(visit["started_on"])
    return max((day for day in seen if day and day <= opened.as_at), default=None)


@pytest.mark.parametrize("day", [date(2020, 9, 7), DAY, date(2021, 3, 31)])
def test_the_list_is_what_plain_python_finds(day):
    opened = store.make_illustrative(day)
    chosen = Selection(area="South West", setting_type=w.ALL_HOMES)
    rows = by_hand.settings_of(opened, chosen)
    live = {row["urn"]: row for row in rows if by_hand.is_open(row, day)}
    listed = sight.listed(opened, chosen)
    assert set(listed["urn"]) == live.keys()
    for row in listed.iter_rows(named=True):
        last = last_day_by_hand(opened, live[row["urn"]])
        assert row["last_on_site"] == last
        assert row["days"] == (None if last is None else (day - last).days)
        inspected = last is not None and last == live[row["urn"]]["last_inspected_on"]
        expected = "full inspection" if inspected else "visit"
        assert row["seen_by"] == (None if last is None else expected)


def test_the_list_and_the_counts_agree_for_any_choice(any_store, random_selections):
    for selection in [Selection(), *random_selections(any_store, 12, 21)]:
        listed, bands = sight.listed(any_store, selection), sight.bands(any_store, selection)
        first = sight.unseen(listed).head(1).to_dicts()
        found = sight.unseen_longest(any_store, selection)
        assert [{name: found[name] for name in listed.columns}] == first if found else not first
        counts = dict(bands.select("name", "numerator").iter_rows())
        assert sum(counts.values()) == listed.height == bands["denominator"][0]
        first = 0
        for name, most in w.SEEN.items():
            assert counts[name] == listed["days"].is_between(first, most).sum(), name
            first = most + 1
        assert counts[w.NEVER_SEEN] == sight.never_seen(listed).height


def test_the_longest_unseen_come_first_and_no_setting_is_named(illustrated):
    listed = sight.unseen(sight.listed(illustrated, Selection()))
    assert listed["days"].is_sorted(descending=True)
    assert set(listed.columns) == set(sight.LISTED)
    assert set(sight.LISTED) & {"name", "address", "postcode"} == set()
    written = sight.text(listed)
    assert len(written) == sight.SHOWN
    assert sight.more(listed) == (f"{listed.height - sight.SHOWN:,} more rows in the download",)
    assert sight.more(listed.head(sight.SHOWN)) == ()


def test_the_sentences_say_what_the_counts_say(illustrated, random_selections):
    for selection in random_selections(illustrated, 30, 22):
        bands = sight.bands(illustrated, selection)
        said = sight.finding(bands, illustrated, selection)
        counts = dict(bands.select("name", "numerator").iter_rows())
        total = sum(counts.values())
        if not total:
            assert said.startswith("No ")
            continue
        year = sum(counts[name] for name in list(w.SEEN)[:3])
        assert f"at {year:,} of {total:,} " in said
        assert re.search(rf"; {counts[w.NEVER_SEEN]:,} (has|have) no visit on site", said)
        listed = sight.listed(illustrated, selection)
        first = words.first_day(selection, illustrated)
        new = listed.filter(pl.col("registered_on") > first)
        newly = sight.newly(listed, illustrated, selection)
        never = new["days"].null_count()
        assert (f"{never:,} of {new.height:,}" in newly) == bool(new.height)


def test_they_read_like_this(illustrated):
    chosen = Selection()
    listed = sight.listed(illustrated, chosen)
    assert sight.finding(sight.bands(illustrated, chosen), illustrated, chosen) == (
        "We have been on site at 1,467 of 3,319 providers (44%) within the last year; 338 have no "
        "visit on site on record"
    )
    assert sight.longest(listed, chosen) == (
        "The setting unseen longest was last seen 1,811 days ago, on 23 December 2015"
    )
    assert sight.newly(listed, illustrated, chosen) == (
        "Not seen on site yet: 69 of 85 providers registered since 1 September 2020 (81%)"
    )
    assert sight.note(illustrated, chosen).endswith(
        "Visits before 6 April 2020 are not in these records."
    )


def test_without_visits_nobody_is_said_to_be_unseen(edges):
    opened, chosen = edges["no visits supplied"], Selection()
    assert sight.finding(sight.bands(opened, chosen), opened, chosen) == (
        "When anyone was last on site at providers is not in these records"
    )
    assert "hold no visits" in sight.note(opened, chosen)
    listed = sight.listed(opened, Selection(since=date(2020, 3, 17)))
    early = listed.with_columns(registered_on=pl.lit(date(2020, 10, 1)))
    assert sight.newly(early, opened, chosen) == (
        "Whether providers registered since 1 September 2020 have been seen is not in these records"
    )


def test_authorities_not_reached_are_those_with_settings_and_no_visit(
    illustrated, random_selections
):
    for selection in random_selections(illustrated, 25, 23):
        around = selection.anywhere() if selection.is_authority else selection
        seen = {v["urn"] for v in by_hand.visits_of(illustrated, around)}
        scope, reached = set(), set()
        for row in by_hand.settings_of(illustrated, around):
            counted = selection.unit == "settings" or (row["places"] or 0) > 0
            if by_hand.is_open(row, illustrated.as_at) and counted:
                scope.add(row["la_code"])
                reached |= {row["la_code"]} if row["urn"] in seen else set()
        rows = unreached.rows(illustrated, selection)
        assert set(rows["la_code"]) == scope - reached
        said = unreached.finding(illustrated, selection)
        if scope - reached and len(scope) > 1:
            assert said.startswith(f"{len(scope - reached)} of {len(scope)} ")
        none = 151 - len(scope) if around.area is None else None
        if none:
            assert f"{none} authorit" in unreached.note(illustrated, selection)


def test_authorities_not_reached_read_like_this(illustrated):
    chosen = Selection(area="West Midlands")
    rows = unreached.rows(illustrated, chosen)
    assert unreached.text(rows, chosen) == [["West Midlands", "1", "Solihull (7)"]]
    own = Selection(setting_type=w.LOCAL_AUTHORITY)
    assert (
        sum(int(cells[1]) for cells in unreached.text(unreached.rows(illustrated, own), own)) == 130
    )
    assert unreached.finding(illustrated, own).startswith("130 of 151 local authorities")


def test_the_last_judgement_stands_beside_each_setting_with_its_day(illustrated):
    of = {row["urn"]: row for row in illustrated.records["settings"].to_dicts()}
    listed = sight.unseen(sight.listed(illustrated, Selection()))
    for written in sight.text(listed):
        row = of[written[0]]
        assert written[3].startswith((row["last_grade"] or "not recorded").lower())
        if row["last_inspected_on"]:
            assert written[3].endswith(words.day(row["last_inspected_on"]))
    row = {"last_grade": "Good", "last_inspected_on": None}
    assert sight.judged(row) == "good, day not recorded"
    assert sight.judged(row | {"last_grade": None}) == "not recorded"
