"""Why we went opens on all records, and where they hold no reasons it says so and draws nothing."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.exhibits.pages.why import WHY
from dashboard.exhibits.why import authorities
from dashboard.measures import Selection, opening
from dashboard.publishing.publish import publish
from dashboard.records import words as w
from dashboard.records.intake import from_folder

MACHINE = re.compile(r"\b(None|nan|NaN|NaT|NA|null|Traceback)\b")
ADDRESSES = [
    {},
    {"area": "north-west"},
    {"area": "E10000016", "type": "all-childrens-homes"},
    {"area": "E06000053"},
    {"type": "local-authority"},
    {"type": "local-authority", "judgement": "inadequate"},
    {"type": "secure-training-centre", "regions": "9"},
    {"sector": "private", "to": "2020-09-13"},
]


def script(store):
    import streamlit as st

    from dashboard.exhibits.pages.why import WHY
    from dashboard.ui import address as ui_address
    from dashboard.ui.page import show

    selection, notices = ui_address.read(st.query_params.to_dict(), store)
    show(WHY, store, selection, notices)


def opened(records, **address):
    page = AppTest.from_function(script, default_timeout=30, kwargs={"store": records})
    page.query_params.update({"show": "all"} | address)
    return page.run()


def said(page):
    return "\n".join(element.proto.body for element in page.main if element.type == "html")


def check(page):
    assert not page.exception, page.exception
    text = said(page)
    assert not MACHINE.search(text)
    assert WHY.question in text
    assert re.search(r'<p class="answer">[A-Z0-9].*\.</p>', text)
    findings = text.count('class="headline"')
    assert findings == text.count('class="tools"')
    return text


@pytest.mark.parametrize("address", ADDRESSES, ids=lambda a: "&".join(a.values()) or "as it opens")
def test_the_page_opens_from_any_link(illustrated, address):
    check(opened(illustrated, **address))


def test_the_page_opens_on_all_records(any_store):
    check(opened(any_store))


def test_every_part_of_the_page_is_there(at_the_end):
    page = opened(at_the_end)
    text = check(page)
    assert text.count('class="stack"') == 2
    assert len(page.get("plotly_chart")) == 1
    assert "local authorities in England last judged good or outstanding have been sampled" in text
    assert "Visited: all 21 local authorities last judged inadequate" in text
    assert "likely range" in text
    assert "Visits are not inspections and are not graded." in text


def test_the_file_of_what_was_found_carries_the_caveat(illustrated):
    asked = authorities.outcomes(illustrated, Selection()).file
    assert asked.facts["caveat"].startswith("Visits are not inspections and are not graded.")
    assert asked.table.columns[:3] == ["name", "numerator", "denominator"]


def test_authorities_are_left_to_filters_that_keep_them(illustrated):
    for address in ({"type": "childrens-home"}, {"sector": "private"}, {"judgement": "good"}):
        assert "local authorities last judged" not in check(opened(illustrated, **address))


def test_records_without_visits_draw_nothing(edges):
    page = opened(edges["no visits supplied"])
    text = check(page)
    assert "do not tell of visits to" in text
    assert not page.get("plotly_chart")
    assert 'class="headline"' not in text
    assert not re.search(r"\b0%|\b0 of ", text)


@pytest.fixture
def without_reasons(tmp_path, write_records):
    """Open a home and an authority that were visited, with no reason recorded for any visit."""
    register = [
        {"urn": "EX000001", "setting_type": "Children's home", "sector": "Private", "places": 4},
        {"urn": "EX000002", "setting_type": w.LOCAL_AUTHORITY, "sector": "Local Authority"},
    ]
    both = {"la_code": "E10000016", "registered_on": "2019-01-01", "last_grade": "Good"}
    register = [{"places": None} | row | both for row in register]
    visits = [
        {
            "visit_id": f"V{number}",
            "urn": row["urn"],
            "visit_type": "Assurance visit",
            "selection_basis": None,
            "started_on": "2020-09-14",
        }
        for number, row in enumerate(register)
    ]
    columns = ("urn", "setting_type", "la_code", "sector", "places", "registered_on", "last_grade")
    register = [{column: row[column] for column in columns} for row in register]
    return write_records(tmp_path / "records", register, visits)


def test_records_without_reasons_say_so_and_draw_no_chart(without_reasons, tmp_path, illustrated):
    root = tmp_path / "snapshots"
    publish(root, from_folder(without_reasons, illustrated.as_at), illustrated.as_at)
    page = opened(opening.open_store(root))
    text = check(page)
    assert "Why each visit was made is not in these records: 1 visit, none with a reason." in text
    assert not page.get("plotly_chart")
    assert 'class="stack"' not in text
    assert 'class="tiles"' not in text
    assert "Visited: the one local authority last judged good or outstanding" in text
