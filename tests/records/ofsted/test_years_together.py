"""Files of several years: the register of the day counts, and no day is made up."""

from datetime import date

import openpyxl
import pytest

from dashboard.records import words
from dashboard.records.check import RecordsError
from dashboard.records.ofsted import read_release

DAY = date(2022, 3, 31)
YORKSHIRE = "North East, Yorkshire and the Humber"
TITLE = "Provider level as at 31 March {}"


@pytest.fixture
def register(write_csv, layouts):
    """Write a register; of a year, if its title says so."""

    def write(*urns, year=None, rows=()):
        listed = [*(layouts.register_row(urn) for urn in urns), *rows]
        title = [[TITLE.format(year)]] if year else []
        return write_csv(f"register{year or ''}.csv", [*title, *layouts.register(*listed)])

    return write


@pytest.fixture
def moves(write_csv, layouts):
    def write(*rows, heading="Resigned/closed date", name="moves.csv", title=None):
        head = [heading if said == "Resigned/closed date" else said for said in layouts.moves]
        return write_csv(name, [*([[title]] if title else []), head, *rows])

    return write


@pytest.fixture
def events(write_csv, layouts):
    def write(*rows, name="events.csv", title=None):
        return write_csv(name, [*([[title]] if title else []), *layouts.events(*rows)])

    return write


def read(*paths, as_at=DAY, **more):
    return read_release(paths, as_at, **more)


def closed(release):
    return dict(release.tables["settings"].select("urn", "closed_on").iter_rows())


def checks(release, name):
    return [issue for issue in release.issues if issue.check == name]


@pytest.mark.parametrize(
    "heading",
    [
        "Date closed",
        "Cancelled or resigned date",
        "Resigned/closed date",
        "Closing date",
        "Date of resignation",
        "Date the provider left the register",
        "First effective date (that the provider became cancelled)",
    ],
)
def test_a_day_of_leaving_is_read_under_any_heading_that_says_so(register, moves, layouts, heading):
    """R1: no leaver was closed on the records' own day because its date was not known by name."""
    left = layouts.move_row("2500009", "10/06/2021")
    release = read(register("2500001"), moves(left, heading=heading))
    assert closed(release) == {"2500001": None, "2500009": date(2021, 6, 11)}
    assert not any("no file gives" in note for note in release.notes)


@pytest.mark.parametrize(
    "heading",
    ["Date last seen", "Gone (closed by)", "Cancelled?", "Published on", "Status code", "Type 2"],
)
def test_a_column_that_looks_like_a_fact_and_is_not_read_stops_the_import(
    register, moves, layouts, heading
):
    left = layouts.move_row("2500009", "10/06/2021")
    path = moves(left, heading=heading)
    said = rf"moves\.csv has “{heading.replace('?', '.').replace('(', '.').replace(')', '.')}”"
    with pytest.raises(RecordsError, match=said) as stopped:
        read(register("2500001"), path)
    assert stopped.value.issue.check == "heading-unread"
    assert "2500009" in closed(read(register("2500001"), path, not_needed=[heading.upper()]))


def test_a_second_column_of_a_fact_is_not_passed_over_in_silence(register, write_csv, layouts):
    head, row = [*layouts.moves, "Date closed"], [*layouts.move_row(left="01/06/2021"), "2"]
    head[8] = "Closed date"
    with pytest.raises(RecordsError, match=r"moves\.csv has “Date closed”"):
        read(register("2500001"), write_csv("moves.csv", [head, row]))


def test_the_register_of_the_day_wins_over_leavers_of_another_year(register, moves, layouts):
    """R9: and the contradiction is listed with both sources."""
    path = moves(layouts.move_row("2500001", "12/03/2021"))
    release = read(register("2500001", "2500002"), path)
    assert closed(release) == {"2500001": None, "2500002": None}
    (issue,) = checks(release, "files-disagree")
    assert issue.sentence == (
        "moves.csv: 2500001 is on the register of the day (register.csv row 3), but here closed "
        "on 2021-03-12: the register counts."
    )


def test_a_leaver_of_the_registers_own_day_or_later_is_no_contradiction(register, moves, layouts):
    rows = [layouts.move_row("2500001", "31/03/2022"), layouts.move_row("2500002", "01/05/2022")]
    path = register("2500001", "2500002", year=2022)
    release = read(path, moves(*rows), as_at=date(2022, 6, 1))
    days = {"2500001": date(2022, 4, 1), "2500002": date(2022, 5, 2)}
    assert closed(release) == days and not checks(release, "files-disagree")


def test_what_only_events_of_an_earlier_time_name_has_closed(register, events, layouts):
    """R10: a setting seen only in last year's events was open again."""
    event = layouts.event_row("2500777", day="07/06/2021", published="07/07/2021")
    release = read(register("2500001"), events(event))
    assert closed(release) == {"2500001": None, "2500777": DAY}
    said = "Brought along by events; closed by 2022-03-31, the day not known: 1 setting."
    assert said in release.notes
    assert release.brought == 1 and release.tables["visits"].height == 1


def test_what_events_of_the_registers_own_year_call_active_is_open(register, events, layouts):
    event = layouts.event_row("2500777", day="07/06/2021", published="07/07/2021")
    title = "Provider level in year 2021-22"
    assert closed(read(register("2500001"), events(event, title=title)))["2500777"] is None


def test_of_registers_of_several_years_the_last_one_until_the_day_counts(register, layouts):
    older = layouts.register_row("2500001", Places="9")
    paths = [
        register("2500002", year=2021, rows=[older]),
        register("2500001", "2500003", year=2022),
        register("2500004", year=2023),
    ]
    release = read(*paths, as_at=date(2022, 9, 1))
    day = date(2022, 3, 31)
    assert closed(release) == {"2500001": None, "2500003": None, "2500002": day}
    assert release.tables["settings"].filter(urn="2500001")["places"].to_list() == [4]
    said = "Closed by 2022-03-31, on a day that no file gives; counted as open until then: "
    assert said + "1 setting." in release.notes
    later = release.unused.filter(reason="a register of a later day than the records")
    assert later.select("file", "rows").rows() == [("register2023.csv", 1)]
    assert {(each.kind, each.last_day) for each in release.files} == {
        ("register", date(year, 3, 31)) for year in (2021, 2022, 2023)
    }


def test_a_day_before_every_register_takes_the_first(register):
    release = read(register("2500001", year=2022), as_at=date(2021, 12, 27))
    assert closed(release) == {"2500001": None}


def test_two_registers_of_one_day_are_refused(register, write_csv, layouts):
    other = write_csv("b.csv", [[TITLE.format(2022)], *layouts.register(layouts.register_row())])
    with pytest.raises(RecordsError, match="More than one register was given"):
        read(register("2500001", year=2022), other)


def test_an_earlier_register_does_not_give_a_judgement_of_its_own(register, layouts):
    blank = ["Full inspection", "21/10/2021", "", "1", "Not judged"]
    paths = [
        register("2500001", year=2021),
        register(year=2022, rows=[layouts.register_row("2500001", blank)]),
    ]
    row = read(*paths).tables["settings"].row(0, named=True)
    assert (row["last_grade"], row["last_inspected_on"]) == (None, date(2021, 10, 21))


def test_an_authority_that_was_split_does_not_matter_where_the_register_places_the_setting(
    register, layouts
):
    old = {"Local authority": "Northamptonshire", "Ofsted region": "East Midlands"}
    new = old | {"Local authority": "West Northamptonshire"}
    paths = [
        register(
            year=2021,
            rows=[layouts.register_row("2500001", **old), layouts.register_row("2500002", **old)],
        ),
        register(year=2022, rows=[layouts.register_row("2500001", **new)]),
    ]
    release = read(*paths)
    aside = release.accounts["settings"].set_aside
    assert aside.select("source_file", "source_row").rows() == [("register2021.csv", 5)]
    assert closed(release) == {"2500001": None}


HISTORY = [
    *("Local authority area code", "Local authority name", "Local authority status"),
    *("Ofsted region", "Inspection date", "Publication date", "Inspection type"),
    "Overall effectiveness",
]


def judged(day, grade, name="Leeds", code="E08000035", kind="ILACS Standard Inspection"):
    return [code, name, "Current", YORKSHIRE, day, "", kind, grade]


@pytest.mark.parametrize(
    ("as_at", "grade", "day"),
    [
        (date(2025, 3, 31), "Good", date(2025, 1, 20)),
        (date(2025, 1, 20), "Good", date(2025, 1, 20)),
        (date(2025, 1, 19), "Inadequate", date(2020, 1, 20)),
        (date(2019, 12, 31), None, None),
    ],
)
@pytest.mark.parametrize("order", [1, -1])
def test_of_a_history_of_judgements_the_latest_until_the_day_counts(
    register, write_csv, as_at, grade, day, order
):
    """R8: the oldest judgement counted, whatever the day."""
    rows = [judged("20/01/2020", "Inadequate"), judged("20/01/2025", "Good")][::order]
    release = read(register("2500001"), write_csv("history.csv", [HISTORY, *rows]), as_at=as_at)
    own = release.tables["settings"].filter(setting_type=words.LOCAL_AUTHORITY)
    assert own.select("urn", "last_grade", "last_inspected_on").rows() == [
        ("E08000035", grade, day)
    ]
    assert release.accounts["settings"].set_aside.is_empty()


def test_both_sheets_of_the_authority_release_and_their_year_are_told_apart(write_ods, layouts):
    head = ["Local authority name", "Region", "Inspection/Visit date", "Inspection/Visit type"]
    level = ["Local authority name", "Ofsted region", "Inspection date", "Overall effectiveness"]
    sheets = {
        "Register": layouts.register(layouts.register_row()),
        "As_at": [["Judgements as at 31 March 2025"], level, ["Leeds", "", "20/01/2025", "Good"]],
        "In_year": [["In-year 2024-25"], [*head, "Overall effectiveness"],
                    ["Leeds", YORKSHIRE, "20/01/2025", "ILACS Standard Inspection", "Good"],
                    ["Leeds", YORKSHIRE, "03/09/2024", "ILACS Focused Visit", ""]],
        "History": [["ILACS inspection history from 2018-2025"], HISTORY,
                    judged("05/02/2018", "Outstanding"), judged("20/01/2025", "Good")],
    }  # fmt: skip
    release = read(write_ods("release.ods", sheets), as_at=date(2025, 3, 31))
    kinds = [each.kind for each in release.files]
    assert kinds == ["register", "authority judgements", "authority events in the year",
                     "authority judgements"]  # fmt: skip
    own = release.tables["settings"].filter(setting_type=words.LOCAL_AUTHORITY)
    assert own.select("last_grade", "last_inspected_on").rows() == [("Good", date(2025, 1, 20))]
    assert release.tables["visits"].height == 2


@pytest.fixture
def workbook(tmp_path, layouts):
    """Write a workbook with two registers that nothing tells apart; one of them is hidden."""

    def write(*hidden):
        book = openpyxl.Workbook()
        del book["Sheet"]
        for name, urn in (("Register", "SC000001"), ("Old", "SC000002")):
            sheet = book.create_sheet(name)
            for row in layouts.register(layouts.register_row(urn)):
                sheet.append(row)
            sheet.sheet_state = "hidden" if name in hidden else "visible"
        if len(hidden) == 2:
            book.create_sheet("Cover").append(["A cover"])
        book.save(tmp_path / "release.xlsx")
        return tmp_path / "release.xlsx"

    return write


def test_a_hidden_sheet_is_passed_over_and_said(workbook):
    release = read(workbook("Old"))
    assert release.tables["settings"]["urn"].to_list() == ["SC000001"]
    (unused,) = release.unused.filter(sheet="Old").iter_rows(named=True)
    assert unused["rows"] == 3
    assert unused["reason"].startswith("a hidden sheet, passed over")


def test_two_shown_registers_that_nothing_tells_apart_are_still_refused(workbook):
    with pytest.raises(RecordsError, match="More than one register"):
        read(workbook())


def test_a_register_on_a_hidden_sheet_alone_is_not_read(workbook):
    with pytest.raises(RecordsError, match="no table that is known"):
        read(workbook("Register", "Old"))


def test_a_register_long_before_the_day_is_said_unless_moves_carry_it_on(
    register, moves, events, layouts
):
    said = "The register is of 31 March 2020: who joined or left since is not in these figures"

    def is_said(*paths, as_at=DAY):
        return any(note.startswith(said) for note in read(*paths, as_at=as_at).notes)

    old, left = register("2500001", year=2020), layouts.move_row("2500009", "10/06/2021")
    assert is_said(old) and is_said(old, as_at=date(2020, 5, 16))
    assert not is_said(old, as_at=date(2020, 5, 15))
    near = moves(left, title="Joiners and leavers, 1 April 2021 to 31 March 2022")
    assert is_said(old, near), "of the year between nobody says who joined and left"
    year = moves(title="Joiners and leavers, 1 April 2020 to 31 March 2021", name="year.csv")
    assert not is_said(old, near, year)
    assert any("judgements are not known after" in note for note in read(old, near, year).notes)
    event = layouts.event_row("2500001", day="07/06/2021", published="07/07/2021")
    assert is_said(old, events(event, title="Provider level in year 2021-22"))


@pytest.mark.parametrize("again", [False, True])
def test_registers_of_two_days_in_one_sheet_stop_and_a_page_s_headings_again_do_not(
    write_csv, layouts, again
):
    titles = [["Providers as at 31 March 2021"], ["Providers as at 31 March 2020"]]
    head = layouts.register()[:2]
    first, second = layouts.register_row("2500001"), layouts.register_row("2500002")
    rows = [titles[0], *head, first, [], titles[0 if again else 1], *head, second]
    path = write_csv("registers.csv", rows)
    if again:
        assert set(read(path).tables["settings"]["urn"]) >= {"2500001", "2500002"}
        return
    with pytest.raises(RecordsError, match='31 March 2021" and, below it, "Prov') as stopped:
        read(path)
    assert (stopped.value.issue.check, stopped.value.issue.row) == ("tables-stacked", 8)
