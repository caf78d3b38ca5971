"""A link is the whole view: what is written is read back, and what cannot be used is said."""

from datetime import date

import pytest

from dashboard.areas.authorities import (
    ENGLAND_CODE,
    REGION_CODES,
    REGIONS,
    STATISTICAL_REGIONS,
)
from dashboard.measures.filters import FILTERS, MAP, PLACES_UNIT
from dashboard.measures.narrowing import OF_VISITS
from dashboard.measures.selection import Selection
from dashboard.records import words as w
from dashboard.ui import address
from dashboard.ui.notices import NotKnownError
from dashboard.wording import words

SLUGS = {
    "type": {
        "all-providers": "All providers",
        "all-childrens-homes": "All children's homes",
        "childrens-home": "Children's home",
        "secure-childrens-home": "Secure children's home",
        "residential-special-school-registered-as-a-childrens-home": (
            "Residential special school (registered as a children's home)"
        ),
        "independent-fostering-agency": "Independent fostering agency",
        "voluntary-adoption-agency": "Voluntary adoption agency",
        "adoption-support-agency": "Adoption support agency",
        "residential-family-centre": "Residential family centre",
        "residential-special-school": "Residential special school",
        "boarding-school": "Boarding school",
        "further-education-college-with-residential-accommodation": (
            "Further education college with residential accommodation"
        ),
        "residential-holiday-scheme-for-disabled-children": (
            "Residential holiday scheme for disabled children"
        ),
        "secure-training-centre": "Secure training centre",
        "supported-accommodation": "Supported accommodation",
        "another-type": "Another type",
        "local-authority": "Local authority",
    },
    "sector": {
        "private": "Private",
        "local-authority": "Local Authority",
        "voluntary": "Voluntary",
        "health-authority": "Health Authority",
        "academy": "Academy",
        "not-recorded": "Not recorded",
    },
    "judgement": {
        "outstanding": "Outstanding",
        "good": "Good",
        "requires-improvement-to-be-good": "Requires improvement to be good",
        "inadequate": "Inadequate",
        "not-yet-inspected": "Not yet inspected",
        "consistently-strong-service-delivery": "Consistently strong service delivery",
        "inconsistent-quality-of-service-delivery": "Inconsistent quality of service delivery",
        "serious-or-widespread-weaknesses": "Serious or widespread weaknesses",
        "not-recorded": "Not recorded",
    },
    "made": {
        "on-site": "On site",
        "remote": "Remote",
        "both": "Both",
        "not-recorded": "Not recorded",
    },
    "visit": {
        "assurance-visit": "Assurance visit",
        "monitoring-visit": "Monitoring visit",
        "focused-visit": "Focused visit",
        "full-inspection": "Full inspection",
        "interim-inspection": "Interim inspection",
        "emergency-inspection": "Emergency inspection",
    },
    "reason": {
        "prioritised-on-concerns": "Prioritised on concerns",
        "sampled-good-or-outstanding": "Sampled good or outstanding",
        "other": "Other",
        "not-recorded": "Not recorded",
    },
    "behind": {
        "prior-judgement": "Prior judgement",
        "concern-or-information-received": "Concern or information received",
        "never-inspected": "Never inspected",
        "time-since-last-visit": "Time since last visit",
        "follow-up": "Follow-up",
        "good-practice": "Good practice",
        "not-recorded": "Not recorded",
    },
    "unit": {"settings": "settings", "places": "places"},
    "map": {"hexagons": "hexagons", "map": "map"},
    "colour": {"bands": "bands", "differences": "differences"},
    "show": {
        "areas": "areas",
        "weeks": "weeks",
        "who-is-left": "who is left",
        "fairness": "fairness",
        "first": "first",
        "all": "all",
        "where-we-stand": "where we stand",
        "the-last-week": "the last week",
        "types": "types",
        "reasons": "reasons",
        "reasons-by-type": "reasons by type",
        "what-lay-behind": "what lay behind",
        "what-was-found": "what was found",
        "concerns": "concerns",
        "concerns-compared": "concerns compared",
        "what-letters-mention": "what letters mention",
        "how-we-visited": "how we visited",
        "letters": "letters",
        "in-force": "in force",
        "kinds-of-action": "kinds of action",
        "what-followed": "what followed",
        "every-action": "every action",
        "forecast": "forecast",
        "local-authorities": "local authorities",
        "events": "events",
        "still-to-be-done": "still to be done",
        "earlier-forecasts": "earlier forecasts",
        "at-a-glance": "at a glance",
        "areas-compared": "areas compared",
        "inspection-load": "inspection load",
        "last-on-site": "last on site",
        "what-happened": "what happened",
        "checks-and-downloads": "checks and downloads",
        "what-came-in": "what came in",
        "what-changed": "what changed",
        "what-figures-mean": "what figures mean",
        "news-and-notices": "news and notices",
    },
}
"""Every word of a link, as links that were sent hold it: none may change or go."""

OFSTED_REGIONS = {
    "east-midlands": "East Midlands",
    "east-of-england": "East of England",
    "london": "London",
    "north-east-yorkshire-and-the-humber": "North East, Yorkshire and the Humber",
    "north-west": "North West",
    "south-east": "South East",
    "south-west": "South West",
    "west-midlands": "West Midlands",
}
NINE_REGIONS = {
    **{slug: name for slug, name in OFSTED_REGIONS.items() if "yorkshire" not in slug},
    "north-east": "North East",
    "yorkshire-and-the-humber": "Yorkshire and the Humber",
}
PINNED = [(name, slug, word) for name, table in SLUGS.items() for slug, word in table.items()]


@pytest.fixture(scope="module")
def of_2021(open_records, edges):
    """Open records in the areas of April 2021, when Northamptonshire had been split."""
    register = [
        {name: None if value is None else str(value) for name, value in row.items()}
        for row in edges["one home"].records["settings"].to_dicts()
    ]
    return open_records(register, [], date(2021, 4, 30))


def test_a_link_gives_back_any_choice(illustrated, at_the_end, random_selections):
    for opened in (illustrated, at_the_end):
        for selection in random_selections(opened, 250, of_visits=True, compared=True):
            assert address.read(address.write(selection), opened) == (selection, ())


def test_the_opening_choice_has_an_empty_address(illustrated):
    assert address.write(Selection()) == {}
    assert address.read({}, illustrated) == (Selection(), ())


def test_only_what_differs_from_the_opening_choice_is_written():
    chosen = Selection(
        area="North West",
        setting_type=w.ALL_HOMES,
        since=date(2020, 4, 1),
        unit=PLACES_UNIT,
        regions=9,
        picture=MAP,
    )
    assert address.write(chosen) == {
        "area": "north-west",
        "type": "all-childrens-homes",
        "from": "2020-04-01",
        "unit": "places",
        "regions": "9",
        "map": "map",
    }
    assert address.write(Selection(area="E10000016")) == {"area": "E10000016"}


@pytest.mark.parametrize(("name", "slug", "word"), PINNED)
def test_the_words_of_links_never_change(illustrated, name, slug, word):
    chosen, notices = address.read({name: slug}, illustrated)
    assert getattr(chosen, address.FIELDS[name]) == word
    assert notices == ()
    assert words.slug(word) == slug


@pytest.mark.parametrize(("slug", "region"), OFSTED_REGIONS.items())
def test_the_slugs_of_the_eight_regions_never_change(illustrated, slug, region):
    assert address.read({"area": slug}, illustrated) == (Selection(area=region), ())


@pytest.mark.parametrize(("slug", "region"), NINE_REGIONS.items())
def test_the_slugs_of_the_nine_regions_never_change(illustrated, slug, region):
    chosen, notices = address.read({"area": slug, "regions": "9"}, illustrated)
    assert (chosen, notices) == (Selection(area=region, regions=9), ())


def test_every_word_has_a_pinned_slug():
    unpinned = {each.address for each in FILTERS} - {
        *SLUGS,
        *("area", "from", "to", "regions", "compare"),
    }
    assert unpinned == set(), "pin the words of a new filter in SLUGS"
    for each in FILTERS:
        if each.address in SLUGS:
            unlike = set(SLUGS[each.address].values()) ^ set(each.choices)
            assert unlike == set(), f"{each.address}: pin each of its choices, and no other"
    assert set(OFSTED_REGIONS.values()) == set(REGIONS)
    assert set(NINE_REGIONS.values()) == set(STATISTICAL_REGIONS)
    assert set(address.FIELDS) >= {*SLUGS} and address.AS_AT == "asat"


@pytest.mark.parametrize(
    "name",
    [each.address for each in FILTERS if each.choices or each.name in ("area", "compare")],
)
@pytest.mark.parametrize("asked", ["", "nonsense", "<b>x</b>", "0", "goods\n", "E99999999"])
def test_a_word_that_is_not_known_is_left_out_and_said(illustrated, name, asked):
    chosen, notices = address.read({name: asked}, illustrated)
    assert chosen == Selection()
    assert len(notices) == 1
    assert asked in notices[0]
    assert notices[0].endswith(".")


def test_what_is_known_in_a_link_is_used_beside_what_is_not(illustrated):
    chosen, notices = address.read({"type": "castle", "sector": "private"}, illustrated)
    assert chosen == Selection(sector="Private")
    assert notices == ('This link has a type that we do not know ("castle"). We left it out.',)
    _, notices = address.read({"show": "left"}, illustrated)
    assert notices == (
        'This link has a part of the page that we do not know ("left"). We left it out.',
    )


def test_names_that_are_not_ours_are_passed_over(illustrated):
    assert address.read({"utm_source": "post", "embed": "1"}, illustrated) == (Selection(), ())


def test_the_case_and_spaces_of_a_word_do_not_matter(illustrated):
    chosen, notices = address.read({"area": "North West", "type": "BOARDING school"}, illustrated)
    assert (chosen.area, chosen.setting_type, notices) == ("North West", "Boarding school", ())
    assert address.read({"area": "e10000016"}, illustrated)[0].area == "E10000016"


def test_an_old_code_is_shown_as_its_successor_and_said(illustrated):
    chosen, notices = address.read({"area": "E10000002"}, illustrated)
    assert chosen.area == "E06000060"
    assert notices == (
        "This link uses an old area code (E10000002). We have shown Buckinghamshire (E06000060).",
    )


def test_areas_to_compare_are_read_in_their_order_and_written_as_they_are_read(illustrated):
    asked = {"compare": "E10000016,north-west,e06000010,E10000016"}
    chosen, notices = address.read(asked, illustrated)
    assert chosen == Selection(compare=("E10000016", "North West", "E06000010"))
    assert notices == ()
    assert address.write(chosen) == {"compare": "E10000016,north-west,E06000010"}


def test_one_of_the_areas_to_compare_that_is_not_known_is_left_out_and_said(illustrated):
    chosen, notices = address.read({"compare": "E10000016,atlantis,E10000002"}, illustrated)
    assert chosen.compare == ("E10000016", "E06000060")
    assert notices == (
        'This link has an area that we do not know ("atlantis"). We left it out of the comparison.',
        "This link uses an old area code (E10000002). We have shown Buckinghamshire (E06000060).",
    )
    with pytest.raises(NotKnownError, match=r"atlantis.*choose again"):
        address.read_exactly({"compare": "E10000016,atlantis"}, illustrated)


def test_a_sixth_area_to_compare_is_refused_in_words(illustrated):
    codes = illustrated.authorities["la_code"].head(6).to_list()
    five, notices = address.read({"compare": ",".join(codes[:5])}, illustrated)
    assert (five.compare, notices) == (tuple(codes[:5]), ())
    chosen, notices = address.read({"compare": ",".join(codes)}, illustrated)
    assert chosen == five
    name = words.area_name(codes[5], illustrated)
    assert notices == (
        f"This link compares 6 areas, and 5 can be compared at most. We left out {name}.",
    )
    with pytest.raises(NotKnownError, match="5 can be compared at most"):
        address.read_exactly({"compare": ",".join(codes)}, illustrated)


def test_a_code_that_was_split_is_explained_and_england_is_shown(of_2021):
    assert of_2021.vintage == "2021"
    chosen, notices = address.read({"area": "E10000021"}, of_2021)
    assert chosen == Selection()
    assert len(notices) == 1
    for part in ("Northamptonshire (E10000021) was split", "E06000061", "E06000062", "England."):
        assert part in notices[0]


def test_a_code_of_a_later_vintage_shows_the_whole_it_came_from(illustrated):
    chosen, notices = address.read({"area": "E06000061"}, illustrated)
    assert chosen.area == "E10000021"
    assert "We have shown Northamptonshire (E10000021)." in notices[0]


@pytest.mark.parametrize(("code", "region"), REGION_CODES.items())
def test_a_region_is_found_by_its_ons_code_too(illustrated, code, region):
    nine, notices = address.read({"area": code, "regions": "9"}, illustrated)
    assert (nine.area, notices) == (region, ())
    eight, notices = address.read({"area": code.lower()}, illustrated)
    if region in REGIONS:
        assert (eight.area, notices) == (region, ())
        assert address.read_exactly({"area": code}, illustrated) == eight
        return
    assert eight.area == "North East, Yorkshire and the Humber"
    assert notices == (
        f"{region} ({code}) is a part of North East, Yorkshire and the Humber. "
        "We have shown North East, Yorkshire and the Humber.",
    )
    with pytest.raises(NotKnownError, match="is a part of"):
        address.read_exactly({"area": code}, illustrated)


def test_the_code_of_england_asks_for_all_of_it(illustrated):
    assert address.read({"area": ENGLAND_CODE}, illustrated) == (Selection(), ())


def test_a_region_of_the_other_kind_is_not_known(illustrated):
    chosen, notices = address.read({"area": "north-east"}, illustrated)
    assert chosen == Selection()
    assert '"north-east"' in notices[0]


@pytest.mark.parametrize(
    ("given", "part"),
    [
        ({"from": "2020-10-01"}, "Visits cannot be counted from 1 October 2020"),
        ({"from": "2019-09-01"}, "Visits cannot be counted from 1 September 2019"),
        ({"to": "2020-11-25"}, "A period cannot end on 25 November 2020"),
        ({"to": "2021-01-03"}, "A period cannot end on 3 January 2021"),
        ({"to": "2020-08-30"}, "A period cannot end on 30 August 2020"),
        ({"from": "1 April"}, "a date that we cannot read"),
        ({"to": "2020-02-31"}, "a date that we cannot read"),
        ({"asat": "Monday"}, "a date that we cannot read"),
    ],
)
def test_a_period_that_cannot_be_counted_is_left_out_and_said(illustrated, given, part):
    chosen, notices = address.read(given, illustrated)
    assert chosen == Selection()
    assert len(notices) == 1
    assert part in notices[0]


def test_an_end_is_kept_where_only_the_start_is_wrong(illustrated):
    given = {"from": "2020-10-01", "to": "2020-11-22"}
    chosen, notices = address.read(given, illustrated)
    assert chosen == Selection(until=date(2020, 11, 22))
    assert len(notices) == 1


@pytest.mark.parametrize(
    ("asked", "day"),
    [(None, None), ("", None), ("2020-11-23", date(2020, 11, 23)), ("soon", None)],
)
def test_the_day_of_the_figures_is_read_or_left_to_the_records(asked, day):
    assert address.day_of({} if asked is None else {"asat": asked}) == day


@pytest.mark.parametrize("name", ["all visited", "no visits supplied"])
def test_a_link_keeps_a_choice_that_no_record_tells(edges, name):
    """Without it a page would answer for all visits what was asked of some."""
    for each in OF_VISITS:
        for word in each.choices:
            asked = Selection().changed(each.name, word)
            assert address.read(address.write(asked), edges[name]) == (asked, ())
            assert address.read_exactly(address.write(asked), edges[name]) == asked
