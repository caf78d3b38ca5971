"""A real Spark Connect server counts as Polars does, and its snapshot is the same to the byte."""

import json
import os
import socket
import sys
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner

from dashboard import illustrative
from dashboard.cli import main
from dashboard.measures import cube
from dashboard.records import spark
from dashboard.records.check import RecordsError
from dashboard.settings import starts_for
from dashboard.snapshots import snapshot, snapshot_folder
from tests import java
from tests.spark import server

REPOSITORY = Path(__file__).parents[2]
HOME = Path(os.environ.get("VISITS_SPARK", REPOSITORY / "build" / "spark")) / "pyspark"
DAY = date(2020, 12, 7)
ORPHANS = 3
THEIRS = """, case setting_type when 'Children\\'s home' then 'CH' else setting_type end as kind"""
OURS = """case kind when 'CH' then 'Children\\'s home' else kind end as setting_type"""


def absent(reason):
    """Skip for a reason, but fail where the tests must run."""
    (pytest.fail if os.environ.get("CI") else pytest.skip)(reason)


@pytest.fixture(scope="module", autouse=True)
def a_main_with_a_file():
    """Give the main module a file: Spark's client takes one without for a run of its doctests."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(sys.modules["__main__"], "__file__", __file__, raising=False)
        yield


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """Start a Spark Connect server, and give its address."""
    found = java.find()
    if found is None:
        absent("no Java 17 or later: python tests/java.py, or set JAVA_HOME")
    if not HOME.is_dir():
        absent(f"no Spark in {HOME}: make build/spark, or set VISITS_SPARK")
    with server.started(HOME, found, tmp_path_factory.mktemp("spark")) as started:
        yield started


def with_orphans(tables):
    """Add visits to settings that are not on the register."""
    lost = tables["visits"].head(ORPHANS)
    numbered = lost.with_columns(
        visit_id=pl.format("lost {}", "visit_id"), urn=pl.lit("EX999999"), published_on=None
    ).cast(dict(lost.schema))
    return tables | {"visits": pl.concat([tables["visits"], numbered])}


@pytest.fixture(scope="module")
def records():
    """Give the illustrative records with orphans among the visits, without tables of no rows."""
    every = with_orphans(illustrative.records(DAY))
    return {name: table for name, table in every.items() if table.height}


@pytest.fixture(scope="module")
def tables(address, records):
    """Put the records into the cluster in words of its own, and name the schema of our views."""
    with spark.opened(address) as opened:
        sql = opened._session.sql
        sql("create schema inspection")
        sql("create schema records")
        for name, table in records.items():
            opened._sent(table).write.saveAsTable(f"inspection.{name}")
            kept = ", ".join(column for column in table.columns if column != "setting_type")
            ours = f", {OURS}" if name == "settings" else ""
            sql(
                f"create view records.{name} as select {kept}{ours}, 'hidden' as address "
                f"from (select *{THEIRS if name == 'settings' else ''} from inspection.{name})"
            )
    return "records"


@pytest.mark.long
def test_spark_counts_as_polars_does_row_for_row(address, tables, records):
    with spark.opened(address, tables) as opened:
        taken = opened.take_in(DAY, "a test")
        starts = [start.day for start in starts_for(DAY)]
        theirs = cube.build(taken.records, starts, DAY, opened.place)
    ours = cube.build(taken.records, starts, DAY)
    assert theirs.tables.keys() == ours.tables.keys()
    for name, table in ours.tables.items():
        assert theirs.tables[name].equals(table), name
        assert theirs.tables[name].schema == table.schema
        assert table.height
    account = taken.accounts["visits"]
    assert (account.read, account.set_aside.height) == (records["visits"].height, ORPHANS)
    held = taken.records["visits"].filter(pl.col("started_on").is_between(starts[0], DAY))
    assert theirs.tables["visits"]["visits"].sum() == held.height == account.kept


@pytest.mark.long
def test_a_snapshot_counted_on_the_cluster_is_the_one_counted_here(
    address, tables, records, tmp_path, monkeypatch
):
    monkeypatch.setenv("CLUSTER", address)
    folder = tmp_path / "records"
    folder.mkdir()
    for name, table in records.items():
        table.write_parquet(folder / f"{name}.parquet")
    manifests = {}
    for source, more in ((str(folder), ()), ("env:CLUSTER", ("--schema", tables))):
        root = tmp_path / f"snapshots {len(manifests)}"
        given = ["build", source, *more, "--as-at", str(DAY), "--snapshots", str(root)]
        refused = CliRunner().invoke(main, given)
        assert refused.exit_code == 2
        assert f"({ORPHANS - 1} more rows cannot be used.)" in refused.stderr
        result = CliRunner().invoke(main, [*given, "--set-aside", "--json"])
        assert result.exit_code == 0, result.output
        said = json.loads(result.stdout)
        told, through = said["tables"]["visits"], said["ledger"]["visits"]
        assert told["read"] == told["kept"] + ORPHANS
        assert through["read"] == through["counted"] + through["outside"] + ORPHANS
        assert through["orphans"] == ORPHANS
        manifests[source] = snapshot.read_manifest(root, snapshot_folder.current(root))
    here, there = manifests.values()
    kept = [name for name in here["tables"] if not name.startswith("set_aside_")]
    assert {n: here["tables"][n] for n in kept} == {n: there["tables"][n] for n in kept}
    assert here["figures"] == there["figures"]


@pytest.mark.long
def test_a_cluster_without_the_tables_is_refused_in_a_sentence(address):
    with (
        spark.opened(address, "nowhere") as opened,
        pytest.raises(RecordsError, match=r"has no table nowhere\.settings"),
    ):
        opened.take_in(DAY, "a test")


def test_a_cluster_that_is_down_is_said_at_once(tmp_path, monkeypatch):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"sc://127.0.0.1:{port}/;token=secret"
    more = ["--as-at", str(DAY), "--snapshots", str(tmp_path)]
    monkeypatch.setenv("CLUSTER", address)
    result = CliRunner().invoke(main, ["build", "env:CLUSTER", *more])
    assert result.exit_code == 2
    assert result.stderr.startswith(f"127.0.0.1:{port} does not answer: ")
    assert "secret" not in result.output
    open_to_all = CliRunner().invoke(main, ["build", address, *more])
    assert open_to_all.exit_code == 2
    assert open_to_all.stderr.startswith("The address holds a password or a token.")
    assert "secret" not in open_to_all.output
