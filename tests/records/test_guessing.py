"""A first mapping is guessed from headings and words, and needs three corrections at most."""

import random
import shutil
import tomllib
from datetime import date, timedelta
from pathlib import Path

import openpyxl
import polars as pl
import pytest
from click.testing import CliRunner

from dashboard.cli import main
from dashboard.records.guessing import guess, written
from dashboard.records.guessing.days import BOTH, EITHER, form_of
from dashboard.records.guessing.headings import likeness
from dashboard.records.guessing.meaning import meaning
from dashboard.records.intake import from_folder
from dashboard.records.model import TABLES
from dashboard.records.sources import read_mapping

CASES = Path(__file__).parents[1] / "extract"
DAY = date(2021, 3, 31)


def command(*given):
    done = CliRunner().invoke(main, [str(part) for part in given])
    assert done.exit_code == 0, done.output
    return done.stdout


@pytest.fixture
def folder(tmp_path):
    """Give a function that copies a case without its mapping, and has one written."""

    def guessed(case):
        shutil.copytree(CASES / case, tmp_path / case)
        (tmp_path / case / "mapping.toml").unlink(missing_ok=True)
        command("mapping", tmp_path / case)
        return tmp_path / case

    return guessed


def correct(folder, *corrections):
    """Correct lines of the mapping: each is what a line begins with, and what it should be."""
    assert len(corrections) <= 3
    path = folder / "mapping.toml"
    lines = path.read_text(encoding="utf-8").splitlines()
    for begins, line in corrections:
        at = [number for number, old in enumerate(lines) if old.startswith(begins)]
        assert len(at) == 1, begins
        lines[at[0]] = line
    path.write_text("\n".join(lines), encoding="utf-8")


def test_the_case_of_someone_s_own_files_builds_after_one_correction(folder, tmp_path):
    made = folder("own")
    correct(made, ('# 9 = ""', '9 = "Not yet inspected"'))
    by_hand, guessed = from_folder(CASES / "own", DAY), from_folder(made, DAY)
    for name in ("settings", "visits"):
        assert guessed.records[name].equals(by_hand.records[name])
    assert guessed.set_aside.height == 2, "two visits to homes that had closed"
    command("build", made, "--as-at", DAY, "--snapshots", tmp_path / "snapshots", "--set-aside")


def test_a_register_of_care_services_and_its_inspections_build_without_any(folder, tmp_path):
    made = folder("care")
    told = command("build", made, "--as-at", DAY, "--snapshots", tmp_path / "snapshots")
    assert "settings: 60 read, 60 kept, 0 set aside" in told
    assert "visits: 40 read, 40 kept, 0 set aside" in told
    rows = from_folder(made, DAY).records
    assert set(rows["settings"]["last_grade"]) >= {"Good", "Requires improvement to be good"}
    assert set(rows["visits"]["mode"]) == {"On site", "Remote", "Both"}
    assert rows["visits"]["ended_on"].null_count() == 40


@pytest.mark.parametrize("case", ["law", "ver"])
def test_the_other_cases_are_guessed_as_they_were_written_by_hand(folder, case):
    made = folder(case)
    if case == "law":
        correct(made, ('# 9 = ""', '9 = "Not yet inspected"'))
    assert (
        from_folder(made, DAY)
        .records["settings"]
        .equals(from_folder(CASES / case, DAY).records["settings"])
    )


def test_a_workbook_with_titles_and_day_numbers_is_guessed(tmp_path):
    """Sheets with other names, headings below titles, dates of two kinds, words of a third."""
    chance, book = random.Random(3), openpyxl.Workbook()
    homes, calls = book.active, book.create_sheet("Inspections 2020-21")
    homes.title = "Establishments"
    homes.append(["Registered services as at 31 March 2021"])
    homes.append([])
    homes.append(["Home ID", "Home type", "Council code", "Owner type", "Capacity", "Date opened"])
    for number in range(40):
        kind = ["childrens home", "Family centre (residential)", "Fostering"][number % 3]
        opened = date(2015, 1, 1) + timedelta(days=31 * number)
        row = [f"hm-{number:03}", kind, [383, 359, 886][number % 3], "PRIVATE", number % 7 + 1]
        homes.append([*row, (opened - date(1899, 12, 30)).days])
    calls.append(["Visit ID", "Home ID", "Kind of visit", "First day", "Last day", "Letter out"])
    for number in range(30):
        day = date(2020, 9, 1) + timedelta(days=chance.randrange(150))
        calls.append([f"v{number}", f"hm-{chance.randrange(40):03}", "Assurance", day, day, None])
    book.save(tmp_path / "extract.xlsx")
    command("mapping", tmp_path / "extract.xlsx")
    said = tomllib.loads((tmp_path / "mapping.toml").read_text(encoding="utf-8"))
    assert said["settings"]["dates"] == "excel"
    assert said["settings"]["columns"]["la_code"] == "Council code"
    assert "dates" not in said["visits"]
    assert said["visits"]["columns"]["published_on"] == "Letter out"
    taken = from_folder(tmp_path / "extract.xlsx", DAY)
    assert taken.set_aside.is_empty()
    assert taken.records["settings"]["setting_type"].unique().sort().cast(str).to_list() == [
        "Children's home",
        "Independent fostering agency",
        "Residential family centre",
    ]


def test_what_is_named_as_ours_is_not_said_again():
    guesses, others = guess(Path(__file__).parents[2] / "data" / "templates")
    assert others == []
    said = tomllib.loads(written(guesses, others))
    assert all(entry == {} for entry in said.values())


def test_what_is_not_sure_says_so_and_what_is_not_guessed_is_not_in_force(folder):
    text = (folder("own") / "mapping.toml").read_text(encoding="utf-8")
    assert 'published_on = "Rpt Pub"                     # a guess' in text
    assert "# headings that are not used: LA no; ONS; Touched" in text
    assert '# 9 = ""  # not guessed: a blank, or one of Outstanding; Good' in text
    assert "9" not in tomllib.loads(text)["settings"]["words"]["last_grade"]


def test_a_mapping_that_is_there_is_kept(folder, tmp_path):
    made = folder("law")
    (made / "mapping.toml").write_text("# mine")
    refused = CliRunner().invoke(main, ["mapping", str(made)])
    assert refused.exit_code == 2
    assert "Move it, or name another file with --to." in refused.stderr
    assert (made / "mapping.toml").read_text() == "# mine"
    command("mapping", made, "--to", tmp_path / "other.toml")
    assert read_mapping(tmp_path / "other.toml")["settings"].separator == ";"


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("notes.csv", "only,\n", "holds no table that can be looked at"),
        ("list.csv", "name,colour\nA,red\nB,blue\n", "looks like a register of settings"),
        (None, None, "There is no folder"),
    ],
)
def test_what_holds_no_register_is_refused_in_a_sentence(tmp_path, name, content, said):
    if name:
        (tmp_path / name).write_text(content)
    refused = CliRunner().invoke(main, ["mapping", str(tmp_path / ("" if name else "none"))])
    assert refused.exit_code == 2
    assert said in refused.stderr
    assert len(refused.stderr.splitlines()) == 1


def test_headings_of_any_letters_stay_in_their_line(tmp_path):
    head = '"Prov ""Ref""\nnumber",Kind,Council,"odd\nheading ]"'
    rows = "\n".join(f"A-{number},Children's home,Leeds,x" for number in range(9))
    (tmp_path / "homes.csv").write_text(f"{head}\n{rows}\n", encoding="utf-8")
    command("mapping", tmp_path)
    said = tomllib.loads((tmp_path / "mapping.toml").read_text(encoding="utf-8"))
    assert said["settings"]["columns"]["urn"] == 'Prov "Ref"\nnumber'


@pytest.mark.parametrize(
    "seed", [0, 1, 2, *(pytest.param(n, marks=pytest.mark.long) for n in range(3, 24))]
)
def test_whatever_a_file_holds_a_mapping_is_one_that_can_be_read_or_is_refused(tmp_path, seed):
    chance, path = random.Random(seed), tmp_path / "homes.csv"
    data = bytearray((CASES / "own" / "homes.csv").read_bytes()[: chance.randrange(9000)])
    for _ in range(chance.choice([1, 5, 200]) if data else 0):
        data[chance.randrange(len(data))] = chance.randrange(256)
    path.write_bytes(bytes(data) + b'"' * (seed % 2) + b"x" * 200_000 * (seed % 3))
    done = CliRunner().invoke(main, ["mapping", str(tmp_path)])
    assert done.exit_code in (0, 2)
    assert done.exit_code == 0 or len(done.stderr.splitlines()) == 1
    read_mapping(tmp_path / "mapping.toml")


@pytest.mark.parametrize("address", ["postgresql://host/records", "env:RECORDS", "delta://lake"])
def test_an_address_is_refused_with_what_to_do_instead(address):
    refused = CliRunner().invoke(main, ["mapping", address])
    assert refused.exit_code == 2
    assert "Export some rows of each table as CSV" in refused.stderr


@pytest.mark.parametrize(
    ("column", "word", "meant"),
    [
        ("setting_type", "CH", "Children's home"),
        ("setting_type", "SCH", "Secure children's home"),
        ("setting_type", "Childrens Homes", "Children's home"),
        ("setting_type", "Fostering agency", "Independent fostering agency"),
        ("setting_type", "Adoption", None),
        ("setting_type", "Castle", None),
        ("sector", "PRV", "Private"),
        ("last_grade", "3", "Requires improvement to be good"),
        ("last_grade", "9", None),
        ("selection_basis", "Sampled", "Sampled good or outstanding"),
    ],
)
def test_a_word_is_guessed_only_where_one_of_ours_is_meant(column, word, meant):
    table = "settings" if column in TABLES["settings"].column_names() else "visits"
    assert meaning(column, word, TABLES[table].columns()[column].categories) == meant


@pytest.mark.parametrize(
    ("cells", "form", "doubt"),
    [
        (["01/02/2020", "03/04/2020"], "%d/%m/%Y", EITHER),
        (["01/02/2020", "13/04/2020"], "%d/%m/%Y", None),
        (["02/01/2020", "04/13/2020"], "%m/%d/%Y", None),
        (["13/01/2020", "14/02/2020", "04/13/2020"], "%d/%m/%Y", BOTH),
        (["01/02/2020 09:30", None], "%d/%m/%Y %H:%M", EITHER),
        (["42036", "43000"], "excel", None),
    ],
)
def test_dates_that_may_be_read_both_ways_are_doubted(cells, form, doubt):
    assert form_of([pl.Series(cells)]) == (form, doubt)


CALLS = "Visit ref,Provider no.,Visit type,First day\n"


@pytest.mark.parametrize(
    ("opened", "visited", "form", "told"),
    [
        ("04/25/2015", "03/04/2021", "%m/%d/%Y", "is told by the other tables alone"),
        ("25/04/2015", "03/04/2021", "%d/%m/%Y", "is told by the other tables alone"),
        ("04/05/2015", "03/25/2021", "%m/%d/%Y", None),
        ("04/25/2015", "25-04-2021", "%d-%m-%Y", None),
        ("04/05/2015", "03/04/2021", "%d/%m/%Y", "is not told: say it in dates"),
        ("2015-04-25", "03.04.2021", "%d.%m.%Y", "is not told: say it in dates"),
    ],
)
def test_day_and_month_stand_as_in_the_other_tables_and_what_tells_nothing_is_asked(
    tmp_path, opened, visited, form, told
):
    homes(tmp_path, [opened, opened, opened])
    (tmp_path / "calls.csv").write_text(f"{CALLS}V1,SC0001,Assurance,{visited}\n")
    visits = next(
        line for line in command("mapping", tmp_path).splitlines() if line.startswith("visits:")
    )
    text = (tmp_path / "mapping.toml").read_text(encoding="utf-8")
    said = tomllib.loads(text)
    assert said["visits"]["dates"] == form
    assert visits.endswith(
        f"whether day or month stands first in {visited} {told}" if told else "s"
    )
    assert (f"stands first in {visited}" in text) is bool(told)


def test_cells_in_both_orders_are_said_with_the_column_and_one_of_them(tmp_path):
    homes(tmp_path, ["13/04/2015", "25/04/2015", "05/25/2015"], ["14/04/2020"])
    said = command("mapping", tmp_path)
    assert "registered_on with cells that are no days" in said
    assert "days are written in both orders of day and month" in said
    text = (tmp_path / "mapping.toml").read_text(encoding="utf-8")
    assert (
        "# registered_on: 1 cell is no day in the form of the others, such as 05/25/2015." in text
    )
    fault = from_folder(tmp_path, DAY).set_aside
    assert fault["fault"].to_list() == ['registered_on "05/25/2015" is not a date (dd/mm/yyyy)']


def test_headings_are_alike_by_words_beginnings_and_capitals():
    assert likeness("settings", "urn", "LocationID") == 1
    assert likeness("settings", "registered_on", "Reg From") > 0.8
    assert likeness("settings", "places", "Owner") == 0


@pytest.mark.parametrize(
    ("heading", "closing"),
    [
        ("Publication Date", False),
        ("Last inspection end date", False),
        ("Date of last report", False),
        ("Endorsed on", False),
        ("Location HSCA End Date", True),
        ("Date left", True),
        ("Deregistered", True),
        ("Registered to", True),
        ("CancelledOn", True),
        ("Canc Dt", True),
        ("Exit date", True),
    ],
)
def test_only_a_heading_with_a_word_of_closing_is_guessed_as_a_closing_day(
    tmp_path, heading, closing
):
    head = f"Location ID,Provision type,Local Authority,Overall Rating,{heading}"
    rows = [f"1-{100000 + n},Children's home,Leeds,Good,{n + 1:02d}/03/2020" for n in range(20)]
    (tmp_path / "locations.csv").write_text("\n".join([head, *rows]), encoding="utf-8")
    (found,), _ = guess(tmp_path)
    assert (found.columns.headings.get("closed_on") == heading) is closing
    said = written([found], [])
    assert ("# closed_on: no heading has a word of closing" in said) is not closing
    if heading == "Publication Date":
        assert heading in found.unused, "nor is it guessed as the day of anything else"


HOMES = "Provider no.,Provision type,Local authority,Ownership,Capacity,Registration date,Cancelled"


def homes(folder, opened, closed=()):
    """Write a register of so many homes, with days as they are given."""
    closed = [*closed, *[""] * (len(opened) - len(closed))]
    rows = [
        f'SC{n:04d},Childrens Home,Leeds,Private,4,"{one}","{other}"'
        for n, (one, other) in enumerate(zip(opened, closed, strict=True))
    ]
    (folder / "homes.csv").write_text("\n".join([HOMES, *rows]), encoding="utf-8")


@pytest.mark.parametrize(
    "closed",
    [
        ["04/25/2020", "25/04/2020", "03/04/2020"],
        ["2020.25.04", "25/4/20", "in April 2020"],
        ["yes", "no", "yes"],
        ["20200425x", "in May", "12"],
    ],
)
def test_a_heading_that_means_a_day_is_mapped_whatever_its_cells_and_check_fails(tmp_path, closed):
    homes(tmp_path, ["2015-01-01"] * 20, closed)
    command("mapping", tmp_path)
    text = (tmp_path / "mapping.toml").read_text(encoding="utf-8")
    assert tomllib.loads(text)["settings"]["columns"]["closed_on"] == "Cancelled"
    assert "no heading has a word of closing" not in text
    aside = from_folder(tmp_path, DAY).set_aside
    assert aside["source_row"].to_list() == [2, 3, 4]
    assert set(aside["column"]) == {"closed_on"}
    done = CliRunner().invoke(main, ["check", str(tmp_path), "--as-at", str(DAY)])
    assert done.exit_code, done.output
    assert all(cell in done.output for cell in closed)


@pytest.mark.parametrize(
    ("opened", "first"),
    [
        (["25 Apr 2015", "1st May 2015", "3 Sept 2015"], date(2015, 4, 25)),
        (["25th April 2015", "1 May 2015", "3 September 2015"], date(2015, 4, 25)),
        (["25-Apr-15", "1-May-15", "3-Sep-98"], date(2015, 4, 25)),
        (["04/25/15", "05/14/15", "03/04/98"], date(2015, 4, 25)),
        (["25.4.15", "1.5.15", "03.04.98"], date(2015, 4, 25)),
        (["Apr 25, 2015", "May 1st, 2015", "Sept 3, 2015"], date(2015, 4, 25)),
        (
            ["Saturday, 25 April 2015", "Fri, 1 May 2015", "Thursday, 3rd Sep 2015"],
            date(2015, 4, 25),
        ),
    ],
)
def test_days_with_the_month_s_name_or_without_a_century_are_found_and_read(
    tmp_path, opened, first
):
    homes(tmp_path, opened)
    command("mapping", tmp_path)
    taken = from_folder(tmp_path, DAY)
    assert taken.set_aside.is_empty()
    assert taken.records["settings"]["registered_on"][0] == first


def test_a_heading_of_closing_that_is_not_used_is_named(tmp_path):
    homes(tmp_path, ["2015-01-01"] * 3, ["2020-01-01"])
    path = tmp_path / "homes.csv"
    head = HOMES.replace("Cancelled", "Reason of closure")
    path.write_text(path.read_text().replace(HOMES, head).replace("2020-01-01", "Owner retired"))
    command("mapping", tmp_path)
    text = (tmp_path / "mapping.toml").read_text(encoding="utf-8")
    assert "# closed_on: not used: Reason of closure" in text


def test_a_day_without_end_is_read_as_none(tmp_path):
    homes(tmp_path, ["25/04/2015"] * 4, ["31/12/2020", "31/12/9999", "31/12/9999"])
    command("mapping", tmp_path)
    taken = from_folder(tmp_path, DAY)
    assert taken.set_aside.is_empty()
    assert taken.records["settings"]["closed_on"].to_list() == [date(2020, 12, 31), *[None] * 3]


@pytest.mark.parametrize(
    ("heading", "words"), [("Status", "Closed,Open"), ("Is active", "No,Yes"), ("Live?", "N,Y")]
)
def test_words_that_say_that_some_have_closed_are_named_where_no_column_has_the_day(
    tmp_path, heading, words
):
    shut, still = words.split(",")
    rows = [f"SC{n:04d},Childrens Home,Leeds,{shut if n % 5 == 0 else still}" for n in range(9)]
    head = f"Provider no.,Provision type,Local authority,{heading}"
    (tmp_path / "homes.csv").write_text("\n".join([head, *rows]), encoding="utf-8")
    said = command("mapping", tmp_path)
    assert f"{heading} says {shut} of some, which count as open" in said
    text = (tmp_path / "mapping.toml").read_text(encoding="utf-8")
    assert f"# closed_on: {heading} says {shut} of some, but no column gives the day" in text


def test_visits_beside_their_settings_in_one_table_are_both_found(tmp_path):
    head = "Home ref,Home type,Council,Opened,Shut,Visit no,Visit date,Visit kind"
    rows = [
        f"H{n // 2:03d},CH,Leeds,2015-04-25,,V{n:03d},2020-09-{n + 1:02d},Assurance"
        for n in range(20)
    ]
    (tmp_path / "all.csv").write_text("\n".join([head, *rows]), encoding="utf-8")
    command("mapping", tmp_path)
    taken = from_folder(tmp_path, DAY)
    assert taken.set_aside.is_empty()
    assert (taken.records["settings"].height, taken.records["visits"].height) == (10, 20)
    text = (tmp_path / "mapping.toml").read_text(encoding="utf-8")
    assert "taken for none" not in text and "not used" not in text


def test_cells_of_days_and_days_as_text_in_one_workbook_are_both_read(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["Unit No", "Type of unit", "LA", "Opened"])
    for n in range(1, 21):
        day = date(2015, 3, n) if n % 2 else f"{n:02d}/03/2015"
        book.active.append([f"U{n:03d}", "Children's home", "Leeds", day])
    book.save(tmp_path / "units.xlsx")
    command("mapping", tmp_path)
    taken = from_folder(tmp_path, DAY)
    assert taken.set_aside.is_empty()
    opened = taken.records["settings"].sort("urn")["registered_on"].to_list()
    assert opened == [date(2015, 3, n) for n in range(1, 21)]


def test_columns_whose_days_are_in_forms_of_their_own_are_each_read_in_theirs(tmp_path):
    homes(tmp_path, ["2015-04-25"] * 20, ["25/03/2020", "26/03/2020", "27/03/2020"])
    command("mapping", tmp_path)
    said = tomllib.loads((tmp_path / "mapping.toml").read_text(encoding="utf-8"))
    assert said["settings"]["dates"] == {"registered_on": "%Y-%m-%d", "closed_on": "%d/%m/%Y"}
    taken = from_folder(tmp_path, DAY)
    assert taken.set_aside.is_empty()
    assert taken.records["settings"]["closed_on"].drop_nulls()[0] == date(2020, 3, 25)


@pytest.mark.parametrize(
    ("dates", "said"),
    [
        ('closed_at = "%d/%m/%Y"', "closed_at is not a column of days. closed_on comes nearest."),
        ('closed_on = "dd/mm"', 'dates = "dd/mm" is no form of a date.'),
        ("closed_on = 1", "cannot be used. Write dates ="),
        ('last_inspected_on = "%d/%m/%Y"', "[settings.dates.last_inspected_on] does nothing"),
    ],
)
def test_a_form_of_days_that_does_nothing_is_refused(tmp_path, dates, said):
    homes(tmp_path, ["2015-04-25"] * 3)
    command("mapping", tmp_path)
    path = tmp_path / "mapping.toml"
    path.write_text(path.read_text() + f"[settings.dates]\n{dates}\n")
    refused = CliRunner().invoke(main, ["check", str(tmp_path), "--as-at", str(DAY)])
    assert refused.exit_code == 2 and said in refused.stderr


def test_a_workbook_in_which_a_spreadsheet_swapped_some_days_says_so(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["Unit No", "Type of unit", "LA", "Opened"])
    for n in range(1, 25):
        day = date(2015, n, 3) if n <= 12 else f"{n:02d}/03/2015"
        book.active.append([f"U{n:03d}", "Children's home", "Leeds", day])
    book.save(tmp_path / "units.xlsx")
    command("mapping", tmp_path)
    (said,) = [f for f in from_folder(tmp_path, DAY).issues if f.check == "date-ambiguous"]
    assert "as if a spreadsheet had swapped day and month" in said.said and said.count == 12
