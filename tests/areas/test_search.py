"""What someone types finds one area, or is told what to type instead."""

import pytest

from dashboard.areas.authorities import REGIONS, STATISTICAL_REGIONS, authorities
from dashboard.areas.search import find, offered
from dashboard.areas.vintages import VINTAGES


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("Hull", "E06000010"),
        ("hull city council", "E06000010"),
        ("BRISTOL", "E06000023"),
        ("bcp", "E06000058"),
        ("Bournemouth, Christchurch & Poole", "E06000058"),
        ("  Kent ", "E10000016"),
        ("Kent County Council", "E10000016"),
        ("e10000016", "E10000016"),
        ("Rbkc", "E09000020"),
        ("North West", "North West"),
        ("the north west", "North West"),
        ("London", "London"),
        ("City of London", "E09000001"),
        ("E12000007", "London"),
        ("e12000003", "North East, Yorkshire and the Humber"),
    ],
)
def test_a_name_in_any_spelling_or_a_code_finds_its_area(typed, code):
    assert find(typed, "2020", REGIONS) == (code, "")


def test_an_old_code_is_found_where_one_authority_took_it_over():
    assert find("E10000002", "2020", REGIONS) == ("E10000002", "")
    found, said = find("E10000021", "2021", REGIONS)
    assert found is None
    assert "use North Northamptonshire (E06000061) or West Northamptonshire" in said


@pytest.mark.parametrize("vintage", [vintage.name for vintage in VINTAGES])
def test_every_authority_is_found_by_its_name_and_by_its_code(vintage):
    for code, name in authorities(vintage).select("la_code", "la_name").iter_rows():
        assert find(name, vintage, REGIONS) == (code, "")
        assert find(code, vintage, REGIONS) == (code, "")


@pytest.mark.parametrize("typed", ["", "   ", "—"])
def test_nothing_typed_finds_nothing_and_says_nothing(typed):
    assert find(typed, "2020", REGIONS) == (None, "")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("York", ""),
        ("Yorkshre", "check the spelling"),
        ("Atlantis", "check the spelling"),
        ("E06000999", "check the spelling"),
        ("Wakef", "is part of the name of Wakefield; type the whole name."),
        ("shire", "and "),
        ("Cumberland", "use Cumbria (E10000006)"),
    ],
)
def test_what_finds_nothing_is_answered_in_words(typed, said):
    found, sentence = find(typed, "2020", REGIONS)
    assert (found is None) == bool(said)
    assert said in sentence
    assert not sentence or sentence.endswith(".")


def test_a_statistical_region_is_found_only_where_those_are_in_use():
    assert find("Yorkshire and the Humber", "2020", STATISTICAL_REGIONS)[0] is not None
    assert find("Yorkshire and the Humber", "2020", REGIONS)[0] is None


@pytest.mark.parametrize("vintage", [vintage.name for vintage in VINTAGES])
def test_a_name_that_two_authorities_may_have_offers_both(vintage):
    both = ("E06000010", "E09000021")
    found, said = find("Kingston", vintage, REGIONS)
    assert found is None
    assert "Hull" in said
    assert "Thames" in said
    assert offered("kingston", vintage) == both
    assert offered("Kingston upon Hull", vintage) == offered("Kent", vintage) == ()
    assert set(offered("Northampton", vintage)) <= {"E10000021", "E06000061", "E06000062"}
