"""Pages over records that tell of some types or days only: words or a blank, never a nought."""

import pytest

from dashboard.audit import reconciliation
from dashboard.measures import opening
from dashboard.measures.definitions.coverage import COVERAGE
from dashboard.measures.selection import Selection
from dashboard.publishing import publish
from dashboard.records.intake import from_folder
from tests.conftest import AGENCY, DAY, FIRST_VISIT, everywhere, visits_to
from tests.views.test_pages import VIEWS, check_page, html_of, opened

OF_AGENCIES = {"type": "independent-fostering-agency"}
HOMES = everywhere()
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
