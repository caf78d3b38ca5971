"""Authorities are found by code and by name, in the vintage that is asked for."""

from datetime import date

import polars as pl
import pytest

from dashboard.areas import authorities as module
from dashboard.areas.authorities import (
    REGIONS,
    STATISTICAL_REGIONS,
    authorities,
    code_of,
    map_code,
    names,
    vintages_with,
    why_not,
)
from dashboard.areas.vintages import VINTAGES, vintage_on
from dashboard.settings import shipped

NAMES = [vintage.name for vintage in VINTAGES]
each_vintage = pytest.mark.parametrize("vintage", NAMES)


@pytest.mark.parametrize("vintage", VINTAGES, ids=NAMES)
def test_every_vintage_has_its_number_of_authorities(vintage):
    listed = authorities(vintage.name)
    assert listed.height == listed["la_code"].n_unique() == vintage.count
    assert listed["la_name"].n_unique() == vintage.count
    assert listed.null_count().sum_horizontal().item() == 0


@each_vintage
def test_regions_are_the_eight_of_ofsted_and_the_nine_of_statistics(vintage):
    listed = authorities(vintage)
    assert tuple(listed["region"].unique().sort()) == REGIONS
    assert tuple(listed["statistical_region"].unique().sort()) == STATISTICAL_REGIONS
    assert listed["region"].to_list() == sorted(listed["region"])


@each_vintage
def test_only_the_north_east_and_yorkshire_differ_between_the_two_sets_of_regions(vintage):
    moved = authorities(vintage).filter(pl.col("region") != pl.col("statistical_region"))
    assert set(moved["region"]) == {"North East, Yorkshire and the Humber"}
    assert moved.height == 27


@each_vintage
def test_labels_are_three_characters_and_unique(vintage):
    labels = authorities(vintage)["label"]
    assert labels.n_unique() == labels.len()
    assert set(labels.str.len_chars()) == {3}


@each_vintage
def test_authorities_of_the_vintage_are_those_of_all_its_days(vintage):
    listed = pl.read_csv(shipped("geo") / "authorities.csv", try_parse_dates=True)
    own = next(v for v in VINTAGES if v.name == vintage)
    for day in (own.first_day, own.last_day or date(2099, 12, 31)):
        valid = listed.filter(
            pl.col("first_day") <= day, pl.col("last_day").is_null() | (pl.col("last_day") >= day)
        )
        assert set(valid["la_code"]) == set(authorities(vintage)["la_code"])


@pytest.mark.parametrize(
    ("day", "vintage"),
    [
        (date(2013, 4, 1), "2013"),
        (date(2018, 3, 31), "2013"),
        (date(2019, 3, 31), "2013"),
        (date(2019, 4, 1), "2019"),
        (date(2020, 3, 31), "2019"),
        (date(2020, 4, 1), "2020"),
        (date(2021, 3, 31), "2020"),
        (date(2021, 4, 1), "2021"),
        (date(2023, 3, 31), "2021"),
        (date(2023, 4, 1), "2023"),
        (date(2025, 3, 31), "2023"),
        (date(2025, 4, 1), "2025"),
        (date(2037, 1, 5), "2025"),
    ],
)
def test_the_day_chooses_the_vintage(day, vintage):
    assert vintage_on(day) == vintage


def test_a_day_before_the_first_vintage_is_refused():
    with pytest.raises(ValueError, match=r"31 March 2013: .* 1 April 2013\. Choose that day"):
        vintage_on(date(2013, 3, 31))


@each_vintage
def test_every_official_name_finds_its_own_code(vintage):
    for code, name in authorities(vintage).select("la_code", "la_name").rows():
        for spelling in (name, name.upper(), f" {name} ", f"{name} Council"):
            assert code_of(spelling, vintage) == code


@each_vintage
def test_every_alias_finds_its_authority_in_the_vintages_that_have_it(vintage):
    codes = {name: code for code, name in names(vintage).items()}
    for alias, name in pl.read_csv(shipped("geo") / "aliases.csv").rows():
        if name in codes:
            assert code_of(alias, vintage) == codes[name]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Hull", "E06000010"),
        ("Kingston Upon Hull", "E06000010"),
        ("City of Kingston upon Hull", "E06000010"),
        ("Bristol", "E06000023"),
        ("BCP", "E06000058"),
        ("Bournemouth, Christchurch & Poole", "E06000058"),
        ("Durham", "E06000047"),
        ("Durham County Council", "E06000047"),
        ("Herefordshire", "E06000019"),
        ("Medway Towns", "E06000035"),
        ("Richmond Upon Thames", "E09000027"),
        ("Southend on Sea", "E06000033"),
        ("St Helens", "E08000013"),
        ("City of London", "E09000001"),
        ("City of York Council", "E06000014"),
        ("London Borough of Barnet", "E09000003"),
    ],
)
def test_everyday_and_ofsted_spellings_are_understood(name, code):
    assert code_of(name, "2020") == code


@pytest.mark.parametrize("name", ["London", "Leed", "Yorkshire", "", "City Council", "Cumberland"])
def test_a_near_miss_finds_nothing(name):
    assert code_of(name, "2020") is None


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("Bournemouth", ("E06000028", None, None, None, None, None)),
        ("Dorset", ("E10000009", *("E06000059",) * 5)),
        ("Buckinghamshire", (*("E10000002",) * 2, *("E06000060",) * 4)),
        ("Northamptonshire", (*("E10000021",) * 3, None, None, None)),
        ("West Northamptonshire", (None, None, None, *("E06000062",) * 3)),
        ("North Yorkshire", (*("E10000023",) * 4, *("E06000065",) * 2)),
        ("Somerset", (*("E10000027",) * 4, *("E06000066",) * 2)),
        ("Barnsley", (*("E08000016",) * 5, "E08000038")),
    ],
)
def test_the_same_name_may_have_another_code_in_another_vintage(name, codes):
    assert tuple(code_of(name, vintage) for vintage in NAMES) == codes


def test_the_names_in_a_file_tell_its_vintage():
    assert vintages_with(["Leeds", "Hull"]) == tuple(NAMES)
    assert vintages_with(["Leeds", "Northamptonshire"]) == ("2013", "2019", "2020")
    assert vintages_with(["Poole", "Northamptonshire"]) == ("2013",)
    assert vintages_with(["Cumbria", "North Northamptonshire"]) == ("2021",)
    assert vintages_with(["Cumberland"]) == ("2023", "2025")
    assert vintages_with(["Cumbria", "Cumberland"]) == ()


@pytest.mark.parametrize(
    ("code", "vintage", "expected"),
    [
        ("E08000035", "2020", "E08000035"),
        ("E06000028", "2020", "E06000058"),
        ("E10000002", "2023", "E06000060"),
        ("E10000023", "2023", "E06000065"),
        ("E08000038", "2023", "E08000016"),
        ("E08000019", "2025", "E08000039"),
        ("E06000060", "2013", "E10000002"),
        ("E06000059", "2013", "E10000009"),
        ("E06000058", "2013", None),
        ("E08000020", "2013", "E08000037"),
        ("E06000065", "2020", "E10000023"),
        ("E06000061", "2020", "E10000021"),
        ("E06000064", "2021", "E10000006"),
        ("E10000021", "2021", None),
        ("E10000006", "2023", None),
        ("E10000009", "2020", None),
        ("E99999999", "2020", None),
    ],
)
def test_a_code_maps_only_where_one_authority_holds_all_of_it(code, vintage, expected):
    assert map_code(code, vintage) == expected


@each_vintage
def test_what_code_maps_to_is_in_the_vintage(vintage):
    codes = set(authorities(vintage)["la_code"])
    for other in NAMES:
        for code in authorities(other)["la_code"]:
            assert map_code(code, vintage) in codes | {None}


@pytest.mark.parametrize(
    ("asked", "vintage", "words"),
    [
        ("Cumberland", "2020", ("1 April 2020 to 31 March 2021", "use Cumbria (E10000006)")),
        ("Cumbria", "2023", ("was split", "Cumberland (E06000063) or Westmorland")),
        ("E10000009", "2021", ("Dorset (E10000009) was split", "E06000058", "E06000059")),
        ("Poole", "2020", ("use Bournemouth, Christchurch and Poole (E06000058)",)),
        ("Narnia", "2020", ("“Narnia” is not the name or the code", "check the spelling")),
        ("Leeds", "2020", ("Leeds is one of the authorities",)),
    ],
)
def test_why_not_says_the_reason_and_the_remedy(asked, vintage, words):
    said = why_not(asked, vintage)
    assert all(word in said for word in words)
    assert said.endswith(".")
    assert "\n" not in said


def test_the_module_reads_no_geometry_library():
    assert not hasattr(module, "gpd")
