"""Every figure of every page can be explained, and what is behind it adds up to it."""

import random
import re
from dataclasses import replace
from datetime import date

import polars as pl
import pytest
from streamlit.testing.v1 import AppTest

from dashboard.delivery import NoSuchFileError, deliver, lay_out
from dashboard.exhibits.explained import sentences, tables
from dashboard.exhibits.explained.offers import offered
from dashboard.exhibits.explained.worked import Worked
from dashboard.exhibits.pages import PAGES
from dashboard.measures import Question, Selection
from dashboard.measures.definitions.coverage import COVERAGE, VISITS
from dashboard.measures.trust import Check, Trust
from dashboard.records.model import empty
from dashboard.render.explanation import behind_it
from dashboard.render.leading import Links
from dashboard.ui import address, explain
from tests.conftest import KENT, setting, visit

VIEWS = {page.name: page for page in PAGES}
FIGURES_OF_A_PAGE = 5
OPENING = Selection()


def script(store, view, selection, heard):
    import streamlit as st

    from dashboard.render.leading import Links
    from dashboard.ui import explain
    from dashboard.ui.page import show

    opened = store.listing()
    show(view, opened, selection, ())
    heard[:] = opened.asked
    explain.control(opened, selection, st.query_params.get("explain"), Links("summary", "a=1"))


def opened(store, view, selection=OPENING, key=None):
    """Open a page with its control, and give it with the questions that it asked."""
    heard = []
    kwargs = {"store": store, "view": view, "selection": selection, "heard": heard}
    page = AppTest.from_function(script, default_timeout=60, kwargs=kwargs)
    if key is not None:
        page.query_params["explain"] = key
    page.run()
    assert not page.exception, page.exception
    return page, heard


def text_of(page):
    """Give what a page says, and what is laid over it."""
    every = (element for part in page._tree.children.values() for element in part)
    return " ".join(element.proto.body for element in every if element.type == "html")


def adds_up(figure, store):
    """Check a figure of a page against the records behind it."""
    found = behind_it(figure, store)
    if found is None:
        assert figure.numerator is None
        return
    assert (found.numerator, found.denominator) == (figure.numerator or 0, figure.denominator)
    assert (
        tables.counted_file(figure, found, store, figure.selection).table["adds"].sum()
        == found.numerator
    )
    assert (
        tables.left_out_file(figure, found, store, figure.selection).table["why"].null_count() == 0
    )


def asked_of(store, view, selection):
    """Lay a page out unseen, and give the store with the questions that it was asked."""
    return lay_out(view.path, store, selection).store


def questions_of(store, view, selection):
    """Lay a page out unseen, and give the questions that it asked."""
    return asked_of(store, view, selection).asked


@pytest.mark.parametrize("name", VIEWS)
def test_figures_of_every_page_add_up_from_records(illustrated, random_selections, name):
    chance = random.Random(name)
    for selection in random_selections(illustrated, 3, seed=len(name), of_visits=True):
        figures = offered(questions_of(illustrated, VIEWS[name], selection), illustrated, selection)
        assert figures, selection
        for key in chance.sample(sorted(figures), min(FIGURES_OF_A_PAGE, len(figures))):
            adds_up(figures[key], illustrated)


WORKED = {
    "Enforcement": ("reviews_due", "after_re_visited", "after_action_issued"),
    "Road to full inspections": ("pace",),
    "Areas": ("inspection_load",),
}


@pytest.mark.parametrize("name", WORKED)
def test_figures_that_pages_work_out_themselves_add_up_too(illustrated, random_selections, name):
    for selection in [Selection(), Selection(area="E08000003"), *random_selections(illustrated, 4)]:
        told = questions_of(illustrated, VIEWS[name], selection)
        figures = offered(told, illustrated, selection)
        worked = {key: f for key, f in figures.items() if isinstance(f, Worked)}
        for figure in worked.values():
            adds_up(figure, illustrated)
        if selection == Selection():
            assert all(any(key.startswith(each) for key in worked) for each in WORKED[name])


@pytest.mark.parametrize("name", WORKED)
def test_what_explains_them_is_laid_out_with_its_files(illustrated, name):
    listing = asked_of(illustrated, VIEWS[name], Selection())
    every = offered(listing.asked, illustrated, Selection())
    keys = [key for key, figure in every.items() if isinstance(figure, Worked) and figure.numerator]
    for key in keys:
        made = explain.unseen(listing, Selection(), key, Links())
        said = re.sub("<[^>]*>", " ", " ".join(made.pieces))
        assert every[key].measure.definition.split(".")[0] in said.replace("&#x27;", "'")
        assert sentences.fingerprint(illustrated) in said
        assert "explained" in made.offers
        assert not re.search(r"\b(None|nan|NaN)\b", said), key


def test_the_load_of_an_area_counts_the_visits_of_others_too(open_records):
    opened = open_records([setting(1, KENT)], [visit(1, setting(1, KENT), date(2020, 10, 13))])
    row = {
        "other_id": "O1",
        "la_code": KENT,
        "inspectorate": "Inspectorate of Probation",
        "started_on": date(2020, 10, 20),
    }
    theirs = pl.DataFrame([row], schema=empty("other_visits").schema)
    records = opened.records | {"other_visits": theirs}
    selection = Selection(area=KENT)
    told = questions_of(replace(opened, records=records), VIEWS["Areas"], selection)
    (load,) = [f for f in told if isinstance(f, Worked)]
    assert load.numerator == 2
    assert load.found().numerator == 2


@pytest.mark.long
@pytest.mark.parametrize("edge", ["nothing visited yet", "one home", "no visits supplied"])
@pytest.mark.parametrize("name", VIEWS)
def test_every_page_explains_on_records_at_the_edges(edges, edge, name):
    explains(edges[edge], name)


@pytest.mark.long
@pytest.mark.parametrize("name", VIEWS)
def test_every_page_explains_late_in_the_year(at_the_end, name):
    explains(at_the_end, name)


def explains(store, name):
    """Explain one figure of a page, drawn at random, and look at what is said."""
    page, heard = opened(store, VIEWS[name])
    assert [b.label for b in page.button if b.key == "explain"] == [explain.NAME]
    figures = offered(heard, store, Selection())
    key = random.Random(name).choice([*figures, "choose"])
    page, _ = opened(store, VIEWS[name], key=key)
    said = re.sub("<[^>]*>", " ", text_of(page))
    assert figures or explain.NOTHING in said
    assert key == "choose" or sentences.fingerprint(store) in said
    assert not re.search(r"\b(None|nan|NaN)\b", said), key
    assert any(b.key == "explain_close" for b in page.button)


@pytest.mark.parametrize("name", VIEWS)
def test_names_of_figures_are_unique_and_safe_in_an_address(illustrated, name):
    page = Selection(area="North West", setting_type="All children's homes")
    figures = offered(questions_of(illustrated, VIEWS[name], page), illustrated, page)
    labels = [figure.label(page, illustrated) for figure in figures.values()]
    assert len(set(labels)) == len(labels)
    assert all(re.fullmatch(r"[A-Za-z0-9_.~-]+", key) for key in figures)
    assert all(figure.key(page) == key for key, figure in figures.items())


def test_the_control_is_one_button_until_it_is_asked_for(illustrated):
    view = VIEWS["Summary"]
    page, heard = opened(illustrated, view)
    assert page.button[-1].label == explain.NAME
    assert not [box for box in page.selectbox if box.key == explain.KEY]
    assert heard


def test_three_clicks_from_the_summary_to_the_records(illustrated):
    """Click 1: Explain a number. Clicks 2 and 3: the list, and the figure in it."""
    page, _ = opened(illustrated, VIEWS["Summary"])
    page.button(key="explain").click().run()
    page.selectbox(key=explain.KEY).select("coverage.area~london").run()
    assert not page.exception
    ((n, total, *_),) = illustrated.ask(COVERAGE, Selection(area="London")).rows()
    said = text_of(page)
    assert f"{n} visited, of {total} in scope" in said
    assert f"{n} records count in this figure" in said
    assert COVERAGE.definition in said
    assert "London, providers, visits from 1 September to 7 December 2020" in said
    assert (
        f'explain=coverage.area~london" download>Download this table (CSV, {n} rows, about ' in said
    )


def test_a_link_to_a_figure_that_is_not_there_says_so(illustrated):
    page, _ = opened(illustrated, VIEWS["Summary"], key="<script>alert(1)</script>")
    said = text_of(page)
    assert "a figure that this page does not have" in said
    assert "<script>" not in said
    assert page.selectbox(key=explain.KEY).value is None


def test_the_address_of_an_explanation_opens_it_again(illustrated, random_selections):
    for selection in random_selections(illustrated, 4, seed=9, of_visits=True):
        heard = questions_of(illustrated, VIEWS["Coverage"], selection)
        figures = offered(heard, illustrated, selection)
        key = random.Random(1).choice(sorted(figures))
        link = explain.link(key, illustrated, selection)
        read, notices = address.read(link, illustrated)
        again = offered(questions_of(illustrated, VIEWS["Coverage"], read), illustrated, read)
        assert notices == ()
        assert again[link["explain"]] == figures[key]
        assert link["asat"] == "2020-12-07"


def test_a_figure_that_the_records_cannot_give_says_so(edges):
    opened_store = edges["no visits supplied"]
    (figure,) = offered([Question(COVERAGE, Selection())], opened_store, Selection()).values()
    assert figure.written == "not known"
    assert sentences.comes_to(figure).startswith("Not known")


def test_the_file_of_an_explanation_holds_the_records_of_the_figure(illustrated):
    ((n, total, *_),) = illustrated.ask(COVERAGE, Selection(area="London")).rows()
    query = {"explain": "coverage.area~london"}
    counted = pl.read_csv(deliver("summary", "explained.csv", query).content)
    assert counted.height == counted["urn"].n_unique() == n
    assert set(counted["region"]) == {"London"}
    assert set(counted["figure"]) == {
        f"{n} visited, of {total} in scope: {round(n / total * 100)}%."
    }
    rest = pl.read_csv(deliver("summary", "left-out-of-it.csv", query).content)
    assert (rest["in_denominator"] == "yes").sum() == total - n
    assert not set(counted["urn"]) & set(rest["urn"])
    assert rest["why"].null_count() == 0


def test_there_is_no_such_file_without_a_figure():
    for query in ({}, {"explain": "choose"}, {"explain": "coverage.area~atlantis"}):
        with pytest.raises(NoSuchFileError):
            deliver("summary", "explained.csv", query)


def test_the_workbook_of_a_page_holds_its_own_tables_only(illustrated):
    plain = lay_out("summary", illustrated, Selection())
    assert "explained" not in plain.offers
    explained = lay_out("summary", illustrated, Selection(), explained="coverage")
    assert explained.offers.keys() - plain.offers.keys() == {"explained", "left-out-of-it"}


def test_a_figure_that_is_held_back_is_not_explained(illustrated):
    failed = Check("1 = 2", 1, 2, frozenset({("open", "settings")}))
    doubted = replace(illustrated, trust=Trust((failed,)))
    questions = [Question(COVERAGE, Selection(), ("region",)), Question(VISITS, Selection())]
    assert {f.measure for f in offered(questions, doubted, Selection()).values()} == {VISITS}
