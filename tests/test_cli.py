"""The command prints what the pages show, and ends every fault with one sentence and code 2."""

import csv
import io
import json
import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from dashboard.cli import main
from dashboard.measures import Selection, opening
from dashboard.measures.definitions import MEASURES
from dashboard.settings import PUBLIC, SHARE
from tests.commands import COMMANDS

REPOSITORY = Path(__file__).parents[1]
OFSTED = REPOSITORY.parent / "shared" / "ofsted"
WHOLE = "Childrens_social_care_in_England_2023_underlying_data.ods"
FIGURES = ("numerator", "denominator", "value", "status")
KNOWN = {"status": "known"}
PARTS = ("read", "kept", "set_aside", "passed_over")
LAST = ("--as-at", "2021-03-31")
YEAR = ("--from", "2020-04-01", *LAST)
HOMES = ("--where", "setting_type=All children's homes")
GRADES = (
    "Outstanding",
    "Good",
    "Requires improvement to be good",
    "Inadequate",
    "Not yet inspected",
)

needs_ofsted = pytest.mark.skipif(
    not OFSTED.is_dir(), reason=f"Ofsted's published files are not in {OFSTED}"
)


@pytest.fixture
def run(monkeypatch):
    """Give a function that runs the command in this process, without an environment of its own."""
    monkeypatch.delenv("VISITS_SNAPSHOTS", raising=False)
    return lambda *given: CliRunner().invoke(main, [str(part) for part in given])


@pytest.fixture
def ask(run):
    """Give a function that runs `measure` and reads the rows that it prints as JSON."""

    def asked(*given):
        result = run("measure", *given, "--format", "json")
        assert result.exit_code == 0, result.output
        return json.loads(result.stdout)

    return asked


def refused(result):
    """Check that a command ended with code 2 and one sentence, and give the sentence."""
    assert result.exit_code == 2, result.output
    assert isinstance(result.exception, SystemExit)
    assert result.stdout == ""
    lines = result.stderr.splitlines()
    assert len(lines) == 1
    assert lines[0].endswith(".")
    return lines[0]


def test_homes_visited_in_the_year_are_as_published(ask):
    rows = ask("coverage", *YEAR, *HOMES)
    assert rows == [{"numerator": 1557, "denominator": 2706, "value": 1557 / 2706} | KNOWN]


def test_visits_because_of_concerns_are_as_published(ask):
    assert ask("share_prioritised", *LAST, *HOMES)[0]["numerator"] == 861


def test_serious_concerns_by_prior_judgement_are_as_published(ask):
    rows = ask("serious_concerns", *LAST, *HOMES, "--by", "last_grade")
    assert [(row["last_grade"], row["numerator"]) for row in rows] == list(
        zip(GRADES, (1, 41, 36, 4, 22), strict=True)
    )


def test_places_and_judgements_of_homes_are_as_published(ask):
    assert ask("places", *LAST, *HOMES)[0]["numerator"] == 12732
    rows = ask("settings", *LAST, *HOMES, "--by", "last_grade")
    assert [(row["last_grade"], row["numerator"]) for row in rows] == list(
        zip(GRADES, (370, 1426, 391, 30, 489), strict=True)
    )


@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: measure.name)
def test_every_measure_is_printed_in_one_shape(ask, measure):
    rows = ask(measure.name, "--by", "region")
    assert rows
    for row in rows:
        assert list(row) == ["region", *FIGURES]
        assert row["numerator"] is not None
        assert (row["denominator"] is None) == (measure.denominator is None)


def test_a_plain_measure_gives_one_row_and_each_split_its_column(ask):
    assert [list(row) for row in ask("visits")] == [[*FIGURES]]
    split = ask("visits", "--by", "week", "--by", "selection_basis")
    assert list(split[0]) == ["week", "selection_basis", *FIGURES]
    assert re.fullmatch(r"2020-\d\d-\d\d", split[0]["week"])


def test_what_a_page_shows_is_what_the_command_prints(ask, illustrated):
    from dashboard.measures.definitions.coverage import COVERAGE

    shown = illustrated.ask(COVERAGE, Selection(area="North West"), ["setting_type"])
    printed = ask(
        *("coverage", "--by", "setting_type", "--where", "region=North West"),
        *("--where", "setting_type=All providers"),
    )
    assert printed == shown.to_dicts()


def test_csv_reads_back_and_the_table_has_every_row(run, ask):
    rows = ask("coverage", "--by", "region")
    text = run("measure", "coverage", "--by", "region", "--format", "csv").stdout
    back = list(csv.DictReader(io.StringIO(text)))
    assert [row["region"] for row in back] == [row["region"] for row in rows]
    assert [int(row["numerator"]) for row in back] == [row["numerator"] for row in rows]
    table = run("measure", "coverage", "--by", "region").stdout
    for row in rows:
        assert row["region"] in table
        assert str(row["numerator"]) in table
    assert "…" not in table


@pytest.mark.parametrize(
    ("given", "parts"),
    [
        (["coverage", "--by", "county"], ["coverage cannot be split or limited by county"]),
        (["coverage", "--by", "outcome"], ["by outcome", "last_grade"]),
        (["coverage", "--where", "county=Kent"], ['"county=Kent" is not COLUMN=VALUE']),
        (["coverage", "--where", "region"], ['"region" is not COLUMN=VALUE']),
        (["coverage", "--where", "region=Wales"], ['region is never "Wales"', "North West"]),
        (["coverage", "--where", "setting_type=Castle"], ["All providers", "Boarding school"]),
        (["coverage", "--where", "week=2020-10-06"], ["2020-10-06", "Use a Monday"]),
        (["coverage", "--where", "week=soon"], ["soon", "Use a Monday"]),
        (
            ["coverage", "--where", "region=London", "--where", "region=North West"],
            ["region is limited twice"],
        ),
        (
            ["coverage", "--from", "2020-10-01"],
            ["1 October 2020", "Use one of", "1 September 2020"],
        ),
        (["coverage", "--to", "2020-11-25"], ["25 November 2020", "Use a Sunday"]),
        (["coverage", "--to", "2021-01-31"], ["31 January 2021", "Use a Sunday"]),
        (["coverage", "--where", "la_code=E10000002"], ["use Buckinghamshire (E06000060)"]),
        (["coverage", "--where", "la_code=E06000061"], ["use Northamptonshire (E10000021)"]),
        (["coverage", "--where", "la_code=Atlantis"], ["Atlantis", "check the spelling"]),
        (["coverage", "--as-at", "2019-01-07"], ["choose a day from 7 September 2020"]),
        (["coverage", "--snapshots", "nowhere"], ["no snapshot in nowhere", "build"]),
    ],
    ids=lambda value: " ".join(value)[:60],
)
def test_a_question_that_cannot_be_answered_is_refused_in_one_sentence(run, given, parts):
    sentence = refused(run("measure", *given))
    for part in parts:
        assert part in sentence


@pytest.mark.parametrize(
    ("given", "part"),
    [
        (["measure", "happiness"], "happiness"),
        (["measure", "coverage", "--as-at", "7 December"], "Write it as 2020-12-07."),
        (["measure", "coverage", "--format", "xml"], "xml"),
        (["build", "folder"], "--as-at"),
        (["fly"], "fly"),
    ],
)
def test_a_command_that_is_not_understood_says_what_is_wrong(run, given, part):
    result = run(*given)
    assert result.exit_code == 2
    assert part in result.stderr
    assert "Traceback" not in result.output


def test_the_same_column_twice_is_the_same_as_once(ask):
    once = ask("coverage", "--by", "region")
    assert ask("coverage", "--by", "region", "--by", "region") == once


def test_the_command_runs_as_a_module_of_its_own():
    given = ["measure", "coverage", *YEAR, *HOMES, "--format", "json"]
    done = subprocess.run(
        [sys.executable, "-m", "dashboard.cli", *given],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=True,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(REPOSITORY)},
    )
    assert json.loads(done.stdout)[0]["numerator"] == 1557
    assert done.stderr == ""


SETTINGS = """\
urn,setting_type,la_code,sector,places,registered_on,last_grade
EX000001,Children's home,E10000016,Private,4,2019-01-01,Good
EX000002,Children's home,E10000016,Voluntary,3,2019-02-01,
EX000003,Boarding school,E06000052,Private,90,,Outstanding
"""
VISITS = """\
visit_id,urn,visit_type,started_on
V1,EX000001,Assurance visit,2020-09-07
V2,EX000002,Assurance visit,2020-09-14
"""
DAY = "2020-12-07"


@pytest.fixture
def folder(tmp_path):
    """Give a folder of good records."""
    (tmp_path / "records").mkdir()
    (tmp_path / "records" / "settings.csv").write_text(SETTINGS, encoding="utf-8")
    (tmp_path / "records" / "visits.csv").write_text(VISITS, encoding="utf-8")
    return tmp_path / "records"


@pytest.fixture
def root(tmp_path):
    """Give the folder in which snapshots are kept."""
    return tmp_path / "snapshots"


def contents(folder):
    return sorted(path.relative_to(folder) for path in folder.rglob("*"))


def test_a_good_folder_becomes_a_snapshot_that_answers(run, ask, folder, root):
    result = run("build", folder, "--as-at", DAY, "--snapshots", root)
    assert result.exit_code == 0, result.output
    assert "settings: 3 read, 3 kept, 0 set aside" in result.stdout
    name = result.stdout.splitlines()[-1].removeprefix("Snapshot ")
    assert opening.open_store(root).name == name
    (row,) = ask("coverage", "--snapshots", root)
    assert [row[part] for part in FIGURES[:3]] == [2, 2, 1.0]
    assert "Independent fostering agency" in row["status"], "no visit tells of agencies"


def test_the_account_as_json_has_every_table_and_the_name(run, folder, root):
    told = json.loads(run("build", folder, "--as-at", DAY, "--snapshots", root, "--json").stdout)
    assert told["snapshot"] == opening.open_store(root).name
    account = told["tables"]["visits"]
    assert [account[part] for part in PARTS] == [2, 2, 0, 0]
    checked = json.loads(run("check", folder, "--as-at", DAY, "--json").stdout)
    assert checked["snapshot"] is None
    assert checked["tables"] == told["tables"]


def change(name, old, new):
    def changed(folder):
        path = folder / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return changed


def remove_folder(folder):
    for path in folder.iterdir():
        path.unlink()
    folder.rmdir()


BAD_WHOLES = {
    "missing folder": (remove_folder, ["There is no folder", "Give the folder"]),
    "missing settings file": (
        lambda folder: (folder / "settings.csv").unlink(),
        ["no settings.csv", "Add the register", "data/templates"],
    ),
    "empty file": (
        lambda folder: (folder / "visits.csv").write_text(""),
        ["visits.csv is empty", "Export it again."],
    ),
    "missing column": (
        change("settings.csv", "setting_type,", "setting_tipe,"),
        ["settings.csv has no column setting_type", '"setting_tipe" may be meant', "Add it"],
    ),
    "not a table": (
        lambda folder: (folder / "visits.csv").write_bytes(b"\xff\xfe\x00\x01,\x80\n\x81"),
        ["visits.csv", "has no column visit_id", "Add it, or give the heading that it has"],
    ),
}
BAD_ROWS = {
    "unknown word": (
        change("settings.csv", "Boarding school", "Castle"),
        "settings.csv row 4: ",
        'setting_type "Castle" is not a known word',
    ),
    "duplicate key": (
        change("settings.csv", "EX000002", "EX000001"),
        "settings.csv row 2: ",
        "its key is used by another row",
    ),
    "date in the wrong form": (
        change("visits.csv", "2020-09-14", "14/09/2020"),
        "visits.csv row 3: ",
        'started_on "14/09/2020" is not a date (yyyy-mm-dd)',
    ),
    "visit to an unknown setting": (
        change("visits.csv", "V2,EX000002", "V2,EX000009"),
        "visits.csv row 3: ",
        'urn "EX000009" is not in settings',
    ),
    "code of no authority": (
        change("settings.csv", "E06000052", "E06009999"),
        "settings.csv row 4: ",
        "is not the name or the code of a local authority in England",
    ),
}


@pytest.mark.parametrize("bad", BAD_WHOLES)
def test_a_file_that_cannot_be_used_stops_the_build_and_leaves_the_last_snapshot(
    run, folder, root, bad
):
    run("build", folder, "--as-at", DAY, "--snapshots", root)
    before, last = contents(root), opening.open_store(root).name
    spoil, parts = BAD_WHOLES[bad]
    spoil(folder)
    for command in (["build", folder, "--snapshots", root, "--set-aside"], ["check", folder]):
        sentence = refused(run(*command, "--as-at", DAY))
        for part in parts:
            assert part in sentence
    assert contents(root) == before
    assert opening.open_store(root).name == last


@pytest.mark.parametrize("bad", BAD_ROWS)
def test_a_row_that_cannot_be_used_stops_the_build_with_file_row_and_remedy(run, folder, root, bad):
    run("build", folder, "--as-at", DAY, "--snapshots", root)
    before, last = contents(root), opening.open_store(root).name
    spoil, where, fault = BAD_ROWS[bad]
    spoil(folder)
    sentence = refused(run("build", folder, "--as-at", DAY, "--snapshots", root))
    assert sentence.startswith(where)
    assert fault in sentence
    assert "Mend the file, or run again with --set-aside" in sentence
    assert contents(root) == before
    assert opening.open_store(root).name == last


@pytest.mark.parametrize("bad", BAD_ROWS)
def test_check_lists_every_row_that_cannot_be_used(run, folder, bad):
    spoil, where, fault = BAD_ROWS[bad]
    spoil(folder)
    change("settings.csv", "EX000003", "EX.3")(folder)
    result = run("check", folder, "--as-at", DAY)
    assert result.exit_code == 2
    faults = [line for line in result.stdout.splitlines() if " row " in line]
    assert any(line.startswith(where) for line in faults)
    assert any(line.startswith("settings.csv row 4: ") for line in faults)
    assert fault in result.stdout or where == "settings.csv row 4: "
    account = json.loads(run("check", folder, "--as-at", DAY, "--json").stdout)["tables"]
    assert sum(table["set_aside"] for table in account.values()) == len(faults)


def test_set_aside_publishes_the_rest_and_says_what_it_left_out(run, ask, folder, root):
    change("settings.csv", "Boarding school", "Castle")(folder)
    result = run("build", folder, "--as-at", DAY, "--snapshots", root, "--set-aside")
    assert result.exit_code == 0, result.output
    assert "settings: 3 read, 2 kept, 1 set aside" in result.stdout
    assert 'settings.csv row 4: setting_type "Castle" is not a known word' in result.stdout
    opened = opening.open_store(root)
    assert opened.records["settings"].height == 2
    assert opened.accounts["settings"]["set_aside"] == 1
    assert ask("settings", "--snapshots", root)[0]["numerator"] == 2


def test_a_split_authority_stops_the_build_and_its_parts_are_named(run, folder, root):
    change("settings.csv", "E06000052", "E10000021")(folder)
    given = ("build", folder, "--snapshots", root, "--as-at")
    sentence = refused(run(*given, "2021-04-30"))
    assert sentence.startswith("settings.csv row 4: Northamptonshire (E10000021) was split")
    assert "North Northamptonshire (E06000061) or West Northamptonshire (E06000062)" in sentence
    assert not root.exists()
    assert run(*given, "2021-03-31").exit_code == 0


def test_an_old_code_with_one_successor_is_counted_under_it_and_said(run, ask, folder, root):
    change("settings.csv", "E06000052", "E10000002")(folder)
    result = run("build", folder, "--as-at", DAY, "--snapshots", root)
    assert "area code E10000002 is counted under E06000060" in result.stdout
    limited = ("--where", "la_code=E06000060", "--snapshots", root)
    assert ask("settings", *limited)[0]["numerator"] == 1


@pytest.mark.parametrize("day", ["2013-03-31", "0001-01-01"])
def test_a_day_before_the_first_set_of_authorities_is_refused(run, folder, root, day):
    result = run("build", folder, "--as-at", day, "--snapshots", root)
    assert result.exit_code == 2
    assert "the first begins on 1 April 2013." in result.stderr
    assert not root.exists()


def test_without_a_folder_for_snapshots_the_build_says_how_to_name_one(run, folder):
    assert "--snapshots DIR or VISITS_SNAPSHOTS" in refused(run("build", folder, "--as-at", DAY))


@needs_ofsted
def test_the_published_register_of_2021_is_imported_whole(run, ask, root):
    register = OFSTED / "provider_at_march_2021.csv"
    result = run("import-ofsted", register, *LAST, "--snapshots", root, "--json")
    assert result.exit_code == 0, result.output
    told = json.loads(result.stdout)
    account = told["tables"]["settings"]
    assert [account[part] for part in PARTS] == [3402, 3402, 0, 0]
    opened = opening.open_store(root)
    assert (told["snapshot"], opened.as_at, opened.vintage) == (
        opened.name,
        date(2021, 3, 31),
        "2020",
    )
    assert ask("settings", *HOMES, "--snapshots", root)[0]["numerator"] == 2706
    unknown = ask("coverage", *HOMES, "--snapshots", root)
    status = {"status": "not known"}
    assert unknown == [{"numerator": None, "denominator": 2706, "value": None} | status]


@needs_ofsted
def test_the_published_release_of_2023_has_the_areas_of_its_own_names(run, ask, root):
    given = ("--as-at", "2023-03-31", "--snapshots", root, "--json")
    result = run("import-ofsted", OFSTED / WHOLE, *given)
    assert result.exit_code == 0, result.output
    told = json.loads(result.stdout)
    for account in told["tables"].values():
        assert account["read"] == account["kept"] + account["set_aside"]
        assert account["set_aside"] == sum(account["reasons"].values())
    opened = opening.open_store(root)
    assert (opened.vintage, opened.authorities.height) == ("2021", 152)
    homes = ask("coverage", *HOMES, "--snapshots", root)[0]
    assert homes["denominator"] == 3119
    assert 0 < homes["numerator"] < 3119
    regions = ask("coverage", *HOMES, "--by", "region", "--snapshots", root)
    assert sum(row["numerator"] for row in regions) == homes["numerator"]


def test_a_file_that_is_not_ofsteds_is_refused_by_name(run, folder, root):
    given = ("--as-at", "2021-03-31", "--snapshots", root)
    assert "visits.csv" in refused(run("import-ofsted", folder / "visits.csv", *given))
    assert "nothing.ods" in refused(run("import-ofsted", folder / "nothing.ods", *given))
    assert not root.exists()


def test_the_list_of_commands_says_of_each_what_it_does_without_cutting_it_short():
    listed = CliRunner().invoke(main, ["--help"], terminal_width=80).output
    assert "..." not in listed.partition("Commands:")[2]
    assert all(f"  {name} " in listed for name in COMMANDS)
    assert listed.index("  serve ") < listed.index("  build ") < listed.index("  illustrate ")


@pytest.mark.parametrize("mode", [SHARE, PUBLIC])
@pytest.mark.parametrize(
    "asked", ["measure serious_concerns --by la_code", "changes --from 2020-11-30"]
)
def test_where_figures_are_for_outside_nothing_is_printed(monkeypatch, mode, asked):
    monkeypatch.setenv("VISITS_MODE", mode)
    answer = CliRunner().invoke(main, asked.split())
    assert (answer.exit_code, answer.stdout) == (2, "")
    assert answer.stderr.startswith(f'This prints all that is known, and VISITS_MODE is "{mode}".')
