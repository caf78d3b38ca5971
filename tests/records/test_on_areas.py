"""Earlier records lie on the later authorities, so that a new code of an old place is no change."""

import polars as pl
import pytest

from dashboard.records.intake import own_authorities
from dashboard.records.on_areas import on_areas


def records(vintage, settings, visits=()):
    return {
        "local_authorities": own_authorities(vintage),
        "settings": pl.DataFrame(settings, {"urn": pl.String, "la_code": pl.String}, orient="row"),
        "visits": pl.DataFrame(visits, {"visit_id": pl.String, "urn": pl.String}, orient="row"),
    }


def codes(moved):
    return dict(moved["settings"].iter_rows())


def test_a_place_that_only_changed_its_code_is_the_same():
    before = records("2021", [("EX000001", "E10000023"), ("EX000002", "E08000035")])
    moved = on_areas(before, before, "2023")
    assert codes(moved) == {"EX000001": "E06000065", "EX000002": "E08000035"}


def test_a_setting_of_a_split_authority_is_on_the_part_that_it_is_on_now():
    before = records("2020", [(f"EX00000{n}", "E10000021") for n in range(3)])
    now = records("2021", [("EX000000", "E06000061"), ("EX000001", "E08000035")])
    moved = codes(on_areas(before, now, "2021"))
    assert moved == {"EX000000": "E06000061", "EX000001": "E10000021", "EX000002": "E10000021"}


@pytest.mark.parametrize(
    ("old", "new", "vintages"),
    [("E10000027", "E06000066", ("2021", "2023")), ("E08000016", "E08000038", ("2023", "2025"))],
)
def test_an_authority_keeps_its_visits_under_its_new_code(old, new, vintages):
    before = records(vintages[0], [(old, old)], [("V0000001", old)])
    moved = on_areas(before, records(vintages[1], [(new, new)]), vintages[1])
    assert codes(moved) == {new: new}
    assert moved["visits"]["urn"].to_list() == [new]
    assert moved["local_authorities"].equals(own_authorities(vintages[1]))


def test_authorities_that_were_joined_stay_two_settings_of_one_place():
    both = [("E06000028", "E06000028"), ("E06000029", "E06000029")]
    moved = on_areas(records("2013", both), records("2019", []), "2019")
    assert codes(moved) == {"E06000028": "E06000058", "E06000029": "E06000058"}
