"""A store as those outside see it: small figures hidden, records shut, and nothing unproved."""

import re
from dataclasses import replace

import pytest

from dashboard import delivery
from dashboard.figures import glance, held
from dashboard.measures.definitions.coverage import COVERAGE, VISITS
from dashboard.measures.definitions.enforcement import ACTIONS_IN_FORCE, SETTINGS_RESTRICTED
from dashboard.measures.definitions.found import MENTIONS, SERIOUS_CONCERNS
from dashboard.measures.definitions.why import SHARE_PRIORITISED
from dashboard.measures.disclosure import HIDDEN, HiddenError
from dashboard.measures.disclosure.log import Log
from dashboard.measures.selection import Selection
from dashboard.modes import in_mode
from dashboard.reconciliation import open_reconciled
from dashboard.records import words as w
from dashboard.settings import INTERNAL, PUBLIC, SHARE, Settings
from dashboard.store import Store


@pytest.fixture(scope="module")
def internal() -> Store:
    return open_reconciled(None)


@pytest.fixture(scope="module")
def share(internal: Store) -> Store:
    return in_mode(internal, SHARE)


def test_a_mode_never_shows_more_than_the_store_did(internal: Store, share: Store) -> None:
    assert in_mode(internal, INTERNAL) is internal
    assert in_mode(share, INTERNAL) is share
    assert in_mode(internal, SHARE) is share
    with pytest.raises(ValueError, match="public"):
        in_mode(share, PUBLIC)


def test_a_mode_that_is_no_mode_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VISITS_MODE", "open")
    with pytest.raises(ValueError, match="VISITS_MODE"):
        Settings()


def test_what_is_not_sensitive_is_the_same(internal: Store, share: Store) -> None:
    for by in ((), ("la_code",), ("setting_type", "region")):
        asked = COVERAGE, Selection(), by
        assert share.ask(*asked).equals(internal.ask(*asked))


@pytest.mark.parametrize("column", ["selection_basis", "reason", "outcome"])
def test_a_count_of_visits_is_sensitive_once_it_is_split(share: Store, column: str) -> None:
    assert share.ask(VISITS, Selection()).height == 1
    with pytest.raises(HiddenError):
        share.ask(VISITS, Selection(), [column])


@pytest.mark.parametrize(
    "selection",
    [
        Selection(setting_type=w.ALL_HOMES),
        Selection(sector="Private"),
        Selection(last_grade="Inadequate"),
        Selection(area="E10000016"),
        Selection(area="North East", regions=9),
        Selection(since=Settings.programme.starts[0].day),
    ],
)
def test_a_sensitive_figure_is_given_in_one_shape_only(share: Store, selection: Selection) -> None:
    for measure in (SHARE_PRIORITISED, ACTIONS_IN_FORCE, SETTINGS_RESTRICTED, MENTIONS):
        with pytest.raises(HiddenError):
            share.ask(measure, selection)
    for by in ("la_code", "setting_type", "week", "statistical_region"):
        with pytest.raises(HiddenError):
            share.ask(SHARE_PRIORITISED, Selection(), [by])


def test_an_answer_with_a_hidden_figure_is_none_at_all(internal: Store, share: Store) -> None:
    every = internal.ask(SHARE_PRIORITISED, Selection(), ["region"])
    assert share.ask(SHARE_PRIORITISED, Selection(), ["region"]).equals(every)
    known = {"selection_basis": w.PRIORITISED}
    with pytest.raises(HiddenError, match="So few"):
        share.ask(SERIOUS_CONCERNS, Selection(), ["region"], **known)
    with pytest.raises(HiddenError, match="So few"):
        share.ask(SERIOUS_CONCERNS, Selection(area="London"), **known)
    assert share.ask(SERIOUS_CONCERNS, Selection(area="North West"), **known).height == 1


def test_hidden_figures_are_blank_and_the_others_are_as_they_were(
    internal: Store, share: Store
) -> None:
    asked = SERIOUS_CONCERNS, Selection(), ["region"]
    known = {"selection_basis": w.PRIORITISED}
    before = internal.ask(*asked, **known)
    assert share.guard is not None
    after = share.guard.protect(*asked, known)
    small = before["numerator"].is_between(1, Settings().hidden_below - 1)
    assert small.any() and after.filter(small)[HIDDEN].all()
    gone = after.filter(HIDDEN)
    assert gone["numerator"].null_count() == gone["value"].null_count() == gone.height
    left = after.filter(~after[HIDDEN]).drop(HIDDEN)
    assert left.equals(before.filter(~after[HIDDEN])) and left.height


def test_what_cannot_be_proved_in_time_is_not_given(share: Store) -> None:
    assert share.guard is not None
    hasty = replace(share.guard, seconds=0.0, log=Log(None))
    for measure in (SHARE_PRIORITISED, ACTIONS_IN_FORCE):
        with pytest.raises(HiddenError, match="could not prove"):
            hasty.answer(measure, Selection(), (), {})
    assert hasty.answer(COVERAGE, Selection(), (), {}).height == 1


def test_records_are_shut(share: Store) -> None:
    for name in ("settings", "visits", "actions", "findings"):
        assert name in share.records
        with pytest.raises(HiddenError):
            share.records[name]
        with pytest.raises(HiddenError):
            share.records.get(name)
    for name in ("visits", "letters", "actions", "in_force", "findings"):
        assert name in share.cube.tables
        with pytest.raises(HiddenError):
            share.cube.tables[name]
    assert share.records["calendar"].height
    assert not any(check.left for check in share.trust.checks)


@pytest.mark.parametrize("area", [None, "South East"])
@pytest.mark.parametrize("path", delivery.VIEWS)
def test_a_page_for_outside_says_what_is_hidden_and_names_no_setting(
    share: Store, path: str, area: str | None
) -> None:
    page = delivery.lay_out(path, share, Selection(area=area))
    said = " ".join(page.run.pieces)
    assert not re.search(r"EX\d{6}", said)
    for offer in page.run.offers.values():
        assert "urn" not in offer.file.table.columns


def test_a_figure_that_may_leave_is_not_hidden_because_that_of_its_week_is(share: Store) -> None:
    label, value, under = glance.enforcement(share, Selection())
    assert (label, under) == ("Enforcement in force", "actions on 7 December 2020")
    assert int(value) >= share.guard.threshold


def test_what_is_hidden_is_named_once_and_has_its_reason() -> None:
    of_part, of_figure = (HiddenError(of, "It tells of one.") for of in (None, VISITS))
    assert held.notice(of_part) == (
        '<h2 class="held">Hidden</h2><p class="notice">It tells of one.</p>'
    )
    assert held.notice(of_figure).startswith('<h2 class="held">Hidden: visits</h2>')
