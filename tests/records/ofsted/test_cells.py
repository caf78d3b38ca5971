"""A cell that cannot be read is blank and listed; old words are read; the setting stays."""

from datetime import date

import openpyxl
import polars as pl
import pytest

from dashboard.records import words
from dashboard.records.ofsted import read_release
from tests.records.conftest import write_xlsx

DAY = date(2022, 3, 31)
RI = words.GRADES[2]


@pytest.fixture
def taken(write_csv, layouts):
    """Read a register of one row for each of the given changes."""

    def read(*changes):
        rows = [
            layouts.register_row(f"25000{n:02}", **change) for n, change in enumerate(changes, 1)
        ]
        return read_release([write_csv("register.csv", layouts.register(*rows))], DAY)

    return read


def judged(word):
    return {"latest": ["Full inspection", "10/02/2012", "", "1", word]}


def values(release, column):
    return release.tables["settings"].sort("urn")[column].cast(pl.String).to_list()


def blank(release):
    return release.blanked.select("column", "value").rows()


def test_grades_of_every_framework_are_read_said_or_blank_and_listed(taken):
    """R12: ten of these seventeen settings had left the register."""
    said = {
        **{grade: grade for grade in words.GRADES},
        "Requires improvement": RI,
        "Requires Improvement to be good": RI,
        "REQUIRES IMPROVEMENT": RI,
        "Adequate": RI,
        "Satisfactory": RI,
        "RI": RI,
        **{str(n): grade for n, grade in enumerate(words.GRADES[:4], 1)},
        "3.0": RI,
        "Not judged": None,
        "[x]": None,
        "": None,
        "Not yet assessed": None,
        "Met": None,
        "Declined in effectiveness": None,
        "5": None,
        "0": None,
    }
    release = taken(*map(judged, said))
    assert release.accounts["settings"].set_aside.is_empty()
    assert values(release, "last_grade") == list(said.values())
    strange = ["Not yet assessed", "Met", "Declined in effectiveness", "5", "0"]
    assert blank(release) == [("judgement", word) for word in strange]
    for old in ("Adequate", "Satisfactory", "RI", "3", "3.0"):
        assert f'register.csv: judgement "{old}" is read as {RI}: 1 row.' in release.notes
    assert not any('"Requires improvement" is read as' in note for note in release.notes)


@pytest.mark.parametrize(
    ("said", "read"),
    [("1,234", "1234"), ("6.0", "6"), ("2,000", "2000"), ("12,34", None), ("2,001", None)],
)
def test_places_are_read_with_or_without_commas(taken, said, read):
    release = taken({"Places": said}, {"Places": "3"})
    assert values(release, "places") == [read, "3"]
    assert blank(release) == ([] if read else [("places", said)])


@pytest.mark.parametrize(
    "said",
    [
        *("03/03/2019 00:00", "03/03/2019 00:00:00", "2019-03-03 00:00", "3/3/2019 0:00"),
        *("2019-03-03T00:00:00Z", "03-03-2019", "3.3.2019", "3 Mar 2019", "3 March 2019"),
    ],
)
def test_a_time_of_midnight_is_no_part_of_a_day(taken, said):
    release = taken({"Registration date": said})
    assert values(release, "registered_on") == ["2019-03-03"] and blank(release) == []


@pytest.mark.parametrize("said", ["03/03/2019 09:30", "13/13/2019", "03/03/19", "43527"])
def test_what_is_no_day_is_blank_and_listed(taken, said):
    release = taken({"Registration date": said})
    assert values(release, "registered_on") == [None]
    assert blank(release) == [("registered", said)]


def test_one_finding_tells_of_all_rows_with_the_same_value(taken):
    release = taken(*[{"Sector": "Public sector"}] * 12, {"Sector": "Private"})
    (found,) = [each for each in release.issues if each.check == "cell-left-blank"]
    assert (found.row, found.count, found.value) == (3, 12, "Public sector")
    assert found.said.endswith("left blank in rows 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 and 2 more.")


def test_a_urn_is_read_as_the_register_writes_it(write_csv, layouts):
    rows = [layouts.register_row("sc000001"), layouts.register_row("2500001.0")]
    release = read_release([write_csv("register.csv", layouts.register(*rows))], DAY)
    assert values(release, "urn") == ["2500001", "SC000001"]


NEVER = "holds a formula that was never calculated: open the file in Excel, save it, and import"


@pytest.mark.parametrize(
    ("heading", "column", "name"),
    [
        ("Places", "places", "places"),
        ("Registration date", "registered_on", "registration date"),
        ("Sector", "sector", "sector"),
        ("Overall experiences and progress of children and young people", "last_grade",
         "judgement"),
    ],
)  # fmt: skip
def test_a_formula_without_a_value_is_listed_with_what_to_do(
    tmp_path, layouts, heading, column, name
):
    """X2: its places were blank without a word."""
    rows = layouts.register(layouts.register_row("2500001"), layouts.register_row("2500002"))
    path = write_xlsx(tmp_path / "formula.xlsx", {"Level": rows})
    book = openpyxl.load_workbook(path)
    book["Level"].cell(3, rows[1].index(heading) + 1, "=1+3")
    book.save(path)
    release = read_release([path], DAY)
    assert values(release, column)[0] is None and values(release, column)[1] is not None
    (found,) = [each for each in release.issues if each.check == "cell-left-blank"]
    assert found.sentence.startswith(f"formula.xlsx, sheet Level: {name} {NEVER}")
    assert found.said.endswith("left blank in row 3.")


def test_a_formula_where_a_value_is_needed_sets_its_row_aside_and_says_so(tmp_path, layouts):
    rows = layouts.register(layouts.register_row("2500001"), layouts.register_row("2500002"))
    path = write_xlsx(tmp_path / "formula.xlsx", {"Level": rows})
    book = openpyxl.load_workbook(path)
    book["Level"].cell(3, rows[1].index("Provision type") + 1, '=CONCATENATE("a","b")')
    book.save(path)
    (reason,) = read_release([path], DAY).accounts["settings"].set_aside["reason"]
    assert reason.startswith(f"provision type {NEVER}")


def test_columns_of_an_earlier_inspection_are_not_taken_for_the_latest(write_csv, layouts):
    head = [*layouts.provider, *layouts.latest, *layouts.latest]
    banner = [*layouts.banner[:18], "Latest Full Inspection", *[""] * 4, "Previous inspection"]
    row = [*layouts.register_row(), "Full inspection", "01/02/2015", "", "7", "Inadequate"]
    release = read_release([write_csv("register.csv", [banner, head, row])], DAY)
    assert values(release, "last_grade") == ["Good"]
