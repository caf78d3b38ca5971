"""Records of a scope: nothing from outside it, nothing before it is public, and nothing lost."""

from datetime import date

import polars as pl
import pytest

from dashboard.access.limited import limited
from dashboard.access.scope import NO_LIMIT, Limit, Scope
from dashboard.areas.authorities import REGIONS
from dashboard.audit.reconciliation import open_reconciled
from dashboard.measures import MeasureError, Selection
from dashboard.measures.definitions import MEASURES
from dashboard.measures.opening import open_store, within
from tests.conftest import DAY, HOME

TABLES = ("local_authorities", "settings", "visits", "actions", "findings", "other_visits")


@pytest.fixture(scope="module")
def by_region(illustrated):
    return {name: within(illustrated, Scope((Limit((name,)),))) for name in REGIONS}


def test_the_records_of_all_regions_are_the_records_of_the_nation(illustrated, by_region):
    for name in TABLES:
        if name in illustrated.records:
            whole = illustrated.records[name]
            parts = pl.concat(store.records[name] for store in by_region.values())
            assert parts.height == whole.height
            assert parts.sort(whole.columns).equals(whole.sort(whole.columns)), name


def test_the_figures_of_the_regions_add_up_to_those_of_the_nation(illustrated, by_region):
    compared = 0
    for measure in MEASURES:
        for chosen in (Selection(), Selection(setting_type=HOME)):
            try:
                whole = illustrated.ask(measure, chosen).row(0, named=True)
                parts = [s.ask(measure, chosen).row(0, named=True) for s in by_region.values()]
            except MeasureError:
                continue
            for side in ("numerator", "denominator"):
                if whole[side] is not None:
                    assert sum(part[side] or 0 for part in parts) == whole[side], measure.name
                    compared += 1
    assert compared > 2 * len(MEASURES)


def test_each_part_of_a_scope_lets_through_its_own_and_no_mixture(illustrated):
    scope = Scope((Limit(("London",), (HOME,)), Limit(("North West",), ("Boarding school",))))
    left = within(illustrated, scope).records["settings"]
    region = dict(illustrated.authorities.select("la_code", "region").iter_rows())
    found = {(region[code], kind) for code, kind in left.select("la_code", "setting_type").rows()}
    assert found == {("London", HOME), ("North West", "Boarding school")}


def test_letters_and_actions_are_seen_from_the_day_they_are_public(illustrated):
    issued = illustrated.records["actions"].sort("action_id")
    days = [date(2020, 11, 2 + n % 3) if n % 4 else None for n in range(issued.height)]
    records = dict(illustrated.records) | {
        "actions": issued.with_columns(public_on=pl.Series(days, dtype=pl.Date))
    }
    for day in (date(2020, 11, 1), date(2020, 11, 2), date(2020, 11, 3)):
        seen = limited(records, Scope(public=day))
        assert seen["actions"]["public_on"].null_count() == 0
        assert seen["actions"].height == sum(d is not None and d <= day for d in days)
        early = seen["visits"].filter((pl.col("published_on") > day).fill_null(True))
        assert early.height > 0
        assert early["outcome"].count() == 0
        told = seen["findings"].join(early, on="visit_id", how="semi")
        assert told.height == 0
        late = seen["visits"].filter(pl.col("published_on") <= day).sort("visit_id")
        whole = illustrated.records["visits"].filter(pl.col("published_on") <= day)
        assert late.equals(whole.sort("visit_id"))
        assert seen["visits"].height == illustrated.records["visits"].height


def test_nothing_is_known_of_actions_that_do_not_say_when_they_are_public(illustrated):
    assert "actions" not in limited(illustrated.records, Scope(public=DAY))
    without = dict(illustrated.records)
    without["actions"] = without["actions"].drop("public_on", strict=False)
    assert "actions" not in limited(without, Scope(public=DAY))


def test_a_part_is_checked_like_the_whole_and_says_nothing_of_it():
    scope = Scope((Limit(("North West",)),))
    opened = open_reconciled(None, DAY, None, scope)
    assert opened.trust.checks
    assert all(check.holds for check in opened.trust.checks)
    assert not any("England" in check.sentence for check in opened.trust.checks)
    assert (opened.accounts, opened.notes, opened.figures, opened.issues) == ({}, (), {}, ())
    assert set(opened.authorities["region"].cast(pl.String)) == {"North West"}


def test_everything_is_the_store_itself(illustrated):
    assert within(illustrated, NO_LIMIT) is illustrated
    assert open_store(None, DAY) is illustrated
    assert Scope((Limit(),)) == NO_LIMIT
