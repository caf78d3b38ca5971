"""The illustrative records add up to what was published."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from dashboard.illustrative import LAST
from dashboard.records import words
from dashboard.settings import shipped

HOME = pl.col("setting_type").is_in(words.HOMES)
YEAR = date(2020, 4, 1)
BEGINS = date(2020, 9, 1)
FIGURES = shipped("data") / "figures"


def open_on(settings: pl.DataFrame, day: date) -> pl.DataFrame:
    closed = pl.col("closed_on")
    on_register = settings.filter(pl.col("setting_type") != words.LOCAL_AUTHORITY)
    return on_register.filter(pl.col("registered_on") <= day, closed.is_null() | (closed > day))


def home_visits(records) -> pl.DataFrame:
    who = records["settings"].select("urn", "setting_type", "last_grade", "closed_on")
    return records["visits"].join(who, on="urn").filter(HOME)


@pytest.mark.parametrize(
    ("day", "providers", "homes"),
    [(date(2020, 9, 1), 3288, 2591), (LAST, 3402, 2706), (date(2020, 3, 31), None, 2458)],
)
def test_as_many_are_open_as_were_published(illustrative_last, day, providers, homes):
    found = open_on(illustrative_last["settings"], day)
    assert providers in (None, found.height)
    assert found.filter(HOME).height == homes
    assert abs(homes - 2460) <= 2 or day != date(2020, 3, 31)


def test_north_west_on_the_first_of_september(illustrative_last):
    areas = illustrative_last["local_authorities"].filter(pl.col("region") == "North West")
    found = open_on(illustrative_last["settings"], BEGINS).join(areas, on="la_code", how="semi")
    assert found.filter(HOME).height == 645
    assert found.filter(pl.col("setting_type") == "Children's home").height == 633


def test_homes_by_region_on_the_first_of_september(illustrative_last):
    regions = illustrative_last["local_authorities"].select("la_code", "region")
    found = open_on(illustrative_last["settings"], BEGINS).filter(HOME).join(regions, on="la_code")
    assert dict(found.group_by("region").len().iter_rows()) == {
        "East Midlands": 274,
        "East of England": 193,
        "London": 135,
        "North East, Yorkshire and the Humber": 400,
        "North West": 645,
        "South East": 303,
        "South West": 193,
        "West Midlands": 448,
    }


def test_new_homes_from_april_to_august(illustrative_last):
    joined = pl.col("registered_on").is_between(YEAR, BEGINS, closed="left")
    assert illustrative_last["settings"].filter(HOME, joined).height == 176


def test_counts_by_authority_and_type(illustrative_last):
    published = pl.read_csv(FIGURES / "settings.csv")
    found = open_on(illustrative_last["settings"], LAST).group_by("la_code", "setting_type")
    counts = found.agg(settings=pl.len()).with_columns(pl.col("setting_type").cast(pl.String))
    assert set(counts.iter_rows()) == set(published.iter_rows())


def test_places_and_judgements_of_homes(illustrative_last):
    homes = open_on(illustrative_last["settings"], LAST).filter(HOME)
    assert homes["places"].sum() == 12732
    assert dict(homes.group_by("last_grade").len().iter_rows()) == {
        "Outstanding": 370,
        "Good": 1426,
        "Requires improvement to be good": 391,
        "Inadequate": 30,
        "Not yet inspected": 489,
    }


def test_sectors_of_homes(illustrative_last):
    homes = open_on(illustrative_last["settings"], LAST).filter(HOME)
    counts = dict(homes.group_by("sector").len().iter_rows())
    expected = {"Private": 2104, "Local Authority": 435, "Voluntary": 158, "Health Authority": 9}
    assert counts == expected


def test_nothing_was_judged_before_it_opened_or_after_the_suspension(illustrative_last):
    providers = illustrative_last["settings"].filter(
        pl.col("setting_type") != words.LOCAL_AUTHORITY
    )
    inspected = pl.col("last_inspected_on")
    assert providers.filter(inspected < pl.col("registered_on")).is_empty()
    assert providers.filter(inspected > date(2020, 3, 17)).is_empty()
    judged = pl.col("last_grade") != words.NOT_YET_INSPECTED
    assert providers.filter(judged & inspected.is_null()).is_empty()
    assert providers.filter(judged, pl.col("registered_on") >= date(2020, 3, 17)).is_empty()


def test_homes_visited_in_the_year(illustrative_last):
    visits = home_visits(illustrative_last).filter(pl.col("started_on") >= YEAR)
    still_open = visits.filter(pl.col("closed_on").is_null())
    assert still_open["urn"].n_unique() == 1557


def test_homes_prioritised_on_concerns(illustrative_last):
    visits = home_visits(illustrative_last)
    prioritised = visits.filter(pl.col("selection_basis") == words.PRIORITISED)
    assert prioritised.height == prioritised["urn"].n_unique() == 861
    assert set(prioritised["visit_type"]) == {"Assurance visit"}
    sampled = visits.filter(pl.col("selection_basis") == words.SAMPLED)
    assert sampled.height == sampled["urn"].n_unique() == 339
    assert set(sampled["last_grade"]) == {"Outstanding", "Good"}


def test_serious_concerns_by_prior_judgement(illustrative_last):
    visits = home_visits(illustrative_last)
    serious = visits.filter(pl.col("outcome") == words.SERIOUS_CONCERNS)
    assert serious.height == serious["urn"].n_unique() == 104
    assert set(serious["selection_basis"]) == {words.PRIORITISED}
    assert dict(serious.group_by("last_grade").len().iter_rows()) == {
        "Outstanding": 1,
        "Good": 41,
        "Requires improvement to be good": 36,
        "Inadequate": 4,
        "Not yet inspected": 22,
    }
    assert illustrative_last["visits"]["outcome"].eq(words.SERIOUS_CONCERNS).sum() == 104


def test_monitoring_from_april_to_august(illustrative_last):
    spring = home_visits(illustrative_last).filter(
        pl.col("started_on").is_between(YEAR, BEGINS, closed="left")
    )
    assert (spring.height, spring["urn"].n_unique()) == (255, 171)
    assert set(spring["visit_type"]) == {"Monitoring visit"}
    assert set(spring["selection_basis"]) == {words.OTHER}
    assert set(spring["reason"]) == {"Follow-up"}


def test_some_bases_were_not_recorded(illustrative_last):
    visits = illustrative_last["visits"]
    assert 0.02 <= visits["selection_basis"].null_count() / visits.height <= 0.04


def test_the_weeks_have_the_shape_that_is_known(illustrative_last):
    assurance = illustrative_last["visits"].filter(pl.col("visit_type") == "Assurance visit")
    autumn = pl.col("started_on").is_between(BEGINS, date(2020, 10, 31))
    assert 500 <= assurance.filter(autumn).height <= 650
    days = assurance.join(illustrative_last["calendar"], left_on="started_on", right_on="day")
    assert days["working"].all()
    assert days["started_on"].min() == BEGINS
    weeks = dict(days.group_by("week").len().iter_rows())
    assert weeks[date(2020, 10, 26)] < 0.7 * weeks[date(2020, 10, 19)]
    assert date(2020, 12, 28) not in weeks


def test_every_visit_is_to_a_setting_open_at_the_time(illustrative_last):
    who = illustrative_last["settings"].select("urn", "registered_on", "closed_on")
    visits = illustrative_last["visits"].join(who, on="urn")
    assert visits.filter(pl.col("started_on") < pl.col("registered_on")).is_empty()
    assert visits.filter(pl.col("started_on") >= pl.col("closed_on")).is_empty()


def test_reports_come_out_after_the_published_number_of_working_days(illustrative_last):
    working = (
        illustrative_last["calendar"].filter("working").select("day", nth=pl.int_range(pl.len()))
    )
    assurance = illustrative_last["visits"].filter(
        pl.col("visit_type") == "Assurance visit", pl.col("started_on") < date(2021, 1, 15)
    )
    assert assurance["published_on"].null_count() == 0
    lag = assurance.join(working, left_on="started_on", right_on="day").join(
        working, left_on="published_on", right_on="day", suffix="_out"
    )
    days = lag["nth_out"] - lag["nth"]
    assert days.len() == assurance.height
    assert days.median() in (28, 29, 30)
    assert 34 <= days.quantile(0.9) <= 36


def test_enforcement_totals(illustrative_last):
    actions = illustrative_last["actions"]
    assert actions.height == 230
    spring = actions.filter(pl.col("issued_on") < BEGINS)
    counts = dict(spring.group_by("action_type").len().iter_rows())
    assert counts["Suspension of registration"] == 19
    assert counts["Restriction of accommodation"] == 20
    suspended = actions.filter(
        pl.col("action_type") == "Suspension of registration", pl.col("ended_on").is_null()
    )
    assert suspended.height == suspended["urn"].n_unique() == 13
    homes = open_on(illustrative_last["settings"], LAST)
    assert suspended.join(homes, on="urn", how="anti").is_empty()
    assert actions["visit_id"].drop_nulls().len() > 50


def test_authority_visits_by_standing_judgement(illustrative_last):
    who = illustrative_last["settings"].select("urn", "setting_type", "last_grade", "la_code")
    visits = illustrative_last["visits"].join(who, on="urn")
    focused = visits.filter(pl.col("visit_type") == "Focused visit")
    assert set(focused["setting_type"]) == {words.LOCAL_AUTHORITY}
    assert focused["urn"].n_unique() == focused.height == 39
    later = pl.read_csv(FIGURES / "authority_visits_later.csv")
    counts = dict(focused.group_by("last_grade").len().iter_rows())
    for grade in later["last_grade"]:
        counts[grade] += 1
    assert counts == {
        "Good": 8,
        "Requires improvement to be good": 12,
        "Inadequate": 21,
        "Not yet inspected": 1,
    }
    assert focused.join(later, on="la_code", how="semi").is_empty()
    days = focused["started_on"]
    assert (days < date(2020, 11, 5)).sum() == 20
    assert days.is_between(date(2020, 11, 5), date(2021, 1, 31)).sum() == 0


def test_authority_visits_that_are_named_keep_their_facts(illustrative_last):
    named = pl.read_csv(FIGURES / "authority_visits.csv", try_parse_dates=True)
    services = illustrative_last["settings"].filter(pl.col("setting_type") == words.LOCAL_AUTHORITY)
    visits = illustrative_last["visits"].join(services, on="urn")
    found = named.join(visits, on=["la_code", "started_on"], how="left", suffix="_made")
    assert found["visit_id"].null_count() == 0
    assert (found["visit_type"] == found["visit_type_made"].cast(pl.String)).all()
    stated = found.filter(pl.col("published_on").is_not_null())
    assert stated["published_on"].to_list() == stated["published_on_made"].to_list()
    action = pl.col("priority_actions") > 0
    out = found.filter(action, pl.col("published_on_made").is_not_null())
    findings = illustrative_last["findings"].join(visits, on="visit_id", how="semi")
    counts = findings.group_by("visit_id").len(name="priority_actions")
    assert dict(counts.iter_rows()) == dict(out.select("visit_id", "priority_actions").iter_rows())
    assert sorted(counts["priority_actions"]) == [1, 2]
    assert set(findings["side"]) == {"Priority action"}


def test_standing_judgements_are_the_real_ones(illustrative_last):
    real = pl.read_csv(FIGURES / "authority_judgements.csv", try_parse_dates=True)
    services = illustrative_last["settings"].filter(pl.col("setting_type") == words.LOCAL_AUTHORITY)
    columns = ("la_code", "last_grade", "last_inspected_on")
    assert sorted(services.select(columns).rows(), key=str) == sorted(real.rows(), key=str)


def test_figures_are_where_the_wheel_finds_them():
    assert Path(FIGURES, "calibration.csv").is_file()
