"""Text names one authority of the day in every unambiguous form, or is told why it does not."""

from collections import defaultdict

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.areas.authorities import authorities, names, titled
from dashboard.areas.naming import Found, NotFound, find
from dashboard.areas.spelling import forms
from dashboard.areas.vintages import VINTAGES
from dashboard.settings import shipped

NAMES = [vintage.name for vintage in VINTAGES]
LISTED = pl.read_csv(shipped("geo") / "authorities.csv", infer_schema=False)
each_vintage = pytest.mark.parametrize("vintage", NAMES)


def dressed(code, name):
    """Write a name with the titles that its kind of authority goes by."""
    core = name.removesuffix(", City of").removesuffix(", County of").removeprefix("County ")
    if code.startswith("E10"):
        return [f"{name} County Council", f"{core} CC", f"County of {core}", f"{core} County"]
    if code.startswith("E09") and name != "City of London":
        return [
            f"London Borough of {name}",
            f"{name} LB",
            f"LB {name}",
            f"{name}, London Borough of",
        ]
    if code.startswith("E08"):
        return [
            f"{name} MBC",
            f"Metropolitan Borough of {name}",
            f"{name} Metropolitan District Council",
        ]
    if name == "City of London":
        return ["London, City of", "City of London Corporation", "The City of London"]
    return [f"{core} UA", f"{core} Borough", f"{core} (Unitary Authority)", f"{core}, City of"]


@each_vintage
def test_every_authority_is_found_in_every_form_of_its_name_and_codes(vintage):
    numbers = dict(LISTED.select("la_code", "dfe_code").iter_rows())
    for code, name in names(vintage).items():
        said = [code, code.lower(), name, name.upper(), f" {name}\u00a0", f"{name} Council"]
        said += [name.replace(" and ", " & "), name.replace("-", " "), name.replace(".", "")]
        said += [name.replace("St. ", "Saint "), name.replace("North ", "N. ")]
        said += [f"{code} {name}", f"{name} ({code})", numbers[code], f"{numbers[code]}.0"]
        said += [f"{name} ({numbers[code]})", *dressed(code, name)]
        assert {text: find(text, vintage) for text in said} == dict.fromkeys(said, Found(code))


@each_vintage
def test_no_form_belongs_to_two_authorities(vintage):
    held = defaultdict(set)
    official = {name: code for code, name in names(vintage).items()}
    aliases = pl.read_csv(shipped("geo") / "aliases.csv").rows()
    assert {name for _, name in aliases} <= set(LISTED["la_name"])
    for alias, name in [*aliases, *((name, name) for name in official)]:
        for form in forms(alias) if name in official else ():
            held[form].add(official[name])
    assert {form: codes for form, codes in held.items() if len(codes) > 1} == {}


@each_vintage
def test_every_code_of_any_year_is_found_or_says_what_it_became(vintage):
    own = set(authorities(vintage)["la_code"])
    for code in LISTED["la_code"]:
        found = find(code, vintage)
        if isinstance(found, Found):
            assert found.code in own
            assert found.mapped == (code not in own)
        else:
            assert found.why == "another vintage"
            assert len(found.codes) > 1
            assert all(titled(part) in found.said for part in found.codes)


@pytest.mark.parametrize(
    ("text", "vintage", "expected"),
    [
        ("Bournemouth", "2013", Found("E06000028")),
        ("Bournemouth", "2021", Found("E06000058", mapped=True)),
        ("Poole Borough Council", "2019", Found("E06000058", mapped=True)),
        ("Christchurch", "2013", Found("E10000009", mapped=True)),
        ("Christchurch", "2021", Found("E06000058", mapped=True)),
        ("Dorset", "2013", Found("E10000009")),
        ("Dorset County Council", "2020", Found("E06000059")),
        ("Cumberland", "2020", Found("E10000006", mapped=True)),
        ("Taunton Deane", "2025", Found("E06000066", mapped=True)),
        ("Adur and Worthing", "2020", Found("E10000032", mapped=True)),
        ("Bournemouth and Poole", "2021", Found("E06000058", mapped=True)),
        ("Sheffield", "2025", Found("E08000039")),
        ("E08000019", "2025", Found("E08000039", mapped=True)),
        ("825", "2013", Found("E10000002")),
        ("825", "2020", Found("E06000060")),
        ("836", "2021", Found("E06000058", mapped=True)),
        ("Pre-LGR 2021 Northamptonshire", "2020", Found("E10000021")),
        ("Kent&nbsp;County Council", "2020", Found("E10000016")),
        ("Tyneside, North", "2020", Found("E08000022")),
        ("Poole, Christchurch & Bournemouth", "2020", Found("E06000058")),
        ("City and County of Bristol", "2020", Found("E06000023")),
        ("Leeds City Council, 383", "2020", Found("E08000035")),
    ],
)
def test_a_text_means_the_authority_of_the_day(text, vintage, expected):
    assert find(text, vintage) == expected


@pytest.mark.parametrize(
    ("text", "vintage", "why", "codes"),
    [
        ("Cornwall and Isles of Scilly", "2021", "ambiguous", ("E06000052", "E06000053")),
        ("Hackney and City of London", "2021", "ambiguous", ("E09000012", "E09000001")),
        ("Bournemouth and Poole", "2013", "ambiguous", ("E06000028", "E06000029")),
        ("Brighton & Hove / East Sussex", "2020", "ambiguous", ("E06000043", "E10000011")),
        ("Derby County Council", "2020", "ambiguous", ("E06000015", "E10000007")),
        ("E08000035 Kent", "2020", "ambiguous", ("E08000035", "E10000016")),
        ("Northamptonshire", "2021", "another vintage", ("E06000061", "E06000062")),
        ("928", "2023", "another vintage", ("E06000061", "E06000062")),
        ("Cumbria CC", "2023", "another vintage", ("E06000063", "E06000064")),
        ("BCP", "2013", "another vintage", ("E06000028", "E06000029", "E10000009")),
        ("Leedz", "2020", "unknown", ("E08000035",)),
        ("Cheshire", "2020", "unknown", ("E06000049", "E06000050")),
        ("Cardiff", "2020", "unknown", ()),
        ("W06000015", "2020", "unknown", ()),
        ("999", "2020", "unknown", ()),
        ("London", "2020", "unknown", ("E09000001",)),
        ("City Council", "2020", "unknown", ()),
        (" ", "2020", "blank", ()),
        ("—", "2020", "blank", ()),
    ],
)
def test_what_names_no_one_authority_is_told_why_and_which_it_may_mean(text, vintage, why, codes):
    found = find(text, vintage)
    assert isinstance(found, NotFound)
    assert (found.why, found.codes) == (why, codes)
    assert all(titled(code) in found.said for code in codes)
    assert found.said.endswith(".")


SHORT = {
    "Bath & NE Somerset": "Bath and North East Somerset",
    "Bournemouth Poole and Christchurch": "Bournemouth, Christchurch and Poole",
    "Bristol": "Bristol, City of",
    "Bucks": "Buckinghamshire",
    "Central Beds": "Central Bedfordshire",
    "Corporation of London": "City of London",
    "Durham": "County Durham",
    "East Riding of Yorks": "East Riding of Yorkshire",
    "Herefordshire": "Herefordshire, County of",
    "Kingston on Thames": "Kingston upon Thames",
    "Lancs": "Lancashire",
    "N Tyneside": "North Tyneside",
    "NE Lincs": "North East Lincolnshire",
    "N. Yorks.": "North Yorkshire",
    "Northants": "Northamptonshire",
    "Saint Helens": "St. Helens",
    "Salop": "Shropshire",
    "Scilly Isles": "Isles of Scilly",
    "South Gloucs": "South Gloucestershire",
    "W Berks": "West Berkshire",
    "Worcs": "Worcestershire",
}


@pytest.mark.parametrize(("said", "name"), SHORT.items())
def test_what_is_written_short_is_read_in_full(said, name):
    official = {name: code for code, name in names("2020").items()}
    assert find(said, "2020") == Found(official[name])


def test_an_alias_is_kept_only_where_no_rule_makes_it():
    for alias, name in pl.read_csv(shipped("geo") / "aliases.csv").rows():
        assert not set(forms(alias)) & set(forms(name)), alias


@given(st.text(), st.sampled_from(NAMES))
def test_any_text_is_found_in_the_vintage_or_answered(text, vintage):
    found = find(text, vintage)
    if isinstance(found, Found):
        assert found.code in set(authorities(vintage)["la_code"])
    else:
        assert found.said


@given(
    st.sampled_from(sorted(names("2020").items())),
    st.sampled_from(sorted(names("2020").items())),
    st.sampled_from([" and ", " & ", ", ", "/", "; "]),
)
def test_two_authorities_are_never_taken_for_one_and_both_are_named(one, other, between):
    found = find(one[1] + between + other[1], "2020")
    if one == other:
        assert isinstance(found, Found)
    else:
        assert isinstance(found, NotFound)
        assert {one[0], other[0]} <= set(found.codes)
