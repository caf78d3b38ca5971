"""Rule 9 of the design: invented numbers, no names, and no concern that points at one place."""

import re

import polars as pl
import pytest

from dashboard import illustrative
from dashboard.illustrative.attributes import settings as made_settings
from dashboard.records import words
from dashboard.settings import shipped

ADVERSE = ("Requires improvement to be good", "Inadequate")
CONCERNS = ("Needs to improve", "Priority action")
ALONE = ("Secure children's home", "Secure training centre", words.LOCAL_AUTHORITY)


def concerns(records) -> pl.DataFrame:
    """Every setting to which the records attach something adverse that is invented."""
    visits, findings = records["visits"], records["findings"]
    adverse = findings.filter(pl.col("side").is_in(CONCERNS))
    by_visit = visits.filter(
        (pl.col("selection_basis") == words.PRIORITISED)
        | (pl.col("outcome") == words.SERIOUS_CONCERNS)
        | (pl.col("visit_type") == "Monitoring visit")
        | pl.col("visit_id").is_in(adverse["visit_id"].implode())
    )
    graded = records["settings"].filter(pl.col("last_grade").is_in(ADVERSE))
    urns = pl.concat([by_visit["urn"], records["actions"]["urn"], graded["urn"]]).unique()
    found = records["settings"].filter(pl.col("urn").is_in(urns.implode()))
    return found.filter(pl.col("setting_type") != words.LOCAL_AUTHORITY)


def crowded(records, day, kinds) -> pl.Series:
    closed = pl.col("closed_on")
    live = records["settings"].filter(
        pl.col("setting_type").is_in(kinds),
        pl.col("registered_on") <= day,
        closed.is_null() | (closed > day),
    )
    return live.group_by("la_code").len().filter(pl.col("len") >= 5)["la_code"]


def test_numbers_are_invented_in_every_table(illustrative_days):
    for records in illustrative_days.values():
        for name in ("settings", "visits", "actions"):
            assert records[name]["urn"].str.contains(r"^EX\d{6}$").all()


def test_concerns_are_invented_only_for_one_of_at_least_five(illustrative_days):
    for day, records in illustrative_days.items():
        named = concerns(records)
        assert named.filter(pl.col("setting_type").is_in(ALONE)).is_empty()
        homes = crowded(records, day, words.HOMES)
        assert named.filter(~pl.col("la_code").is_in(homes.implode())).is_empty()
        for kind in named["setting_type"].unique():
            areas = crowded(records, day, [kind])
            of_kind = named.filter(pl.col("setting_type") == kind)
            assert of_kind.filter(~pl.col("la_code").is_in(areas.implode())).is_empty()


def test_powers_and_serious_concerns_touch_only_childrens_homes(illustrative_days):
    for records in illustrative_days.values():
        kinds = records["settings"].select("urn", "setting_type")
        serious = records["visits"].filter(pl.col("outcome") == words.SERIOUS_CONCERNS)
        for table in (records["actions"], serious):
            found = table.join(kinds, on="urn", how="left")
            assert set(found["setting_type"]) <= {"Children's home"}


def test_nothing_is_stated_of_secure_places_and_authorities(illustrative_days):
    named = pl.read_csv(shipped("data") / "figures" / "authority_visits.csv")
    for records in illustrative_days.values():
        alone = records["settings"].filter(pl.col("setting_type").is_in(ALONE))
        visits = records["visits"].join(alone, on="urn")
        assert visits["outcome"].null_count() == visits.height
        told = records["findings"].join(visits, on="visit_id")
        real = named.filter(pl.col("priority_actions") > 0)["la_code"]
        assert told.filter(~pl.col("la_code").is_in(real.implode())).is_empty()


def test_an_authority_is_prioritised_only_by_its_real_standing_judgement(illustrative_last):
    services = illustrative_last["settings"].filter(pl.col("setting_type") == words.LOCAL_AUTHORITY)
    visits = illustrative_last["visits"].join(services, on="urn")
    prioritised = visits.filter(pl.col("selection_basis") == words.PRIORITISED)
    assert set(prioritised["last_grade"]) == {"Inadequate"}
    assert set(prioritised["reason"]) == {"Prior judgement"}


def test_texts_name_nobody_and_no_place(illustrative_last):
    texts = illustrative_last["findings"]["text"]
    assert texts.str.len_chars().max() <= 120
    names = illustrative_last["local_authorities"]["la_name"]
    for text in texts.unique():
        assert not any(re.search(rf"\b{re.escape(name)}\b", text) for name in names)
        assert not re.findall(r"(?<!^)\b[A-Z][a-z]+", text)


@pytest.mark.parametrize("kind", ALONE[:2])
def test_secure_places_have_no_invented_adverse_judgement(kind):
    rows = made_settings().filter(pl.col("setting_type") == kind)
    assert rows.filter(pl.col("last_grade").is_in(ADVERSE)).is_empty()


def test_the_last_day_is_covered_too(illustrative_days):
    assert illustrative.LAST in illustrative_days
