"""Pages over records that tell of some types or days only: words or a blank, never a nought."""

import re
from types import SimpleNamespace

import polars as pl
import pytest

from dashboard import delivery
from dashboard.audit import reconciliation
from dashboard.delivery import VIEWS as VIEWS_AS_TEXT
from dashboard.exhibits.areas import comparison
from dashboard.exhibits.common import tiles
from dashboard.measures import Selection, Status, comparator_areas, judged_inadequate, opening
from dashboard.measures.definitions.coverage import COVERAGE
from dashboard.packs import briefings
from dashboard.publishing.publish import publish
from dashboard.records.intake import from_folder
from dashboard.records.reach import ALWAYS, Reach, Span
from dashboard.wording import limits, words
from tests.conftest import AGENCY, DAY, FIRST_VISIT, HOME, everywhere, visits_to
from tests.sentences.__main__ import said
from tests.sentences.blocks import headlines
from tests.views.test_pages import VIEWS, check_page, html_of, opened

OF_AGENCIES = {"type": "independent-fostering-agency"}
HOMES = everywhere()
INSPECTED = [row | {"last_inspected_on": "2017-03-04"} for row in HOMES]
AGENCIES = [row | {"urn": f"EX1{row['urn'][3:]}"} for row in everywhere(AGENCY)]


@pytest.fixture(scope="module")
def root(tmp_path_factory, write_records):
    """Publish homes and agencies, with visits to homes only and no word of what is reached."""
    folder = write_records(
        tmp_path_factory.mktemp("records"), [*HOMES, *AGENCIES], visits_to(HOMES[::2])
    )
    (folder / "reach.csv").unlink()
    root = tmp_path_factory.mktemp("snapshots")
    publish(root, from_folder(folder, DAY), DAY)
    return root


@pytest.fixture(scope="module")
def partly(root):
    return reconciliation.reconciled(opening.open_store(root))


@pytest.fixture(scope="module")
def before(root):
    """Look back on a day before any visit that the records tell of."""
    return reconciliation.reconciled(opening.open_store(root, FIRST_VISIT.replace(day=7)))


@pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS)
@pytest.mark.parametrize("address", [{}, OF_AGENCIES], ids=["all", "agencies"])
def test_every_page_opens_on_records_that_tell_of_one_type(partly, view, address):
    check_page(opened(view, partly, **address))


@pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS)
def test_every_page_opens_on_a_day_before_any_visit_told_of(before, view):
    check_page(opened(view, before))


def test_no_page_says_that_none_of_what_is_not_told_of_was_visited(partly, before):
    n = len(AGENCIES)
    assert partly.ask(COVERAGE, Selection(setting_type=AGENCY))["denominator"][0] == n
    for records, address in ((partly, OF_AGENCIES), (before, {})):
        for name in ("Summary", "Coverage"):
            said = " ".join(html_of(opened(VIEWS[name], records, **address)))
            assert f"0 of {n}" not in said and "0 of 192" not in said, name


def test_data_and_downloads_says_what_is_reached_and_how_to_state_it(partly, illustrated):
    said = " ".join(html_of(opened(VIEWS["Data and downloads"], partly)))
    assert "What the records reach" in said and "reach.csv" in said
    assert "home from 14 September 2020" in said
    assert "What the records reach" not in " ".join(
        html_of(opened(VIEWS["Data and downloads"], illustrated))
    )


def lines_of(records):
    """Give for each page what stands over figures, and its short sentences and lists."""
    read = {path: said(path, records, {}) for path in VIEWS_AS_TEXT}
    lists = [block.text for blocks in read.values() for block in blocks if block.element == "li"]
    return {path: headlines(blocks) for path, blocks in read.items()} | {"lists": lists}


@pytest.fixture(scope="module")
def records_told(tmp_path_factory, write_records):
    """Give a function that opens records of everything but what a table of reach leaves out."""

    def told(visits, **until):
        folder = write_records(tmp_path_factory.mktemp("told") / "records", INSPECTED, visits)
        named = pl.read_csv(folder / "reach.csv").with_columns(
            **{"from": pl.lit(None, pl.String)},
            to=pl.col("table").replace_strict(until, default=None, return_dtype=pl.String),
        )
        named.filter(pl.col("table") != "visits" if visits is None else True).write_csv(
            folder / "reach.csv"
        )
        root = tmp_path_factory.mktemp("snapshots")
        publish(root, from_folder(folder, DAY), DAY)
        return reconciliation.reconciled(opening.open_store(root))

    return told


UNTOLD = re.compile(
    r"nseen longest|in scope: \d|last on site at|years ago|below its authority: \d|"
    r"Too few providers|no providers|no complete week|have had a full inspection"
)


def test_a_register_that_ends_before_the_day_gives_no_figure_and_says_till_when(records_told):
    found = lines_of(records_told(visits_to(HOMES[::2]), settings="2020-06-30"))
    for path in ("summary", "coverage", "areas"):
        if found[path]:
            assert "tell of providers up to 30 June 2020 only" in " ".join(found[path]), path
    said = [line for lines in found.values() for line in lines if UNTOLD.search(line)]
    assert not said, said
    assert any("of 48 visits were prioritised" in line for line in found["why"]), found["why"]
    weeks = [line for line in found["coverage"] + found["areas"] if " in the week of " in line]
    assert any("up to 30 June 2020 only" not in line for line in weeks), found["coverage"]


def test_where_the_register_ends_first_the_answer_opens_with_the_visits_that_were_made(
    records_told,
):
    ended = records_told(visits_to(HOMES[::2]), settings="2020-06-30")
    for path in ("summary", "coverage"):
        answer = next(b.text for b in said(path, ended, {}) if "answer" in b.kind.split())
        assert answer.startswith(
            "In England we have made 48 visits to providers. These records tell of providers up to "
            "30 June 2020 only, so what share of them we have visited is not known."
        )
    keys = delivery.lay_out("coverage", ended, Selection(), files=False).offers.keys()
    assert "weeks" in keys
    assert not keys & {"bridge", "last-seen"}, "tables of nothing but what is not known"


def test_where_a_register_ended_no_place_has_none_of_it_and_a_briefing_draws_nothing(records_told):
    ended = records_told(visits_to(HOMES[::2]), settings="2020-06-30")
    rows = comparison.rows(ended, Selection(), comparator_areas.beside(ended, Selection()))
    assert set(rows["status"]) == {Status.UNKNOWN.value}
    assert rows["settings"].null_count() == rows.height
    offers = {path: delivery.lay_out(path, ended, Selection()).offers for path in briefings.PAGES}
    told = briefings.briefing(ended, Selection(), briefings.taken(offers, ended, Selection()))
    assert [picture.title for picture in told.pictures] == [
        "Visits started each week to providers, England"
    ]
    assert len(set(told.sentences)) == len(told.sentences)
    assert not any("none" in row for listing in told.listings for row in listing.rows)


def test_no_table_says_that_there_are_none_of_settings_that_are_not_known(records_told):
    ended = records_told(visits_to(HOMES[::2]), settings="2020-06-30")
    for area in ({}, {"area": "E10000016"}):
        cells = [block.text for block in said("areas", ended, area) if block.element == "td"]
        assert "not known" in cells and not {"none", "no providers"} & {*cells}, cells
    read = " ".join(block.text for block in said("data", ended, {}))
    why = "tell of providers up to 30 June 2020 only, so there are no tables of who was visited."
    assert why in read


def test_figures_of_a_register_that_ends_before_the_day_say_so_and_not_that_visits_are_unknown(
    records_told,
):
    ended = records_told(visits_to(HOMES[::2]), settings="2020-06-30")
    _, value, why = tiles.visited(ended, Selection())
    assert (value, why) == (tiles.UNKNOWN, "providers are known up to 30 June 2020 only")
    _, share, of = tiles.prioritised(ended, Selection())
    assert share == "33%" and of.startswith("of 48 visits; ")
    assert words.unknown_settings(Selection(), records_told(None)) != why
    assert judged_inadequate.judged(records_told(visits_to(HOMES[::2])), Selection())
    assert not judged_inadequate.judged(ended, Selection())


def test_inspections_that_end_before_the_day_are_not_counted_back_from_it(records_told):
    found = lines_of(records_told(visits_to(HOMES[::2]), inspections="2020-06-30"))
    said = [line for lines in found.values() for line in lines]
    assert not [line for line in said if re.search(r"nseen longest|on site at|years ago", line)]
    assert any("visited 48 of 96 providers" in line for line in said)


def test_without_visits_the_last_inspection_is_no_last_day_on_site(records_told):
    found = lines_of(records_told(None))
    said = " ".join(line for lines in found.values() for line in lines)
    assert "Oldest last full inspection: " in said and "The last full inspection of " in said
    assert "on site at" not in said and "nseen longest" not in said


def test_a_register_that_is_not_whole_says_so_beside_the_share_and_gives_the_least(records_told):
    only_listed = {"not_yet_inspected": "2020-06-30"}
    (answer, *_) = lines_of(records_told(visits_to(HOMES[::2]), **only_listed))["summary"]
    doubt = "These records do not list every provider that was never inspected, so the true share"
    assert f"48 of 96 providers (50%). {doubt} may be lower." in answer
    (answer, *_) = lines_of(records_told(None, **only_listed))["summary"]
    assert answer.startswith("England has at least 96 providers. ")


def test_an_empty_part_of_a_page_says_what_the_records_do_not_tell(partly, before):
    for records, path, part, why in (
        (partly, "road", "local authorities", "do not tell of local authorities"),
        (before, "road", "earlier forecasts", "No forecast was made for these settings before"),
        (partly, "data", "what changed", "No earlier figures that count from the same day are"),
    ):
        read = " ".join(block.text for block in said(path, records, {"show": words.slug(part)}))
        assert why in read, (path, part)


def test_no_authority_is_of_a_sector_whatever_the_records_tell_of(partly):
    read = headlines(said("road", partly, {"sector": "voluntary"}))
    assert not [line for line in read if "voluntary local authorities" in line], read


def test_a_note_says_from_when_visits_to_what_is_chosen_are_told_of(partly):
    """Homes are told of since their own first row, whatever else is told of since earlier."""
    spans = {**partly.cube.reach.spans, "visits": {HOME: Span(FIRST_VISIT), AGENCY: ALWAYS}}
    opened = SimpleNamespace(cube=SimpleNamespace(reach=Reach(spans)))
    assert limits.visits_begin(Selection(setting_type=HOME), opened) == FIRST_VISIT
    assert limits.visits_begin(Selection(setting_type=AGENCY), opened) is None


def test_what_is_not_told_of_authorities_themselves_is_said_where_one_looks(partly, illustrated):
    for path, choice, why in (
        ("why", {}, "so which of those last judged inadequate we have visited is not known"),
        ("found", {}, "Areas for priority action in letters to local authorities are not in these"),
        ("areas", {"area": "E10000016"}, "its judgement and visits to it are not in these records"),
    ):
        for records, is_said in ((partly, True), (illustrated, False)):
            read = " ".join(block.text for block in said(path, records, choice))
            assert (why in read) == is_said, path
