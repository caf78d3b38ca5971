"""The frames behind the pictures: nothing lost, nothing counted twice, every blank named."""

from datetime import date

import polars as pl
import pytest

from dashboard.areas.authorities import STATISTICAL_REGIONS
from dashboard.exhibits.exhibit import Bars
from dashboard.measures import Selection, Status, coverage_of_types, results, weekly
from dashboard.measures.definitions.coverage import COVERAGE, SETTINGS, VISITS
from dashboard.measures.definitions.why import SHARES_OF_BASIS
from dashboard.measures.evaluation import evaluate
from dashboard.measures.filters import PLACES_UNIT
from dashboard.records import words as w
from dashboard.render.html import tables
from dashboard.wording import words

HOME = "Children's home"
KENT = "E10000016"
CHOICES = [
    Selection(),
    Selection(setting_type=w.ALL_HOMES),
    Selection(setting_type=HOME, sector="Private"),
    Selection(unit=PLACES_UNIT),
    Selection(last_grade="Good", since=date(2020, 4, 1), until=date(2020, 11, 22)),
    Selection(regions=9),
    Selection(setting_type=w.LOCAL_AUTHORITY),
]


def whole(opened, selection):
    """Ask the measure itself for the whole of England."""
    measure = results.coverage_measure(selection)
    period = opened.period(selection.since, selection.until)
    where = selection.anywhere().where()
    return evaluate(measure, opened.cube, period, (), where).row(0)


def added(rows):
    return rows["numerator"].sum(), rows["denominator"].sum()


@pytest.mark.parametrize("selection", CHOICES, ids=lambda s: words.noun(s))
def test_authorities_regions_types_and_weeks_all_add_up_to_the_whole(illustrated, selection):
    n, total, *_ = whole(illustrated, selection)
    assert total > n > 0
    assert added(results.by_authority(illustrated, selection)) == (n, total)
    assert added(results.by_region(illustrated, selection)) == (n, total)
    types = coverage_of_types.by_type(illustrated, selection)
    singles = types.filter(pl.col("setting_type").is_in(w.SETTING_TYPES))
    if selection.setting_type != w.LOCAL_AUTHORITY:
        singles = singles.filter(pl.col("setting_type") != w.LOCAL_AUTHORITY)
    assert added(singles.filter(region="England")) == (n, total)
    assert added(singles.filter(pl.col("region") != "England")) == (n, total)
    assert weekly.reached_by_week(illustrated, selection)["numerator"][-1] == n


def test_every_authority_is_there_whether_or_not_it_has_such_settings(any_store):
    rows = results.by_authority(any_store, Selection(setting_type="Secure training centre"))
    assert rows["la_code"].sort().to_list() == any_store.authorities["la_code"].sort().to_list()
    assert rows["denominator"].null_count() == 0


def test_a_region_shows_its_authorities_only_and_an_authority_is_seen_beside_all(illustrated):
    inside = results.by_authority(illustrated, Selection(area="North West"))
    own = illustrated.authorities.filter(pl.col("region") == "North West")
    assert set(inside["la_code"]) == set(own["la_code"])
    assert results.by_authority(illustrated, Selection(area=KENT)).height == 151


@pytest.mark.parametrize("area", ["North West", KENT])
def test_regions_are_shown_for_all_of_england_whatever_area_is_chosen(illustrated, area):
    everywhere = results.by_region(illustrated, Selection())
    assert results.by_region(illustrated, Selection(area=area)).equals(everywhere)


def test_regions_come_most_covered_first_and_those_without_a_value_last(edges, illustrated):
    values = results.by_region(illustrated, Selection())["value"]
    assert values.is_sorted(descending=True)
    few = results.by_region(edges["one home"], Selection())
    assert few["value"].to_list() == [1.0, *[None] * 7]


def test_the_nine_statistical_regions_are_all_there(illustrated):
    rows = results.by_region(illustrated, Selection(regions=9))
    assert sorted(rows["name"]) == sorted(STATISTICAL_REGIONS)
    north_east = rows.filter(name="North East").row(0, named=True)
    asked = illustrated.ask(COVERAGE, Selection(area="North East", regions=9)).row(0)[:3]
    assert (north_east["numerator"], north_east["denominator"], north_east["value"]) == asked


def test_types_of_a_group_end_with_its_total_and_authorities_stay_apart(illustrated):
    rows = coverage_of_types.by_type(illustrated, Selection()).filter(region="England")
    assert rows["setting_type"].to_list() == [
        *(kind for kind in w.PROVIDERS if kind not in w.LATER_TYPES),
        *(w.ALL_PROVIDERS, w.LOCAL_AUTHORITY),
    ]
    total = rows.filter(setting_type=w.ALL_PROVIDERS).row(0, named=True)
    assert (total["numerator"], total["denominator"]) == whole(illustrated, Selection())[:2]
    own = rows.filter(setting_type=w.LOCAL_AUTHORITY)
    assert own["denominator"].to_list() == [151]


def test_every_total_by_type_is_the_sum_of_its_column(illustrated):
    rows = coverage_of_types.by_type(illustrated, Selection(setting_type=w.ALL_HOMES))
    for (_,), column in rows.group_by("region"):
        parts, total = column[:-1], column[-1]
        assert total["setting_type"].to_list() == [w.ALL_HOMES]
        assert added(parts) == added(total)


@pytest.mark.parametrize(("area", "name"), [("North West", "North West"), (KENT, "Kent")])
def test_types_in_one_area_have_one_column_with_its_name(illustrated, area, name):
    rows = coverage_of_types.by_type(illustrated, Selection(area=area))
    assert rows["region"].unique().to_list() == [name]
    total = rows.filter(setting_type=w.ALL_PROVIDERS).row(0, named=True)
    assert (total["numerator"], total["denominator"]) == (
        illustrated.ask(COVERAGE, Selection(area=area)).row(0)[:2]
    )


def test_each_blank_has_its_own_status():
    rows = pl.DataFrame(
        {"numerator": [5, 0, 0, 3, None, 0, None], "denominator": [12, 12, 3, 8, 12, 0, None]}
    )
    assert results.with_status(rows)["status"].to_list() == [
        Status.SHOWN.value,
        Status.ZERO.value,
        Status.ZERO.value,
        Status.FEW.value,
        Status.UNKNOWN.value,
        Status.NONE.value,
        Status.NONE.value,
    ]
    said = results.with_status(rows, Status.UNVISITED, Status.NOTHING)["status"].to_list()
    assert said[1:3] == [Status.UNVISITED.value] * 2
    assert said[5:] == [Status.NOTHING.value] * 2
    assert len({status.value for status in Status}) == len(Status)
    marked = {s: s.value[:3] for s in Status if s.value.startswith("[")}
    assert marked == {
        Status.NONE: "[z]",
        Status.NOTHING: "[z]",
        Status.FEW: "[u]",
        Status.HALF: "[u]",
        Status.UNKNOWN: "[x]",
    }


@pytest.mark.parametrize("selection", CHOICES, ids=lambda s: words.noun(s))
def test_the_reasons_add_up_to_all_visits(illustrated, selection):
    rows = results.reasons(illustrated, selection)
    visits = illustrated.ask(VISITS, selection)["numerator"][0]
    assert rows.height == len(SHARES_OF_BASIS) == 4
    assert rows["numerator"].sum() == visits
    assert set(rows["denominator"]) == {visits}


@pytest.mark.parametrize("selection", CHOICES, ids=lambda s: words.noun(s))
def test_weeks_follow_one_another_without_a_gap_and_hold_every_visit(illustrated, selection):
    rows = weekly.week_totals(illustrated, selection)
    assert rows["week"].diff().drop_nulls().dt.total_days().unique().to_list() == [7]
    assert rows["week"][0].weekday() == 0
    assert rows["numerator"].sum() == illustrated.ask(VISITS, selection)["numerator"][0]
    by_reason = weekly.by_week(illustrated, selection)
    assert by_reason.height == 4 * rows.height
    assert by_reason["numerator"].sum() == rows["numerator"].sum()


def test_a_week_without_visits_is_zero(edges):
    rows = weekly.week_totals(edges["one visit"], Selection())
    assert rows["numerator"].sum() == 1
    assert rows["numerator"].value_counts().sort("numerator").rows() == [
        (0, rows.height - 1),
        (1, 1),
    ]


def test_without_records_of_visits_nothing_is_zero(edges):
    opened, chosen = edges["no visits supplied"], Selection()
    for rows in (
        results.by_authority(opened, chosen).filter(pl.col("denominator") > 0),
        results.by_region(opened, chosen),
        coverage_of_types.by_type(opened, chosen).filter(pl.col("denominator") > 0),
        weekly.by_week(opened, chosen),
        weekly.week_totals(opened, chosen),
        weekly.reached_by_week(opened, chosen),
    ):
        assert rows.height > 0
        assert rows["numerator"].null_count() == rows.height


def test_the_share_reached_never_falls_and_counts_no_day_after_the_figures(illustrated):
    rows = weekly.reached_by_week(illustrated, Selection())
    assert rows["numerator"].is_sorted()
    assert rows["by"][-1] == illustrated.as_at == date(2020, 12, 7)
    assert rows["by"][:-1].dt.weekday().unique().to_list() == [7]
    sunday = rows["by"][4]
    until = illustrated.ask(COVERAGE, Selection(until=sunday)).row(0)[:3]
    assert rows.filter(by=sunday).select("numerator", "denominator", "value").row(0) == until


def test_settings_in_scope_decide_which_authorities_are_too_few_even_for_places(illustrated):
    rows = results.by_authority(illustrated, Selection(unit=PLACES_UNIT))
    asked = illustrated.ask(SETTINGS, Selection(), ["la_code"])
    counts = dict(asked.select("la_code", "numerator").iter_rows())
    assert all(row["settings"] == counts.get(row["la_code"], 0) for row in rows.to_dicts())


def test_the_authorities_around_an_authority_are_those_of_england(illustrated):
    chosen = Selection(area=KENT, setting_type=w.ALL_HOMES)
    assert results.around(chosen) == chosen.anywhere()
    assert results.around(Selection(area="London")) == Selection(area="London")
    beside = results.by_authority(illustrated, chosen)
    assert beside.equals(results.by_authority(illustrated, results.around(chosen)))


def test_the_region_chosen_is_marked_and_so_is_that_of_an_authority(illustrated):
    for area, region in (("E10000016", "South East"), ("London", "London"), (None, None)):
        chosen = Selection(area=area)
        assert results.region_of(illustrated, chosen) == region
        rows = results.by_region(illustrated, chosen)
        drawn = tables.bars(Bars(rows, "", "", here=results.region_of(illustrated, chosen)), "")
        assert drawn.count('class="here"') == (region is not None)
        assert region is None or f'class="here"><th scope="row">{region}<' in drawn


def test_a_percentage_is_given_from_ten_and_each_blank_has_its_own_word():
    counts = [(0, 0), (None, 9), (0, 9), (9, 9), (10, 10), (0, 10)]
    rows = pl.DataFrame(counts, schema=["numerator", "denominator"], orient="row")
    kinds = Status
    assert results.with_status(rows)["status"].to_list() == [
        kinds.NONE,
        kinds.UNKNOWN,
        kinds.ZERO,
        kinds.FEW,
        kinds.SHOWN,
        kinds.ZERO,
    ]
