"""The table in a grid is found by its headings, wherever they stand and whatever their year."""

import polars as pl
import pytest

from dashboard.records.ofsted import layouts as known
from dashboard.records.ofsted.headings import column_of, tidy
from dashboard.records.ofsted.layouts import find_table, missing_headings
from dashboard.records.ofsted.sheets import Sheet

TITLE = ["Children's social care data in England - Provider level at 31 March"]
SAID = ["This worksheet contains one table. Some cells in this table are empty."]


def sheet_of(rows, name=None):
    width = max(len(row) for row in rows)
    padded = [[cell or None for cell in row] + [None] * (width - len(row)) for row in rows]
    schema = {str(place): pl.String for place in range(width)}
    return Sheet("a.csv", name, pl.DataFrame(padded, schema=schema, orient="row"))


@pytest.mark.parametrize("above", [0, 2, 3, 19])
def test_the_headings_may_stand_on_any_of_the_first_twenty_rows(layouts, above):
    over = [TITLE, SAID, *([[""]] * 17)][:above]
    rows = [*over, layouts.moves, layouts.move_row("SC000009")]
    table = find_table(sheet_of(rows))
    assert table.kind == known.MOVES
    assert table.rows["urn"].to_list() == ["SC000009"]
    assert table.rows["source_row"].to_list() == [above + 2]
    assert table.above == min(above, 2) + 1


def test_headings_below_the_twentieth_row_are_not_looked_for(layouts):
    assert find_table(sheet_of([TITLE] * 20 + [layouts.moves, layouts.move_row()])) is None


def test_a_banner_row_above_says_that_the_inspections_are_the_latest(layouts):
    table = find_table(sheet_of(layouts.register(layouts.register_row(), layouts.register_row())))
    assert (table.kind, table.above) == (known.REGISTER, 2)
    assert table.rows["judgement"].to_list() == ["Good", "Good"]
    assert table.rows["event_date"].to_list() == ["21/10/2019"] * 2


def test_headings_of_2023_say_so_themselves(layouts):
    said = [f"Latest full inspection {heading}" for heading in ("event type", "date")]
    number = ["Latest full inspection publication date", "Latest full inspection event number"]
    rows = [TITLE, layouts.provider + said + number + [layouts.judged], layouts.register_row()]
    table = find_table(sheet_of(rows, "Provider_level_at_31_Mar_2023"))
    assert table.kind == known.REGISTER
    assert table.rows["number"].to_list() == ["10098497"]
    assert table.label == "a.csv, sheet Provider_level_at_31_Mar_2023"


def test_a_register_without_a_banner_names_each_provider_once(layouts):
    head = layouts.provider + layouts.latest
    once = [head, layouts.register_row("SC000001"), layouts.register_row("SC000002")]
    assert find_table(sheet_of(once)).kind == known.REGISTER
    assert find_table(sheet_of([*once, layouts.register_row("SC000002")])).kind == known.EVENTS


@pytest.mark.parametrize("prefix", [True, False], ids=["2022", "2023"])
def test_events_of_the_year_are_found_in_either_wording(layouts, prefix):
    head = layouts.provider + layouts.event[:-1] + [layouts.event[-1] if prefix else layouts.judged]
    table = find_table(sheet_of([head, layouts.event_row()]))
    assert table.kind == known.EVENTS
    assert table.rows["judgement"].to_list() == ["Good"]


def test_a_register_of_places_has_no_judgements(layouts):
    table = find_table(sheet_of([layouts.provider, layouts.register_row(latest=[])]))
    assert table.kind == known.PLACES


def test_a_register_without_places_or_registration_date_is_still_one(layouts):
    dropped = ("Registration date", "Places")
    keep = [place for place, head in enumerate(layouts.provider) if head not in dropped]
    head = [layouts.provider[place] for place in keep] + layouts.latest
    row = layouts.register_row()
    cut = [row[place] for place in keep] + row[len(layouts.provider) :]
    table = find_table(sheet_of([head, cut]))
    assert table.kind == known.REGISTER
    assert {"registered", "places"}.isdisjoint(table.columns)
    assert table.rows.select("registered", "places").row(0) == (None, None)


def test_trailing_empty_columns_and_blank_rows_are_no_data(layouts):
    rows = [layouts.moves + [""] * 20, layouts.move_row(), [""], layouts.move_row("SC000010")]
    table = find_table(sheet_of(rows))
    assert table.rows["source_row"].to_list() == [2, 4]


def test_a_row_beside_the_columns_we_take_is_still_read(layouts):
    rows = [layouts.moves, layouts.move_row(), [""] * 12 + ["a stray note"]]
    assert find_table(sheet_of(rows)).rows["urn"].to_list() == ["SC000009", None]


def test_of_two_statuses_the_later_day_counts_and_four_dates_of_2023_are_told_apart():
    first = "First effective date (that the provider {})"
    head = ["URN", "Provision type", "Local authority", "Joiner status", "Leaver status"]
    head += [first.format(f"became {word}") for word in ("active", "resigned", "cancelled")]
    head += [first.format("closed"), "Registration status (as at 1 April 2022)"]
    head += ["Registration status (as at 31 March 2023)"]
    row = ["SC000009", "Children's home", "Leeds", "", "Leaver", "1", "2", "3", "4", "Active"]
    table = find_table(sheet_of([head, [*row, "Resigned"]]))
    assert table.kind == known.MOVES
    said = table.rows.select("registered", "resigned", "cancelled", "closed", "status").row(0)
    assert said == ("1", "2", "3", "4", "Resigned")


def test_authorities_are_told_from_providers():
    head = ["Web link", "Local authority name", "Ofsted region", "Inspection date"]
    judged = sheet_of([TITLE, [*head, "Overall effectiveness"], ["x", "Leeds", "", "", ""]])
    assert find_table(judged).kind == known.AUTHORITIES
    head[3:] = ["Inspection/Visit date", "Inspection/Visit type", "Overall effectiveness"]
    assert find_table(sheet_of([TITLE, head, ["x", "Leeds"]])).kind == known.AUTHORITY_EVENTS


def test_names_addresses_and_owners_are_never_taken(layouts):
    table = find_table(sheet_of(layouts.register(layouts.register_row())))
    assert layouts.canary not in str(table.rows.rows())


def test_national_figures_are_no_table_and_the_nearest_is_named():
    series = sheet_of([TITLE, ["Date", "Data type", "All Children's Homes"], ["", "", "3119"]])
    assert find_table(series) is None
    near = sheet_of([["URN", "Provision type", "Places"], ["1", "2", "3"]])
    assert find_table(near) is None
    assert missing_headings(near) == (known.PLACES, ("Local authority",))


def test_an_empty_sheet_holds_nothing():
    empty = Sheet("a.ods", "Blank", pl.DataFrame())
    assert find_table(empty) is None
    assert missing_headings(empty)[0] == known.REGISTER


@pytest.mark.parametrize(
    ("said", "column"),
    [
        ("Latest full inspection date", "event_date"),
        ("Date of last full inspection", "event_date"),
        ("Most recent inspection date", "event_date"),
        ("Latest overall effectiveness", "judgement"),
        ("Last inspection publication date", "published"),
        ("Registration status at 31 March 2019", "status"),
        ("Region", "region"),
        ("Reg Status", "status"),
        ("Inspection ID", "number"),
        ("Date registered", "registered"),
        ("Previous inspection date", None),
        ("Date", None),
        ("Registered manager", None),
    ],
)
def test_a_heading_is_known_by_what_it_says(said, column):
    assert column_of(tidy(said).lower()) == column
