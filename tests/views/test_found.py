"""What we found opens on all records, says what is missing, and shows no grade, rank or colour."""

import html
import re
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import dashboard
from dashboard.exhibits.pages.found import FOUND
from dashboard.measures import opening

CSS = (Path(dashboard.__file__).parent / "ui" / "page.css").read_text()
OWN = CSS[CSS.index("/* What we found") :]
CHARTS = ('class="dots"', 'class="counts"', 'class="bars"')


def script(store, view):
    import streamlit as st

    from dashboard.ui import address
    from dashboard.ui.page import show

    selection, notices = address.read(st.query_params.to_dict(), store)
    show(view, store, selection, notices)


def opened(records, **asked):
    page = AppTest.from_function(
        script, default_timeout=60, kwargs={"store": records, "view": FOUND}
    )
    page.query_params.update({"show": "all"} | asked)
    page.run()
    assert not page.exception, page.exception
    return page


def html_of(page):
    return " ".join(element.proto.body for element in page.main if element.type == "html")


@pytest.mark.parametrize("day", ["2020-09-07", "2020-12-07", "2021-03-31"])
@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"type": "local-authority"},
        {"type": "secure-childrens-home"},
        {"area": "E10000016", "judgement": "good"},
        {"area": "north-west", "type": "all-childrens-homes"},
    ],
    ids=lambda asked: "&".join(asked.values()) or "as it opens",
)
def test_the_page_opens_with_its_caveat_and_without_a_blank_said_as_code(day, asked):
    said = html_of(opened(opening.make_illustrative(date.fromisoformat(day)), **asked))
    caveat = re.search(r'class="caveat">([^<]*)<', said)
    if "There were no visits to" in said:
        assert caveat is None
    else:
        assert re.fullmatch(
            "Visits are not inspections and are not graded. .*, so these figures do not describe "
            r"all settings\.",
            html.unescape(caveat[1]),
        )
    assert not re.search(r"\b(None|nan|NaN|null)\b", said)
    assert not re.search(r"\b(rank\w*|league|worst|best)\b", said)
    assert not re.search(r"\bEX\d{6}\b", said), "no provider is listed"


def test_the_year_of_homes_shows_the_published_figures(at_the_end):
    said = html_of(opened(at_the_end, type="all-childrens-homes", **{"from": "2020-04-01"}))
    assert re.search(r'class="answer">[^<]*serious concerns at 104 of 701 ', said)
    row = r"scope=row>{}<.*?<td[^>]*>{} of "
    for name, n in (("Outstanding", 1), ("Good", 41), ("Inadequate", 4), ("Not yet inspected", 22)):
        assert re.search(row.format(name, n), said)
    assert re.search(row.format("Requires improvement to be good", 36), said)


def test_a_register_without_visits_is_answered_in_words_without_a_chart(edges):
    said = html_of(opened(edges["no visits supplied"]))
    assert "These records do not tell of visits" in said
    assert not any(chart in said for chart in CHARTS)


def test_records_without_outcomes_or_findings_say_so_and_leave_no_empty_chart(edges):
    said = html_of(opened(edges["all visited"]))
    lacking = "whether visits were on site or remote and what letters say goes well"
    assert f"Not in these records: {lacking} or is to improve." in said
    assert 'class="dots"' not in said
    assert 'class="counts"' not in said or "Letters not yet published" in said


def test_every_finding_has_its_toolbar_and_its_file(at_the_end):
    marks = {
        'class="headline"': "headline",
        'class="tools"': "tools",
        "Download this table": "file",
    }
    found = re.findall("|".join(marks), html_of(opened(at_the_end)))
    order = [marks[mark] for mark in found]
    assert order == ["headline", "tools", "file"] * (len(order) // 3)
    assert len(order) // 3 >= 10


def test_authorities_are_listed_from_what_public_sources_state(at_the_end):
    said = html_of(opened(at_the_end))
    assert "2 authorities have an area for priority action in a published letter" in said
    assert "what public sources state of these authorities" in said
    assert "priority action in letters" not in html_of(opened(at_the_end, type="boarding-school"))


def test_findings_wear_no_colour_but_the_palettes_blue_and_greys():
    colours = set(
        re.findall(r"#[0-9a-fA-F]{3,8}", OWN[: OWN.index("\n/*", 5)] if "\n/*" in OWN[5:] else OWN)
    )
    assert colours <= {"#12436d", "#cecece", "#484949", "#0b0c0c"}
