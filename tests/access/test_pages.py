"""Every page, text and file of every scope: it opens, and holds nothing of what lies outside."""

import re
from datetime import date

import pytest

from dashboard import delivery
from dashboard.access.reader import Reader
from dashboard.access.scope import Limit, Scope
from dashboard.areas.authorities import authorities
from dashboard.delivery import NoSuchFileError, deliver, lay_out
from dashboard.measures.definitions.coverage import SETTINGS
from dashboard.measures.selection import Selection
from dashboard.ui import address
from dashboard.ui.records import kept
from tests.conftest import HOME

KENT, MANCHESTER = "E10000016", "E08000003"
REGION = Scope((Limit(("North West",)),))
TWO_PARTS = Scope((Limit(("North West",), (HOME,)), Limit(("London",))))
SCOPES = {
    "a region": REGION,
    "a type": Scope((Limit(None, (HOME,)),)),
    "two parts": TWO_PARTS,
    "one kind of one region": Scope((Limit(("London",), ("Local authority",)),)),
    "what is published": Scope(public=date(2020, 12, 7)),
}
ADDRESSES = (
    {"area": "north-west", "show": "who-is-left"},
    {"area": KENT, "show": "fairness"},
    {"type": "secure-training-centre", "map": "map", "regions": "9"},
    {"explain": "choose", "to": "2020-11-22"},
)
MACHINE = re.compile(r"\b(None|nan|NaN|NaT|null|undefined|Traceback)\b")
OF_ENGLAND = re.compile(r"(?<!East of )England")
OF_ALL = (
    "Figures of England are not",
    "where England would stand",
    "Bank holidays in England",
    "England is compared with the sum",
    "Targets are set for all of England",
)
"""What is said of England to everybody: no figure of it."""
PROSE = re.compile(r'<div class="prose">.*?</div>', re.DOTALL)
"""The method and the notices, the same for everybody."""
OTHER_WORDS = {"Kent", "Essex", "Surrey", "Reading", "York", "Bath"}
"""Authorities whose names are words of other names too."""


@pytest.fixture(autouse=True)
def no_snapshots(monkeypatch):
    monkeypatch.delenv("VISITS_SNAPSHOTS", raising=False)


def check_page(scope, path, query):
    store = kept(None, None, None, scope)
    selection, notices = address.read(query, store)
    page = lay_out(path, store, selection, "", query.get("explain"), notices)
    told = re.sub(PROSE, "", "\n".join(page.pieces))
    text = re.sub(r"<[^>]+>", " ", told)
    assert not MACHINE.search(text)
    if scope.everywhere:
        return
    for said in (*OF_ALL, scope.label.replace("'", "&#x27;")):
        text = text.replace(said, "")
    assert not OF_ENGLAND.search(text), text[max(OF_ENGLAND.search(text).start() - 80, 0) :][:160]
    others = {*authorities("2020")["la_name"]} - OTHER_WORDS - {*store.authorities["la_name"]}
    assert not [name for name in others if re.search(rf"\b{re.escape(name)}\b", text)]


@pytest.mark.parametrize("path", delivery.VIEWS)
def test_a_page_of_a_scope_opens_and_tells_of_no_other_place(path):
    check_page(TWO_PARTS, path, {})


@pytest.mark.long
@pytest.mark.parametrize("path", delivery.VIEWS)
@pytest.mark.parametrize("scope", SCOPES.values(), ids=SCOPES)
def test_every_page_of_every_scope_tells_of_no_other_place(scope, path):
    for query in ({}, *ADDRESSES):
        check_page(scope, path, query)


@pytest.mark.parametrize("area", [KENT, "south-east", "E10000023"])
def test_an_address_outside_a_scope_is_said_to_be_on_its_page_and_refused_else(area):
    store = kept(None, None, None, REGION)
    selection, notices = address.read({"area": area}, store)
    assert selection.area is None
    assert "This link has an area" in notices[0]
    assert "We have shown North West only" in notices[0]
    with pytest.raises(NoSuchFileError, match="This link has an area"):
        delivery.text("coverage", {"area": area}, Reader("somebody", REGION))


def test_a_file_holds_the_records_of_its_scope():
    part, whole = (
        deliver("data", "by-authority.csv", {}, scope).content.decode("utf-8-sig")
        for scope in (REGION, Scope())
    )
    assert MANCHESTER in part
    assert KENT not in part
    assert KENT in whole
    assert "North West only" in part


def test_who_may_take_no_files_is_shown_no_way_to_one():
    told = delivery.text("coverage", {}, Reader("somebody", REGION, export=False))
    assert "/files/" not in told
    assert "Files are not part of your access" in told
    assert "/files/" in delivery.text("coverage", {}, Reader("somebody", REGION))


def test_a_store_of_a_scope_has_answers_of_its_own():
    stores = [kept(None, None, None, scope) for scope in (REGION, SCOPES["a type"], Scope())]
    counts = [store.ask(SETTINGS, Selection())["numerator"][0] for store in stores]
    assert len({*counts}) == 3
    assert len({id(store.answers) for store in stores}) == 3
    assert kept(None, None, None, Scope((Limit(("North West",)),))) is stores[0]
