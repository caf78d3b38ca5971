"""A table says once that something is not known, and keeps what is."""

from dashboard.files.briefing import Listing
from dashboard.packs.said_once import said_once


def of(*rows, headings=("Day", "URN", "Detail")):
    return Listing("Latest", "Visits", headings, rows)


def test_a_column_that_tells_of_nothing_is_named_in_the_title():
    told = said_once(
        of(("1 May", "1", "Reason not recorded"), ("2 May", "2", "Reason not recorded"))
    )
    assert told.headings == ("Day", "URN")
    assert told.rows == (("1 May", "1"), ("2 May", "2"))
    assert told.title == "Visits; detail: reason not recorded in every row"


def test_a_column_that_tells_of_anything_stays():
    some = of(("1 May", "1", "Prioritised"), ("2 May", "2", "Reason not recorded"))
    same = of(("1 May", "1", "Prioritised"), ("2 May", "2", "Prioritised"))
    assert [said_once(each) for each in (some, same)] == [some, same]


def test_of_a_single_row_it_is_said_without_counting_rows():
    told = said_once(of(("1 May", "1", "no date set")))
    assert told.title == "Visits; detail: no date set"


def test_rows_and_columns_that_are_not_known_are_named_together():
    told = said_once(
        of(
            ("Letters", "3 of 4", "[x]"),
            ("Powers in use", "not known", "[x]"),
            ("Visited", "1 of 4", "[x]"),
            headings=("Figure", "Kent", "Load"),
        )
    )
    assert told.headings == ("Figure", "Kent")
    assert told.rows == (("Letters", "3 of 4"), ("Visited", "1 of 4"))
    assert told.title == "Visits; not known: powers in use and load"
