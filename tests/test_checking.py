"""`check` says what it found in words, as JSON and as a report, and ends a fault with code 2."""

import csv
import json

import pytest
from click.testing import CliRunner

from dashboard.cli import main
from dashboard.records.catalogue import CHECKS

SETTINGS = (
    "urn,setting_type,la_code,sector\n"
    "EX000001,Children's home,E10000016,PRIVATE\n"
    "EX000002,Castle,E10000016,\n"
    "EX000003,=1+1,E10000016,\n"
    "EX000001,Children's home,E10000016,Private\n"
)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "settings.csv").write_text(SETTINGS)
    return tmp_path


def check(*given):
    return CliRunner().invoke(main, ["check", *map(str, given), "--as-at", "2020-12-07"])


def test_words_name_every_fault_and_every_repair(folder):
    result = check(folder)
    assert result.exit_code == 2
    lines = result.stdout.splitlines()
    assert "settings: 4 read, 1 kept, 2 set aside, 1 passed over" in lines
    assert 'settings.csv row 3: setting_type "Castle" is not a known word' in lines
    assert 'settings.csv: sector: "PRIVATE" is read as "Private" (1 value).' in lines
    assert result.stderr == ""


def test_json_gives_each_row_its_place_value_and_remedy(folder):
    told = json.loads(check(folder, "--json").stdout)
    row = told["rows"][0]
    assert (row["source_file"], row["source_row"], row["check"]) == (
        "settings.csv",
        3,
        "word-unknown",
    )
    assert (row["column"], row["value"]) == ("setting_type", "Castle")
    assert row["remedy"] == CHECKS["word-unknown"].remedy
    assert told["rows_not_listed"] == 0
    assert told["tables"]["settings"]["no_records"] == {"the row says the same as another": 1}
    assert {issue["check"] for issue in told["issues"]} == {"word-spelling"}


def test_json_of_a_file_that_is_rejected_says_why_by_name(folder):
    (folder / "settings.csv").write_text("urn,urn\n1,2\n")
    result = check(folder, "--json")
    told = json.loads(result.stdout)["rejected"]
    assert (result.exit_code, told["check"], told["file"]) == (2, "heading-twice", "settings.csv")
    assert told["outcome"] == "reject the file" and told["remedy"] in result.stderr


def test_a_report_has_every_row_with_its_reason_and_runs_no_formula(folder, tmp_path):
    report = tmp_path / "report"
    check(folder, "--report", report)
    assert {path.name for path in report.iterdir()} == {
        *("set-aside-settings.csv", "passed-over.csv", "issues.csv")
    }
    with (report / "set-aside-settings.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["setting_type"] for row in rows] == ["Castle", "'=1+1"]
    assert rows[1]["value"] == "'=1+1"
    assert all(row["fault"] and row["remedy"] for row in rows)
    with (report / "issues.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [row["check"] for row in csv.DictReader(file)] == ["word-spelling"]


def test_only_the_first_hundred_rows_are_listed_one_by_one(folder):
    rows = "".join(f"EX1{number:05},Castle,E10000016,\n" for number in range(130))
    (folder / "settings.csv").write_text(SETTINGS + rows)
    words = check(folder).stdout
    assert words.count(" row ") - words.count("row is") == 100
    assert "32 more rows cannot be used; --report DIR writes them all." in words
    assert json.loads(check(folder, "--json").stdout)["rows_not_listed"] == 32


def test_a_mapping_may_lie_elsewhere(folder, tmp_path):
    mapping = tmp_path / "elsewhere.toml"
    mapping.write_text("[settings.words.setting_type]\nCastle = 'Boarding school'\n")
    told = json.loads(check(folder, "--mapping", mapping, "--json").stdout)
    assert [row["source_row"] for row in told["rows"]] == [4]
    assert "There is no file" in check(folder, "--mapping", tmp_path / "none.toml").stderr


@pytest.mark.parametrize(
    ("mapping", "said"),
    [
        ("settings = 3\n", "settings is not a table of settings"),
        ("[settings]\nseparator = ';;'\n", "separator = ';;' cannot be used"),
        ("[settings]\nencoding = 'klingon'\n", "there is no encoding klingon"),
        ("[settings]\nmay_be_empty = 'yes'\n", "may_be_empty = 'yes' cannot be used"),
        ("[settings.words]\nsector = 'x'\n", "words = {'sector': 'x'} cannot be used"),
    ],
)
def test_a_mapping_of_the_wrong_kind_is_refused(folder, mapping, said):
    (folder / "mapping.toml").write_text(mapping)
    assert said in check(folder).stderr


def test_two_files_for_one_table_are_not_chosen_between(folder):
    (folder / "settings.parquet").write_bytes(b"PAR1")
    assert "has settings.parquet and settings.csv" in check(folder).stderr


def test_one_file_is_enough_for_a_register_and_another_name_is_asked_for(folder):
    assert "settings: 4 read" in check(folder / "settings.csv").stdout
    (folder / "settings.csv").rename(folder / "homes.csv")
    assert "homes.csv is not named after a table" in check(folder / "homes.csv").stderr
    (folder / "mapping.toml").write_text("[settings]\nfile = 'homes.csv'\n")
    assert "settings: 4 read" in check(folder / "homes.csv").stdout


def test_a_report_that_cannot_be_written_ends_in_one_sentence(folder):
    taken = folder / "settings.csv"
    result = check(folder, "--report", taken)
    assert result.exit_code == 2
    assert result.stderr == f"{taken} cannot be used: File exists.\n"
