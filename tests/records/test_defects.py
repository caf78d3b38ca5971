"""The forty-eight ways in which an extract has been seen to go wrong, and what is done about each.

Every case is a folder that was right until one thing was changed.
"""

import hashlib
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import openpyxl
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dashboard.cli import main
from dashboard.records.catalogue import CHECKS, PASS_OVER, REJECT, REPAIR, SET_ASIDE, WARN
from dashboard.records.check import RecordsError
from dashboard.records.intake import from_source
from tests.records.conftest import write_ods, write_xlsx

DAY = date(2020, 12, 7)
SETTINGS = [
    "urn,setting_type,la_code,sector,places,registered_on,closed_on",
    "EX000001,Children's home,E10000016,Private,4,2019-01-01,",
    "EX000002,Boarding school,E10000016,Voluntary,,2018-05-06,2020-11-30",
    "EX000003,Children's home,E08000035,Private,6,2019-03-04,",
]
VISITS = [
    "visit_id,urn,visit_type,selection_basis,reason,started_on,ended_on,published_on,outcome",
    "V1,EX000001,Assurance visit,Prioritised on concerns,,2020-09-07,2020-09-08,2020-10-05,",
    "V2,EX000002,Monitoring visit,Other,,2020-10-05,2020-10-05,,",
    "V3,EX000003,Assurance visit,Sampled good or outstanding,,2020-11-02,2020-11-03,,",
]


def written(rows, end="\n"):
    return (end.join(rows) + end).encode()


V2 = VISITS[2]


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "settings.csv").write_bytes(written(SETTINGS))
    (tmp_path / "visits.csv").write_bytes(written(VISITS))
    return tmp_path


@dataclass(frozen=True)
class Case:
    """One defect: how it comes about, what finds it, the outcome, and part of what is said."""

    number: int
    what: str
    spoil: Callable[..., object]
    check: str
    outcome: str
    said: str
    rows: tuple[int, ...] = ()
    """The rows that are set aside or passed over; for a repair or warning, how many values."""


def whole(content, name="visits.csv"):
    """Give the file other content."""
    return lambda folder: (folder / name).write_bytes(content)


def swap(old, new, name="visits.csv", mapping="", count=1):
    """Change some text in a file, and declare something in the mapping."""

    def change(folder):
        path = folder / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, count), encoding="utf-8", newline="")
        if mapping:
            (folder / "mapping.toml").write_text(mapping, encoding="utf-8")

    return change


def also(row, name="visits.csv", mapping="", column=""):
    """Add a row to a file, with a further column on every row if it has one."""

    def change(folder):
        path = folder / name
        head, *rows = path.read_text(encoding="utf-8").splitlines()
        if column:
            heading, *values = column.split(",")
            head = f"{head},{heading}"
            rows = [f"{line},{value}" for line, value in zip(rows, values, strict=True)]
        path.write_text("\n".join([head, *rows, row, ""]), encoding="utf-8")
        if mapping:
            (folder / "mapping.toml").write_text(mapping, encoding="utf-8")

    return change


def encoded(encoding, text=None, mapping=""):
    """Write the visits in another encoding."""

    def change(folder):
        lines = [*VISITS[:3], text or VISITS[3]]
        (folder / "visits.csv").write_bytes("\n".join([*lines, ""]).encode(encoding))
        if mapping:
            (folder / "mapping.toml").write_text(mapping)

    return change


def as_workbook(change=lambda _: None, mapping="", title="visits", state="visible", day=str):
    """Give the visits as a workbook instead, with something changed in its sheet."""

    def spoil(folder):
        (folder / "visits.csv").unlink()
        rows = [[cell or None for cell in line.split(",")] for line in VISITS]
        for row in rows[1:]:
            row[5] = day(row[5])
        path = write_xlsx(folder / "visits.xlsx", {title: rows, "Notes": [["Note"]]})
        book = openpyxl.load_workbook(path)
        book[title].sheet_state = state
        change(book[title])
        book.save(path)
        if mapping:
            (folder / "mapping.toml").write_text(mapping)

    return spoil


def cell(place, value, error=False):
    def change(sheet):
        sheet[place] = value
        if error:
            sheet[place].data_type = "e"

    return change


def hide_row(sheet):
    sheet.row_dimensions[3].hidden = True


def as_parquet(folder):
    (folder / "visits.csv").unlink()
    table = pl.read_csv(written(VISITS), infer_schema=False)
    table.write_parquet(folder / "visits.parquet")
    return folder / "visits.parquet"


def cut_short(folder):
    path = as_parquet(folder)
    path.write_bytes(path.read_bytes()[:-40])


def flip_a_bit(folder):
    path = as_parquet(folder)
    data = bytearray(path.read_bytes())
    (folder / "SHA256SUMS").write_text(f"{hashlib.sha256(data).hexdigest()}  visits.parquet\n")
    data[60] ^= 1
    path.write_bytes(data)


def not_a_number(folder):
    path = as_parquet(folder)
    days = pl.Series("inspector_days", [1.5, float("nan"), 2.0])
    pl.read_parquet(path).with_columns(days).write_parquet(path)


def endless(folder):
    path = as_parquet(folder)
    days = pl.Series("inspector_days", [1.5, float("inf"), 2.0])
    pl.read_parquet(path).with_columns(days).write_parquet(path)


def half_british(folder):
    rows = [VISITS[0], V2.replace("2020-10-05", "05/10/2020"), VISITS[3]]
    (folder / "visits.csv").write_bytes(written(rows))
    (folder / "mapping.toml").write_text("[visits]\ndates = '%d/%m/%Y'\n")


def days_and_months(folder):
    """Give twelve visits of which no day is above 12, in a form that has day and month alike."""
    rows = [f"V{n},EX000001,Assurance visit,Other,,{n:02}/09/2020,,," for n in range(1, 13)]
    (folder / "visits.csv").write_bytes(written([VISITS[0], *rows]))
    (folder / "mapping.toml").write_text("[visits]\ndates = '%d/%m/%Y'\n")


def bomb(folder):
    as_workbook()(folder)
    with zipfile.ZipFile(folder / "visits.xlsx", "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet9.xml", b" " * (64 << 20))


def stray_cell(folder):
    as_workbook(cell("XFD1048576", 1))(folder)


def cell_at(place):
    """Give the visits as a workbook with one more cell, far out."""
    return as_workbook(cell(place, 1))


def hollow(name, size):
    """Put in the place of the visits a file that has a size and holds nothing."""

    def change(folder):
        (folder / "visits.csv").unlink()
        with (folder / name).open("wb") as file:
            file.truncate(size)

    return change


def many_parts(folder):
    """Give the visits as a workbook of many parts, each too small to be looked at by itself."""
    as_workbook()(folder)
    with zipfile.ZipFile(folder / "visits.xlsx", "a", zipfile.ZIP_DEFLATED, True, 1) as archive:
        for number in range(26):
            archive.writestr(f"xl/media/{number}.bin", bytes(20 << 20))


def endless_parquet(folder):
    """Give the visits as a Parquet file of a few bytes and a great many rows."""
    (folder / "visits.csv").unlink()
    row = pa.RecordBatch.from_pydict({"visit_id": pa.nulls(10_000_000, pa.int8())})
    with pq.ParquetWriter(folder / "visits.parquet", row.schema) as writer:
        for _ in range(11):
            writer.write_batch(row)


def wide_parquet(folder):
    (folder / "visits.csv").unlink()
    columns = {str(number): ["x"] for number in range(201)}
    pl.DataFrame(columns).write_parquet(folder / "visits.parquet")


def repeated(row, columns):
    """Give the visits as ODS, in which one filled row stands for so many."""

    def change(folder):
        (folder / "visits.csv").unlink()
        path = write_ods(folder / "visits.ods", {"visits": [v.split(",") for v in VISITS]})
        more = (
            f'<table:table-row table:number-rows-repeated="{row}"><table:table-cell '
            f'office:value-type="string" table:number-columns-repeated="{columns}">'
            "<text:p>x</text:p></table:table-cell></table:table-row></table:table>"
        )
        with zipfile.ZipFile(path) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        parts["content.xml"] = parts["content.xml"].replace(b"</table:table>", more.encode())
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in parts.items():
                archive.writestr(name, content)

    return change


def declared(mapping):
    return lambda folder: (folder / "mapping.toml").write_text(mapping)


def authority(name, region, code="E10000016"):
    """Name an authority with its region and no others."""
    head = "la_code,la_name,region,statistical_region"
    return whole(f"{head}\n{code},{name},{region},South East\n".encode(), "local_authorities.csv")


EXCEL = "[visits]\ndates = 'excel'\n"
CASES = [
    Case(1, "empty", whole(b""), "file-empty", REJECT, "visits.csv is empty."),
    Case(1, "only blanks", whole(b"\r\n \n"), "file-empty", REJECT, "visits.csv is empty."),
    Case(
        *(2, "headings only", whole(written(VISITS[:1])), "file-without-rows", REJECT),
        "visits.csv has headings and no rows.",
    ),
    Case(
        *(3, "byte order mark", encoded("utf-8-sig"), "encoding-changed", REPAIR),
        "It begins with a byte order mark",
    ),
    Case(4, "UTF-16", encoded("utf-16"), "encoding-changed", REPAIR, "Read as utf-16"),
    Case(
        *(4, "UTF-16 without its mark", encoded("utf-16-le"), "control-character", REJECT),
        "visits.csv holds a control character (byte 0x00) in line 1.",
    ),
    Case(
        *(5, "Windows-1252", encoded("cp1252", VISITS[3].replace("V3", "V–3"))),
        *("encoding-unknown", REJECT, "visits.csv is not in UTF-8: byte 0x96 in line 4."),
    ),
    Case(
        *(5, "Windows-1252, declared"),
        encoded("cp1252", VISITS[3].replace("V3", "V–3"), "[visits]\nencoding = 'cp1252'\n"),
        *("encoding-changed", REPAIR, "Read as cp1252: mapping.toml declares it."),
    ),
    Case(
        *(6, "letters decoded wrongly", swap("V3", "CafÃ©"), "text-garbled", WARN),
        'visit_id: letters may have been decoded wrongly: "CafÃ©" (1 value).',
        (1,),
    ),
    Case(
        *(7, "spaces around keys", swap("V3,EX000003", "V3, \u00a0EX000003\u200b")),
        *("text-spaces", REPAIR, "urn: spaces and invisible signs are taken off (1 value)."),
        (1,),
    ),
    Case(
        *(8, "curly quotation marks", swap("Children's", "Children’s", "settings.csv")),
        *("word-spelling", REPAIR, '"Children’s home" is read as "Children\'s home" (1 value)'),
        (1,),
    ),
    Case(
        *(9, "a control character", swap("V3", "V\x07"), "control-character", REJECT),
        "visits.csv holds a control character (byte 0x07) in line 4.",
    ),
    Case(
        *(10, "old line ends", whole(written(VISITS, "\r")), "line-ends", REPAIR),
        "Its line ends are of an old kind (CR)",
    ),
    Case(
        *(11, "a stray line end in a row", swap("V3,", "V\r3,"), "line-ends-stray", REJECT),
        "visits.csv has a line end of an old kind (CR) within line 4.",
    ),
    Case(
        *(11, "a stray line end in quotes", swap("V3,", '"V\r3",'), "line-ends", REPAIR),
        "A line end of an old kind (CR) within a value is read as a space: 1.",
    ),
    Case(
        *(13, "an open quotation mark", swap("V3,", '"V3,'), "quote-open", REJECT),
        "visits.csv has a quotation mark that is not closed",
    ),
    Case(
        *(13, "a quotation mark within a value", swap("V3,", 'V"3",'), "quote-open", REJECT),
        "visits.csv has a quotation mark in the wrong place in row 4.",
    ),
    Case(
        *(14, "a long row", swap("V3,", "V3,,"), "row-long", SET_ASIDE),
        *("the row has 10 values for 9 headings", (4,)),
    ),
    Case(
        *(15, "a short row", swap("Other,,", "Other,"), "row-short", SET_ASIDE),
        *("the row has 8 values for 9 headings", (3,)),
    ),
    Case(
        *(16, "semicolons", whole(written(VISITS).replace(b",", b";")), "separator", REJECT),
        "visits.csv parts its values by a semicolon, not by a comma.",
    ),
    Case(
        *(16, "tabs", whole(written(VISITS).replace(b",", b"\t")), "separator", REJECT),
        "visits.csv parts its values by a tab, not by a comma.",
    ),
    Case(
        *(17, "a heading twice", swap("outcome", "URN"), "heading-twice", REJECT),
        'visits.csv has two columns "urn".',
    ),
    Case(
        *(18, "a column is missing", swap("started_on", "begun"), "heading-missing", REJECT),
        "visits.csv has no column started_on.",
    ),
    Case(
        *(19, "a column renamed", swap("started_on", "Started On"), "heading-renamed", REPAIR),
        'The column "Started On" is read as started_on.',
    ),
    Case(
        *(19, "a near miss", swap("started_on", "start_on"), "heading-missing", REJECT),
        'Its column "start_on" may be meant.',
    ),
    Case(
        *(20, "another column", swap("outcome", "address"), "heading-unknown", WARN),
        'The column "address" is not used.',
    ),
    Case(
        *(21, "titles above", whole(b"Visits,2020\n\n" + written(VISITS)), "heading-lower", REPAIR),
        "The headings are in row 3; the rows above are not read.",
    ),
    Case(
        *(22, "a total below", also("Total,,,,,3,,,"), "row-total", PASS_OVER),
        *("the row is a total", (5,)),
    ),
    Case(22, "a blank row", also("\n"), "row-blank", PASS_OVER, "the row is blank", (5, 6)),
    Case(
        22, "a row of commas", also(",,, ,,,,,"), "row-blank", PASS_OVER, "the row is blank", (5,)
    ),
    Case(
        *(23, "a formula without a result", as_workbook(cell("B3", "=A1")), "cell-formula"),
        *(SET_ASIDE, "urn holds a formula without a result (=A1)", (3,)),
    ),
    Case(
        *(24, "an error in a cell", as_workbook(cell("B3", "#REF!", True)), "cell-error"),
        *(SET_ASIDE, "urn holds the error #REF!", (3,)),
    ),
    Case(
        *(24, "an error as text", swap("V2,EX000002", "V2,#N/A"), "cell-error", SET_ASIDE),
        *('urn "#N/A" is an error', (3,)),
    ),
    Case(
        *(25, "no sheet of its name", as_workbook(title="Sheet1"), "sheet-choice", REJECT),
        "visits.xlsx has 2 sheets that could be the table.",
    ),
    Case(
        *(25, "a hidden sheet", as_workbook(state="hidden"), "sheet-choice", REJECT),
        "visits.xlsx: the sheet visits is hidden.",
    ),
    Case(
        *(25, "a hidden row", as_workbook(hide_row), "rows-hidden", WARN),
        *("The sheet hides 1 rows; they are read like the others.", (1,)),
    ),
    Case(
        *(26, "day numbers", as_workbook(cell("F3", 44109)), "date-form", SET_ASIDE),
        *('started_on "44109" is not a date (yyyy-mm-dd)', (3,)),
    ),
    Case(
        *(26, "day numbers, declared", as_workbook(cell("F3", 44109), EXCEL), "date-serial"),
        *(REPAIR, "started_on: day numbers are counted from 1899-12-30 (1 value).", (1,)),
    ),
    Case(
        *(27, "another form of date", swap("2020-10-05,2020", "05/10/2020,2020"), "date-form"),
        *(SET_ASIDE, 'started_on "05/10/2020" is not a date (yyyy-mm-dd)', (3,)),
    ),
    Case(
        *(27, "ISO where dd/mm was declared", half_british),
        *("date-form", SET_ASIDE, 'started_on "2020-11-02" is not a date (dd/mm/yyyy)', (3,)),
    ),
    Case(
        *(27, "days that may be months", days_and_months, "date-ambiguous", WARN),
        "started_on: every day is 12 or below, so that day and month may be swapped (dd/mm/yyyy)",
        (12,),
    ),
    Case(
        *(28, "a year without its century", swap("2020-10-05,2020", "05/10/20,2020")),
        *("date-century", SET_ASIDE, 'started_on "05/10/20" has a year without its', (3,)),
    ),
    Case(
        *(29, "no such day", swap("2020-10-05,2020", "2020-02-31,2020"), "date-impossible"),
        *(SET_ASIDE, 'started_on "2020-02-31" is a day that does not exist', (3,)),
    ),
    Case(
        *(29, "a year far off", swap("2020-10-05,2020", "2999-01-01,2020"), "date-far"),
        *(SET_ASIDE, 'started_on "2999-01-01" is not of 1900 to 2100', (3,)),
    ),
    Case(
        *(30, "a day to come", swap("2020-10-05,2020-10-05", "2020-12-08,2020-12-08")),
        *("date-future", SET_ASIDE, "started_on 2020-12-08 is after the day of the", (3,)),
    ),
    Case(
        *(31, "a moment near midnight", swap("2020-10-05,2020", "2020-10-04T23:30:00Z,2020")),
        *("date-time", REPAIR, "started_on: the day in London is used (1 value).", (1,)),
    ),
    Case(
        *(31, "a moment without a zone", swap("2020-10-05,2020", "2020-10-05 23:30,2020")),
        *("date-zone", SET_ASIDE, "has a time of day but no zone", (3,)),
    ),
    Case(
        *(32, "a word for a blank", swap("Other", "N/A"), "blank-word", REPAIR),
        *('selection_basis: read as blank: "N/A" (1 value).', (1,)),
    ),
    Case(
        *(32, "a word for a blank where none may be", swap("2020-10-05,2020", "TBC,2020")),
        *("blank", SET_ASIDE, "started_on is blank", (3,)),
    ),
    Case(
        *(33, "NaN", not_a_number, "number-missing", REPAIR),
        *("inspector_days: NaN is read as blank (1 value).", (1,)),
    ),
    Case(
        *(33, "infinity", endless, "number-endless", SET_ASIDE),
        *('inspector_days "inf" is not a number with an end', (3,)),
    ),
    Case(
        *(34, "a number as key", swap("V2,", "10000002.0,"), "number-zero", REPAIR),
        *("visit_id: the .0 is taken off (1 value).", (1,)),
    ),
    Case(
        *(34, "a comma in a number", swap("Private,4", 'Private,"1,234"', "settings.csv")),
        *("number-form", SET_ASIDE, 'places "1,234" is not a number', (2,)),
    ),
    Case(
        *(35, "a number below zero", swap("Private,4", "Private,-4", "settings.csv")),
        *("value-not-allowed", SET_ASIDE, 'places "-4" is not allowed', (2,)),
    ),
    Case(
        *(36, "a row twice", also(V2), "row-repeated", PASS_OVER),
        *("the row says the same as another", (5,)),
    ),
    Case(
        *(37, "a key twice", also(V2.replace("Other", "")), "key-shared", SET_ASIDE),
        *("its key is used by another row", (3, 5)),
    ),
    Case(
        *(37, "a key twice, with versions"),
        also(V2 + ",10", mapping="[visits]\nversion = 'changed'\n", column="changed,1,9,1"),
        *("row-superseded", PASS_OVER, "there is a later version of the row", (3,)),
    ),
    Case(
        *(38, "a correction that came first"),
        also(V2 + ",8", mapping="[visits]\nversion = 'changed'\n", column="changed,1,9,1"),
        *("row-superseded", PASS_OVER, "there is a later version of the row", (5,)),
    ),
    Case(
        *(39, "an unknown setting", swap("V2,EX000002", "V2,EX000009"), "key-unknown"),
        *(SET_ASIDE, 'urn "EX000009" is not in settings', (3,)),
    ),
    Case(
        *(40, "a code with a successor", swap("E08000035", "E10000002", "settings.csv")),
        *("area-code-mapped", WARN, "1 row with the area code E10000002 is counted", (1,)),
    ),
    Case(
        *(40, "a code that is to come", swap("E08000035", "E06000999", "settings.csv")),
        *("area-code-split", SET_ASIDE, "is not the name or the code of a local auth", (4,)),
    ),
    Case(
        *(41, "a name that is not the code's", authority("Leeds", "South East")),
        *("area-disagrees", SET_ASIDE, 'la_name "Leeds" is not that of E10000016 (Kent)', (2,)),
    ),
    Case(
        *(41, "a region that is not the code's", authority("Kent", "London")),
        *("area-disagrees", SET_ASIDE, 'region "London" is not that of E10000016', (2,)),
    ),
    Case(
        *(42, "a visit before registration", swap("2019-03-04", "2020-11-03", "settings.csv")),
        *("visit-outside-registration", SET_ASIDE, "is before its setting was regist", (4,)),
    ),
    Case(
        *(42, "a visit after closure", swap("2020-11-30", "2020-10-04", "settings.csv")),
        *("visit-outside-registration", SET_ASIDE, "is after its setting closed", (3,)),
    ),
    Case(
        *(43, "published before the visit", swap("2020-09-08,2020-10-05", "2020-09-08,2020-09-06")),
        *("dates-out-of-order", SET_ASIDE, "published on is before the visit", (2,)),
    ),
    Case(
        *(43, "an end before the start", swap("2020-09-07,2020-09-08", "2020-09-07,2020-09-06")),
        *("dates-out-of-order", SET_ASIDE, "ended on is before started on", (2,)),
    ),
    Case(
        *(44, "a judgement as outcome", swap("2020-10-05,2020-10-05,,", "2020-10-05,,,Good")),
        *("visit-graded", SET_ASIDE, 'outcome "Good" is a judgement, and a visit is', (3,)),
    ),
    Case(
        *(44, "a judgement beside a visit"),
        also("V4,EX000001,Full inspection,,,2020-09-09,,,,Good", column="judgement,,Good,"),
        *("visit-graded", SET_ASIDE, 'judgement "Good" stands on a visit that is not', (3,)),
    ),
    Case(
        *(44, "no judgement on an inspection"),
        also("V4,EX000001,Full inspection,,,2020-09-09,,,,", column="judgement,,,"),
        *("visit-graded", SET_ASIDE, "judgement is blank on a visit that is graded", (5,)),
    ),
    Case(
        *(45, "a concern on a sampled visit"),
        swap("outstanding,", "outstanding,Concern or information received"),
        *("reason-contradicts", SET_ASIDE, "reason is a concern but the visit was sampl", (4,)),
    ),
    Case(
        *(45, "an unknown reason", swap("Other,", "Other,Whim"), "word-unknown", SET_ASIDE),
        *('reason "Whim" is not a known word', (3,)),
    ),
    Case(
        *(
            46,
            "a word in other capitals",
            swap("Children's home", "childrens HOME", "settings.csv"),
        ),
        *("word-spelling", REPAIR, '"childrens HOME" is read as "Children\'s home"', (1,)),
    ),
    Case(
        *(46, "an unknown word", swap("Assurance visit", "Assurance"), "word-unknown"),
        *(SET_ASIDE, 'visit_type "Assurance" is not a known word', (2,)),
    ),
    Case(
        *(47, "Parquet cut short", cut_short, "file-unreadable", REJECT),
        "visits.parquet cannot be read:",
    ),
    Case(
        *(47, "a flipped bit", flip_a_bit, "file-changed", REJECT),
        "visits.parquet is not the file that SHA256SUMS tells of.",
    ),
    Case(48, "a bomb", bomb, "file-too-large", REJECT, "visits.xlsx unpacks to far more"),
    Case(48, "a stray cell", stray_cell, "file-too-large", REJECT, "has a cell in row 1,048,576"),
    Case(
        *(48, "a bomb of many parts", many_parts, "file-too-large", REJECT),
        "visits.xlsx unpacks to more than 524,288,000 bytes.",
    ),
    Case(
        *(48, "a column too many", cell_at("GS4"), "file-too-large", REJECT),
        "visits.xlsx has a cell in row 4 or column 201.",
    ),
    Case(
        *(48, "too many cells", cell_at("GR150001"), "file-too-large", REJECT),
        "visits.xlsx has a cell in row 150,001 or column 200.",
    ),
    Case(
        *(48, "too many rows in ODS", repeated(2_000_000, 9), "file-too-large", REJECT),
        "visits.ods has a cell in row 2,000,004 or column 9.",
    ),
    Case(
        *(48, "too many cells in ODS", repeated(200_000, 190), "file-too-large", REJECT),
        "visits.ods has a cell in row 200,004 or column 190.",
    ),
    Case(
        *(48, "a workbook too large", hollow("visits.xlsx", (200 << 20) + 1), "file-too-large"),
        *(REJECT, "visits.xlsx has 209,715,201 bytes."),
    ),
    Case(
        *(48, "a CSV too large", hollow("visits.csv", (4 << 30) + 1), "file-too-large", REJECT),
        "visits.csv has 4,294,967,297 bytes.",
    ),
    Case(
        *(48, "Parquet of endless rows", endless_parquet, "file-too-large", REJECT),
        "visits.parquet has 110,000,000 rows.",
    ),
    Case(
        *(48, "Parquet too wide", wide_parquet, "file-too-large", REJECT),
        "visits.parquet has 201 columns.",
    ),
    Case(
        *(48, "a name that leads elsewhere", declared("[visits]\nfile = '../visits.csv'\n")),
        *("file-elsewhere", REJECT, "../visits.csv in mapping.toml is not within"),
    ),
    Case(
        *(48, "CSV under another name"),
        lambda folder: (folder / "visits.csv").rename(folder / "visits.xlsx"),
        *("file-kind", REJECT, "visits.xlsx is not a workbook"),
    ),
    Case(
        *(48, "a workbook as CSV"),
        lambda folder: (
            as_workbook()(folder) or (folder / "visits.xlsx").rename(folder / "visits.csv")
        ),
        *("file-kind", REJECT, "visits.csv is a workbook or an archive"),
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.number} {case.what}")
def test_each_defect_has_its_outcome_and_its_sentence(folder, case):
    case.spoil(folder)
    assert CHECKS[case.check].outcome == case.outcome
    if case.outcome == REJECT:
        with pytest.raises(RecordsError) as error:
            from_source(folder, DAY)
        assert error.value.issue.check == case.check
        assert case.said in str(error.value)
        assert str(error.value).endswith(CHECKS[case.check].remedy)
        assert "\n" not in str(error.value)
        return
    taken = from_source(folder, DAY)
    for account in taken.accounts.values():
        assert account.read == account.kept + account.set_aside.height + account.passed.height
    if case.outcome == SET_ASIDE:
        first = taken.set_aside.filter(pl.col("check") == case.check)
        assert first["source_row"].to_list() == list(case.rows)
        assert all(case.said in fault for fault in first["fault"]), first["fault"].to_list()
    elif case.outcome == PASS_OVER:
        passed = pl.concat(account.passed for account in taken.accounts.values())
        assert passed.select("source_row", "check").rows() == [(r, case.check) for r in case.rows]
        assert all(case.said in fault for fault in passed["fault"])
        assert taken.set_aside.is_empty()
    else:
        found = [issue for issue in taken.issues if issue.check == case.check]
        assert len(found) == 1
        assert case.said in found[0].said
        assert case.rows in ((), (found[0].count,))
        assert taken.set_aside.is_empty()


def test_every_defect_has_a_case():
    numbers = {case.number for case in CASES}
    assert numbers | {12} == set(range(1, 49))


def test_12_quoted_commas_quotation_marks_and_line_ends_are_values(folder):
    text = 'Said "no", twice;\nand, then: "yes"'
    quoted = text.replace('"', '""')
    (folder / "findings.csv").write_text(
        f'visit_id,number,theme,side,text\nV1,1,Staffing,Going well,"{quoted}"\n'
    )
    taken = from_source(folder, DAY)
    assert taken.records["findings"]["text"].to_list() == [text]
    assert taken.issues == ()


def test_37_of_versions_in_words_none_can_be_later(folder):
    spoil = also(V2 + ",new", mapping="[visits]\nversion = 'v'\n", column="v,a,old,a")
    spoil(folder)
    assert from_source(folder, DAY).set_aside["check"].to_list() == ["key-shared"] * 2


def test_38_an_older_file_than_the_one_published_is_refused(folder, tmp_path):
    from click.testing import CliRunner

    def build(day):
        given = ["build", str(folder), "--as-at", day, "--snapshots", str(tmp_path / "snapshots")]
        return CliRunner().invoke(main, given)

    assert build("2020-12-07").exit_code == 0
    refused = build("2020-12-06")
    assert refused.exit_code == 2
    assert "stale" in refused.stderr


def test_a_clean_folder_has_nothing_to_say(folder):
    taken = from_source(folder, DAY)
    assert (taken.issues, taken.notes) == ((), ())
    assert taken.set_aside.is_empty()
    assert [taken.accounts[name].kept for name in ("settings", "visits")] == [3, 3]


def test_every_check_of_rows_and_values_has_a_remedy():
    for name, check in CHECKS.items():
        assert check.finds and check.outcome in (REJECT, SET_ASIDE, PASS_OVER, REPAIR, WARN), name
        assert check.remedy or check.outcome == REJECT
