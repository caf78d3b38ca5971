"""Years that are not to hand are laid out otherwise; whatever the way, the same records come out.

Each way is one that a published file has had, or that a spreadsheet makes of one.
"""

import csv
import re
from datetime import date, datetime

import openpyxl
import pytest

from dashboard.records.catalogue import CHECKS
from dashboard.records.check import RecordsError
from dashboard.records.intake import from_release
from dashboard.records.issues import ORIGIN
from dashboard.records.ofsted.sheets import filled_rows, open_sheets
from tests.records.conftest import write_ods, write_xlsx

DAY = date(2021, 3, 31)
TITLES = [["Children's social care in England: underlying data"], [], ["This sheet has one table."]]


@pytest.fixture
def base(layouts):
    """Give a release of three sheets: a register with its banner, events, joiners and leavers."""
    never = ["Full inspection", "", "", "", "Not yet inspected"]
    register = layouts.register(
        layouts.register_row("SC000001"),
        layouts.register_row("SC000002", Places="6", **{"Local authority": "Kent"}),
        layouts.register_row("1234567", never, **{"Provision type": "Boarding school"}),
    )
    events = layouts.events(
        layouts.event_row("SC000001", "Monitoring visit", number="10000001"),
        layouts.event_row("SC000002", "Assurance visit", "08/09/2020", "10000002"),
    )
    moves = [layouts.moves, layouts.move_row("SC000009", "30/11/2020")]
    return {"Register": register, "Events": events, "Moves": moves}


def headings(change):
    """Change every heading; a row of headings is one that holds URN."""

    def changed(sheets):
        return {
            name: [[change(cell) for cell in row] if "URN" in row else row for row in rows]
            for name, rows in sheets.items()
        }

    return changed


def renamed(**words):
    named = {old.replace("_", " "): new for old, new in words.items()}
    return headings(lambda cell: named.get(cell, cell))


def cells(change):
    """Change every cell that is no heading."""

    def changed(sheets):
        return {
            name: [row if "URN" in row else [change(cell) for cell in row] for row in rows]
            for name, rows in sheets.items()
        }

    return changed


def lower(count):
    """Put titles and blank rows above every table."""

    def changed(sheets):
        above = [*TITLES, *([[]] * 20)][:count]
        return {name: [*above, *rows] for name, rows in sheets.items()}

    return changed


def extra(sheets):
    """Add a column at either end of every table."""
    return {
        name: [
            ["Row id", *row, "SCCIF cycle"] if "URN" in row else ["7", *row, "2"] for row in rows
        ]
        for name, rows in sheets.items()
    }


def turned(sheets):
    """Put the columns of every table into another order; the banner follows its own columns."""
    shift = {"Register": 18}
    return {
        name: [[*row[shift.get(name, 3) :], *row[: shift.get(name, 3)]] for row in rows]
        for name, rows in sheets.items()
    }


def with_other_sheets(sheets):
    """Add what else a workbook holds, and name the sheets otherwise."""
    words = ("D1", "Provider_level_in_year", "Joiners & leavers 2020-21")
    named = dict(zip(words, sheets.values(), strict=True))
    notes = [["Note number", "Note"], ["1", "Rounded."]]
    totals = [["Region", "Good"], ["London", "12"]]
    return {"Cover": TITLES, "Notes": notes, **named, "T1": totals}


def as_days(cell):
    """Make a day of what looks like one, as a spreadsheet does on opening a CSV."""
    try:
        return datetime.strptime(cell, "%d/%m/%Y").date()
    except ValueError:
        return cell


def in_words(cell):
    day = as_days(cell)
    return f"{day.day} {day:%B %Y}" if isinstance(day, date) else cell


def short(cell):
    day = as_days(cell)
    return f"{day:%d-%b-%Y}" if isinstance(day, date) else cell


WAYS = {
    "headings on the first row but one": lower(1),
    "headings on the sixth row": lower(6),
    "headings on the eighteenth row": lower(17),
    "capitals": headings(str.upper),
    "line breaks in headings": headings(lambda said: said.replace(" ", "\n")),
    "underscores": headings(lambda said: said.replace(" ", "_")),
    "full stops, as R writes": headings(lambda said: said.replace(" ", ".")),
    "notes in headings": headings(lambda said: f"{said} [note 3]"),
    "stars on headings": headings(lambda said: f"{said}*"),
    "spaces around headings": headings(lambda said: f"  {said}\u00a0"),
    "other spellings": renamed(
        URN="Unique reference number (URN)",
        Provision_type="Type of provision",
        Local_authority="Local authority name",
        Places="Maximum number of places",
        Registration_date="Date of registration",
    ),
    "other columns": extra,
    "columns in another order": turned,
    "other sheets and other names": with_other_sheets,
    "signs for blanks": cells(lambda cell: cell if cell else "[z]"),
    "capitals in cells": cells(
        lambda cell: cell.upper() if cell in ("Private", "Children's home", "Active") else cell
    ),
    "dates in words": cells(in_words),
    "dates with short months": cells(short),
    "date cells": cells(as_days),
    "curly quotation marks": cells(lambda cell: cell.replace("'", "’")),
}


def as_csv(folder, sheets):
    paths = []
    for name, rows in sheets.items():
        paths.append(folder / f"{name}.csv")
        with paths[-1].open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows(rows)
    return paths


def as_xlsx(folder, sheets):
    return [write_xlsx(folder / "release.xlsx", sheets)]


def as_ods(folder, sheets):
    return [write_ods(folder / "release.ods", sheets)]


def taken_in(paths):
    """Take in a release, and hold its account against the rows that the files have."""
    taken = from_release(paths, DAY)
    assert taken.set_aside.is_empty(), taken.set_aside["fault"].to_list()
    own = ("calendar", "milestones", "local_authorities")
    read = sum(account.read for name, account in taken.accounts.items() if name not in own)
    grids = [sheet.grid for path in paths for sheet in open_sheets(path)[0]]
    unused = re.findall(r": (\d+) rows? not used", "\n".join(taken.notes))
    count = sum(map(int, unused))
    assert sum(filled_rows(grid).height for grid in grids) == read + count
    tables = {name: taken.records[name] for name in ("settings", "visits")}
    assert all(not set(ORIGIN) & set(table.columns) for table in tables.values())
    return taken, tables


IN_WORKBOOKS = (
    "headings on the sixth row",
    "other sheets and other names",
    "line breaks in headings",
    "date cells",
)
"""The ways that a workbook may take otherwise than a CSV does."""
TRIED = [
    *((way, as_csv) for way in WAYS if way != "other sheets and other names"),
    *((way, write) for way in IN_WORKBOOKS for write in (as_xlsx, as_ods)),
]


@pytest.mark.long
@pytest.mark.parametrize(("way", "write"), TRIED, ids=lambda part: getattr(part, "__name__", part))
def test_a_release_gives_the_same_records_however_it_is_laid_out(tmp_path, base, way, write):
    first, second = tmp_path / "first", tmp_path / "second"
    first.mkdir(), second.mkdir()
    _, wanted = taken_in(as_csv(first, base))
    assert (wanted["settings"].height, wanted["visits"].height) == (4, 2)
    _, found = taken_in(write(second, WAYS[way](base)))
    for name, table in wanted.items():
        assert found[name].equals(table), name


def test_what_is_not_used_is_named_column_by_column_and_sheet_by_sheet(tmp_path, base, layouts):
    sheets = with_other_sheets(extra(base))
    taken, _ = taken_in(as_xlsx(tmp_path, sheets))
    said = " ".join(issue.sentence for issue in taken.issues)
    for column in ("Row id", "SCCIF cycle", "Web link", "Postcode"):
        assert f'"{column}"' in said
    assert layouts.canary not in said
    notes = "\n".join(taken.notes)
    for sheet in ("Cover", "Notes", "T1"):
        assert f"release.xlsx, {sheet}: " in notes


def test_signs_for_blanks_are_counted(tmp_path, base):
    taken, _ = taken_in(as_csv(tmp_path, WAYS["signs for blanks"](base)))
    assert any("cells hold a sign for a blank" in note for note in taken.notes)


def test_an_unknown_spelling_is_not_guessed_at_and_the_nearest_table_is_named(tmp_path, base):
    sheets = renamed(Provision_type="Kind of thing")({"Register": base["Register"]})
    with pytest.raises(RecordsError, match=r"nearest is .*also needs Provision type\."):
        from_release(as_csv(tmp_path, sheets), DAY)


def test_an_error_in_a_cell_sets_its_row_aside(tmp_path, base):
    path = as_xlsx(tmp_path, base)[0]
    book = openpyxl.load_workbook(path)
    place = base["Register"][1].index("Provision type") + 1
    broken = book["Register"].cell(3, place, "#REF!")
    broken.data_type = "e"
    book.save(path)
    taken = from_release([path], DAY)
    assert taken.set_aside["fault"].to_list() == [
        "provision type holds the error #REF! of a spreadsheet"
    ]


def test_a_fault_seen_in_checking_published_rows_has_a_remedy_that_needs_no_mapping(
    layouts, write_csv
):
    late = layouts.register_row("SC000001", **{"Registration date": "01/12/2020"})
    register = write_csv("register.csv", layouts.register(late))
    events = write_csv("events.csv", layouts.events(layouts.event_row(day="07/06/2020")))
    aside = from_release([register, events], DAY).set_aside
    assert "is before its setting was registered (2020-12-01)" in aside["fault"].item()
    assert aside["check"].to_list() == ["published-row"]
    assert "mapping.toml" not in CHECKS["published-row"].remedy
