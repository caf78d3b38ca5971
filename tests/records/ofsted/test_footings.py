"""Totals and notes below a table are listed as what they are, and set aside as no rows."""

from datetime import date

import pytest

from dashboard.records.ofsted import read_release

DAY = date(2021, 3, 31)


@pytest.fixture
def read(write_csv, layouts):
    def read(*more, rows=None):
        listed = rows or [layouts.register_row("SC000001"), layouts.register_row("SC000002")]
        return read_release([write_csv("register.csv", layouts.register(*listed, *more))], DAY)

    return read


def account(release):
    own = release.accounts["settings"]
    return own.read, own.kept, own.set_aside.height


def listed(release, kind):
    return [f.sentence for f in release.issues if f.check == f"row-{kind}"]


def test_totals_and_notes_at_the_end_are_no_rows_and_are_listed(read):
    release = read(
        ["Total", "2", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "8"],
        ["Notes"],
        ["1. Figures include settings that were suspended."],
        ["[x] Not available"],
        ["[x]", "is a sign"],
        ["whatever else is said"],
        ["Source: Ofsted"],
    )
    assert account(release) == (2, 2, 0)
    assert listed(release, "total") == [
        'register.csv: No rows of the table but totals: row 5 "Total".'
    ]
    assert listed(release, "note") == [
        'register.csv: No rows of the table but notes: row 6 "Notes"; row 7 "1. Figures include '
        'settings that were suspended."; row 8 "[x] Not available"; row 9; row 10; row 11 '
        '"Source: Ofsted".'
    ]
    unused = release.unused.filter(
        reason="totals and notes among and below the rows of a table that is used"
    )
    assert unused["rows"].to_list() == [7]


@pytest.mark.parametrize(
    "first", ["Grand total", "TOTALS:", "Sub-total", "England", "Leeds Total", "All providers"]
)
def test_a_total_may_stand_among_the_rows_and_in_any_column(read, layouts, first):
    in_urn = ["", first, "", "", "", "", "", "", "", "", "", "", "", "", "", "", "1,234"]
    counted = [first, "12345", *in_urn[2:]]
    rows = [layouts.register_row("SC000001"), in_urn, counted, layouts.register_row("SC000002")]
    assert account(read(rows=rows)) == (2, 2, 0)


def test_a_row_that_has_lost_its_urn_or_its_cells_is_still_set_aside_and_not_quoted(read, layouts):
    release = read(
        layouts.register_row(""),
        [layouts.canary],
        ["12 Hidden Lane", "Leeds"],
        layouts.register_row("SC000003", **{"Web link": "Total care"}),
        layouts.register_row("SC000004", **{"Web link": "Source of hope"}),
    )
    assert account(release) == (7, 4, 3)
    assert not listed(release, "note") and not listed(release, "total")


def test_authorities_have_a_line_of_england_and_notes_too(write_csv, layouts):
    head = ["Local authority", "Region", "Inspection date", layouts.judged]
    leeds = ["Leeds", "North East, Yorkshire and the Humber", "21/10/2019", "Good"]
    kent, england = ["Kent", "", "", ""], ["England", "", "", "1"]
    rows = [head, leeds, kent, england, ["Note 1: of the latest"]]
    register = write_csv("register.csv", layouts.register(layouts.register_row("SC000001")))
    release = read_release([register, write_csv("la.csv", rows)], DAY)
    assert account(release) == (3, 3, 0)
    assert listed(release, "total") == ['la.csv: No rows of the table but totals: row 4 "England".']
    assert listed(release, "note") == [
        'la.csv: No rows of the table but notes: row 5 "Note 1: of the latest".'
    ]
