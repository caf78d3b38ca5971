"""Which days a published table tells of, from its own title, its headings or its rows."""

from datetime import date

import polars as pl
import pytest

from dashboard.records.ofsted.claims import contradictions
from dashboard.records.ofsted.layouts import find_table
from dashboard.records.ofsted.periods import period_of
from dashboard.records.ofsted.sheets import Sheet
from dashboard.records.ofsted.spoken_days import spoken_days


def the_year(last):
    return date(last - 1, 4, 1), date(last, 3, 31)


@pytest.mark.parametrize(
    ("said", "days"),
    [
        ("Provider level as at 31 March 2023", (date(2023, 3, 31), date(2023, 3, 31))),
        ("Provider level as at March 2022", (date(2022, 3, 31), date(2022, 3, 31))),
        ("Leavers+Joiners_at_31_Mar_2023", (date(2023, 3, 31), date(2023, 3, 31))),
        ("data in England 2023 - Provider level in year 2022-23", the_year(2023)),
        ("data in England 2024 – Provider level in year 2023–24", the_year(2024)),
        ("All_SocCare_inspec_1819", the_year(2019)),
        ("inspections in the year ending 31 March 2020", the_year(2020)),
        ("between 1 April 2020 and 31 August 2020", (date(2020, 4, 1), date(2020, 8, 31))),
        ("April 2021 to March 2022", the_year(2022)),
        ("from 01/09/2020 to 31/03/2021", (date(2020, 9, 1), date(2021, 3, 31))),
        ("status at 29th February 2024", (date(2024, 2, 29), date(2024, 2, 29))),
        ("ILACS inspection history from 2018-2025", None),
        ("as at 31 February 2021", None),
        ("Providers in England 2021", None),
        ("Provider information", None),
    ],
)
def test_days_are_found_in_words(said, days):
    assert spoken_days(said) == days


def table(rows, file="a.csv", sheet=None):
    width = max(map(len, rows))
    padded = [[cell or None for cell in row] + [None] * (width - len(row)) for row in rows]
    schema = {str(place): pl.String for place in range(width)}
    return find_table(Sheet(file, sheet, pl.DataFrame(padded, schema=schema, orient="row")))


def told(period):
    return period.first_day, period.last_day, period.told_by


def test_a_title_is_believed_first_and_kept(layouts):
    rows = [["Provider level as at 31 March 2021"], *layouts.register(layouts.register_row())]
    period = period_of(table(rows, file="provider_at_march_2020.csv"))
    assert told(period) == (date(2021, 3, 31), date(2021, 3, 31), "title")
    assert (period.kind, period.title) == ("register", "Provider level as at 31 March 2021")


def test_a_year_that_its_rows_contradict_is_not_believed(layouts):
    late = layouts.event_row(day="07/06/2020")
    rows = [["Provider level in year 2018-19"], *layouts.events(late, layouts.event_row())]
    assert told(period_of(table(rows)))[:2] == (date(2020, 6, 7), date(2020, 6, 7))
    assert period_of(table(rows)).told_by == "rows"


def test_a_table_of_moves_is_of_the_year_that_ends_on_its_day(layouts):
    moved = layouts.move_row(left="12/11/2018")
    head = [h if h != "Registration status" else h + " at 31 March 2019" for h in layouts.moves]
    assert told(period_of(table([head, moved]))) == (*the_year(2019), "headings")


def test_rows_alone_tell_the_least_that_it_can_be(layouts):
    moved = [layouts.move_row(left="12/11/2018"), layouts.move_row("SC000010", "01/03/2019")]
    period = period_of(table([layouts.moves, *moved]))
    assert told(period) == (date(2018, 3, 2), date(2019, 3, 1), "rows")
    register = period_of(table(layouts.register(layouts.register_row())))
    assert told(register) == (date(2019, 10, 21), date(2019, 10, 21), "rows")


def test_a_table_without_any_day_says_so(layouts):
    row = layouts.register_row(latest=[""] * 5, **{"Registration date": ""})
    assert told(period_of(table(layouts.register(row)))) == (None, None, "rows")


def said(rows, **more):
    return [issue.sentence for issue in contradictions(table(rows, **more))]


def judged_on(day):
    return ["Full inspection", day, "", "10098497", "Good"]


def test_a_title_that_the_rows_contradict_is_said_with_both(layouts):
    rows = layouts.register(
        layouts.register_row("SC000001", judged_on("02/05/2023")),
        layouts.register_row("SC000002", judged_on("03/04/2022")),
        layouts.register_row("SC000003", judged_on("03/03/2022")),
    )
    rows = [["Provider level as at March 2022"], *rows]
    assert told(period_of(table(rows)))[1:] == (date(2023, 5, 2), "rows")
    assert said(rows) == [
        'a.csv: its title "Provider level as at March 2022" does not fit its rows: row 4 has '
        "inspection date 2023-05-02, after 2022-03-31, and so has 1 more row; the rows are "
        "believed."
    ]
    assert not said([["Provider level as at May 2023"], *rows[1:]])
    named = said(rows, file="provider_at_march_2021.csv")
    assert len(named) == 2 and 'its file name "provider_at_march_2021" does not' in named[1]


def test_a_title_is_believed_against_one_row_in_a_hundred_that_is_named(layouts):
    good = [layouts.register_row(f"SC{n:06}") for n in range(100)]
    wrong = layouts.register_row("SC900000", judged_on("02/05/2032"))
    rows = [["Provider level as at March 2020"], *layouts.register(*good, wrong)]
    assert told(period_of(table(rows)))[1:] == (date(2020, 3, 31), "title")
    (only,) = said(rows)
    assert "row 104 has inspection date 2032-05-02, after 2020-03-31; the title is" in only


@pytest.mark.parametrize(
    ("title", "against"),
    [
        ("Provider level in year 2018-19", "row 4 has inspection date 2020-07-08, after 2019"),
        ("Provider level in year 2022-23", "the last, long before 2023-03-31"),
        ("in the year ending 31 July 2021", "before 2020-08-01, and so has 1 more row"),
        ("Provider level in year 2020-21", None),
    ],
)
def test_a_year_may_be_too_early_or_too_late_for_its_events(layouts, title, against):
    events = layouts.events(layouts.event_row(), layouts.event_row(day="08/07/2020"))
    found = said([[title], *events])
    assert [against in each for each in found] == ([True] if against else [])
    assert (told(period_of(table([[title], *events])))[2] == "rows") is bool(against)


def test_a_register_without_anything_new_for_long_is_doubted_and_its_title_believed(layouts):
    rows = layouts.register(*(layouts.register_row(f"SC{n:06}") for n in range(100)))
    (only,) = said([["Provider level as at 31 March 2022"], *rows])
    assert only.endswith("2019-10-21, the last, long before 2022-03-31; the title is believed.")


def joined_on(layouts, number, day):
    return layouts.register_row(f"SC{number:06}", **{"Registration date": day})


def test_a_register_that_nobody_joined_in_the_year_of_its_title_is_doubted(layouts):
    days = [f"{n % 28 + 1:02}/{n % 12 + 1:02}/2020" for n in range(60)]
    rows = layouts.register(*(joined_on(layouts, n, day) for n, day in enumerate(days)))
    (only,) = said([["Provider level as at 31 October 2021"], *rows])
    assert "long before 2021-10-31; the title is believed." in only
    assert not said([["Provider level as at 31 January 2021"], *rows])
    assert not said([["Provider level as at 31 October 2021"], *rows[:20]])


@pytest.mark.parametrize(("year", "is_of_it"), [("2021", True), ("2022", False)])
def test_joiners_and_leavers_of_another_year_than_their_title_are_said(layouts, year, is_of_it):
    moves = [
        layouts.move_row("SC000010", "12/11/2020"),
        layouts.move_row("SC000011", "25/03/2021"),
        layouts.move_row("SC000012", **{"Registration date": "25/05/2020"}),
    ]
    rows = [[f"Leavers and Joiners at 31 March {year}"], layouts.moves, *moves]
    found = said(rows)
    assert [" before 2021-04-01" in each for each in found] == ([] if is_of_it else [True])
    assert told(period_of(table(rows)))[2] == ("title" if is_of_it else "rows")
