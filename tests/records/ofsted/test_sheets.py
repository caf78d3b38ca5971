"""Files are opened as grids of text, whatever their encoding; what cannot be opened says why."""

import pytest

from dashboard.records.check import RecordsError
from dashboard.records.ofsted.sheets import filled_rows, open_sheets


def test_a_csv_is_one_grid_of_trimmed_text(write_csv):
    path = write_csv("a.csv", [["URN", " Places "], ["0012345", ""], [], ["1", "x\u00a0 y", "z"]])
    (sheet,), notes = open_sheets(path)
    assert sheet.grid.rows() == [
        ("URN", "Places", None),
        ("0012345", None, None),
        (None, None, None),
        ("1", "x y", "z"),
    ]
    assert (sheet.label, notes) == ("a.csv", ())


def test_a_byte_order_mark_is_not_part_of_the_first_heading(write_csv):
    (sheet,), notes = open_sheets(write_csv("a.csv", [["URN"]], "utf-8-sig"))
    assert sheet.grid.item() == "URN" and notes == ()


def test_windows_1252_is_read_and_said(write_csv):
    (sheet,), notes = open_sheets(write_csv("a.csv", [["SC – Emergency"]], "cp1252"))
    assert sheet.grid.item() == "SC – Emergency"
    assert notes == ("a.csv is not in UTF-8: read as Windows-1252.",)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "cp1252", "utf-8-sig"])
@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_encoding_and_separator_are_found_by_content(tmp_path, encoding, sign):
    path, quoted = tmp_path / "a.csv", '"North East, Yorkshire; the Humber"'
    rows = [["Café title"], ["URN", "Region", "Places", "Sector"], *([["1", quoted, "2", "x"]] * 3)]
    path.write_bytes("\r\n".join(map(sign.join, rows)).encode(encoding))
    (sheet,), notes = open_sheets(path)
    assert sheet.grid.row(1) == ("URN", "Region", "Places", "Sector")
    assert sheet.grid.row(2) == ("1", quoted.strip('"'), "2", "x")
    assert sheet.grid.item(0, 0) == "Café title"
    said = " ".join(notes)
    assert ("UTF-16" in said) == encoding.startswith("utf-16")
    assert ("parts its values by" in said) == (sign != ",")


@pytest.mark.parametrize("said", ["Children’s home", "Grèves ê"])
def test_a_file_saved_on_an_old_macintosh_is_read_and_said(tmp_path, said):
    path = tmp_path / "a.csv"
    path.write_bytes(f"URN,Name\n{'1,x' * 2000}\n2,{said}\n".encode("mac-roman"))
    (sheet,), notes = open_sheets(path)
    assert sheet.grid.row(2)[:2] == ("2", said)
    assert notes == ("a.csv is not in UTF-8: read as Mac Roman.",)


def test_a_blank_line_within_quotes_is_part_of_its_cell(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text('"\n\nURN","Latest full\n\ninspection date"\n1,"x\n\ny"\n2,z\n', "utf-8")
    (sheet,), _ = open_sheets(path)
    assert sheet.grid.rows() == [("URN", "Latest full inspection date"), ("1", "x y"), ("2", "z")]


def test_an_ods_is_a_grid_for_each_sheet_with_its_leading_blank_rows(write_ods):
    path = write_ods("a.ods", {"Empty": [], "Two": [[None, None], ["a", None], ["0012", "3"]]})
    sheets, notes = open_sheets(path)
    assert [sheet.label for sheet in sheets] == ["a.ods, sheet Empty", "a.ods, sheet Two"]
    assert sheets[1].grid.rows() == [(None, None), ("a", None), ("0012", "3")]
    assert notes == ()


def test_only_rows_that_are_not_blank_throughout_are_counted(write_ods):
    empty, two = open_sheets(write_ods("a.ods", {"E": [], "T": [["a"], [None], ["b"]]}))[0]
    assert (filled_rows(empty.grid).height, filled_rows(two.grid).height) == (0, 2)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(RecordsError, match=r"No file at .*none\.csv\. Check its name"):
        open_sheets(tmp_path / "none.csv")


def test_a_folder_is_not_a_file(tmp_path):
    with pytest.raises(RecordsError, match=r"cannot be opened\. Check that it is a file"):
        open_sheets(tmp_path)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b" \r\n", r"a\.csv is empty\. Download it again"),
        (
            b"GIF89a\0\x01\x02 and more",
            r"a\.csv is neither a CSV nor a workbook\. .* save it as ODS",
        ),
        (b"URN\n\x81\x8d", r"a\.csv is neither a CSV nor a workbook"),
        (b'URN\n"1\n2\n', r"a\.csv cannot be read as a CSV beyond line 3"),
        (b"PK\x03\x04 and no more", r"a\.csv is damaged and cannot be opened"),
    ],
)
def test_what_cannot_be_opened_says_why_and_what_to_do(tmp_path, content, said):
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    with pytest.raises(RecordsError, match=said):
        open_sheets(path)


def test_another_kind_of_archive_is_refused(write_ods):
    path = write_ods("a.xlsx", {"One": [["URN"]]}, kind="application/zip")
    with pytest.raises(RecordsError, match=r"a\.xlsx is neither an XLSX nor an ODS workbook"):
        open_sheets(path)
