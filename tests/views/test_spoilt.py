"""A folder with planted faults: each is named with its rows, and what it touches says so."""

import re
from html import unescape

import pytest

from dashboard import delivery
from dashboard.audit.reconciliation import open_reconciled
from dashboard.exhibits.data import row_accounts
from dashboard.exhibits.pages.data import DATA
from dashboard.exhibits.pages.summary import SUMMARY
from dashboard.exhibits.pages.why import WHY
from dashboard.measures import Selection, WithheldError
from dashboard.measures.definitions.coverage import COVERAGE, SETTINGS
from dashboard.measures.definitions.why import SHARE_NOT_RECORDED, SHARE_PRIORITISED
from dashboard.publishing.publish import publish
from dashboard.publishing.refresh import Terms
from dashboard.records.intake import from_folder
from dashboard.wording import withheld
from tests.conftest import DAY, everywhere, visits_to
from tests.views.test_pages import html_of, opened

CARE = "[u] use with care"


@pytest.fixture(scope="module")
def open_spoilt(tmp_path_factory, write_records):
    """Give a function that takes in a register and its visits as a function changes them."""

    def spoilt(change):
        settings, visits = everywhere(), visits_to(everywhere())
        change(settings, visits)
        folder = write_records(tmp_path_factory.mktemp("records"), settings, visits)
        root = tmp_path_factory.mktemp("snapshots")
        terms = Terms(["set-aside"], "planted faults")
        publish(root, from_folder(folder, DAY), DAY, terms)
        return open_reconciled(root)

    return spoilt


def plant(settings, visits):
    """Plant the faults of the acceptance task: five kinds, and two visits without a reason."""
    settings[0]["setting_type"] = "Children's Home"
    settings[2]["urn"] = settings[1]["urn"]
    settings[3]["la_code"] = "E10000002"
    for number in range(4, 14):
        visits[number]["selection_basis"] = None
    visits[20]["started_on"] = "soon"


@pytest.fixture(scope="module")
def spoilt(open_spoilt):
    return open_spoilt(plant)


def text_of(view, store):
    return unescape(" ".join(html_of(opened(view, store))))


def test_each_fault_is_named_with_its_rows(spoilt):
    said = text_of(DATA, spoilt)
    assert "2: its key is used by another row" in said
    assert '1: started_on "soon" is not a date' in said
    assert "2: urn … is not in settings (rows " in said
    assert "1 row with the area code E10000002 is counted under E06000060" in said
    assert "Visits: selection basis" in said
    assert "83 of 93 (89%)" in said
    assert row_accounts.set_aside(spoilt).height == 5


def test_a_field_with_gaps_marks_what_depends_on_it_and_nothing_else(spoilt):
    said = text_of(SUMMARY, spoilt)
    assert re.search(r"of 93 visits; [^<]*\[u\] use with care", said)
    assert said.count(CARE) == 1, "the share visited does not depend on the reason"
    recorded = "[u] use with care: the reason for the visit is recorded for 83 of 93 visits"
    assert recorded in text_of(WHY, spoilt)
    offers = delivery.lay_out("why", spoilt, Selection()).offers
    assert recorded in offers["why-weeks"].file.facts["care"]


def test_rows_set_aside_mark_what_is_counted_from_them(open_spoilt):
    def lose(_settings, visits):
        for number in range(10):
            visits[number]["started_on"] = "soon"

    store = open_spoilt(lose)
    assert "10 of 96 rows of visits could not be used" in withheld.care(store, COVERAGE)
    assert withheld.care(store, SETTINGS) == ""
    assert text_of(SUMMARY, store).count(CARE) >= 2


def test_a_field_that_is_mostly_blank_removes_what_depends_on_it(open_spoilt):
    def empty(_settings, visits):
        for number in range(80):
            visits[number]["selection_basis"] = None

    store = open_spoilt(empty)
    reason = "The reason for the visit is recorded for 16 of 96 visits."
    with pytest.raises(WithheldError, match="mostly not recorded"):
        store.ask(SHARE_PRIORITISED, Selection())
    assert store.ask(SHARE_NOT_RECORDED, Selection())["numerator"][0] == 80
    said = text_of(SUMMARY, store)
    assert f"We do not show this figure. {reason}" in said
    assert "prioritised" in said.lower()
    assert "96 of 96 (100%)" in said or "100%" in said
    assert "We do not show this figure" in text_of(WHY, store)
