"""What fails a check is on no page: not in a tile, a sentence, a table, a picture or a file."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest

from dashboard import delivery
from dashboard.audit.reconciliation import open_reconciled, reconciled
from dashboard.exhibits.pages import PAGES
from dashboard.measures import Selection, choice
from dashboard.measures.definitions import BY_NAME, MEASURES
from dashboard.measures.trust import columns
from dashboard.publishing.publish import publish
from dashboard.publishing.refresh import Terms
from dashboard.records.intake import from_folder
from dashboard.render.head import head
from dashboard.render.leading import Links
from dashboard.render.pieces import Opened
from dashboard.ui import address, foot
from dashboard.wording import words
from tests.conftest import DAY, everywhere, visits_to
from tests.planting import COUNTED, plant, planted
from tests.views.test_pages import VIEWS, app, check_page, html_of, opened

__all__ = ["app"]
CHECKING = "We are checking this figure"
OFTEN = {("visits", "visits")}
GRID = [
    pytest.param(*column, id=".".join(column), marks=() if column in OFTEN else pytest.mark.long)
    for column in COUNTED
]


def doubted_figures(store, selection):
    """Write every "n of N" that the cube gives for measures that are held back."""
    for measure in MEASURES:
        if store.trust.doubts(measure) and measure.is_share:
            n, total, _ = choice.only(store.as_counted.ask(measure, selection))
            if n and total and total > 100:
                yield words.n_of_n(n, total)


@pytest.mark.parametrize(("name", "column"), GRID)
def test_no_page_states_a_figure_that_failed_a_check(illustrated, random_selections, name, column):
    store = reconciled(planted(illustrated, name, column))
    for view in VIEWS.values():
        (drawn,) = random_selections(store, 1, seed=len(view.name))
        for chosen in (Selection(), drawn):
            page = opened(view, store, **address.write(chosen))
            assert not page.exception
            said = " ".join(html_of(page))
            assert said.count("<h1>") == 1
            assert 'class="answer"' in said
            assert " checks failed</a>" in said
            for figure in doubted_figures(store, chosen):
                assert not re.search(rf"(?<![\d,]){re.escape(figure)}", said), figure


@pytest.mark.parametrize(
    ("name", "column", "pages"),
    [
        ("reached", "settings", {"summary", "coverage", "why", "road", "areas", "data"}),
        ("visits", "visits", {"summary", "coverage", "why", "found", "areas"}),
        ("in_force", "actions", {"enforcement", "areas"}),
        ("letters", "days", {"found"}),
    ],
)
def test_what_is_held_back_is_said_where_it_stood_and_its_file_is_refused(
    illustrated, name, column, pages
):
    store = reconciled(planted(illustrated, name, column))
    told = set()
    for path in (page.path for page in PAGES):
        page = delivery.lay_out(path, store, Selection())
        if CHECKING in " ".join(page.pieces):
            told.add(path)
        for offer in page.offers.values():
            named = offer.file.facts.get("measure", "").split(", ")[0]
            measure = next((m for m in MEASURES if m.name == named), None)
            assert measure is None or (name, column) not in columns(measure)
    assert pages <= told


def test_an_answer_that_is_held_back_is_said_under_the_name_of_its_page(illustrated):
    store = reconciled(planted(illustrated, "visits", "visits"))

    def answer(store, selection):
        return store.prove(BY_NAME["visits"], selection) or "not reached"

    page = replace(PAGES[0], answer=answer)
    made = "".join(head(page, Opened(store, Selection(), (), Links())))
    assert "<h1>" in made
    assert f'<p class="answer">{CHECKING}: visits.' in made


@pytest.fixture
def two_weeks(tmp_path, write_records):
    """Publish two weeks of small records; the second has a count that is wrong."""
    rows = everywhere()
    for day in (DAY - timedelta(days=7), DAY):
        made = [v for v in visits_to(rows) if v["started_on"] <= day.isoformat()]
        folder = write_records(tmp_path / str(day), rows, made)
        publish(tmp_path / "kept", from_folder(folder, day), day, Terms(["stale"], "a test"))
    plant(tmp_path / "kept", "reached", "settings")
    return tmp_path / "kept"


def test_a_wrong_row_of_a_snapshot_changes_the_tile_and_quotes_the_last_checked_figure(
    app, two_weeks
):
    before = open_reconciled(two_weeks, DAY - timedelta(days=7))
    n, total, _ = choice.only(before.ask(MEASURES[3], Selection()))
    page = app(two_weeks)
    check_page(page)
    said = " ".join(html_of(page))
    quoted = f"The last checked figure, from 30 November 2020, was {words.n_of_n(n, total)}."
    assert MEASURES[3].name == "coverage"
    assert f"{CHECKING}. {quoted}" in said
    assert f"{CHECKING}: settings visited. {quoted}" in said
    assert re.search(r"\d+ of \d+ checks failed", said)
    assert "Visits, last complete week" in said, "the rest of the page stays"


def test_files_that_are_held_back_are_refused_in_words(monkeypatch, two_weeks):
    monkeypatch.setenv("VISITS_SNAPSHOTS", str(two_weeks))
    with pytest.raises(delivery.NoSuchFileError, match=CHECKING):
        delivery.deliver("coverage", "areas.csv", {})


def test_what_changed_is_not_said_while_a_figure_is_being_checked(two_weeks):
    page = delivery.lay_out("data", open_reconciled(two_weeks), Selection())
    assert "What changed is not shown" in " ".join(page.pieces)
    assert "changed-figures" not in page.offers


def test_sound_records_say_that_all_checks_hold(app):
    said = " ".join(html_of(app()))
    assert ">all checks passed</a>" in said
    assert CHECKING not in said


def test_the_line_leads_to_the_checks_and_a_browser_adds_the_filters(app):
    said = " ".join(html_of(app(area="north-west", asat=str(date(2020, 11, 23)))))
    there = "data?show=checks-and-downloads#section-what-should-be-equal"
    assert f'<a class="carries" href="{there}">all checks passed' in said


def test_every_page_says_where_feedback_goes(monkeypatch):
    assert "Questions and feedback: the team that runs" in foot.contact()
    monkeypatch.setenv("VISITS_CONTACT", "visits@example.gov.uk")
    assert '<a href="mailto:visits@example.gov.uk">visits@example.gov.uk</a>' in foot.contact()
    monkeypatch.setenv("VISITS_CONTACT", "<b>Room 4</b>")
    assert "&lt;b&gt;Room 4&lt;/b&gt;" in foot.contact()
