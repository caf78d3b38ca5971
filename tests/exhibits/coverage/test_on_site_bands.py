"""Line of sight: the list and the counts agree, each is worked out again by hand, none is named."""

import re
from datetime import date

import polars as pl
import pytest

from dashboard.exhibits.areas import area_answer
from dashboard.exhibits.areas import last_on_site as areas_sight
from dashboard.exhibits.common.columns import tabled
from dashboard.exhibits.coverage import on_site_bands, unreached, unseen
from dashboard.measures import Selection, choice, on_site_times, opening, unseen_settings
from dashboard.records import words as w
from dashboard.wording import words
from tests import by_hand, conftest
from tests.counted import in_figures

DAY = date(2020, 12, 7)
ON_SITE = (
    on_site_bands.exhibit,
    unseen.longest_unseen,
    unseen.never_on_site,
    areas_sight.exhibit,
)


def last_day_by_hand(opened, row):
    """Find a setting's last day on site: a visit known to be so, or the last inspection."""
    seen = [row["last_inspected_on"]]
    for visit in opened.records["visits"].filter(pl.col("urn") == row["urn"]).to_dicts():
        if visit["mode"] in ("On site", "Both"):
            seen.append(visit["started_on"])
    return max((day for day in seen if day and day <= opened.as_at), default=None)


@pytest.mark.parametrize("day", [date(2020, 9, 7), DAY, date(2021, 3, 31)])
def test_the_list_is_what_plain_python_finds(day):
    opened = opening.make_illustrative(day)
    chosen = Selection(area="South West", setting_type=w.ALL_HOMES)
    rows = by_hand.settings_of(opened, chosen)
    live = {row["urn"]: row for row in rows if by_hand.is_open(row, day)}
    listed = unseen_settings.listed(opened, chosen)
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
        listed, bands = (
            unseen_settings.listed(any_store, selection),
            on_site_times.bands(any_store, selection),
        )
        for found, rows in (
            (unseen_settings.longest_ago(any_store, selection), listed.drop_nulls("days")),
            (unseen_settings.never(any_store, selection), listed.filter(pl.col("days").is_null())),
        ):
            assert found.rows.equals(rows.head(unseen_settings.SHOWN))
            assert found.all_of == rows.height
            file = unseen.file(any_store, selection, found, "settings")
            assert file.table["urn"].equals(rows["urn"])
            assert file.height == rows.height
        counts = dict(bands.select("name", "numerator").iter_rows())
        assert sum(counts.values()) == listed.height == bands["denominator"][0]
        first = 0
        for name, most in w.SEEN.items():
            assert counts[name] == listed["days"].is_between(first, most).sum(), name
            first = most + 1
        assert counts[w.NEVER_SEEN] == listed["days"].null_count()


def test_the_longest_unseen_come_first_and_no_setting_is_named(illustrated):
    found = unseen_settings.longest_ago(illustrated, Selection())
    assert found.rows["days"].is_sorted(descending=True)
    assert set(found.rows.columns) == set(unseen_settings.LISTED)
    assert set(unseen_settings.LISTED) & {"name", "address", "postcode"} == set()
    assert found.rows.height == unseen_settings.SHOWN
    assert unseen.longest_unseen(illustrated, Selection()).source == (
        f"{found.all_of - unseen_settings.SHOWN:,} more rows in the download",
    )


def test_the_sentences_say_what_the_counts_say(illustrated, random_selections):
    for selection in random_selections(illustrated, 30, 22):
        bands = on_site_times.bands(illustrated, selection)
        said = on_site_bands.headline(bands, illustrated, selection)
        counts = dict(bands.select("name", "numerator").iter_rows())
        total = sum(counts.values())
        if not total:
            assert said.startswith("No ")
            continue
        year = sum(counts[name] for name in list(w.SEEN)[:3])
        one = f"We have {'' if year else 'not '}been on site at the one "
        assert (one if total == 1 else f"at {year:,} of {total:,} ") in in_figures(said)
        never = rf"; ({counts[w.NEVER_SEEN]:,}|it) (has|have) no visit on site"
        assert bool(re.search(never, said)) == bool(counts[w.NEVER_SEEN])
        listed = unseen_settings.listed(illustrated, selection)
        first = choice.first_day(selection, illustrated)
        new = listed.filter(pl.col("registered_on") > first)
        headed, never = unseen.never_seen(illustrated, selection), listed["days"].null_count()
        assert never == unseen_settings.never(illustrated, selection).all_of
        is_all = never == listed.height > 1
        counted = f"{0 if is_all else never:,} of {listed.height:,} "
        if never and listed.height > 1:
            assert in_figures(headed).startswith(counted)
        else:
            assert headed.startswith(("All", "Both", "The one"))
        added = new["days"].null_count()
        new_ones = "all" if added == never > 1 else f"{added:,}"
        assert (f"; {new_ones} of them registered since " in headed) == bool(added)


def test_they_read_like_this(illustrated):
    chosen = Selection()
    assert on_site_bands.headline(
        on_site_times.bands(illustrated, chosen), illustrated, chosen
    ) == (
        "We have been on site at 1,467 of 3,319 providers (44%) within the last year; 338 have no "
        "visit on site on record"
    )
    assert unseen.longest(unseen_settings.longest_ago(illustrated, chosen)) == (
        "The setting unseen longest was last seen at a full inspection on 21 December 2015, about "
        "5 years ago"
    )
    assert unseen.never_seen(illustrated, chosen) == (
        "338 of 3,319 providers (10%) have no visit on site on record; 69 of them registered since "
        "1 September 2020"
    )
    assert on_site_bands.note(illustrated, chosen).endswith(
        "Visits before 6 April 2020 are not in these records."
    )


def test_days_that_rest_on_inspections_alone_are_said_to(open_records):
    rows = [row | {"last_inspected_on": "2020-10-01"} for row in conftest.everywhere()]
    chosen, alone = Selection(), ", going by full inspections alone"
    for mode, has_them in ((None, True), ("On site", False)):
        opened = open_records(rows, [conftest.visit(0, rows[0]) | {"mode": mode}])
        counted = on_site_bands.headline(on_site_times.bands(opened, chosen), opened, chosen)
        tile = area_answer.figures(opened, chosen)[1]
        for said in (counted, areas_sight.headline(opened, chosen), tile[2]):
            assert (alone in said) == has_them


def test_without_visits_nobody_is_said_to_be_unseen(edges):
    opened, chosen = edges["no visits supplied"], Selection()
    assert [each(opened, chosen) for each in ON_SITE] == [None] * 4
    assert "hold no visits" in on_site_bands.note(opened, chosen)


def test_visits_that_never_say_whether_they_were_on_site_leave_that_not_known(edges, open_records):
    opened, chosen = edges["all visited"], Selection()
    assert opened.records["visits"].height == 96
    assert [each(opened, chosen) for each in ON_SITE] == [None] * 4
    tile = area_answer.figures(opened, chosen)[1]
    assert tile[1:] == ("[x]", "whether anyone was on site is not in these records")
    none = open_records(conftest.everywhere(), [])
    assert area_answer.figures(none, chosen)[1][1] == "none"
    assert unseen.never_on_site(none, chosen).headline == (
        "Not one of the 96 providers has a visit on site on record"
    )


def test_a_register_of_inspected_providers_alone_does_not_say_who_was_never_seen(
    illustrated, monkeypatch
):
    assert unseen.never_on_site(illustrated, Selection()) is not None
    tells = type(illustrated).tells
    monkeypatch.setattr(
        type(illustrated),
        "tells",
        lambda self, measure, *asked, **limits: (
            measure.name != "never_inspected" and tells(self, measure, *asked, **limits)
        ),
    )
    assert unseen.never_on_site(illustrated, Selection()) is None


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
        said = unreached.headline(illustrated, selection)
        if len(scope) > len(scope - reached) > 0:
            n, total, left = len(scope - reached), len(scope), rows["settings"].sum()
            has = left if left > 1 else "one"
            one = rf".+ is the one authority .*where we have visited no .*; it has {has}"
            of = " of England" if selection.is_authority else ""
            several = rf"{left:,} .* are in the {n} authorities{of} where we have visited none"
            own = (
                rf"1 of {total} local authorities .*|Of {n} authorities that .*, \d+ (is|are) in .*"
            )
            own += rf"|All {n} authorities that we have not visited are in .*"
            assert re.fullmatch(rf"{own}|{one if n == 1 else several}", said)
        none = 151 - len(scope) if around.area is None else None
        if none:
            assert f"{none} authorit" in unreached.note(illustrated, selection)


def test_authorities_not_reached_read_like_this(illustrated):
    chosen = Selection(area="West Midlands")
    rows = unreached.rows(illustrated, chosen)
    assert unreached.text(rows, chosen) == [["West Midlands", "1", "Solihull (7)"]]
    assert unreached.headline(illustrated, chosen) == (
        "Solihull is the one authority in the West Midlands where we have visited no provider; it "
        "has 7"
    )
    assert unreached.headline(illustrated, Selection(area="North West")) == (
        "All 23 authorities in the North West with providers have had a visit to one or more"
    )
    own = Selection(setting_type=w.LOCAL_AUTHORITY)
    assert (
        sum(int(cells[1]) for cells in unreached.text(unreached.rows(illustrated, own), own)) == 130
    )
    assert unreached.headline(illustrated, own) == (
        "Of 130 authorities that we have not visited, 33 are in London"
    )


def test_the_last_judgement_stands_beside_each_setting_with_its_day(illustrated):
    of = {row["urn"]: row for row in illustrated.records["settings"].to_dicts()}
    listed = unseen_settings.longest_ago(illustrated, Selection()).rows
    for written in tabled(listed, unseen.OF_SEEN)[0]:
        row = of[written[0]]
        assert written[3].startswith((row["last_grade"] or "not recorded").lower())
        if row["last_inspected_on"]:
            assert written[3].endswith(words.day(row["last_inspected_on"]))
    row = {"last_grade": "Good", "last_inspected_on": None}
    assert unseen.judged(row) == "good, day not recorded"
    assert unseen.judged(row | {"last_grade": None}) == "not recorded"


def test_a_full_inspection_among_the_visits_is_not_called_a_visit(open_records):
    row = conftest.setting(1, conftest.KENT) | {"last_inspected_on": "2019-03-04"}
    made = conftest.visit(1, row) | {"visit_type": w.FULL_INSPECTION}
    found = unseen_settings.longest_ago(open_records([row], [made]), Selection())
    assert "last seen at a full inspection on 14 September 2020" in unseen.longest(found)
    seen = unseen_settings.longest_ago(
        open_records([row], [made | {"visit_type": "Assurance visit", "mode": "On site"}]),
        Selection(),
    )
    assert "last seen at a visit on 14 September 2020" in unseen.longest(seen)
