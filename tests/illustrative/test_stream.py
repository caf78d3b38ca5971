"""The stream of snapshots: what is known when, what comes late, what is put right."""

import hashlib
import subprocess
import sys
from datetime import date, timedelta
from itertools import pairwise

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard import illustrative
from dashboard.illustrative import FIRST, LAST, OPENS
from dashboard.records.check import RecordsError, check_all
from dashboard.records.model import TABLES

KEYS = {"settings": "urn", "visits": "visit_id", "actions": "action_id"}
PRINT = """
from dashboard import illustrative
import hashlib, io
for day in (illustrative.FIRST, illustrative.OPENS, illustrative.LAST):
    for name, table in illustrative.records(day).items():
        file = io.BytesIO()
        table.write_csv(file)
        print(name, hashlib.sha256(file.getvalue()).hexdigest())
"""


def test_snapshots_are_made_each_monday_and_on_the_last_day():
    days = illustrative.mondays()
    assert (days[0], days[-2], days[-1]) == (FIRST, date(2021, 3, 29), LAST)
    assert all(day.weekday() == 0 for day in days[:-1])
    assert OPENS in days
    assert len(days) == 31


def test_every_snapshot_passes_every_check(illustrative_days):
    for records in illustrative_days.values():
        assert list(records) == [name for name in TABLES if name not in ("other_visits", "reach")]
        for result in check_all(records).values():
            assert result.set_aside.is_empty()


@given(st.dates(FIRST, LAST))
@settings(max_examples=25)
def test_any_day_between_passes_and_shows_nothing_from_later(day):
    records = illustrative.records(day)
    for name, table in records.items():
        if name in ("calendar", "milestones"):
            continue
        dates = [c for c in table.columns if c.endswith("_on") and c != "review_on"]
        for column in dates:
            last = table[column].max()
            assert last is None or last <= day
    assert all(result.set_aside.is_empty() for result in check_all(records).values())


@pytest.mark.parametrize("day", [FIRST - timedelta(days=1), LAST + timedelta(days=1)])
def test_other_days_are_refused_in_one_sentence(day):
    with pytest.raises(RecordsError, match="choose a day from 7 September 2020 to 31 March 2021"):
        illustrative.records(day)


def test_nothing_known_disappears_except_declared_removals(illustrative_days):
    removed = dict(illustrative.removals().iter_rows())
    assert len(removed) > 3
    known: dict[str, set[str]] = {name: set() for name in KEYS}
    for day, records in illustrative_days.items():
        for name, key in KEYS.items():
            now = set(records[name][key])
            lost = known[name] - now
            assert all(removed[one] <= day for one in lost)
            known[name] = now
    assert not known["visits"] & set(removed)


def test_what_was_published_stays_as_it_was(illustrative_days):
    before = None
    for records in illustrative_days.values():
        out = records["visits"].filter(pl.col("published_on").is_not_null())
        if before is not None:
            assert set(before.rows()) <= set(out.rows())
        before = out


def test_some_visits_arrive_late_but_within_three_weeks(illustrative_last):
    visits = illustrative_last["visits"].filter(pl.col("recorded_on").is_not_null())
    wait = (visits["recorded_on"] - visits["started_on"]).dt.total_days()
    assert 0.02 <= (wait > 7).mean() <= 0.07
    assert wait.min() >= 0
    holidays = 12
    assert wait.max() <= 21 + holidays
    ordinary = visits.filter(~pl.col("started_on").is_between(date(2020, 12, 1), date(2021, 1, 1)))
    assert (ordinary["recorded_on"] - ordinary["started_on"]).dt.total_days().max() <= 21


def test_mistakes_are_made_and_put_right(illustrative_days, illustrative_last):
    final = illustrative_last["visits"]
    wrong = {"selection_basis": set(), "visit_type": set(), "started_on": set()}
    for records in illustrative_days.values():
        both = records["visits"].join(final, on="visit_id", suffix="_final")
        for column, found in wrong.items():
            differ = pl.col(column).ne_missing(pl.col(f"{column}_final"))
            found |= set(both.filter(differ)["visit_id"])
    assert len(wrong["selection_basis"]) > 20
    assert len(wrong["visit_type"]) > 3
    assert len(wrong["started_on"]) > 3


def test_a_visit_entered_twice_is_seen_twice_for_a_while(illustrative_days):
    removed = set(illustrative.removals()["visit_id"])
    seen = set().union(*(set(r["visits"]["visit_id"]) for r in illustrative_days.values()))
    assert len(removed & seen) > 3


def test_a_record_says_when_it_first_appeared(illustrative_days):
    days = list(illustrative_days)
    for before, day in pairwise(days):
        for name, key in KEYS.items():
            old = illustrative_days[before][name]
            new = illustrative_days[day][name].join(old, on=key, how="anti")
            assert new["recorded_on"].null_count() == 0
            assert new["recorded_on"].is_between(before, day, closed="right").all()


def test_what_was_not_announced_is_not_among_the_milestones(illustrative_days):
    october = set(illustrative_days[date(2020, 10, 26)]["milestones"]["name"])
    assert "Visits begin" in october
    assert not {"National restrictions begin", "Third national lockdown begins"} & october
    assert "National restrictions begin" in set(illustrative_days[OPENS]["milestones"]["name"])
    assert "Third national lockdown begins" in set(illustrative_days[LAST]["milestones"]["name"])


def test_reviews_of_restrictions_in_force_lie_ahead(illustrative_days):
    for day, records in illustrative_days.items():
        rows = records["actions"].filter(pl.col("action_type") == "Restriction of accommodation")
        assert rows["review_on"].null_count() == 0
        in_force = rows.filter(pl.col("ended_on").is_null())
        assert (in_force["review_on"] >= day).all()
        weeks = (rows["review_on"] - rows["issued_on"]).dt.total_days()
        assert (weeks % 84 == 0).all()


def test_two_fresh_processes_make_the_same_bytes():
    def made(seed: str) -> str:
        run = subprocess.run(
            [sys.executable, "-c", PRINT],
            check=True,
            capture_output=True,
            text=True,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
        )
        return hashlib.sha256(run.stdout.encode()).hexdigest()

    assert made("1") == made("2")
