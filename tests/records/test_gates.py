"""Gates stop a refresh that is stale or too unlike the last, and let it through for a reason."""

from dataclasses import replace
from datetime import date, timedelta

import polars as pl
import pytest

from dashboard.records import gates
from dashboard.records.check import RecordsError
from dashboard.records.gates import GATES, Refresh, judge
from dashboard.records.intake import Account, from_illustration
from dashboard.settings import Limits

DAY = date(2020, 12, 7)


@pytest.fixture(scope="module")
def taken():
    """Give the illustrative records as if they were real ones from a file."""
    found = from_illustration(DAY)
    return replace(found, illustrative=False, hashes={"visits.csv": "b"})


@pytest.fixture
def last(taken):
    """Give the manifest of a snapshot of the same records."""
    return {
        "name": "2020-12-07-aaaaaaaa",
        "as_at": "2020-12-07",
        "illustrative": False,
        "hashes": {"visits.csv": "b"},
        "tables": {name: {"rows": table.height} for name, table in taken.records.items()},
        "accounts": dict.fromkeys(taken.records),
        "latest_visit": taken.records["visits"]["started_on"].max().isoformat(),
    }


def thinned(taken, table, share):
    """Leave a share of the rows of a table, the earliest of visits."""
    rows = taken.records[table]
    if table == "visits":
        rows = rows.sort("started_on", descending=True)
    return replace(taken, records=taken.records | {table: rows.head(int(rows.height * share))})


def with_aside(taken, count):
    """Set aside a number of the visits that were read."""
    account = taken.accounts["visits"]
    aside = pl.DataFrame({"fault": ["wrong"] * count})
    return replace(taken, accounts=taken.accounts | {"visits": Account(account.read, aside)})


def grown(last, table, share):
    """Say that the last snapshot had a share of a table's rows."""
    rows = int(last["tables"][table]["rows"] * share)
    return last | {"tables": last["tables"] | {table: {"rows": rows}}}


def without_visits(taken):
    return replace(taken, records={n: t for n, t in taken.records.items() if n != "visits"})


FAULTS = {
    "illustrative": lambda taken, last: Refresh(replace(taken, illustrative=True), DAY, last),
    "stale": lambda taken, last: Refresh(taken, DAY - timedelta(days=1), last),
    "empty": lambda taken, _: Refresh(thinned(taken, "settings", 0), DAY),
    "set-aside": lambda taken, last: Refresh(with_aside(taken, 60), DAY, last),
    "rows": lambda taken, last: Refresh(thinned(taken, "settings", 0.79), DAY, last),
    "latest-visit": lambda taken, last: Refresh(
        taken, DAY, last | {"latest_visit": (DAY + timedelta(days=1)).isoformat()}
    ),
    "expected": lambda taken, last: Refresh(taken, DAY, last, expected={"visits": 1}),
}
SENTENCES = {
    "illustrative": "These are illustrative records, and readers are given real ones now",
    "stale": "The day of these figures, 2020-12-06, is before that of the last, 2020-12-07",
    "empty": "There is no setting on the register",
    "set-aside": r"60 of \d+ rows of visits cannot be used",
    "rows": r"settings has \d+ rows where the last snapshot has \d+",
    "latest-visit": r"The latest visit is of 2020-1\d-\d\d; in the last snapshot it is of 2020-12-",
    "expected": r"\d+ rows of visits were read where 1 were expected",
}


def test_every_gate_has_a_fault_that_it_stops():
    assert FAULTS.keys() == SENTENCES.keys() == GATES.keys()


def test_the_same_records_again_pass_every_gate(taken, last):
    assert judge(Refresh(taken, DAY, last)) == {}
    assert judge(Refresh(taken, DAY)) == {}


@pytest.mark.parametrize("gate", GATES)
def test_a_gate_stops_its_fault_and_names_itself(taken, last, gate):
    refresh = FAULTS[gate](taken, last)
    with pytest.raises(RecordsError, match=SENTENCES[gate]) as stopped:
        judge(refresh)
    assert f"--allow {gate}" in str(stopped.value)
    assert "Nothing was published." in str(stopped.value)


@pytest.mark.parametrize("gate", GATES)
def test_a_gate_that_is_allowed_lets_its_fault_through_with_the_reason(taken, last, gate):
    refresh = FAULTS[gate](taken, last)
    passed = judge(refresh, [gate], "the sender confirmed it")
    assert passed[gate]["reason"] == "the sender confirmed it"
    assert passed.keys() == {gate}
    others = [name for name in GATES if name != gate]
    with pytest.raises(RecordsError, match=SENTENCES[gate]):
        judge(refresh, others, "another reason")


@pytest.mark.parametrize("reason", ["", "  "])
def test_nothing_is_allowed_without_a_reason(taken, last, reason):
    with pytest.raises(RecordsError, match="Say why rows is allowed"):
        judge(Refresh(taken, DAY, last), ["rows"], reason)


def test_the_files_of_an_older_snapshot_are_stale(taken, last):
    older = last | {"name": "2020-12-07-bbbbbbbb"}
    now = last | {"hashes": {"visits.csv": "c"}}
    with pytest.raises(RecordsError, match="These files are those of 2020-12-07-bbbbbbbb"):
        judge(Refresh(taken, DAY, now, (older,)))
    assert judge(Refresh(taken, DAY, last, (older,))) == {}


def test_a_table_that_is_gone_is_stopped(taken, last):
    with pytest.raises(RecordsError, match="visits had rows in the last snapshot and has none"):
        judge(Refresh(without_visits(taken), DAY, last), ["latest-visit"], "no visits")


@pytest.mark.parametrize(
    ("table", "share", "stops"),
    [
        ("visits", 0.3, False),
        ("visits", 0.27, True),
        ("visits", 1.26, True),
        ("visits", 1.24, False),
        ("settings", 0.84, False),
        ("settings", 0.82, True),
        ("settings", 1.26, True),
    ],
)
def test_visits_may_double_but_no_table_may_shrink_by_a_fifth(taken, last, table, share, stops):
    found = gates.GATES["rows"](Refresh(taken, DAY, grown(last, table, share)))
    assert bool(found) == stops, found


def test_small_tables_and_a_first_snapshot_are_not_compared(taken, last):
    small = Limits(few=100_000)
    assert GATES["rows"](Refresh(taken, DAY, grown(last, "visits", 5), limits=small)) is None
    assert GATES["rows"](Refresh(taken, DAY, last | {"illustrative": True})) is None


def test_a_few_rows_set_aside_are_no_fault_of_the_whole(taken, last):
    assert GATES["set-aside"](Refresh(with_aside(taken, 5), DAY, last)) is None
