"""A wrong count anywhere in the cube is found, and holds back what is made of it and no more."""

import pytest

from dashboard.audit.reconciliation import reconciled
from dashboard.measures.definitions import MEASURES
from dashboard.measures.selection import Selection
from dashboard.measures.trust import WithheldError, columns
from tests.planting import COUNTED, planted

REGISTER = {"open", "then", "joined", "left", "sight"}
"""Counts of the register, which are checked against each other."""


@pytest.mark.parametrize(("name", "column"), COUNTED)
def test_one_wrong_row_holds_back_every_measure_made_of_it_and_no_other(illustrated, name, column):
    store = reconciled(planted(illustrated, name, column))
    assert [check for check in store.trust.checks if not check.holds]
    beside = {(other, column) for other in REGISTER} if name in REGISTER else {(name, column)}
    assert (name, column) in store.trust.doubted <= beside
    for measure in MEASURES:
        if store.trust.doubted & columns(measure):
            with pytest.raises(WithheldError, match="We are checking this figure"):
                store.ask(measure, Selection())
        else:
            store.ask(measure, Selection())


def test_sound_records_hold_nothing_back(any_store):
    store = reconciled(any_store)
    assert [check.sentence for check in store.trust.checks if not check.holds] == []
    assert len(store.trust.checks) >= 30 or "visits" not in store.records
    about = ("milestones", "control totals", "reach")
    for check in store.trust.checks:
        assert check.touches or any(table in check.sentence for table in about), check.sentence
    for measure in MEASURES:
        store.prove(measure, Selection())


def test_what_was_worked_out_before_the_checks_is_not_remembered(illustrated):
    spoilt = planted(illustrated, "reached", "settings")
    coverage = next(measure for measure in MEASURES if measure.name == "coverage")
    spoilt.ask(coverage, Selection())
    with pytest.raises(WithheldError):
        reconciled(spoilt).ask(coverage, Selection())


def test_what_is_laid_out_may_still_be_decided(illustrated):
    store = reconciled(planted(illustrated, "reached", "settings"))
    coverage = next(measure for measure in MEASURES if measure.name == "coverage")
    assert store.as_counted.ask(coverage, Selection())["numerator"][0]
    sound = reconciled(illustrated)
    assert sound.as_counted is sound
