"""Files as a stranger may bring them: read as they are meant, or refused in words."""

import csv
import io
from datetime import date, datetime

import openpyxl
import pytest
from click.testing import CliRunner

from dashboard.cli import main
from dashboard.records.ofsted import read_release

DAY = date(2022, 3, 31)


def read(*paths):
    release = read_release(paths, DAY)
    rows = release.tables["settings"].sort("urn").select("urn", "places")
    return dict(rows.iter_rows()), release


def numbers(release):
    own = release.accounts["settings"]
    return own.read, own.kept, own.set_aside.height


def test_numbers_with_signs_between_thousands_and_apostrophes_are_numbers(write_csv, layouts):
    rows = [
        layouts.register_row("2,500,001", Places="1,234"),
        layouts.register_row("2 500 002", Places="1 234"),
        layouts.register_row("'2500003", Places="'4"),
        layouts.register_row("'sc000004", Places="4.0"),
        layouts.register_row("2.5E+06", Places="5"),
    ]
    places, release = read(write_csv("register.csv", layouts.register(*rows)))
    assert places == {"2500001": 1234, "2500002": 1234, "2500003": 4, "SC000004": 4}
    assert numbers(release) == (5, 4, 1)


def test_headings_that_are_repeated_are_no_rows(write_csv, layouts):
    pages = [
        row for urn in ("2500001", "2500002") for row in layouts.register(layouts.register_row(urn))
    ]
    _, release = read(write_csv("register.csv", pages))
    assert numbers(release) == (2, 2, 0)
    assert release.unused["rows"].sum() == 4


def test_two_rows_of_one_urn_that_differ_keep_the_first_and_list_the_other(write_csv, layouts):
    rows = [layouts.register_row("2500001"), layouts.register_row("2500001", Places="9")]
    places, release = read(write_csv("register.csv", layouts.register(*rows)))
    assert places == {"2500001": 4} and numbers(release) == (2, 1, 1)


@pytest.mark.parametrize(
    ("separator", "encoding", "first"),
    [(";", "utf-8-sig", ""), ("\t", "utf-16", ""), (";", "cp1252", "sep=;\r\n")],
)
def test_a_text_file_is_read_whatever_a_spreadsheet_made_of_it(
    tmp_path, layouts, separator, encoding, first
):
    rows = layouts.register(layouts.register_row("2500001", Name="Zoë’s\u00a0home"))
    rows = [["Provider level as at 31 March 2022 (provisional)"], *rows]
    text = io.StringIO()
    csv.writer(text, delimiter=separator).writerows(
        [cell.replace(" ", "\u00a0") for cell in row] for row in rows
    )
    path = tmp_path / "register.csv"
    path.write_bytes((first + text.getvalue()).encode(encoding))
    places, release = read(path)
    assert places == {"2500001": 4}
    assert (release.files[0].last_day, release.files[0].told_by) == (DAY, "title")


def test_a_workbook_with_merged_headings_hidden_sheets_and_a_pivot_table(tmp_path, layouts):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Data"
    head = layouts.provider + layouts.latest
    cells = dict(zip(head, layouts.register_row("2500001"), strict=True))
    typed = {"Registration date": datetime(2011, 4, 3), "Places": 4, "URN": 2500001}
    for row in (layouts.banner, head, list((cells | typed).values())):
        sheet.append(row)
    sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=len(layouts.provider))
    hidden = book.create_sheet("Old")
    for row in layouts.register(layouts.register_row("2500099")):
        hidden.append(row)
    hidden.sheet_state = "veryHidden"
    pivot = book.create_sheet("Pivot")
    for row in (["Row labels", "Children's home", "Grand Total"], ["Leeds", 3, 3]):
        pivot.append(row)
    book.save(tmp_path / "release.xlsx")
    places, release = read(tmp_path / "release.xlsx")
    assert places == {"2500001": 4}
    assert release.tables["settings"]["registered_on"].to_list() == [date(2011, 4, 3)]
    assert set(release.unused["sheet"]) == {"Data", "Old", "Pivot"}


@pytest.mark.parametrize("command", ["check", "mapping", "import-ofsted", "build"])
@pytest.mark.parametrize(
    "content",
    [
        b"Row labels,Children's home,Grand Total\nLeeds,3,3\nGrand Total,3,3\n",
        b"<!DOCTYPE html><html><body><table><tr><td>URN</td></tr></table></body></html>",
        b"\xd0\xcf\x11\xe0" + bytes(600),
        b"\n\n\n",
    ],
    ids=["pivot", "html", "old workbook", "blank lines"],
)
def test_what_is_no_table_of_settings_is_refused_in_a_sentence(tmp_path, command, content):
    path = tmp_path / "file.csv"
    path.write_bytes(content)
    how = {"mapping": ["--to", str(tmp_path / "mapping.toml")]}
    days = ["--as-at", str(DAY), "--snapshots", str(tmp_path / "snapshots")]
    done = CliRunner().invoke(main, [command, str(path), *how.get(command, days)])
    assert done.exit_code == 2 and isinstance(done.exception, SystemExit), done.output
    assert done.output.strip().endswith(".")
