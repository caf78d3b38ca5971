"""What comes in comes out: every row read is counted in the cube, or is named and shown."""

from datetime import date, timedelta

import polars as pl
import pytest

from dashboard.audit.reconciliation import open_reconciled, reconciled
from dashboard.exhibits.data import row_accounts
from dashboard.measures.ledger import ledger
from dashboard.publishing.publish import publish
from dashboard.publishing.refresh import Terms
from dashboard.records.check import RecordsError
from dashboard.records.intake import from_folder
from dashboard.snapshots import snapshot
from tests.conftest import DAY, everywhere, visits_to
from tests.planting import planted


@pytest.fixture
def taken(tmp_path, write_records):
    """Take in 96 settings and their visits, of which some went wrong or lie at an edge."""
    settings, visits = everywhere(), visits_to(everywhere())
    settings[4]["registered_on"] = "2020-12-30"
    settings[5]["la_code"] = "E06999999"
    visits[4]["started_on"] = "soon"
    visits[6]["urn"] = visits[7]["urn"] = "EX999999"
    visits[8]["started_on"] = "2020-01-06"
    visits.append(visits[9])
    folder = write_records(tmp_path / "records", settings, visits)
    register = pl.read_csv(folder / "settings.csv", infer_schema=False)
    closed = pl.Series([str(DAY), str(DAY + timedelta(days=1))])
    ends = closed.extend_constant(None, register.height - 2)
    register.with_columns(closed_on=ends).write_csv(folder / "settings.csv")
    return from_folder(folder, DAY)


def test_every_row_is_counted_or_named(taken, tmp_path):
    root = tmp_path / "kept"
    name = publish(root, taken, DAY, Terms(["set-aside"], "a test"))
    opened = open_reconciled(root)
    lines = [str(line) for line in ledger(opened.records, opened.accounts, opened.cube)]
    assert lines == [
        "settings: 96 read = 93 counted + 2 not open on the day + 1 of no authority",
        "visits: 97 read = 91 counted + 1 outside the period + 3 of no setting "
        "+ 1 set aside for another fault + 1 passed over",
    ]
    told = snapshot.read_manifest(root, name)["ledger"]
    assert told["visits"]["orphans"] == 3
    held = {check.sentence: check.holds for check in opened.trust.checks}
    assert held["Rows of visits read = rows counted + rows outside + rows not used"]
    heads, rows = row_accounts.ledger_table(opened)
    assert heads == ["Table", "Read", "Counted", "Outside", "Orphans", "Set aside", "Passed over"]
    assert rows == [
        ["Settings", "96", "93", "2", "1", "0", "0"],
        ["Visits", "97", "91", "1", "3", "1", "1"],
    ]


def test_what_was_not_recorded_on_a_day_looked_back_on_is_outside(taken, tmp_path):
    publish(tmp_path, taken, DAY, Terms(["set-aside"], "a test"))
    opened = open_reconciled(tmp_path, DAY - timedelta(days=21))
    assert opened.as_at == date(2020, 11, 16)
    assert all(line.adds_up for line in ledger(opened.records, opened.accounts, opened.cube))


def test_a_count_that_lost_a_row_is_not_published(taken, tmp_path):
    def lossy(name, table):
        return table.head(table.height - 2) if name == "visits" else table

    with pytest.raises(RecordsError, match=r"visits: 97 read ≠ 89 counted \+ 1 outside") as refused:
        publish(tmp_path, taken, DAY, Terms(["set-aside"], "a test"), lossy)
    assert "Nothing was published." in str(refused.value)
    assert not list(tmp_path.glob("*/manifest.json"))


def test_a_wrong_total_of_the_cube_fails_its_check(illustrated):
    wrong = reconciled(planted(illustrated, "visits", "visits"))
    failed = [check.sentence for check in wrong.trust.checks if not check.holds]
    assert "Rows of visits read = rows counted + rows outside + rows not used" in failed


def test_a_snapshot_of_before_orphans_were_counted_is_not_doubted(illustrated):
    told = {
        name: {part: n for part, n in account.items() if part in ("read", "kept", "set_aside")}
        for name, account in illustrated.accounts.items()
    }
    assert ledger(illustrated.records, illustrated.accounts, illustrated.cube)
    assert ledger(illustrated.records, told, illustrated.cube) == ()
