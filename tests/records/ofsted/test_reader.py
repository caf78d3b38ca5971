"""A release becomes settings and visits, and every row of every file is accounted for."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from dashboard.records import words
from dashboard.records.check import RecordsError
from dashboard.records.model import TABLES
from dashboard.records.ofsted import Account, read_release
from dashboard.records.ofsted.sheets import filled_rows, open_sheets

AS_AT = date(2021, 3, 31)
BOURNEMOUTH = "Bournemouth, Christchurch & Poole"
YORKSHIRE = "North East, Yorkshire and The Humber"


NOT_THE_REGION = (
    "Ofsted region is not the one that the authority lies in; the authority's is used: "
)


def one(frame, **keys):
    """The only row with these values, as a dictionary."""
    found = frame.filter(**keys)
    assert found.height == 1
    return found.row(0, named=True)


def every_row_is_accounted_for(release, files):
    grids = [sheet.grid for path in files for sheet in open_sheets(path)[0]]
    filled = sum(filled_rows(grid).height for grid in grids)
    read = sum(account.read for account in release.accounts.values())
    return filled == read + release.unused["rows"].sum()


@pytest.fixture
def register_csv(write_csv, layouts):
    def write(*rows, name="register.csv", **said):
        return write_csv(name, layouts.register(*(rows or [layouts.register_row(**said)])))

    return write


@pytest.fixture
def events_csv(write_csv, layouts):
    def write(*rows, name="events.csv", encoding="utf-8"):
        return write_csv(name, layouts.events(*rows), encoding)

    return write


@pytest.fixture
def moves_csv(write_csv, layouts):
    def write(*rows):
        return write_csv("moves.csv", [layouts.moves, *rows])

    return write


def reasons(release, table="settings"):
    return release.accounts[table].set_aside.select("source_row", "reason").rows()


def test_a_register_row_is_a_setting_in_our_words(register_csv):
    release = read_release([register_csv()], AS_AT)
    assert one(release.tables["settings"], urn="SC000001") == {
        "urn": "SC000001",
        "setting_type": "Children's home",
        "la_code": "E08000035",
        "sector": "Private",
        "places": 4,
        "registered_on": date(2009, 4, 24),
        "closed_on": None,
        "last_grade": "Good",
        "last_inspected_on": date(2019, 10, 21),
        "source_file": "register.csv",
        "source_row": 3,
    }
    assert (release.vintage, set(release.tables)) == ("2020", {"local_authorities", "settings"})
    assert release.tables["local_authorities"].height == 151


def test_every_table_is_as_the_model_wants_it(register_csv, events_csv, layouts):
    files = [register_csv(), events_csv(layouts.event_row(), layouts.event_row("SC000002"))]
    for name, table in read_release(files, AS_AT).tables.items():
        columns = [c for c in TABLES[name].column_names() if c in table.columns]
        blanks = {c: pl.lit(None) for c in TABLES[name].column_names() if c not in columns}
        TABLES[name].validate(table.select(columns).with_columns(**blanks), cast=True)


def test_nothing_about_a_last_inspection_means_not_yet_inspected(register_csv, layouts):
    blank = layouts.register_row("SC000002", latest=[""] * 5)
    unjudged = ["Full inspection", "21/10/2019", "", "1", "Not judged"]
    odd = layouts.register_row("SC000003", latest=unjudged)
    settings = read_release([register_csv(blank, odd)], AS_AT).tables["settings"]
    assert one(settings, urn="SC000002")["last_grade"] == words.NOT_YET_INSPECTED
    assert one(settings, urn="SC000003")["last_grade"] is None
    assert one(settings, urn="SC000003")["last_inspected_on"] == date(2019, 10, 21)


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"urn": ""}, "URN is blank"),
        ({"urn": "EX000001"}, 'URN "EX000001" is not a URN'),
        ({"Provision type": ""}, "provision type is blank"),
        ({"Provision type": "#N/A"}, "provision type holds the error #N/A of a spreadsheet"),
        ({"Provision type": "12"}, 'provision type "12" is not a type'),
        ({"Local authority": ""}, "local authority is blank"),
    ],
)
def test_a_row_that_cannot_be_used_is_listed_with_its_reason(register_csv, layouts, said, reason):
    path = register_csv(layouts.register_row(**said), layouts.register_row("SC000002"))
    release = read_release([path], AS_AT)
    account = release.accounts["settings"]
    assert (account.read, account.kept, reasons(release)) == (2, 1, [(3, reason)])
    assert account.reasons() == {reason: 1}
    assert every_row_is_accounted_for(release, [path])


@pytest.mark.parametrize(
    ("said", "column", "fault"),
    [
        ({"Sector": "Secret"}, "sector", 'sector "Secret" is not known'),
        (
            {"Registration status": "Dormant"},
            "status",
            'registration status "Dormant" is not known, so it counts as open',
        ),
        ({"Places": "few"}, "places", 'places "few" is not a number'),
        ({"Places": "2,001"}, "places", 'places "2,001" is more than 2,000'),
        (
            {"Registration date": "2009"},
            "registered",
            'registration date "2009" is not a date (dd/mm/yyyy or yyyy-mm-dd)',
        ),
        (
            {"latest": ["Full inspection", "x", "", "1", "Good"]},
            "event_date",
            'inspection date "x" is not a date (dd/mm/yyyy or yyyy-mm-dd)',
        ),
        (
            {"latest": ["Full inspection", "", "", "1", "Fair"]},
            "judgement",
            'judgement "Fair" is not known',
        ),
    ],
)
def test_what_a_setting_can_do_without_is_blank_and_listed(
    register_csv, layouts, said, column, fault
):
    release = read_release([register_csv(layouts.register_row(**said))], AS_AT)
    assert release.accounts["settings"].kept == 1
    cell = one(release.blanked)
    assert (cell["source_row"], cell["column"], cell["fault"]) == (3, column, fault)
    listed = [f for f in release.issues if f.check == "cell-left-blank"]
    assert [f.said for f in listed] == [f"{fault}: left blank in row 3."]


def test_an_unknown_authority_is_set_aside_by_name(register_csv):
    release = read_release([register_csv(**{"Local authority": "Barsetshire"})], AS_AT)
    ((row, reason),) = reasons(release)
    assert row == 3 and "Barsetshire" in reason


def test_a_row_that_says_something_else_of_an_earlier_row_s_urn_is_set_aside(register_csv, layouts):
    spoilt = layouts.register_row(**{"Provision type": ""})
    path = register_csv(spoilt, layouts.register_row(), layouts.register_row(Places="9"))
    release = read_release([path], AS_AT)
    assert [row for row, _ in reasons(release)] == [3, 5]
    said = "its URN is used by an earlier row of the same table, which has another number of places"
    assert reasons(release)[1][1] == said
    assert one(release.tables["settings"], urn="SC000001")["places"] == 4


def test_rows_of_one_urn_that_agree_are_taken_together(register_csv, layouts):
    path = register_csv(*[layouts.register_row(Places=places) for places in ("", "4", "4")])
    release = read_release([path], AS_AT)
    account = release.accounts["settings"]
    assert (account.read, account.kept) == (3, 3)
    assert one(release.tables["settings"], urn="SC000001")["places"] == 4


def test_one_that_joined_in_one_row_and_left_in_another_has_closed(
    register_csv, write_csv, layouts
):
    came = layouts.move_row("2500009")
    went = layouts.move_row("2500009", "30/11/2020")
    moves = write_csv("moves.csv", [layouts.moves, came, went])
    release = read_release([register_csv(), moves], AS_AT)
    assert release.accounts["settings"].set_aside.is_empty()
    assert one(release.tables["settings"], urn="2500009")["closed_on"] == date(2020, 12, 1)


@pytest.mark.parametrize(
    ("named", "as_at", "vintage"),
    [
        (["Northamptonshire"], date(2021, 3, 31), "2020"),
        (["Northamptonshire"], date(2022, 3, 31), "2020"),
        (["West Northamptonshire", "Cumbria"], date(2023, 3, 31), "2021"),
        (["Cumberland"], date(2023, 3, 31), "2021"),
        (["Poole", "West Northamptonshire"], date(2022, 3, 31), "2021"),
        (["Poole"], date(2018, 3, 31), "2013"),
        (["Leeds"], date(2023, 4, 1), "2023"),
        (["Leeds"], date(2020, 3, 31), "2019"),
        (["Leeds", "Barsetshire"], date(2022, 3, 31), "2021"),
        (["Northamptonshire", "Cumberland"], date(2022, 3, 31), "2021"),
    ],
)
def test_the_names_choose_the_areas_and_the_day_decides_between_several(
    register_csv, layouts, named, as_at, vintage
):
    rows = [
        layouts.register_row(f"SC00000{number}", **{"Local authority": name})
        for number, name in enumerate(named)
    ]
    assert read_release([register_csv(*rows)], as_at).vintage == vintage


def test_an_authority_of_another_time_is_counted_where_its_area_lies(register_csv, layouts):
    rows = [
        layouts.register_row("SC000001", **{"Local authority": "Northamptonshire"}),
        layouts.register_row("SC000002", **{"Local authority": "Poole"}),
        layouts.register_row("SC000003", **{"Local authority": BOURNEMOUTH}),
    ]
    release = read_release([register_csv(*rows)], AS_AT)
    codes = release.tables["settings"].sort("urn")["la_code"].to_list()
    assert codes == ["E10000021", "E06000058", "E06000058"]
    assert release.notes[:-1] == (
        "Poole is not one of the authorities of 2020: counted under the one that holds its area.",
        NOT_THE_REGION + "3 rows.",
    )


def test_a_split_authority_is_set_aside_because_its_parts_cannot_be_told(register_csv, layouts):
    rows = [
        layouts.register_row("SC000001", **{"Local authority": "Cumberland"}),
        layouts.register_row("SC000002", **{"Local authority": "Northamptonshire"}),
    ]
    release = read_release([register_csv(*rows)], date(2023, 4, 1))
    ((row, reason),) = reasons(release)
    assert row == 4 and "split" in reason and "West Northamptonshire" in reason


def test_a_leaver_is_closed_from_the_day_after_and_a_joiner_is_the_registers(
    register_csv, moves_csv, layouts
):
    moved = moves_csv(
        layouts.move_row("SC000001", **{"Joiner status": "Joiner", "Places": "99"}),
        layouts.move_row("SC000009", left="01/09/2020"),
        layouts.move_row("SC000010", left="30/03/2021"),
    )
    files = [register_csv(), moved]
    release = read_release(files, AS_AT)
    settings = release.tables["settings"]
    assert one(settings, urn="SC000001")["places"] == 4
    assert one(settings, urn="SC000009")["closed_on"] == date(2020, 9, 2)
    assert one(settings, urn="SC000009")["last_grade"] is None
    assert one(settings, urn="SC000010")["closed_on"] == date(2021, 3, 31)
    assert (release.accounts["settings"].kept, settings.height) == (4, 3)
    assert "Taken together with another row: 1 row." in release.notes
    assert every_row_is_accounted_for(release, files)


def test_the_registers_own_day_is_the_first_day_off_for_what_it_does_not_list(
    register_csv, moves_csv, layouts
):
    moved = moves_csv(
        layouts.move_row("SC000001", left="31/03/2021"),
        layouts.move_row("SC000009", left="31/03/2021"),
        layouts.move_row("SC000010", **{"Leaver status": "Leaver"}),
        layouts.move_row("SC000011", left="01/02/2021", **{"Leaver status": ""}),
        layouts.move_row("SC000012", left="25/01/2015"),
        layouts.move_row(
            "SC000013", **{"Joiner status": "Joiner", "Registration status": "Closed"}
        ),
    )
    release = read_release([register_csv(), moved], AS_AT)
    closed = dict(release.tables["settings"].select("urn", "closed_on").iter_rows())
    assert closed == {
        "SC000001": date(2021, 4, 1),
        "SC000009": AS_AT,
        "SC000010": AS_AT,
        "SC000011": None,
        "SC000013": AS_AT,
    }
    assert reasons(release) == [(6, "closing date is before the registration date")]
    said = "Closed by 2021-03-31, on a day that no file gives; counted as open until then: "
    assert said + "2 settings." in release.notes


def test_a_register_of_places_adds_what_was_never_inspected(write_ods, layouts):
    path = write_ods(
        "release.ods",
        {
            "Cover": [["Official statistics"]],
            "Level": [["Title"], *layouts.register(layouts.register_row())],
            "Places": [["Title"], layouts.provider, layouts.register_row(latest=[]),
                       layouts.register_row("2500001", latest=[])],
            "History": [["Date", "All"], ["2023", "3119"]],
        },
    )  # fmt: skip
    release = read_release([path], AS_AT)
    settings = release.tables["settings"]
    assert dict(settings.select("urn", "last_grade").iter_rows()) == {
        "SC000001": "Good",
        "2500001": words.NOT_YET_INSPECTED,
    }
    assert one(settings, urn="2500001")["source_file"] == "release.ods, sheet Places"
    assert release.unused.select("sheet", "rows").rows() == [
        ("Cover", 1),
        ("Level", 3),
        ("Places", 2),
        ("History", 2),
    ]
    assert every_row_is_accounted_for(release, [path])


def test_a_sheet_that_names_providers_and_is_no_known_table_says_what_it_lacks(write_ods, layouts):
    sheets = {
        "Level": layouts.register(layouts.register_row()),
        "Gone": [["URN", "Provision type", "Date closed"], ["1", "Children's home", "01/02/2020"]],
    }
    release = read_release([write_ods("release.ods", sheets)], AS_AT)
    (reason,) = release.unused.filter(sheet="Gone")["reason"]
    assert reason == (
        "names URNs but is no table that is known: joiners and leavers also needs Local authority"
    )


def test_a_register_of_places_alone_does_not_say_who_was_inspected(write_csv, layouts):
    path = write_csv("places.csv", [layouts.provider, layouts.register_row(latest=[])])
    assert read_release([path], AS_AT).tables["settings"]["last_grade"].to_list() == [None]


def test_a_column_that_a_year_lacks_is_blank_and_said(write_csv, layouts):
    place = layouts.provider.index("Registration date")
    rows = [row[:place] + row[place + 1 :] for row in layouts.register(layouts.register_row())]
    release = read_release([write_csv("old.csv", rows)], AS_AT)
    assert release.tables["settings"]["registered_on"].to_list() == [None]
    assert release.accounts["settings"].kept == 1
    assert "old.csv has no registration date: left blank, which means not known." in release.notes


def test_an_event_is_a_visit_without_a_grade(register_csv, events_csv, layouts):
    event = layouts.event_row(kind="SC – Emergency inspection")
    release = read_release([register_csv(), events_csv(event, encoding="cp1252")], AS_AT)
    assert release.tables["visits"].rows(named=True) == [
        {
            "visit_id": "10000001",
            "urn": "SC000001",
            "visit_type": "Emergency inspection",
            "started_on": date(2020, 6, 7),
            "published_on": date(2020, 11, 30),
            "source_file": "events.csv",
            "source_row": 2,
        }
    ]
    assert "events.csv is not in UTF-8: read as Windows-1252." in release.notes


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"urn": "x"}, 'URN "x" is not a URN'),
        ({"kind": ""}, "event type is blank"),
        ({"kind": "Tea"}, 'event type "Tea" is not known'),
        ({"day": ""}, "inspection date is blank"),
        ({"day": "soon"}, 'inspection date "soon" is not a date (dd/mm/yyyy or yyyy-mm-dd)'),
        ({"published": "01/01/2020"}, "publication date is before the inspection date"),
        (
            {"day": "01/04/2021", "published": ""},
            "inspection date is after the day of the records, 2021-03-31",
        ),
        ({"urn": "SC000002", "Provision type": ""}, "provision type is blank"),
    ],
)
def test_an_event_that_cannot_be_used_is_listed(register_csv, events_csv, layouts, said, reason):
    files = [register_csv(), events_csv(layouts.event_row(**said))]
    release = read_release(files, AS_AT)
    assert reasons(release, "visits") == [(2, reason)]
    assert release.tables["visits"].is_empty() and release.tables["settings"].height == 1
    assert every_row_is_accounted_for(release, files)


def test_what_an_event_says_of_a_provider_on_the_register_does_not_matter(
    register_csv, events_csv, layouts
):
    event = layouts.event_row(**{"Sector": "Secret", "Registration status": "Resigned"})
    release = read_release([register_csv(), events_csv(event)], AS_AT)
    assert release.accounts["visits"].kept == 1
    assert one(release.tables["settings"], urn="SC000001")["closed_on"] is None
    said = "Open on the register, closed by the account of their events; taken as open: 1 setting."
    assert said in release.notes


def test_a_provider_that_only_events_name_comes_along_closed(register_csv, events_csv, layouts):
    gone = {"urn": "2500002", "Registration status": "Resigned"}
    files = [
        register_csv(),
        events_csv(
            layouts.event_row(**gone, number="1", Places="3"),
            layouts.event_row(**gone, number="2", day="08/08/2020", Places="5"),
            layouts.event_row("2500003", number="3", day="08/03/2021", published=""),
        ),
    ]
    release = read_release(files, AS_AT)
    brought = one(release.tables["settings"], urn="2500002")
    assert (brought["closed_on"], brought["places"], brought["last_grade"]) == (AS_AT, 5, None)
    assert brought["registered_on"] == date(2009, 4, 24)
    assert one(release.tables["settings"], urn="2500003")["closed_on"] is None
    said = "Brought along by events; closed by 2021-03-31, the day not known: 1 setting."
    assert said in release.notes
    assert (release.accounts["settings"].read, release.accounts["visits"].kept) == (1, 3)


def test_one_event_of_several_branches_is_a_visit_to_each(register_csv, events_csv, layouts):
    rows = [
        layouts.event_row("SC000001"),
        layouts.event_row("SC000002"),
        layouts.event_row("SC000002"),
        layouts.event_row("SC000001", number="1.02E+07"),
        layouts.event_row("SC000001", number="", day="08/06/2020"),
    ]
    release = read_release([register_csv(), events_csv(*rows)], AS_AT)
    assert release.tables["visits"]["visit_id"].to_list() == [
        "10000001-SC000001",
        "10000001-SC000002",
        "SC000001-2020-06-07-full-inspection",
        "SC000001-2020-06-08-full-inspection",
    ]
    assert reasons(release, "visits") == [(4, "it repeats an event in an earlier row")]


def test_authorities_are_settings_of_their_own_with_their_visits(write_ods, layouts):
    where = ["Web link", "Local authority name", "Ofsted region"]
    sheets = {
        "Level": layouts.register(layouts.register_row()),
        "LA_level": [
            ["LA level"],
            [*where, "Inspection date", "Overall effectiveness"],
            ["x", "Leeds", YORKSHIRE, "2018-10-29T00:00:00", "Outstanding"],
            ["x", "York", YORKSHIRE, "", ""],
        ],
        "LA_year": [
            [*where, "Inspection/Visit date", "Inspection/Visit type", "Overall effectiveness"],
            ["x", "Leeds", YORKSHIRE, "2020-06-07", "ILACS Focused Visit", ""],
            ["x", "Barnsley", "London", "2020-06-08", "LA Monitoring visit", "Not judged"],
            ["x", "Barnsley", "London", "2020-06-08", "JTAI", ""],
        ],
    }
    release = read_release([write_ods("release.ods", sheets)], AS_AT)
    own = release.tables["settings"].filter(setting_type=words.LOCAL_AUTHORITY)
    assert own.select("urn", "la_code", "last_grade", "last_inspected_on", "closed_on").rows() == [
        ("E08000035", "E08000035", "Outstanding", date(2018, 10, 29), None),
        ("E06000014", "E06000014", words.NOT_YET_INSPECTED, None, None),
        ("E08000016", "E08000016", None, None, None),
    ]
    assert release.tables["visits"].select("visit_id", "urn", "visit_type").rows() == [
        ("E08000035-2020-06-07-focused-visit", "E08000035", "Focused visit"),
        ("E08000016-2020-06-08-monitoring-visit", "E08000016", "Monitoring visit"),
    ]
    assert reasons(release, "visits") == [(4, 'event type "JTAI" is not known')]


def test_a_region_comes_from_the_authority_and_a_difference_is_counted(register_csv, layouts):
    rows = [
        layouts.register_row("SC000001"),
        layouts.register_row("SC000002", **{"Ofsted region": YORKSHIRE}),
        layouts.register_row("SC000003", **{"Ofsted region": "London"}),
    ]
    notes = read_release([register_csv(*rows)], AS_AT).notes
    assert notes[:-1] == (NOT_THE_REGION + "1 row.",)


def test_another_spelling_is_read_and_counted(register_csv, layouts):
    rows = [
        layouts.register_row("SC000001"),
        layouts.register_row("SC000002"),
        layouts.register_row("SC000003", **{"Provision type": "Children's Home"}),
    ]
    release = read_release([register_csv(*rows)], AS_AT)
    assert release.tables["settings"]["setting_type"].unique().to_list() == ["Children's home"]
    assert 'register.csv also spells it "Children\'s Home": 1 row.' in release.notes


def test_no_name_address_postcode_constituency_or_owner_is_anywhere_in_a_release(
    register_csv, events_csv, moves_csv, layouts
):
    rows = [layouts.register_row(), layouts.register_row("bad"), layouts.register_row("SC000004")]
    files = [
        register_csv(*rows),
        events_csv(layouts.event_row(), layouts.event_row("SC000002"), layouts.event_row("worse")),
        moves_csv(layouts.move_row(left="01/09/2020")),
    ]
    release = read_release(files, AS_AT)
    frames = [*release.tables.values(), release.unused]
    frames += [account.set_aside for account in release.accounts.values()]
    said = " ".join([*release.notes, *(str(frame.rows()) for frame in frames)])
    assert "SC000004" in said and layouts.canary not in said and "CANARY" not in said


@pytest.mark.parametrize("place", ["Name", "Address 1", "Postcode"])
def test_a_row_moved_by_a_stray_comma_is_set_aside_without_quoting_it(
    register_csv, events_csv, layouts, place
):
    where = layouts.provider.index(place)
    moved, event = layouts.register_row("SC000002"), layouts.event_row("SC000003")
    for row in (moved, event):
        row.insert(where, layouts.canary)
    release = read_release([register_csv(layouts.register_row(), moved), events_csv(event)], AS_AT)
    reason = "its cells do not stand under their headings"
    assert reasons(release) == [(4, reason)]
    assert reasons(release, "visits") == [(2, reason)]


def test_a_judgement_that_is_not_read_is_not_called_ungraded(register_csv, events_csv, layouts):
    release = read_release([register_csv(), events_csv(layouts.event_row())], AS_AT)
    (only,) = [note for note in release.notes if note.startswith("Judgement of an event")]
    assert "graded" not in only and only.endswith(" that a register gives counts: 1 row.")


def test_no_file_or_no_register_says_what_to_add(events_csv, layouts):
    given = (
        r"No register among the files given \(events\.csv\): events\.csv is read as events in the"
    )
    with pytest.raises(RecordsError, match=given):
        read_release([events_csv(layouts.event_row())], AS_AT)
    with pytest.raises(RecordsError, match=r"given \(no files\)\. Add the file of providers"):
        read_release([], AS_AT)


def test_two_registers_of_a_kind_are_refused(register_csv):
    files = [register_csv(name="a.csv"), register_csv(name="b.csv")]
    with pytest.raises(RecordsError, match=r"More than one register was given: a\.csv; b\.csv\."):
        read_release(files, AS_AT)


def test_a_file_without_a_known_table_names_what_it_comes_nearest_to(write_csv):
    path = write_csv("odd.csv", [["URN", "Provision type", "Places"], ["1", "2", "3"]])
    said = r"odd\.csv has no table that is known: the nearest is places register, which also "
    with pytest.raises(RecordsError, match=said + "needs Local authority"):
        read_release([path], AS_AT)


def test_a_missing_file_is_named_before_anything_is_read(tmp_path: Path):
    with pytest.raises(RecordsError, match=r"No file at .*gone\.csv"):
        read_release([tmp_path / "gone.csv"], AS_AT)


def test_an_account_that_loses_a_row_is_refused():
    with pytest.raises(AssertionError, match="2 rows read, 1 kept and 0 set aside"):
        Account(2, 1, pl.DataFrame())
