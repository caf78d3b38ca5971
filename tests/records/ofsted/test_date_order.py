"""Whether days stand before months is told by column, over all files of one import."""

from datetime import date

import polars as pl
import pytest

from dashboard.records.check import RecordsError
from dashboard.records.ofsted.reader import read_release
from dashboard.records.sources.mapping import Mapping
from dashboard.records.values import dates
from dashboard.records.values.column import Column

DAY = date(2021, 6, 30)


@pytest.fixture
def register(write_csv, layouts):
    def write(*registered, name="register.csv", inspected="2019-10-21", heading=None):
        rows = [
            layouts.register_row(
                f"SC{n:06}",
                ["Full inspection", inspected, "2019-11-29", "10098497", "Good"],
                **{"Registration date": said},
            )
            for n, said in enumerate(registered, 1)
        ]
        head = [heading or c if c == "Registration date" else c for c in layouts.register()[1]]
        return write_csv(name, [layouts.banner, head, *rows])

    return write


def registered(release):
    return release.tables["settings"].sort("urn")["registered_on"].to_list()


def test_a_column_with_the_month_first_in_one_row_has_it_in_every_row(register):
    release = read_release([register("03/04/2011", "04/25/2011", "5-6-2012 12:00:00 AM")], DAY)
    assert registered(release) == [date(2011, 3, 4), date(2011, 4, 25), date(2012, 5, 6)]
    assert "register.csv: registration date is read as mm/dd/yyyy (3 rows)." in release.notes


def test_a_column_with_the_day_first_in_one_row_or_in_none_has_it_in_every_row(register):
    for more in ("25/04/2011", "01/01/2011"):
        release = read_release([register("03/04/2011", more)], DAY)
        assert registered(release)[0] == date(2011, 4, 3)
        assert not [note for note in release.notes if "mm/" in note]


def test_a_column_with_days_of_both_kinds_stops_and_names_its_rows(register):
    path = register("03/04/2011", "04/25/2011", "26/04/2011", "31/12/2011")
    said = (
        r"register\.csv: registration date is written dd/mm/yyyy in rows 5, 6 \(such as 26/04/2011"
        r"\) and mm/dd/yyyy in row 4 \(such as 04/25/2011\)\. Write every date of it in one form"
    )
    with pytest.raises(RecordsError, match=said) as stopped:
        read_release([path], DAY)
    assert (stopped.value.issue.check, stopped.value.issue.row) == ("date-orders", 4)


def test_what_no_column_tells_is_told_by_the_others_of_its_table(register):
    release = read_release([register("03/04/2011", inspected="10/21/2019")], DAY)
    assert registered(release) == [date(2011, 3, 4)]
    assert any("as others of this import are" in note for note in release.notes)


def test_what_no_table_tells_is_told_by_the_other_files_where_they_agree(
    register, write_csv, layouts
):
    def moves(said):
        row = layouts.move_row("2500009", "", **{"Registration date": said})
        return write_csv("moves.csv", [layouts.moves, row])

    for told, first in (("10/21/2019", date(2011, 3, 4)), ("21/10/2019", date(2011, 4, 3))):
        release = read_release([register("03/04/2011"), moves(told)], DAY)
        assert date(2019, 10, 21) in registered(release)
        assert first in registered(release)


@pytest.mark.parametrize(
    "heading", ["Registration date (mm/dd/yyyy)", "Registration date (MM/DD/YYYY)"]
)
def test_a_heading_may_say_that_the_month_is_first(register, heading):
    release = read_release([register("03/04/2011", heading=heading)], DAY)
    assert registered(release) == [date(2011, 3, 4)]


def test_dates_that_are_12_or_below_throughout_are_said_to_be(register):
    said = [f"{n:02}/{n + 1:02}/2011" for n in range(1, 11)]
    doubt = "register.csv: registration date is 12 or below in day and month throughout: read as "
    notes = read_release([register(*said)], DAY).notes
    assert f"{doubt}dd/mm/yyyy." in notes
    for few in (said[:9], [*said, "13/01/2011"]):
        assert not [note for note in read_release([register(*few)], DAY).notes if doubt in note]


@pytest.mark.parametrize(
    ("unread", "such"),
    [
        ("3 mars 2011", "such as 3 mars 2011 in row 3"),
        ("14 Mai 2011", "the first of them row 3"),
        ("03/04/11", "such as 03/04/11 in row 3"),
        ("40636", "such as 40636 in row 3"),
    ],
)
def test_a_column_of_which_most_is_no_day_stops_and_is_not_left_blank(register, unread, such):
    said = f"of the 3 cells of registration date 2 are no days that can be read, {such}."
    with pytest.raises(RecordsError, match=said) as stopped:
        read_release([register(unread, unread, "03/04/2011")], DAY)
    assert stopped.value.issue.check == "dates-unread"
    one = read_release([register(unread, "03/04/2011", "04/04/2011")], DAY)
    assert registered(one) == [None, date(2011, 4, 3), date(2011, 4, 4)]


def test_a_column_that_a_spreadsheet_has_swapped_in_part_stops(register):
    text, dates = ["25/04/2011", "26/04/2011", "13/01/2012"], ["2011-03-04", "2012-01-12"]
    with pytest.raises(RecordsError, match="2011-03-04 in row 6: a spreadsheet has swapped"):
        read_release([register(*text, *dates, "2013-05-06")], DAY)
    for more in ("2013-05-16", "06/05/2013"):
        read_release([register(*text, *dates, "2013-05-06", more)], DAY)


def test_an_extract_says_which_days_only_the_other_order_reads():
    column = Column("started_on", pl.Series(["03/04/2021", "04/25/2021", None]))
    dates.read(column, "%d/%m/%Y", native=False, day_zero=None)
    assert column.values.to_list() == [date(2021, 4, 3), None, None]
    found = next(f for f in column.issues if f.check == "date-ambiguous")
    assert (found.row, found.value, found.count) == (1, "04/25/2021", 1)
    assert "written mm/dd/yyyy, so that others may be swapped (dd/mm/yyyy)" in found.said
    assert Mapping().dates == "%Y-%m-%d"
