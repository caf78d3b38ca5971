"""A key never reaches a reader, a file or a log, and is refused where others could read it."""

from datetime import date
from types import SimpleNamespace

import click
import pytest
from click.testing import CliRunner

from dashboard import cli, delivery
from dashboard.illustrative.intake import from_illustration
from dashboard.publishing.publish import publish
from dashboard.records import shown, spark
from dashboard.records.sources import delta
from dashboard.snapshots import notice, snapshot_folder
from tests.commands import COMMANDS
from tests.records.test_shown import SECRET, WITH_SECRET

DAY = date(2020, 12, 7)
ADDRESSES = [
    said for said in WITH_SECRET if said.startswith(("s3", "az", "abfss", "gs", "post", "ms"))
]


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    root = tmp_path_factory.mktemp("secrets") / "snapshots"
    root.mkdir()
    publish(root, from_illustration(DAY), DAY)
    return root


@pytest.fixture
def unreachable(monkeypatch):
    """Let every store and database fail with the whole address in the words of its driver."""

    class Driver:
        exceptions = SimpleNamespace(DeltaError=KeyError)

        class DeltaTable:
            @staticmethod
            def is_deltatable(place, _):
                raise OSError(f"error sending request for url ({place}/_delta_log)")

        Error = RuntimeError

        @staticmethod
        def connect(address, *_, **__):
            raise RuntimeError(f'connection to "{address}" failed: no route for {address}')

    monkeypatch.setattr(shown, "_remembered", set())
    monkeypatch.setattr(delta, "_driver", lambda: Driver)
    monkeypatch.setattr("dashboard.records.sources.database.import_module", lambda _: Driver)


def run(*args, **variables):
    return CliRunner().invoke(cli.main, [*map(str, args)], env=variables)


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.usefixtures("unreachable")
def test_a_failed_build_tells_nobody_the_key(kept, address, monkeypatch):
    build = ["build", "env:RECORDS", "--as-at", DAY, "--snapshots", kept]
    done = run(*build, RECORDS=address)
    assert done.exit_code == 2
    assert SECRET not in done.output
    assert "KEYNAME" not in done.output or address.endswith(SECRET)
    told = notice.seen(kept)
    assert told and SECRET not in told
    monkeypatch.setenv("VISITS_SNAPSHOTS", str(kept))
    assert SECRET not in delivery.text("summary", {})
    for file in kept.rglob("*"):
        assert not file.is_file() or SECRET.encode() not in file.read_bytes(), file.name


@pytest.mark.parametrize("address", WITH_SECRET)
@pytest.mark.parametrize("command", ["build", "check", "watch", "serve"])
def test_a_key_on_the_command_line_is_refused_before_anything_is_done(command, address, tmp_path):
    given = ["serve", "--refresh", address] if command == "serve" else [command, address]
    done = run(*given, "--as-at", DAY, *(() if command == "check" else ("--snapshots", tmp_path)))
    assert (done.exit_code, done.output.startswith("The address holds a password or a token.")) == (
        2,
        True,
    )
    assert SECRET not in done.output
    assert [*tmp_path.iterdir()] == []


def test_no_option_of_any_command_takes_a_key():
    for name, command in COMMANDS.items():
        for option in command.params:
            if isinstance(option, click.Option) and not option.is_flag:
                done = run(name, f"{option.opts[0]}=https://x.example/?sig={SECRET}")
                assert done.exit_code == 2, (name, option.opts)
                assert SECRET not in done.output


def test_a_cluster_is_named_by_its_host_alone():
    assert spark.label(f"sc://me:{SECRET}@cluster:15002/;token={SECRET}") == "cluster:15002"


def test_readers_see_no_folder_of_the_server(kept, monkeypatch):
    done = run("build", kept / "nowhere", "--as-at", DAY, "--snapshots", kept)
    assert done.exit_code == 2
    assert f"{kept.name}/nowhere" in done.output
    monkeypatch.setenv("VISITS_SNAPSHOTS", str(kept))
    said = delivery.text("summary", {})
    assert "There is no folder nowhere" in said
    assert str(kept.parent) not in said
    empty = kept.parent / "empty"
    monkeypatch.setenv("VISITS_SNAPSHOTS", str(empty))
    with pytest.raises(delivery.NoSuchFileError) as fault:
        delivery.text("summary", {})
    assert str(empty) not in str(fault.value)
    assert snapshot_folder.troubles(empty)
