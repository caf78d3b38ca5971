"""Each remedy that a check advises can be followed as it is written: the fault is then gone."""

import re
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

import openpyxl
import polars as pl
import pytest
from click.testing import CliRunner

from dashboard.cli import main
from dashboard.records.catalogue import CHECKS, REJECT, SET_ASIDE, WARN
from dashboard.records.check import RecordsError
from dashboard.records.intake import from_source
from tests.records.test_defects import CASES, SETTINGS, VISITS, also, as_workbook, swap, written

DAY = date(2020, 12, 7)
MAPPING = "mapping.toml"
NO_REMEDY = ("Nothing", "")
BY_RELEASE = {"heading-unread", "published-row", "cell-left-blank", "type-unheard"}
BY_RELEASE |= {"files-disagree", "date-orders", "dates-unread", "tables-stacked"}
"""Checks that only Ofsted's own files meet; their tests follow what these advise."""
UNSEEN = {"rows-miscounted": "two readers that disagree, which no file is known to bring about"}
SPOILS = {case.check: case.spoil for case in reversed(CASES)}


def put_right(folder):
    """Give the files as their source has them: exported again, or mended."""
    for path in folder.iterdir():
        path.unlink()
    (folder / "settings.csv").write_bytes(written(SETTINGS))
    (folder / "visits.csv").write_bytes(written(VISITS))


def declare(text, table="visits"):
    """Write something under a table in mapping.toml."""
    return lambda folder: (folder / MAPPING).write_text(f"[{table}]\n{text}\n", encoding="utf-8")


def rename(old, new):
    return lambda folder: (folder / old).rename(folder / new)


def remove(name):
    return lambda folder: (folder / name).unlink()


def two_files(folder):
    pl.read_csv(folder / "visits.csv", infer_schema=False).write_parquet(folder / "visits.parquet")


def twice(folder):
    """Give two rows of one key, with a column that tells which is later."""
    also(VISITS[2].replace("Other", "") + ",10", column="modified_at,1,9,1")(folder)


def emptied(folder):
    (folder / "visits.csv").write_bytes(written(VISITS[:1]))


def planned(folder):
    """Give the day on which the last visit was planned."""
    lines = (folder / "visits.csv").read_text().splitlines()
    ends = (",recorded_on", ",", ",", ",2020-12-01")
    (folder / "visits.csv").write_bytes(written(map("".join, zip(lines, ends, strict=True))))


def as_excel_again(folder):
    """Save the workbook with what its formula comes to."""
    book = openpyxl.load_workbook(folder / "visits.xlsx")
    book["visits"]["B3"] = "EX000002"
    book.save(folder / "visits.xlsx")


def semicolons(folder):
    (folder / "visits.csv").write_bytes(written(VISITS).replace(b",", b";"))


def tabs(folder):
    (folder / "visits.csv").write_bytes(written(VISITS).replace(b",", b"\t"))


def idle(folder):
    declare('sheet = "Visits"')(folder)


def no_folder(folder):
    for path in folder.iterdir():
        path.unlink()
    folder.rmdir()


def folder_again(folder):
    folder.mkdir()
    put_right(folder)


def days_as_months(folder):
    """Give twelve visits with the month first where the day was declared first."""
    rows = [f"V{n},EX000001,Assurance visit,Other,,09/{n:02}/2020,,," for n in range(1, 13)]
    (folder / "visits.csv").write_bytes(written([VISITS[0], *rows]))
    declare("dates = '%d/%m/%Y'")(folder)


def elsewhere(folder):
    (folder / "visits.csv").rename(folder.parent / "visits.csv")
    declare("file = '../visits.csv'")(folder)


def into_the_folder(folder):
    (folder.parent / "visits.csv").rename(folder / "visits.csv")
    declare("file = 'visits.csv'")(folder)


def without_its_column(folder):
    swap("setting_type", "Kind", "settings.csv")(folder)


def in_cp1252(folder):
    text = written([*VISITS[:3], VISITS[3].replace("V3", "V–3")]).decode()
    (folder / "visits.csv").write_bytes(text.encode("cp1252"))


MENDED = ("Mend it at its source.", put_right)
EXPORTED = ("Export it again", put_right)
BRITISH = partial(re.sub, r"(\d{4})-(\d\d)-(\d\d)", r"\3/\2/\1")


def british(folder):
    """Give every date of the visits in the form of day, month and year."""
    (folder / "visits.csv").write_bytes(written([BRITISH(line) for line in VISITS]))


def timed(folder):
    lines = [line.replace("2020-09-07,", "2020-09-07 09:30,") for line in VISITS]
    (folder / "visits.csv").write_bytes(written(lines))


REMEDIES = {
    "file-empty": [EXPORTED],
    "file-without-rows": [
        EXPORTED,
        ("set may_be_empty = true under its table in mapping.toml", declare("may_be_empty = true")),
    ],
    "file-unreadable": [EXPORTED],
    "file-too-large": [
        ("Export only the rows and columns of the table, as CSV or Parquet", put_right)
    ],
    "file-kind": [
        (
            "Save it as CSV, Parquet, XLSX or ODS, without a password, under that kind's name",
            rename("visits.xlsx", "visits.csv"),
        )
    ],
    "file-changed": [("Copy it from its source again", put_right)],
    "file-ambiguous": [
        ("Remove one", remove("visits.parquet")),
        (
            'name one under its table in mapping.toml, such as file = "visits.csv"',
            declare('file = "visits.csv"'),
        ),
    ],
    "file-elsewhere": [("Put the file into the folder and give its name alone", into_the_folder)],
    "source-unreachable": [
        ("Check its address, that it is running, and that you may read it", folder_again)
    ],
    "encoding-unknown": [
        ("Save it as UTF-8", put_right),
        (
            'declare it under its table in mapping.toml, such as encoding = "cp1252"',
            declare('encoding = "cp1252"'),
        ),
    ],
    "control-character": [EXPORTED],
    "line-ends-stray": [EXPORTED],
    "quote-open": [EXPORTED],
    "separator": [
        (
            'Declare it under its table in mapping.toml, such as separator = ";"',
            declare('separator = ";"'),
        ),
        ('(a tab is "\\t")', declare('separator = "\\t"')),
    ],
    "mapping-idle": [
        ("Remove it", remove(MAPPING)),
        ("mend what it names, in mapping.toml", declare('file = "visits.csv"')),
    ],
    "heading-missing": [
        ("Add it", swap("Kind", "setting_type", "settings.csv")),
        (
            "give the heading that it has under [TABLE.columns] in mapping.toml, such as urn = "
            '"Provider ID"',
            declare('setting_type = "Kind"', "settings.columns"),
        ),
    ],
    "heading-twice": [("Remove or rename one", swap("URN", "outcome"))],
    "sheet-choice": [
        (
            'Name it under its table in mapping.toml, such as sheet = "Visits"',
            declare('sheet = "Sheet1"'),
        )
    ],
    "rows-hidden": [MENDED],
    "row-long": [MENDED],
    "row-short": [MENDED],
    "cell-formula": [("Calculate and save again", as_excel_again)],
    "cell-error": [MENDED],
    "text-garbled": [("Export it again as UTF-8", put_right)],
    "word-unknown": [
        ("Mend it", put_right),
        (
            "give its meaning under [TABLE.words.COLUMN] in mapping.toml, such as CH = "
            '"Children\'s home"',
            declare('Whim = "Follow-up"\nAssurance = "Follow-up"', "visits.words.reason"),
        ),
    ],
    "blank": [MENDED],
    "value-not-allowed": [MENDED],
    "value-unread": [MENDED],
    "number-form": [MENDED],
    "number-endless": [MENDED],
    "date-form": [
        ("Mend it", put_right),
        (
            "declare the form of every date under its table in mapping.toml, such as dates = "
            '"%d/%m/%Y"',
            declare('dates = "%d/%m/%Y"'),
        ),
    ],
    "date-century": [MENDED],
    "date-impossible": [MENDED],
    "date-far": [MENDED],
    "date-ambiguous": [
        (
            "See that the source writes its dates in the form that mapping.toml declares",
            put_right,
        )
    ],
    "date-zone": [
        ("Give its zone", swap("2020-09-07 09:30", "2020-09-07 09:30Z")),
        ("give the date alone", put_right),
        (
            "declare the time of day under its table in mapping.toml, such as dates = "
            '"%Y-%m-%d %H:%M"',
            declare('dates = "%Y-%m-%d %H:%M"'),
        ),
    ],
    "date-future": [
        ("Mend it", put_right),
        ("build as at a later day", None),
        (
            "give the day on which it was planned as recorded_on",
            planned,
        ),
    ],
    "dates-out-of-order": [MENDED],
    "key-shared": [
        ("Keep one", put_right),
        (
            "name the column that tells which is later under its table in mapping.toml, such as "
            'version = "modified_at"',
            declare('version = "modified_at"'),
        ),
    ],
    "key-unknown": [MENDED],
    "area-code-split": [("Use the code of the day", put_right)],
    "area-unknown": [
        ("Mend it", put_right),
        (
            'say which it is under [TABLE.words.la_code] in mapping.toml, such as Wigin = "Wigan"',
            declare('Wigin = "Wigan"', "settings.words.la_code"),
        ),
    ],
    "area-ambiguous": [
        ("Mend it", put_right),
        (
            "say which it is under [TABLE.words.la_code] in mapping.toml, such as "
            '"St Helens and Leeds" = "Leeds"',
            declare('"St Helens and Leeds" = "Leeds"', "settings.words.la_code"),
        ),
    ],
    "area-disagrees": [MENDED],
    "visit-outside-registration": [
        ("Mend it", put_right),
        (
            "allow for some days under [visits] in mapping.toml, such as grace_days = 7",
            declare("grace_days = 7"),
        ),
    ],
    "visit-graded": [MENDED],
    "reason-contradicts": [MENDED],
}
SPOILS |= {
    "date-ambiguous": days_as_months,
    "date-future": swap("2020-11-02,2020-11-03", "2020-12-08,2020-12-08"),
    "date-form": british,
    "date-zone": timed,
    "encoding-unknown": in_cp1252,
    "file-ambiguous": two_files,
    "file-elsewhere": elsewhere,
    "file-kind": rename("visits.csv", "visits.xlsx"),
    "file-without-rows": emptied,
    "heading-missing": without_its_column,
    "key-shared": twice,
    "mapping-idle": idle,
    "separator": semicolons,
    "sheet-choice": as_workbook(title="Sheet1"),
    "source-unreachable": no_folder,
    "value-unread": lambda folder: (folder / "calendar.csv").write_text(
        "day,week,month,working\n2020-12-01,2020-11-30,2020-12-01,perhaps\n"
    ),
    "visit-outside-registration": swap("2020-11-30", "2020-10-04", "settings.csv"),
    "word-unknown": swap("Other,", "Other,Whim"),
    "area-unknown": swap("E08000035", "Wigin", "settings.csv"),
    "area-ambiguous": swap("E08000035", "St Helens and Leeds", "settings.csv"),
}


@dataclass(frozen=True)
class Advice:
    """One thing that a check advises, and what doing it is."""

    check: str
    said: str
    follow: object

    def __str__(self):
        return f"{self.check}: {self.said[:40]}"


ADVICE = [Advice(check, *each) for check, listed in REMEDIES.items() for each in listed]


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "extract"
    made.mkdir()
    put_right(made)
    return made


def found(folder, as_at=DAY):
    """Name the checks that reject the folder, set a row aside or warn."""
    try:
        taken = from_source(folder, as_at)
    except RecordsError as error:
        return {error.issue.check} if error.issue else {str(error)}
    warned = {issue.check for issue in taken.issues if CHECKS[issue.check].outcome == WARN}
    return warned | set(taken.set_aside["check"])


WORKBOOKS = ("cell-formula", "cell-error", "sheet-choice", "rows-hidden", "file-too-large")
"""Checks of what a process of its own has to open, which takes longer."""


@pytest.mark.parametrize(
    "advice",
    [
        pytest.param(one, marks=[pytest.mark.long] * (one.check in WORKBOOKS), id=str(one))
        for one in ADVICE
    ],
)
def test_a_remedy_does_away_with_its_fault(folder, advice):
    spoil = tabs if "\\t" in advice.said else SPOILS[advice.check]
    spoil(folder)
    assert advice.check in found(folder)
    assert advice.said.rstrip(".") in CHECKS[advice.check].remedy
    if advice.follow is None:
        assert found(folder, date(2021, 3, 31)) == set()
        return
    advice.follow(folder)
    assert found(folder) == set()


def test_every_check_that_asks_for_something_is_followed():
    asks = {
        name
        for name, check in CHECKS.items()
        if check.outcome in (REJECT, SET_ASIDE, WARN) and not check.remedy.startswith("Nothing")
    }
    assert asks - BY_RELEASE - set(UNSEEN) - {"table-missing"} == set(REMEDIES)


@pytest.mark.parametrize("check", REMEDIES)
def test_nothing_that_is_advised_is_left_out(check):
    left = CHECKS[check].remedy
    for said, _ in REMEDIES[check]:
        left = left.replace(said, "")
    assert set(re.findall(r"\w+", left)) <= {"or", "if", "there", "are", "none"}, left


# Sentences that say their remedy themselves.


def sentence(source, as_at=DAY):
    with pytest.raises(RecordsError) as error:
        from_source(source, as_at)
    return str(error.value)


def test_a_register_that_is_missing_is_added_or_named(folder):
    (folder / "settings.csv").rename(folder / "homes.csv")
    assert "or say in mapping.toml which file it is" in sentence(folder)
    declare('file = "homes.csv"', "settings")(folder)
    assert found(folder) == set()


def test_a_file_that_a_mapping_names_is_added_or_its_name_is_mended(folder):
    declare('file = "calls.csv"')(folder)
    assert "Add it, or mend its name in mapping.toml." in sentence(folder)
    declare('file = "visits.csv"')(folder)
    assert found(folder) == set()


def test_a_file_of_no_table_s_name_is_renamed_or_named(folder):
    (folder / "settings.csv").rename(folder / "homes.csv")
    alone = folder / "homes.csv"
    assert "Rename it, or give its name as file in mapping.toml." in sentence(alone)
    declare('file = "homes.csv"', "settings")(folder)
    assert found(alone) == set()


def test_a_build_that_stops_says_how_to_go_on(folder, tmp_path):
    swap("Other,", "Other,Whim")(folder)
    given = ["build", str(folder), "--as-at", str(DAY), "--snapshots", str(tmp_path / "snapshots")]
    stopped = CliRunner().invoke(main, given)
    assert "Mend the file, or run again with --set-aside" in stopped.stderr
    assert CliRunner().invoke(main, [*given, "--set-aside"]).exit_code == 0
    put_right(folder)
    assert CliRunner().invoke(main, given).exit_code == 0


MISTAKES = {
    '[homes]\nfile = "visits.csv"\n': '[visits]\nfile = "visits.csv"\n',
    '[visits]\nfil = "visits.csv"\n': '[visits]\nfile = "visits.csv"\n',
    '[visits]\ndates = "yyyy-mm-dd"\n': '[visits]\ndates = "%Y-%m-%d"\n',
    '[visits]\nencoding = "ansi1"\n': '[visits]\nencoding = "cp1252"\n',
    "[visits]\nmay_be_empty = 1\n": "[visits]\nmay_be_empty = true\n",
    "[settings]\ngrace_days = 7\n": "[visits]\ngrace_days = 7\n",
    '[visits.words.mode]\nON = "On-sight"\n': '[visits.words.reason]\nON = "Follow-up"\n',
    "[visits\n": "[visits]\n",
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_in_the_mapping_is_mended_as_its_sentence_says(folder, mistake):
    Path(folder / MAPPING).write_text(mistake)
    assert re.search(r"(Use|Write|Mend) .+\.$", sentence(folder))
    Path(folder / MAPPING).write_text(MISTAKES[mistake])
    assert found(folder) == set()
