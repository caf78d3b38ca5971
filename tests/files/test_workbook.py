"""A workbook keeps every rule for accessible spreadsheets, in both formats, with any text in it."""

import io
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date
from time import process_time

import fastexcel
import openpyxl
import pandas as pd
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.files import ods, sheets, xlsx
from dashboard.files.csv import plain_text
from dashboard.files.workbook import Graph, Table, Workbook
from dashboard.files.zipped import unpack
from tests import office
from tests.files.reading import read
from tests.files.rules import faults

WRITERS = {"xlsx": xlsx.to_xlsx, "ods": ods.to_ods}
ABOUT = (
    "Source: the register.",
    "Figures as at 7 December 2020.",
    "Next update: when new records are taken in.",
    "Status: management information, not official statistics.",
    "Shown: England, providers.",
    "Method: on the page Data and downloads.",
    "Disclosure mode: internal.",
    "Data version: 2020-12-07-abc.",
)
HOSTILE = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r\n=cmd|' /C calc'!A0",
    "＝1+1",
    " =1",
    "\u200b=1",
    "![](http://127.0.0.1:9/x.png)",
    "[here](http://127.0.0.1:9/)",
    "$$note$$",
    "***",
    "<script>alert(1)</script>",
    'a "quoted" word, and a comma',
    "line one\nline two",
    "two  spaces\tand a tab",
    "é 漢字 🙂",
    "http://127.0.0.1:9/",
    "internal:'Notes'!A1",
    '=HYPERLINK("http://127.0.0.1:9/")',
)


def book(rows, **more):
    table = Table(
        more.pop("name", "visited by region"),
        more.pop("title", "Providers visited, by region"),
        rows,
        "England, providers",
        "the register",
        more.pop("notes", ("Visits are counted once.",)),
        shares=("Share",),
    )
    return Workbook("Visited, England", ("What this is.",), ABOUT, ("The team.",), (table,))


def regions():
    return pl.DataFrame(
        {
            "Region": ["East", "North", "South", "West"],
            "Number": [3, 0, None, None],
            "Out of": [8, 12, 20, 0],
            "Share": [0.375, 0.0, None, None],
            "Status": ["[u] too few", "none visited yet", "[x] not known", "[z] none"],
        }
    )


def table_of(content, kind, number=3):
    """Give the headings and rows of a table, read back."""
    sheet = read(content, kind).sheets[number]
    _, top, bottom, *_ = sheet.tables[0]
    return sheet.rows[top - 1], sheet.rows[top:bottom]


@pytest.fixture(params=WRITERS)
def kind(request):
    return request.param


def test_a_workbook_keeps_every_rule(kind):
    assert faults(WRITERS[kind](book(regions())), kind) == []


def test_each_blank_has_the_mark_that_says_why(kind):
    heads, rows = table_of(WRITERS[kind](book(regions())), kind)
    assert heads == ["Region", "Number", "Out of", "Share", "Status"]
    assert rows == [
        ["East", 3, 8, 0.375, "[u] too few"],
        ["North", 0, 12, 0, "none visited yet"],
        ["South", "[x]", 20, "[x]", "[x] not known"],
        ["West", "[z]", 0, "[z]", "[z] none"],
    ]


def test_a_plain_count_is_out_of_nothing(kind):
    rows = pl.DataFrame({"Week": ["2020-09-07"], "Number": [4], "Out of": [None]})
    assert table_of(WRITERS[kind](book(rows)), kind)[1] == [["2020-09-07", 4, "[z]"]]


def test_a_day_is_a_day_that_a_spreadsheet_can_sort_and_a_blank_says_why(kind, tmp_path):
    days = [date(2020, 9, 7), None]
    content = WRITERS[kind](book(pl.DataFrame({"Week": days, "Number": [4, 0]})))
    assert faults(content, kind) == []
    assert table_of(content, kind)[1] == [[date(2020, 9, 7), 4], ["[x]", 0]]
    file = tmp_path / f"book.{kind}"
    file.write_bytes(content)
    sheet = fastexcel.read_excel(file).load_sheet("Visited_by_region", header_row=5, n_rows=1)
    assert sheet.to_polars()["Week"].cast(pl.Date).to_list() == [date(2020, 9, 7)]


def charts(made):
    """Give each chart of the fourth sheet of a workbook for Excel."""
    return openpyxl.load_workbook(io.BytesIO(xlsx.to_xlsx(made))).worksheets[3]._charts


def with_graph(rows, graph):
    made = book(rows)
    return replace(made, tables=tuple(replace(table, graph=graph) for table in made.tables))


def test_excel_draws_the_bars_of_a_table_from_its_own_cells():
    made = with_graph(regions()[:2], Graph("Region", ("Number", "Out of")))
    assert faults(xlsx.to_xlsx(made), "xlsx") == []
    (drawn,) = charts(made)
    assert [series.val.numRef.f for series in drawn.series] == [
        "Visited_by_region!$B$7:$B$8",
        "Visited_by_region!$C$7:$C$8",
    ]
    assert drawn.series[0].cat.strRef.f == "Visited_by_region!$A$7:$A$8"
    assert drawn.barDir == "bar"
    assert drawn.x_axis.scaling.orientation == "maxMin"


def test_excel_draws_nothing_where_a_figure_is_blank_or_there_is_one_row():
    graph = Graph("Region", ("Number",))
    assert charts(with_graph(regions(), graph)) == []
    assert charts(with_graph(regions()[:1], graph)) == []
    assert charts(with_graph(regions().clear(), graph)) == []


def test_excel_hatches_the_weeks_that_are_still_arriving_and_says_so():
    weeks = [date(2020, 11, 23), date(2020, 11, 30)]
    rows = pl.DataFrame({"Week": weeks, "Number": [4, 1]})
    (drawn,) = charts(with_graph(rows, Graph("Week", ("Number",), True, frozenset(weeks[1:]))))
    assert [point.idx for point in drawn.series[0].dPt] == [1]
    assert drawn.series[0].dPt[0].spPr.pattFill.prst == "wdUpDiag"
    assert "still arriving" in str(drawn.title.tx.rich.p[0].r[0].t)
    assert drawn.barDir == "col"


def test_a_text_longer_than_a_cell_is_cut_and_not_lost():
    content = xlsx.to_xlsx(book(pl.DataFrame({"Text": ["a" * 40_000], "n": [1]})))
    assert len(table_of(content, "xlsx")[1][0][0]) == 32_767


def test_a_table_without_rows_says_none(kind):
    content = WRITERS[kind](book(regions().clear()))
    assert faults(content, kind) == []
    assert table_of(content, kind)[1] == [["None", "[z]", "[z]", "[z]", "[z]"]]


def test_the_same_description_gives_the_same_bytes(kind):
    first, second = (WRITERS[kind](book(regions())) for _ in range(2))
    assert first == second


def test_the_first_workbook_of_a_process_is_like_those_after_it():
    """Its library keeps what it is given and writes into it: the font stood for another's then."""
    write = "from tests.files.test_workbook import *\nsys.stdout.buffer.write({})"
    later = "[xlsx.to_xlsx(book(regions())) for _ in range(2)][1]"
    first, other = (
        subprocess.run(
            [sys.executable, "-c", write.format(made)], capture_output=True, check=True, timeout=120
        ).stdout
        for made in ("xlsx.to_xlsx(book(regions()))", later)
    )
    assert first == other
    assert b'scheme val="minor"/></font><font><b/>' not in unpack(first)["xl/styles.xml"][500:]


def test_both_formats_hold_the_same_sheets_cell_for_cell():
    tables = (*book(regions()).tables, *book(hostile_rows(), title=HOSTILE[0]).tables)
    made = Workbook("=Visited", ("@What",), ABOUT, ("+44",), tables)
    one, other = (read(write(made), kind) for kind, write in WRITERS.items())
    assert [sheet.name for sheet in one.sheets] == [sheet.name for sheet in other.sheets]
    for left, right in zip(one.sheets, other.sheets, strict=True):
        assert stripped(left.rows) == stripped(right.rows), left.name


def stripped(rows):
    cells = ([c.strip() if isinstance(c, str) else c for c in row] for row in rows)
    return [[cell for cell in row if cell is not None] for row in cells]


def test_the_hash_follows_the_figures_and_not_the_format():
    changed = regions().with_columns(Number=pl.Series([4, 0, None, None]))
    first, second = book(regions()).digest, book(changed).digest
    assert first != second
    for kind, write in WRITERS.items():
        cover = read(write(book(regions())), kind).sheets[0]
        assert any(first in row[0] for row in cover.rows)


def hostile_rows():
    return pl.DataFrame({"=Heading": HOSTILE, "n": range(len(HOSTILE))})


def test_hostile_text_arrives_as_text(kind):
    made = book(hostile_rows(), name="=cmd|'!A1", title=HOSTILE[0], notes=HOSTILE[:2])
    content = WRITERS[kind](made)
    assert faults(content, kind) == []
    heads, rows = table_of(content, kind)
    assert heads == ["'=Heading", "n"]
    assert [written(row[0]) for row in rows] == [written(plain_text(text)) for text in HOSTILE]


def written(text):
    """Leave out what no spreadsheet keeps: returns, and how often a blank is repeated."""
    return re.sub(r"\s+", " ", text).strip()


@settings(max_examples=20)
@given(st.lists(st.text(max_size=12), min_size=1, max_size=6))
def test_any_text_comes_back_and_none_of_it_is_a_formula(texts):
    rows = pl.DataFrame({"Text": texts, "n": range(len(texts))})
    for kind, write in WRITERS.items():
        content = write(book(rows))
        assert read(content, kind).sheets[3].forbidden == []
        assert len(table_of(content, kind)[1]) == len(texts)


def test_tables_of_one_name_stay_apart(kind):
    table = book(regions()).tables[0]
    made = Workbook("Visited", ("What.",), ABOUT, ("Team.",), (table, table, table))
    assert faults(WRITERS[kind](made), kind) == []


def test_a_row_costs_as_much_however_many_there_are(kind):
    def spent(count):
        rows = pl.DataFrame(
            {"Name": ["a setting"] * count, "n": range(count), "Status": ["x"] * count}
        )
        start = process_time()
        WRITERS[kind](book(rows))
        return process_time() - start

    spent(10)
    few, many = (min(spent(count) for _ in range(2)) for count in (1500, 12000))
    assert many < 16 * few


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (("docProps/core.xml", b"<dc:language>en-GB</dc:language>", b""), "language"),
        (("xl/worksheets/sheet4.xml", b"</sheetData>", b'</sheetData><mergeCells count="1">'
          b'<mergeCell ref="A8:B8"/></mergeCells>'), "merged"),
        (("xl/worksheets/sheet4.xml", b'<sheetView showGridLines="0" workbookViewId="0"/>',
          b'<sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" state="frozen"/>'
          b"</sheetView>"), "frozen"),
        (("xl/sharedStrings.xml", b"[z] means", b"[z] is"), "not explained"),
        (("xl/sharedStrings.xml", b"SHA-256", b"MD5"), "hash"),
        (("xl/tables/table3.xml", b"<tableColumns", b'<autoFilter ref="A8:E12"/><tableColumns'),
         "filter buttons"),
    ],
)  # fmt: skip
def test_the_rules_find_a_fault(spoil, said):
    from dashboard.files.zipped import pack, unpack

    files = unpack(WRITERS["xlsx"](book(regions())))
    part, old, new = spoil
    assert old in files[part]
    files[part] = files[part].replace(old, new)
    assert any(said in fault for fault in faults(pack(files), "xlsx"))


def test_pandas_and_polars_open_it(kind, tmp_path):
    file = tmp_path / f"book.{kind}"
    file.write_bytes(WRITERS[kind](book(regions())))
    rows = fastexcel.read_excel(file).load_sheet("Visited_by_region", header_row=7).to_polars()
    assert rows.columns == ["Region", "Number", "Out of", "Share", "Status"]
    assert rows["Out of"].to_list() == [8, 12, 20, 0]
    if kind == "xlsx":
        frame = pd.read_excel(file, sheet_name="Visited_by_region", skiprows=7, engine="openpyxl")
        assert list(frame["Share"][:2]) == [0.375, 0]


@pytest.mark.long
def test_libreoffice_opens_it_and_finds_no_formula(kind, tmp_path):
    file = tmp_path / f"book.{kind}"
    file.write_bytes(WRITERS[kind](book(hostile_rows())))
    opened = office.converted(file, "fods", tmp_path).read_text(encoding="utf-8")
    assert "table:formula" not in opened
    assert "Err:" not in opened
    names = re.findall(r'<table:table table:name="(\w+)"', opened)
    assert names == [sheets.COVER, sheets.CONTENTS, sheets.NOTES, "Visited_by_region"]
    assert 'table:name="table_visited_by_region"' in opened
