"""A column that nobody knows by its heading is known by its cells: it is read, or stops."""

from datetime import date

import pytest

from dashboard.records.check import RecordsError
from dashboard.records.ofsted.reader import read_release

DAY = date(2021, 3, 31)


def grades(release):
    return dict(release.tables["settings"].select("urn", "last_grade").iter_rows())


@pytest.fixture
def register(write_csv, layouts):
    def write(*more, judged=layouts.judged):
        """Write two settings; `more` are columns, each a heading and two cells."""
        rows = [layouts.register_row("SC000001"), layouts.register_row("SC000002")]
        rows[1][-1] = "Inadequate"
        head = [judged if said == layouts.judged else said for said in layouts.register()[1]]
        banner, new = layouts.banner, [list(column) for column in more]
        lines = zip([head, *rows], *new, strict=True) if new else ([row] for row in [head, *rows])
        return write_csv("register.csv", [banner, *([*line[0], *line[1:]] for line in lines)])

    return write


@pytest.fixture
def moves(write_csv, layouts):
    def write(heading, *days):
        head = [heading if said == "Resigned/closed date" else said for said in layouts.moves]
        rows = [layouts.move_row(f"250000{n}", said or "") for n, said in enumerate(days)]
        return write_csv("moves.csv", [head, *rows])

    return write


@pytest.mark.parametrize("heading", ["End of registration", "Leaving day", "Off the books", "X1"])
@pytest.mark.parametrize(
    "day", ["30/11/2020", "2020-11-30", "30 November 2020", "30/11/20", "Nov 30, 2020"]
)
def test_a_column_of_days_that_is_not_read_stops_the_import(register, moves, heading, day):
    path = moves(heading, day, "not known", None)
    with pytest.raises(RecordsError, match=rf"moves\.csv has “{heading}”") as stopped:
        read_release([register(), path], DAY)
    assert stopped.value.issue.check == "heading-unread"
    read_release([register(), path], DAY, not_needed=[heading.upper()])


def test_days_in_a_register_stop_it_too_and_a_few_among_other_words_do_not(register):
    with pytest.raises(RecordsError, match="“Went”"):
        read_release([register(("Went", "01/02/2021", ""))], DAY)
    release = read_release([register(("Remark", "seen 01/02/2021", "4-5"))], DAY)
    assert len(grades(release)) == 2


@pytest.mark.parametrize(
    "heading",
    [
        "Overall effectiveness: latest",
        "Overall experiences grade",
        "Latest inspection outcome",
        "Current rating",
    ],
)
def test_the_only_column_of_grades_of_the_whole_is_read_as_the_judgement(register, heading):
    part = ("How well children are helped", "Good", "Good")
    read = grades(read_release([register(part, judged=heading)], DAY))
    assert read == {"SC000001": "Good", "SC000002": "Inadequate"}


def test_grades_of_which_none_alone_speaks_of_the_whole_stop_the_import_and_are_named(register):
    two = register(("Latest inspection outcome", "Good", "Good"), judged="Current rating")
    with pytest.raises(RecordsError, match="“Current rating”, “Latest inspection outcome”"):
        read_release([two], DAY)
    chosen = read_release([two], DAY, not_needed=["Latest inspection outcome"])
    assert grades(chosen) == {"SC000001": "Good", "SC000002": "Inadequate"}
    with pytest.raises(RecordsError, match="“Leadership and management”"):
        read_release([register(judged="Leadership and management")], DAY)


def test_a_number_is_a_grade_only_where_the_heading_speaks_of_the_whole(register):
    numbers = register(("Bedrooms with a view", "1", "2"), judged="Beds")
    with pytest.raises(RecordsError, match=r"“Beds”: not read"):
        read_release([numbers], DAY)
    read_release([numbers], DAY, not_needed=["Beds"])


@pytest.mark.parametrize(
    "heading",
    [
        *(
            "Inspection judgement new",
            "Judgment",
            "Outcome of the visit",
            "Overall effectiveness 2",
        ),
        *("Bed", "Number of beds", "Approved places", "Capacity", "Owner", "Ownership type"),
        *("New rating", "Grade"),
    ],
)
def test_the_heading_of_a_judgement_a_place_or_an_owner_stops_the_import(register, heading):
    path = register((heading, "x", ""))
    with pytest.raises(RecordsError, match=f"has “{heading}”"):
        read_release([path], DAY)
    assert len(grades(read_release([path], DAY, not_needed=[heading]))) == 2


@pytest.mark.parametrize(
    "heading",
    [
        *("The effectiveness of leaders and managers", "Latest full inspectio health services"),
        *("Outcomes for children and young people", "Leadership and management judgement"),
        *("Outcomes in education and related learning activities", "Owner name", "Bedrock"),
        *("Quality of care: grade", "Organisation which owns the provider", "Operating region"),
    ],
)
def test_the_judgement_of_a_part_and_a_name_are_not_needed(register, heading):
    assert len(grades(read_release([register((heading, "Good", "Good"))], DAY))) == 2
