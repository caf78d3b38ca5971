"""`check` takes Ofsted's files as it takes an extract, and says what an import would do."""

import csv
import json
import re
import resource
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from dashboard.cli import main, taking_in
from dashboard.records.model import TABLES
from dashboard.records.ofsted import recognise
from dashboard.settings import shipped

DAY = "2021-03-31"
OFSTED = Path(__file__).parents[4] / "shared/ofsted"
needs_ofsted = pytest.mark.skipif(
    not OFSTED.exists(), reason="Ofsted's files lie beside the project"
)


def run(*given):
    return CliRunner().invoke(main, [*map(str, given)])


def check(*given, as_at=DAY):
    return run("check", *given, "--as-at", as_at)


@pytest.fixture
def register(write_csv, layouts):
    def write(*urns, name="register.csv", **said):
        return write_csv(name, layouts.register(*(layouts.register_row(u, **said) for u in urns)))

    return write


@pytest.fixture
def moves(write_csv, layouts):
    return write_csv("moves.csv", [layouts.moves, layouts.move_row(left="10/06/2020")])


@pytest.fixture
def root(tmp_path):
    return tmp_path / "snapshots"


def published(root, path, as_at=DAY):
    done = run("import-ofsted", path, "--as-at", as_at, "--snapshots", root)
    assert done.exit_code == 0, done.output


def test_a_register_is_known_by_its_content_and_its_day_and_types_are_told(register):
    result = check(register("SC000001", "SC000002"))
    assert result.exit_code == 0, result.output
    assert "settings: 2 read, 2 kept, 0 set aside" in result.stdout
    assert "Open on 2021-03-31: 2 settings (Children's home 2)." in result.stdout
    assert re.search(r"register.csv: register, of .*, as its \w+ says?\.", result.stdout)
    assert result.stderr == ""


def test_the_file_of_an_extract_is_none_of_ofsteds_whatever_it_is_called(tmp_path, register):
    for name in TABLES:
        template = shipped("data") / "templates" / f"{name}.csv"
        if template.is_file():
            copy = shutil.copy(template, tmp_path / "provider_at_march_2021.csv")
            assert recognise.published(recognise.candidates([str(copy)])) == ()
    path = register("SC000001", name="settings.csv")
    assert recognise.published(recognise.candidates([str(path)])) == (path,)


def test_a_mapping_beside_a_file_makes_it_an_extract(register, tmp_path):
    path = register("SC000001")
    (tmp_path / "mapping.toml").write_text('[settings]\nfile = "register.csv"\n')
    assert recognise.candidates([str(path)]) == recognise.candidates([str(tmp_path)]) == ()


@pytest.mark.usefixtures("moves")
def test_a_folder_of_files_is_one_release_and_what_is_no_table_is_named(register, tmp_path):
    register("SC000001")
    (tmp_path / "national.csv").write_text("Year,Homes\n2021,2706\n")
    (tmp_path / "read me.pdf").write_bytes(b"%PDF-1.4")
    result = check(tmp_path)
    assert result.exit_code == 0, result.output
    assert "settings: 2 read, 2 kept, 0 set aside" in result.stdout
    assert "national.csv is not used" in result.stdout


def test_a_dry_run_says_what_would_be_new_gone_and_changed_and_changes_nothing(register, root):
    published(root, register("SC000001", "SC000002", "SC000003"))
    before = sorted(path.name for path in root.iterdir())
    later = register("SC000002", "SC000003", "SC000004", "SC000005", Places="9")
    result = check(later, "--snapshots", root, "--report", root / "report", as_at="2021-04-30")
    assert "2 settings new, 1 gone, 2 changed (places 2)." in result.stdout
    assert "New: SC000004, SC000005." in result.stdout
    assert "Gone: SC000001." in result.stdout
    told = check(later, "--snapshots", root, "--json", as_at="2021-04-30").stdout
    against = json.loads(told)["against"]
    assert (against["new"], against["gone"], against["changed"]) == (2, 1, 2)
    assert against["columns"] == {"places": 2}
    with (root / "report/differences.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [(r["key"], r["column"], r["before"], r["after"]) for r in csv.DictReader(file)]
    assert ("SC000002", "places", "4", "9") in rows
    assert len(rows) == 5
    shutil.rmtree(root / "report")
    assert sorted(path.name for path in root.iterdir()) == before


def test_another_code_of_the_same_place_is_no_change(register, root):
    said = {"Local authority": "Somerset", "Ofsted region": "South West"}
    published(root, register("SC000001", **said), as_at="2023-03-31")
    again = check(register("SC000001", **said), "--snapshots", root, as_at="2023-04-30")
    assert "0 settings new, 0 gone, 0 changed." in again.stdout


def test_without_a_last_snapshot_all_would_be_new(register, root):
    result = check(register("SC000001"), "--snapshots", root)
    assert "There is no snapshot yet: every setting would be new." in result.stdout
    assert not root.exists()


def test_a_gate_that_would_stop_the_import_is_named_and_its_remedy_works(register, root):
    urns = [f"SC000{number}" for number in range(100, 500)]
    published(root, register(*urns))
    fewer = register(*urns[:200])
    result = check(fewer, "--snapshots", root)
    assert "The gate rows would stop it: settings has 200 rows" in result.stdout
    command = next(line for line in result.stdout.splitlines() if line.startswith("To publish:"))
    given = shlex.split(command.removeprefix("To publish: visits-dashboard "))
    assert run(*given).exit_code == 2
    assert run(*given, "--allow", "rows", "--reason", "right").exit_code == 0


@pytest.mark.parametrize("with_snapshots", [True, False])
def test_an_import_that_a_gate_would_stop_is_said_with_what_it_needs(
    write_csv, layouts, root, with_snapshots
):
    rows = [layouts.register_row(f"SC000{number}") for number in range(100, 110)]
    rows += [layouts.register_row(f"SC0002{n}", URN="X") for n in range(10, 20)]
    path = write_csv("register.csv", layouts.register(*rows))
    result = check(path, *(["--snapshots", root] if with_snapshots else []))
    publish, needs = result.stdout.splitlines()[-2:]
    given = shlex.split(publish.removeprefix("To publish: visits-dashboard "))
    given[-1] = str(root)
    assert run(*given).exit_code == 2
    assert not any(root.glob("*/manifest.json"))
    more = shlex.split(needs.partition("it needs ")[2].removesuffix(" too."))
    assert more == ["--allow", "set-aside", "--reason", "…"]
    assert run(*given, *more).exit_code == 0


def test_the_command_that_would_publish_is_written_to_be_copied(register, moves, root):
    path = register("SC000001", name="a register.csv")
    result = check(path, moves, "--snapshots", root, "--not-needed", "Date of birth")
    command = result.stdout.splitlines()[-1].removeprefix("To publish: visits-dashboard ")
    assert "--not-needed" in command
    assert run(*shlex.split(command)).exit_code == 0
    assert any(root.iterdir())


def test_a_report_has_every_row_that_cannot_be_used(write_csv, layouts, tmp_path):
    rows = [layouts.register_row("SC000001"), layouts.register_row("SC000002", URN="X")]
    rows += [layouts.register_row("SC000003", **{"Local authority": "Narnia"})]
    result = check(write_csv("register.csv", layouts.register(*rows)), "--report", tmp_path / "out")
    assert result.exit_code == 2
    with (tmp_path / "out/set-aside-settings.csv").open(encoding="utf-8-sig", newline="") as file:
        aside = [(row["source_row"], row["fault"]) for row in csv.DictReader(file)]
    assert [row for row, _ in aside] == ["4", "5"]
    assert "Narnia" in aside[1][1]
    assert layouts.canary not in (tmp_path / "out/set-aside-settings.csv").read_text()


def test_leavers_alone_are_refused_and_with_the_register_they_are_read(register, moves):
    refused = check(moves)
    assert refused.exit_code == 2
    assert "Add the file of providers as at the day" in refused.stderr
    assert check(moves, register("SC000001")).exit_code == 0


def test_two_registers_are_refused_and_the_one_of_the_day_is_read(register):
    both = register("SC000001"), register("SC000001", name="other.csv")
    refused = check(*both)
    assert refused.exit_code == 2
    assert "Give the one of the day" in refused.stderr
    assert check(both[0]).exit_code == 0


def test_a_file_that_is_not_ofsteds_beside_one_that_is_is_refused_by_name(register, tmp_path):
    other = tmp_path / "other.csv"
    other.write_text("a,b\n1,2\n")
    refused = check(register("SC000001"), other)
    assert refused.exit_code == 2
    assert refused.stderr.startswith("other.csv has no table that is known")
    assert check(register("SC000001")).exit_code == 0


def test_several_sources_that_are_not_ofsteds_are_refused(tmp_path):
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        shutil.copy(shipped("data") / "templates/settings.csv", tmp_path / name)
    refused = check(tmp_path / "one", tmp_path / "two")
    assert refused.exit_code == 2
    assert "one source of records at a time" in refused.stderr
    assert check(tmp_path / "one").exit_code == 0


def test_a_column_that_looks_like_a_fact_is_passed_over_where_the_reader_says_so(
    write_csv, layouts
):
    heading = "Date of last owner change"
    rows = layouts.register(layouts.register_row("SC000001"))
    path = write_csv("register.csv", [rows[0], [*rows[1], heading], [*rows[2], "01/02/2020"]])
    refused = check(path)
    assert refused.exit_code == 2
    assert '--not-needed "HEADING"' in refused.stderr
    assert heading in refused.stderr
    assert check(path, "--not-needed", heading).exit_code == 0


def test_a_heading_that_an_extract_does_not_need_is_left_out(tmp_path):
    shutil.copy(shipped("data") / "templates/settings.csv", tmp_path)
    refused = check(tmp_path, "--not-needed", "Anything")
    assert refused.exit_code == 2
    assert "Leave it out" in refused.stderr
    assert check(tmp_path).exit_code == 0


def test_a_day_before_the_first_vintage_is_refused_and_the_day_that_is_named_is_taken(register):
    path = register("SC000001", **{"Registration date": "01/02/2010"})
    refused = check(path, as_at="2013-03-31")
    assert refused.exit_code == 2
    assert "Choose that day or a later one" in refused.stderr
    assert check(path, as_at="2013-04-01").exit_code == 0


def test_a_file_is_opened_once(register, monkeypatch):
    opened = []
    from dashboard.records.ofsted import sheets

    real = sheets._bytes
    monkeypatch.setattr(sheets, "_bytes", lambda path: opened.append(path) or real(path))
    path = register("SC000001")
    assert check(path).exit_code == 0
    assert opened == [path]


def test_the_bar_moves_with_each_file_on_a_terminal_only(register, monkeypatch):
    moved = []
    real = taking_in.progress

    def watched(label, files=0):
        moved.append(files)
        return real(label, files)

    monkeypatch.setattr(taking_in, "progress", watched)
    result = check(register("SC000001"))
    assert moved == [1]
    assert "Checking" not in result.output


@needs_ofsted
def test_a_whole_release_is_checked_in_seconds_with_what_each_sheet_tells_of(root):
    """Its dry run takes 3 to 13 seconds of CPU, by the machine; 30 are allowed."""
    name = "Childrens_social_care_in_England_2023_underlying_data.ods"
    command = [sys.executable, "-m", "dashboard.cli", "check", str(OFSTED / name), "--json"]
    command += ["--as-at", "2023-03-31", "--snapshots", str(root)]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    told = json.loads(subprocess.run(command, capture_output=True, check=False).stdout)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert len(told["files"]) == 6
    assert len(told["published"]) == 22
    assert all(row["published"] == row["here"] for row in told["published"])
    assert {file["last_day"] for file in told["files"]} == {"2023-03-31"}
    providers = sum(told["open"]["setting_type"].values())
    assert providers - told["open"]["setting_type"]["Local authority"] == 3812
    assert told["against"]["snapshot"] is None
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    assert used < 30


def totals(write_csv, homes, places):
    return write_csv(
        "national.csv",
        [
            ["Number of providers"],
            ["Date", "All children's homes", "Children's homes", "All"],
            ["31 March 2021", homes, homes, homes],
            [],
            ["Number of places"],
            ["Date", "All children's homes", "Children's homes", "All"],
            ["31 March 2021", places, places, places],
        ],
    ).parent


def test_totals_published_beside_a_register_are_met_or_named(register, write_csv):
    register("SC000001", "SC000002")
    folder = totals(write_csv, homes="2", places="8")
    assert (
        "Of the 6 totals that the files publish for 2021-03-31, all are met."
        in check(folder).stdout
    )
    assert "The files publish no totals for 2021-06-30." in check(folder, as_at="2021-06-30").stdout
    told = check(totals(write_csv, homes="3", places="8")).stdout
    assert "3 are not met." in told
    assert "Children's home: 3 settings published, 2 here" in told
    found = json.loads(check(folder, "--json").stdout)["published"]
    assert {(row["published"], row["here"]) for row in found} == {(3, 2), (8, 8)}


def test_what_the_files_reach_is_told_by_type_and_day(register, write_csv, layouts):
    events = write_csv("events.csv", layouts.events(layouts.event_row("SC000001")))
    path = register("SC000001")
    told = check(path, events).stdout
    assert re.search(r"What is told of visits, letters: every type .*, from 2020-06-07", told)
    alone = check(path).stdout
    assert re.search(r"What is told of .*visits.*: not known of any type\.", alone)
    spans = json.loads(check(path, events, "--json").stdout)["reach"]["spans"]
    assert spans["visits"]["Children's home"][0] == "2020-06-07"
    assert spans["visits"]["Boarding school"] == ["2020-06-07", None], "the file is of all types"
    assert "Local authority" not in spans["visits"]


def test_a_file_of_neither_kind_is_told_what_it_lacks_for_each_and_can_be_mended(
    write_csv, layouts
):
    rows = layouts.register(layouts.register_row("SC000001"))
    spoilt = [[h.replace("Local authority", "Council") for h in row] for row in rows[:2]]
    refused = check(write_csv("homes.csv", [*spoilt, *rows[2:]]))
    assert refused.exit_code == 2
    assert "homes.csv is not named after a table" in refused.stderr
    assert "If it is one of Ofsted's files: homes.csv has no table that is known" in refused.stderr
    assert "also needs Local authority" in refused.stderr
    assert check(write_csv("homes.csv", rows)).exit_code == 0
