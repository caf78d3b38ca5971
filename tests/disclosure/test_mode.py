"""No page is laid out for outside: share and public are refused wherever pages may be asked for."""

import pytest
from click.testing import CliRunner
from starlette.applications import Starlette
from streamlit.testing.v1 import AppTest

from dashboard import delivery
from dashboard.access.scope import NO_LIMIT
from dashboard.cli import main
from dashboard.disclosure.mode import REFUSED, inside
from dashboard.records.check import RecordsError
from dashboard.settings import PACKAGE, PUBLIC, SHARE, SettingError, Settings
from dashboard.ui.records import kept
from dashboard.web.building import around
from tests.asking import ask

OUTSIDE = pytest.mark.parametrize("mode", [SHARE, PUBLIC])


def test_a_mode_that_is_no_mode_is_refused(monkeypatch):
    monkeypatch.setenv("VISITS_MODE", "open")
    with pytest.raises(SettingError, match="VISITS_MODE"):
        Settings()


@OUTSIDE
@pytest.mark.parametrize("asked", [["serve"], ["export", "nowhere"]])
@pytest.mark.parametrize("by_variable", [True, False])
def test_nothing_is_served_or_exported_without_a_release(
    monkeypatch, tmp_path, mode, asked, by_variable
):
    monkeypatch.chdir(tmp_path)
    if by_variable:
        monkeypatch.setenv("VISITS_MODE", mode)
    answer = CliRunner().invoke(main, asked if by_variable else [*asked, "--mode", mode])
    assert (answer.exit_code, answer.stdout) == (2, "")
    assert answer.stderr.startswith("There is no approved release to ")
    assert not [*tmp_path.iterdir()]


@OUTSIDE
def test_a_server_for_outside_opens_no_records(monkeypatch, mode):
    monkeypatch.setenv("VISITS_MODE", mode)
    kept.cache_clear()
    with pytest.raises(RecordsError):
        kept(None, None, None, NO_LIMIT)


@pytest.mark.parametrize("mode", [SHARE, PUBLIC, "open"])
@pytest.mark.parametrize(
    "asked",
    [
        *(f"/text/{path}" for path in delivery.VIEWS),
        "/files/enforcement/in_force_by_region.csv",
        "/files/summary/briefing.pdf",
        "/files/summary/everything.zip",
    ],
)
def test_an_address_gets_a_sentence_in_place_of_a_page_or_a_file(mode, asked):
    given = around(lambda: None)
    app = Starlette(routes=given["routes"], exception_handlers=given["exception_handlers"])
    answer = ask(app, asked, mode=mode, area="north-west")
    assert (answer.status, answer.text) == (404, REFUSED)


def test_an_address_that_asks_for_what_is_inside_gets_it():
    inside("internal")
    assert "<h1>" in delivery.text("why", {"mode": "internal"})


def test_a_page_says_so_too():
    page = AppTest.from_file(PACKAGE / "app.py", default_timeout=60)
    page.query_params["mode"] = SHARE
    page.run()
    assert [error.value for error in page.error] == [REFUSED]
    assert not any("Source:" in said.value for said in page.main.get("html"))
