"""A workbook is opened in a process of its own: what would end the dashboard ends only that."""

import io
import zipfile
from datetime import date

import openpyxl
import pytest

from dashboard.records.check import RecordsError
from dashboard.records.intake import from_source
from dashboard.records.sources.files import read_table
from dashboard.records.workbooks.limits import MIB, Limits
from dashboard.records.workbooks.opening import open_workbook
from tests.records.conftest import KENT, write_ods, write_xlsx

HEAD = ["urn", "setting_type", "la_code", "places", "registered_on"]
HOME = ["EX000001", "Children's home", KENT, 4, date(2019, 1, 1)]
WRITERS = {".xlsx": write_xlsx, ".ods": write_ods}


def rejected(path, limits=None):
    with pytest.raises(RecordsError) as error:
        open_workbook(path, limits) if limits else open_workbook(path)
    assert "\n" not in str(error.value)
    return error.value.issue.check, str(error.value)


def rewritten(path, part, change):
    """Change one part of an archive."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert part in parts
    parts[part] = change(parts[part])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


@pytest.mark.parametrize("end", WRITERS)
def test_a_sheet_is_read_as_text_with_its_rows_counted_as_shown(tmp_path, end):
    path = WRITERS[end](tmp_path / f"settings{end}", {"Sheet1": [["A title"], [], HEAD, HOME]})
    extract = read_table("settings", path)
    row = extract.rows.row(0, named=True)
    assert (row["source_row"], row["registered_on"], row["places"]) == (4, "2019-01-01", "4")
    assert [f.check for f in extract.issues] == ["heading-lower"]


def test_a_cell_at_the_far_corner_is_refused_before_it_is_read(tmp_path):
    path = write_xlsx(tmp_path / "a.xlsx", {"settings": [HEAD, HOME]})
    stray = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    rewritten(path, "xl/worksheets/sheet1.xml", lambda x: x.replace(b"</sheetData>", stray))
    check, said = rejected(path)
    assert check == "file-too-large" and "row 1,048,576 or column 16,384" in said


def test_an_ods_that_repeats_a_filled_row_past_all_bounds_is_refused(tmp_path):
    path = write_ods(tmp_path / "a.ods", {"settings": [HEAD, HOME]})
    rows = b'<table:table-row table:number-rows-repeated="900000"><table:table-cell '
    rows += b'office:value-type="string" table:number-columns-repeated="190"><text:p>x</text:p>'
    rows += b"</table:table-cell></table:table-row></table:table>"
    rewritten(path, "content.xml", lambda x: x.replace(b"</table:table>", rows))
    assert rejected(path)[0] == "file-too-large"


def test_an_archive_that_unpacks_to_too_much_is_refused_by_what_it_unpacks_to(tmp_path):
    path = write_xlsx(tmp_path / "a.xlsx", {"settings": [HEAD, HOME]})
    padding = b"<!--" + b" " * (64 * MIB) + b"--></worksheet>"
    rewritten(path, "xl/worksheets/sheet1.xml", lambda x: x.replace(b"</worksheet>", padding))
    assert path.stat().st_size < MIB
    assert rejected(path)[0] == "file-too-large"


def test_a_process_out_of_memory_or_time_ends_alone(tmp_path):
    path = write_xlsx(tmp_path / "a.xlsx", {"settings": [HEAD, HOME]})
    check, said = rejected(path, Limits(memory_bytes=MIB))
    assert check == "file-too-large" and "ran out of memory, time or ground" in said
    check, said = rejected(path, Limits(seconds=0))
    assert check == "file-too-large" and "longer than 0 seconds" in said


@pytest.mark.parametrize(
    ("content", "check", "said"),
    [
        (b"urn,setting_type\n", "file-kind", "not a workbook"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "file-kind", "password"),
        (b"PK\x03\x04 and no more", "file-unreadable", "damaged"),
    ],
)
def test_what_is_no_workbook_is_refused(tmp_path, content, check, said):
    (tmp_path / "a.xlsx").write_bytes(content)
    found, sentence = rejected(tmp_path / "a.xlsx")
    assert found == check and said in sentence


def test_another_archive_and_a_declared_document_type_are_refused(tmp_path):
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w") as archive:
        archive.writestr("notes.txt", "hello")
    (tmp_path / "a.xlsx").write_bytes(memory.getvalue())
    assert rejected(tmp_path / "a.xlsx")[0] == "file-kind"
    path = write_xlsx(tmp_path / "b.xlsx", {"settings": [HEAD, HOME]})
    rewritten(path, "xl/workbook.xml", lambda x: b'<!DOCTYPE a [<!ENTITY b "c">]>' + x)
    assert rejected(path)[0] == "file-kind"


def test_errors_bare_formulas_and_hidden_rows_of_an_xlsx_are_seen(tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "settings"
    for number, row in enumerate([HEAD, HOME, HOME, HOME]):
        sheet.append(row if not number else [f"EX00000{number}", *row[1:]])
    sheet["D3"], sheet["D4"] = "=1+1", "#N/A"
    sheet["D4"].data_type = "e"
    sheet.row_dimensions[2].hidden = True
    book.save(tmp_path / "settings.xlsx")
    taken = from_source(tmp_path / "settings.xlsx", date(2020, 12, 7))
    rows = taken.set_aside.select("source_row", "check", "value").rows()
    assert rows == [(3, "cell-formula", "=1+1"), (4, "cell-error", "#N/A")]
    assert taken.records["settings"]["urn"].to_list() == ["EX000001"]
    assert "rows-hidden" in {issue.check for issue in taken.issues}


def test_a_fault_in_a_column_that_is_not_used_harms_no_row(tmp_path):
    path = write_xlsx(tmp_path / "settings.xlsx", {"settings": [[*HEAD, "x"], [*HOME, "=1+1"]]})
    assert from_source(path, date(2020, 12, 7)).set_aside.is_empty()


@pytest.mark.parametrize("end", WRITERS)
def test_a_hidden_sheet_is_read_only_where_it_is_named(tmp_path, end):
    path = WRITERS[end](tmp_path / f"all{end}", {"settings": [HEAD, HOME], "Notes": [["Hello"]]})
    if end == ".xlsx":
        book = openpyxl.load_workbook(path)
        book["settings"].sheet_state = "hidden"
        book.save(path)
    else:
        style = b'<style:style style:name="h" style:family="table"><style:table-properties '
        style += b'table:display="false"/></style:style></office:automatic-styles>'
        rewritten(
            path,
            "content.xml",
            lambda x: (
                x.replace(b"</office:automatic-styles>", style)
                .replace(b"<office:automatic-styles/>", b"<office:automatic-styles>" + style)
                .replace(b'table:name="settings"', b'table:name="settings" table:style-name="h"')
            ),
        )
    with pytest.raises(RecordsError, match="sheet settings is hidden"):
        from_source(path, date(2020, 12, 7))
    (tmp_path / "mapping.toml").write_text('[settings]\nsheet = "settings"\n')
    taken = from_source(path, date(2020, 12, 7))
    assert taken.accounts["settings"].kept == 1
    assert "sheet-unknown" in {issue.check for issue in taken.issues}
