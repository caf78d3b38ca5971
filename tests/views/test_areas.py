"""The Areas page: opens on every kind of records, finds areas, and shows what it gives away."""

import re
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.exhibits.areas import comparators
from dashboard.exhibits.pages.areas import AREAS
from dashboard.measures import Selection, comparator_areas, opening
from dashboard.publishing.publish import publish
from dashboard.records.intake import from_release
from dashboard.wording import words

SHARED = Path(__file__).parents[3] / "shared" / "ofsted"
RELEASES = {
    date(2023, 3, 31): ["Childrens_social_care_in_England_2023_underlying_data.ods"],
    date(2021, 3, 31): ["provider_at_march_2021.csv", "joiners_leavers_21.csv"],
}
MACHINE = re.compile(r"\b(None|nan|NaN|NaT|null|Traceback)\b")
PANELS = (
    *("profile", "types", "beside", "load", "own"),
    *("last_seen", "events_weeks", "events", "hidden"),
)


def script(store):
    import streamlit as st

    from dashboard.exhibits.pages.areas import AREAS
    from dashboard.ui import address as ui_address
    from dashboard.ui.page import show

    selection, notices = ui_address.read(st.query_params.to_dict(), store)
    show(AREAS, store, selection, notices)


def opened(records, **address):
    page = AppTest.from_function(script, default_timeout=30, kwargs={"store": records})
    page.query_params.update({"show": "all"} | address)
    return checked(page.run())


def checked(page):
    assert not page.exception
    assert not MACHINE.search(said(page))
    return page


def said(page):
    return "\n".join(element.proto.body for element in page.main if element.type == "html")


def answer(page):
    return unescape(re.search(r'<p class="answer">(.+?)</p>', said(page))[1])


def typed(page, text):
    return checked(page.text_input(key="find_area").set_value(text).run())


@pytest.mark.parametrize("day", ["2020-09-07", "2020-12-07", "2021-03-31"])
def test_the_whole_page_is_there_on_illustrative_records(day):
    page = opened(opening.make_illustrative(date.fromisoformat(day)), area="E10000016")
    assert said(page).count('class="headline"') == len(PANELS)
    assert said(page).count('class="tools"') == len(PANELS)
    assert len(PANELS) - 2 <= said(page).count("Download this table") <= len(PANELS)
    assert "no rows" not in said(page), "there is nothing to take away"
    assert AREAS.question in said(page)
    for part in (comparators.HOW, "Prior judgement: ", "Visits each week, by letter: "):
        assert part in said(page)


def test_england_invites_to_choose_and_names_every_region(illustrated):
    page = opened(illustrated)
    assert answer(page).startswith("Choose a region or an authority for its profile. In England")
    links = re.findall(r'<th scope=row><a href="\?area=([a-z-]+)&amp;show=all">', said(page))
    assert len(links) == 8
    assert "similar authorit" not in said(page).lower().replace("similar authorities or", "")


def test_names_lead_to_their_own_profiles_with_every_other_filter(illustrated):
    page = opened(illustrated, area="E06000010", type="all-childrens-homes", unit="places")
    links = re.findall(r'<a href="(\?[^"#]+)">', said(page))
    codes = comparator_areas.alike(illustrated, "E06000010")
    assert [unescape(link) for link in links] == [
        f"?area={code}&type=all-childrens-homes&unit=places&show=all" for code in codes
    ]


@pytest.mark.parametrize(
    ("text", "area", "place"),
    [
        ("Hull", "E06000010", "Kingston upon Hull"),
        ("bcp", "E06000058", "Bournemouth, Christchurch and Poole"),
        ("E06000023", "E06000023", "Bristol"),
        ("north west", "north-west", "the North West"),
    ],
)
def test_typing_a_name_or_a_code_opens_its_profile(illustrated, text, area, place):
    page = typed(opened(illustrated, type="all-childrens-homes"), text)
    assert page.query_params["area"] == area
    assert page.query_params["type"] == "all-childrens-homes"
    assert f"In {place} we have visited" in answer(page)
    assert page.text_input(key="find_area").value == ""
    assert 'role="alert"' not in said(page)


def test_an_old_code_is_mapped_forward_with_a_note(illustrated):
    page = typed(opened(illustrated), "E10000002")
    assert "We have shown Buckinghamshire (E06000060)." in said(page)
    assert "In Buckinghamshire we have visited" in answer(page)


def test_what_finds_nothing_stays_in_the_field_and_is_said_as_text(illustrated):
    page = typed(opened(illustrated, area="E10000016"), "<b>Atlantis</b>")
    assert page.text_input(key="find_area").value == "<b>Atlantis</b>"
    assert page.query_params["area"] == "E10000016"
    assert "&lt;b&gt;Atlantis&lt;/b&gt;" in said(page)
    assert "<b>Atlantis" not in said(page)


@pytest.mark.parametrize(
    "address",
    [
        {"area": "E10000016", "type": "secure-childrens-home"},
        {"area": "E06000053", "unit": "places"},
        {"area": "E09000001", "type": "local-authority"},
        {"area": "yorkshire-and-the-humber", "regions": "9"},
        {"area": "london", "from": "2020-03-17", "to": "2020-09-06"},
        {"area": "E10000016", "sector": "not-recorded", "judgement": "not-recorded"},
    ],
)
def test_every_filter_leaves_a_page_that_reads(illustrated, address):
    page = opened(illustrated, **address)
    assert re.match(r"[A-Z0-9].+\.$", answer(page))


def test_every_edge_opens_on_a_region_and_on_authorities_with_and_without_settings(edge):
    for address in ({"area": "E10000016"}, {"area": "london", "unit": "places"}):
        opened(edge, **address)


def test_records_without_visits_show_no_load_and_no_zero(edges):
    records = edges["no visits supplied"]
    page = opened(records, area=records.records["settings"]["la_code"][0])
    assert "cannot be shown" not in said(page)
    assert "no complete week of visits is in these records" in said(page)
    assert 'class="strip"' not in said(page)
    unknown = re.search(r'<p class="note unknown">Not known: (.+?)</p>', said(page))[1]
    assert unknown.count(" \u00b7 ") == 3
    assert "<strong>0</strong>" not in said(page)


@pytest.mark.parametrize("day", RELEASES)
def test_published_records_say_what_they_can_and_cannot_tell(day, tmp_path):
    files = [SHARED / name for name in RELEASES[day]]
    if not all(file.exists() for file in files):
        pytest.skip("the published files are not here")
    publish(tmp_path, from_release(files, day), day)
    records = opening.open_store(tmp_path)
    for address in ({}, {"area": "E10000016"}, {"area": "north-west"}):
        text = said(opened(records, **address))
        if day.year == 2021:
            assert "do not tell of visits to" in text
            assert "do not hold authorities&#x27; own services" in text
        else:
            assert "not say whether anyone was on site, and so cannot count" in text
            assert "Prior judgement" in text
        assert "enforcement is not in these records" in text


def test_what_is_shown_is_what_is_taken_away(illustrated):
    selection = Selection(area="E10000016")
    made = (make(illustrated, selection) for each in AREAS.sections for make in each.makes)
    files = {each.key: each.file for each in made if each}
    assert len(files) == len(PANELS)
    for asked in files.values():
        assert asked.stem.startswith("kent-")
        assert asked.facts["records"] == "illustrative"
        assert asked.facts["definition"].endswith(".")
    assert files["beside"].table["name"][0] == "Kent"
    assert "whatever the filters" in files["load"].facts["filters"]
    assert {"L", "P", "M"} <= set(files["load"].table.columns)


def compared(page, text):
    return checked(page.text_input(key="compare_area").set_value(text).run())


def test_areas_are_compared_by_name_kept_in_the_address_and_taken_out_again(illustrated):
    page = compared(opened(illustrated, area="E10000016", show="first"), "Hull")
    assert page.query_params["compare"] == "E06000010"
    assert page.query_params["show"] == "areas-compared"
    page = compared(page, "the south east")
    assert page.query_params["compare"] == "E06000010,south-east"
    assert "Providers visited: 25 of 115 (22%) in Kent, 5 of 19 (26%) in Kingston" in said(page)
    out = '<a class="chip" href="?area=E10000016&amp;compare=south-east&amp;show=areas-compared">'
    assert f'{out}<span class="unseen">Compare no more: </span>Kingston upon Hull' in said(page)


def test_kingston_offers_hull_and_thames_both(illustrated):
    page = compared(opened(illustrated), "Kingston")
    links = re.findall(r'<a href="(\?[^"]+)">(Kingston upon [^<]+)</a>', said(page))
    assert [(unescape(link), name) for link, name in links] == [
        ("?compare=E06000010&show=areas-compared", "Kingston upon Hull, City of"),
        ("?compare=E09000021&show=areas-compared", "Kingston upon Thames"),
    ]
    page = typed(opened(illustrated), "Kingston")
    assert 'href="?area=E06000010&amp;show=all"' in said(page)


def test_a_sixth_area_is_refused_in_words_and_stays_in_the_field(illustrated):
    five = ",".join(illustrated.authorities["la_code"].head(5))
    page = compared(opened(illustrated, compare=five), "Kent")
    assert page.query_params["compare"] == five
    assert page.text_input(key="compare_area").value == "Kent"
    assert "5 areas are compared, which is the most there may be" in said(page)


def test_an_authority_is_headed_by_region_judgement_and_last_visit_to_itself(
    illustrated,
):
    band = re.search(r'<dl class="band">.+?</dl>', said(opened(illustrated, area="E06000010")))[0]
    own = illustrated.records["settings"].filter(
        la_code="E06000010", setting_type="Local authority"
    )
    made = illustrated.records["visits"].join(own, on="urn", how="semi")["started_on"]
    days = (illustrated.as_at - made.max()).days
    assert "North East, Yorkshire and the Humber<" in band
    assert f"{days} days ago ({words.day(made.max())})<" in band
    grade, day = own.select("last_grade", "last_inspected_on").row(0)
    assert f"{grade.lower()}, at the full inspection of {words.day(day)}<" in band
    assert '<dl class="band">' not in said(opened(illustrated, area="london"))
