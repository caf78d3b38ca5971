"""Numbers, dates, names and filters read as a person would write them."""

import re
from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import pairwise
from math import floor

import polars as pl
import pytest

from dashboard.exhibits.coverage import strip
from dashboard.measures.filters import PLACES_UNIT
from dashboard.measures.selection import Selection
from dashboard.records import words as w
from dashboard.wording import elapsed, words
from dashboard.wording.together import or_how_many, together

OPENING = Selection()


@pytest.mark.parametrize(
    ("count", "written"), [(0, "0"), (999, "999"), (1000, "1,000"), (1234567, "1,234,567")]
)
def test_counts_have_commas(count, written):
    assert words.number(count) == written


@pytest.mark.parametrize(
    ("count", "phrase", "written"),
    [
        (1, "visits", "1 visit"),
        (1, "actions in force are", "1 action in force is"),
        (1, "settings have", "1 setting has"),
        (1200, "busy weeks", "1,200 busy weeks"),
        (0, "actions were", "No actions were"),
        (None, "visits", "No visits"),
    ],
)
def test_one_of_something_and_its_verb_are_singular_and_none_has_its_word(count, phrase, written):
    assert words.many(count, phrase, "No") == written


@pytest.mark.parametrize(
    ("count", "places", "written"),
    [
        (0.5, 0, "1"),
        (2.5, 0, "3"),
        (1234.5, 0, "1,235"),
        (35.5, 0, "36"),
        (57 / 200 * 100, 0, "29"),
        (1.25, 1, "1.3"),
        (1.15, 1, "1.2"),
        (2, 1, "2.0"),
        (-2.5, 0, "-3"),
        (None, 0, "not known"),
        (None, 1, "not known"),
    ],
)
def test_every_number_is_rounded_half_up_and_none_is_said(count, places, written):
    assert words.number(count, places) == written


@pytest.mark.parametrize(
    ("low", "high", "written"),
    [
        (0.1, 0.14, "10 to 14%"),
        (0.101, 0.104, "10%"),
        (0.0004, 0.004, "under 1%"),
        (0.001, 0.02, "under 1 to 2%"),
        (0.995, 0.999, "over 99%"),
    ],
)
def test_a_range_of_shares_whose_ends_are_written_alike_is_said_once(low, high, written):
    assert words.percents(low, high) == written


def test_what_is_not_known_is_said_by_every_way_of_writing_a_number():
    told = (words.number(None), words.percent(None), words.n_of_n(None, 5))
    assert {*told, words.short_share(None, 5)} == {words.NOT_TOLD}


@pytest.mark.parametrize("sector", w.SECTORS)
@pytest.mark.parametrize("kind", [w.ALL_PROVIDERS, *w.SETTING_TYPES])
@pytest.mark.parametrize("count", [0, 1])
def test_no_word_of_a_noun_is_doubled(sector, kind, count):
    said = words.noun(replace(OPENING, setting_type=kind, sector=sector), count)
    parts = re.sub("authorit(y|ies)", "authority", said).replace("-", " ").split()
    assert not [one for one, after in pairwise(parts) if one == after], said
    assert "local authority run local authority" not in " ".join(parts)


@pytest.mark.parametrize(
    ("shares", "said"),
    [
        ([0.0] * 8, "In all 8 authorities with 10 or more providers, none of them are visited"),
        (
            [0.1, 0.2, 0.3, 0.4],
            "In 2 of the 4 authorities with 10 or more providers, 20% to 30% of them are visited",
        ),
        (
            [0.0, 0.0, 0.0, 0.4],
            "In 3 of the 4 authorities with 10 or more providers, none of them are visited",
        ),
        (
            [n / 100 for n in range(10, 29)],
            "In 11 of the 19 authorities with 10 or more providers, 14% to 24% of them are visited",
        ),
    ],
)
def test_the_middle_half_is_counted_and_not_cut_off(shares, said):
    rows = pl.DataFrame({"denominator": 20, "numerator": 1, "value": shares, "status": "shown"})
    assert strip.headline(rows, OPENING) == said


@pytest.mark.parametrize(
    ("share", "written"),
    [
        (0, "0%"),
        (0.0001, "under 1%"),
        (0.00499, "under 1%"),
        (0.005, "1%"),
        (0.5, "50%"),
        (0.58, "58%"),
        (0.9949, "99%"),
        (0.995, "over 99%"),
        (0.9999, "over 99%"),
        (1, "100%"),
    ],
)
def test_only_none_is_0_percent_and_only_all_is_100_percent(share, written):
    assert words.percent(share) == written


def test_every_share_is_rounded_half_up_as_on_paper():
    for below in (*range(10, 60), 200, 400, 1000):
        for above in range(1, below):
            rounded = floor(Fraction(100 * above, below) + Fraction(1, 2))
            if 1 <= rounded <= 99:
                assert words.percent(above / below) == f"{rounded}%"
                assert words.short_share(above, below) == f"{rounded}%"


@pytest.mark.parametrize(
    ("counts", "written"),
    [
        ((0, 0), "0 of 0"),
        ((3, 8), "3 of 8"),
        ((9, 9), "9 of 9"),
        ((3, 10), "3 of 10 (30%)"),
        ((0, 12), "0 of 12 (0%)"),
        ((924, 2958), "924 of 2,958 (31%)"),
        ((1, 2958), "1 of 2,958 (under 1%)"),
    ],
)
def test_a_percentage_is_given_only_from_ten(counts, written):
    assert words.n_of_n(*counts) == written


@pytest.mark.parametrize(
    ("counts", "written"),
    [
        ((3, 8), "3/8"),
        ((31, 74), "42%"),
        ((0, 74), "0%"),
        ((1, 900), "<1%"),
        ((899, 900), ">99%"),
        ((74, 74), "100%"),
    ],
)
def test_a_short_share_never_says_none_or_all_unless_it_is(counts, written):
    assert words.short_share(*counts) == written


@pytest.mark.parametrize(
    ("first", "last", "written"),
    [
        (date(2020, 9, 1), date(2020, 12, 7), "1 September to 7 December 2020"),
        (date(2020, 9, 1), date(2021, 3, 31), "1 September 2020 to 31 March 2021"),
        (date(2020, 4, 1), date(2020, 4, 5), "1 April to 5 April 2020"),
    ],
)
def test_a_span_names_the_year_once_unless_it_changes(first, last, written):
    assert words.span(first, last) == written


@pytest.mark.parametrize(
    ("parts", "written"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_a_list_reads_as_in_a_sentence(parts, written):
    assert words.listed(parts) == written


@pytest.mark.parametrize(
    ("area", "written"),
    [
        (None, "England"),
        ("North West", "the North West"),
        ("East of England", "the East of England"),
        ("North East, Yorkshire and the Humber", "the North East, Yorkshire and the Humber"),
        ("Yorkshire and the Humber", "Yorkshire and the Humber"),
        ("London", "London"),
        ("E10000016", "Kent"),
        ("E06000053", "the Isles of Scilly"),
        ("E06000046", "the Isle of Wight"),
        ("E09000001", "the City of London"),
        ("E06000011", "the East Riding of Yorkshire"),
        ("E06000023", "Bristol"),
        ("E06000010", "Kingston upon Hull"),
        ("E06000019", "Herefordshire"),
        ("E06000058", "Bournemouth, Christchurch and Poole"),
    ],
)
def test_a_place_is_named_as_in_a_sentence(illustrated, area, written):
    assert words.place(area, illustrated) == written


PLURALS = (
    "providers",
    "children's homes of all types",
    "children's homes",
    "secure children's homes",
    "residential special schools registered as children's homes",
    "independent fostering agencies",
    "voluntary adoption agencies",
    "adoption support agencies",
    "residential family centres",
    "residential special schools",
    "boarding schools",
    "further education colleges with residential accommodation",
    "residential holiday schemes for disabled children",
    "secure training centres",
    "supported accommodation providers",
    "settings of another type",
    "local authorities",
)


def test_every_setting_type_and_group_has_its_plural():
    types = (w.ALL_PROVIDERS, w.ALL_HOMES, *w.SETTING_TYPES)
    assert tuple(words.noun(OPENING.changed("setting_type", kind)) for kind in types) == PLURALS


FILTERS = [
    ("area", "North West", "North West, providers"),
    ("area", "E10000016", "Kent, providers"),
    *(("setting_type", kind, words.NOUNS[kind]) for kind in w.SETTING_TYPES),
    ("sector", "Private", "private providers"),
    ("sector", "Local Authority", "local-authority-run providers"),
    ("sector", "Voluntary", "voluntary providers"),
    ("sector", "Health Authority", "health-run providers"),
    ("sector", "Academy", "academy providers"),
    ("sector", w.NOT_RECORDED, "providers whose sector is not recorded"),
    ("last_grade", "Outstanding", "providers last judged outstanding"),
    ("last_grade", "Good", "providers last judged good"),
    ("last_grade", w.GRADES[2], "providers last judged requires improvement to be good"),
    ("last_grade", "Inadequate", "providers last judged inadequate"),
    ("last_grade", w.NOT_YET_INSPECTED, "providers not yet inspected"),
    ("last_grade", w.NOT_RECORDED, "providers whose prior judgement is not recorded"),
    ("since", date(2020, 4, 1), "visits from 1 April to 7 December 2020"),
    ("until", date(2020, 11, 22), "visits from 1 September to 22 November 2020"),
    ("unit", PLACES_UNIT, "places in providers"),
    ("regions", 9, "the 9 statistical regions"),
]


@pytest.mark.parametrize(("field", "value", "said"), FILTERS)
def test_every_filter_is_said_in_words(illustrated, field, value, said):
    assert said in words.showing(OPENING.changed(field, value), illustrated)


def test_two_filters_that_are_both_blank_in_the_records_read_as_one_phrase(illustrated):
    chosen = Selection(sector=w.NOT_RECORDED, last_grade=w.NOT_RECORDED)
    said = words.showing(chosen, illustrated)
    assert "providers whose sector and prior judgement are not recorded," in said


def test_what_is_shown_at_first_is_said_whole(illustrated):
    said = words.showing(OPENING, illustrated)
    assert said == "England, providers, visits from 1 September to 7 December 2020"


def test_an_empty_choice_says_which_filter_to_change(illustrated):
    chosen = Selection(area="E06000053", setting_type="Secure training centre", sector="Academy")
    assert words.nothing_left(chosen, illustrated) == (
        "The Isles of Scilly has no academy secure training centres. "
        "Try all providers, all sectors or all of England."
    )


def test_an_empty_register_does_not_send_the_reader_to_a_filter(edges):
    said = words.nothing_left(OPENING, edges["nothing on the register"])
    assert said == "England has no providers. The register in these records is empty."


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("All children's homes", "all-childrens-homes"),
        ("North East, Yorkshire and the Humber", "north-east-yorkshire-and-the-humber"),
        (" St. Helens ", "st-helens"),
        ("", ""),
    ],
)
def test_a_slug_is_short_and_plain(text, slug):
    assert words.slug(text) == slug


def test_invented_records_say_so_and_real_ones_name_their_snapshot(illustrated, edges):
    assert "invented" in words.source(illustrated)
    real = edges["one visit"]
    assert words.source(real) == f"{real.source} (snapshot {real.name})"


def test_names_with_an_and_of_their_own_stay_apart():
    help_, staff = "help and protection", "staffing"
    assert together([staff]) == staff
    assert together([staff, "environment"]) == "staffing and environment"
    assert together([help_, staff]) == "help and protection, and staffing"
    assert together([help_, staff, "environment"]) == (
        "help and protection; staffing; and environment"
    )
    assert together([staff, "this or that"]) == "staffing, and this or that"
    assert or_how_many(["a", "b", "c", "d"], "themes") == "4 themes"
    assert or_how_many(["a", "b", "c", "d"], "regions", 8) == "4 of 8 regions"


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (0, "the past day"),
        (1, "the past day"),
        (9, "the past 9 days"),
        (27, "the past 4 weeks"),
        (31, "about the past 4 weeks"),
        (204, "the past 7 months"),
        (365, "the past year"),
        (369, "about the past year"),
        (919, "about the past 2 and a half years"),
        (1813, "the past 5 years"),
    ],
)
def test_a_time_that_has_passed_is_said_as_it_is_spoken(days, said):
    assert elapsed.past(days) == said


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (0, "on the same day"),
        (1, "1 day ago"),
        (14, "2 weeks ago"),
        (31, "about 4 weeks ago"),
        (365, "1 year ago"),
        (800, "about 2 years ago"),
        (919, "about 2 and a half years ago"),
        (1300, "about 3 and a half years ago"),
        (4865, "about 13 years ago"),
    ],
)
def test_how_long_ago_something_was_is_said_as_it_is_spoken(days, said):
    assert elapsed.ago(days) == said
