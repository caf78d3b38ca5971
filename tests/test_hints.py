"""What the command advises to run works as it is printed, wherever one is."""

import re
import shlex
from datetime import date

import pytest
from click.testing import CliRunner

import dashboard.packs.released
from dashboard.cli import main
from dashboard.cli.serve import NO_RELEASE
from dashboard.disclosure import making
from dashboard.disclosure.folder import APPROVAL, approved
from dashboard.records.check import RecordsError
from dashboard.snapshots.gates import GATES
from dashboard.snapshots.snapshot_folder import choose
from tests.commands import COMMANDS
from tests.conftest import everywhere, visits_to
from tests.disclosure import small

DAY = "2020-12-07"
HINT = re.compile(r"visits-dashboard (.+?)(?=, or|, to|; | says| lists| writes|$)", re.MULTILINE)


def hints(said):
    """Find what is advised to run, as it would be typed."""
    return [shlex.split(hint) for hint in HINT.findall(said)]


def run(command, **given):
    """Run what is advised, with something for each word in capitals."""
    named = [given.get(word, word) for word in command]
    return CliRunner().invoke(main, [str(word) for word in named])


@pytest.fixture(autouse=True)
def _nothing_is_named_by_the_environment(monkeypatch):
    for name in ("VISITS_RELEASES", "VISITS_SNAPSHOTS"):
        monkeypatch.delenv(name, raising=False)


def test_what_a_draft_advises_approves_it_and_what_damage_advises_says_which(tmp_path, monkeypatch):
    monkeypatch.setattr(making, "counted", small.counted)
    monkeypatch.setattr("dashboard.cli.releasing._opened", lambda _, day: small.store(day))
    for name in ("written", "lightly"):
        monkeypatch.setattr(dashboard.packs.released, name, small.written)
    root = tmp_path / "our releases"
    make = ["release", "--as-at", "DAY", "--to", root, "--by", "Ann"]
    (approve,) = hints(run(make, DAY=DAY).stdout)
    assert run(approve, NAME="Bob").exit_code == 0
    assert [kept.name for kept in approved(root)] == [DAY]
    (approved(root)[0].path / APPROVAL).write_text("{}")
    (verify,) = hints(run(make, DAY="2020-12-14").stderr)
    assert run(verify).stderr.startswith(DAY)


def test_what_a_mapping_and_a_refused_build_advise_lists_the_rows(tmp_path, write_records):
    records = write_records(tmp_path / "our records", everywhere(), visits_to(everywhere()))
    register = records / "settings.csv"
    register.write_text(register.read_text().replace("E0", "E9", 1))
    (records / "mapping.toml").unlink()
    to = tmp_path / "our own.toml"
    (check,) = hints(run(["mapping", records, "--to", to]).stdout)
    assert check[-4:] == ["--mapping", str(to), "--as-at", "DATE"]
    (publish,) = hints(run(check, DATE=DAY).stdout)
    assert run(publish, DIR=tmp_path / "published").exit_code == 0
    snapshots = tmp_path / "snapshots"
    build = ["build", records, "--as-at", DAY, "--snapshots", snapshots, "--mapping", to]
    (listed,) = hints(run(build).stderr)
    assert run(listed, DIR=tmp_path / "report").exit_code == 2
    assert (tmp_path / "report" / "set-aside-settings.csv").is_file()


def said_without(tmp_path):
    """Gather what is advised where there is no snapshot, no release or a row too many."""
    with pytest.raises(RecordsError) as none:
        choose(tmp_path / "our snapshots", None)
    export = run(["export", tmp_path, "--mode", "share"]).stderr
    return [str(none.value), export, NO_RELEASE, *(gate.remedy for gate in GATES.values())]


def test_what_is_advised_names_all_that_the_command_needs(tmp_path):
    found = [hint for said in said_without(tmp_path) for hint in hints(said)]
    assert {hint[0] for hint in found} == {"build", "import-ofsted", "release", "check"}
    for name, *words in found:
        assert "--as-at" in words
        given = [DAY if word in ("DATE", "DAY") else word for word in words]
        command = COMMANDS[name]
        read = command.make_context(name, given)
        assert read.params["as_at"] == date.fromisoformat(DAY)
