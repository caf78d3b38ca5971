"""A stranger's extract: versions, dates, words, ids and later days are read as they are declared.

The folders in tests/extract are small extracts of departments that do not exist.
"""

import json
import shutil
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner

from dashboard.cli import main
from dashboard.records.catalogue import CHECKS
from dashboard.records.check import RecordsError, check
from dashboard.records.intake import from_folder
from dashboard.records.sources import read_source

CASES = Path(__file__).parents[1] / "extract"
DAY = date(2021, 3, 31)
HEAD = "urn,setting_type,la_code,registered_on"
UNDATED = "2400001,Children's home,E08000035"
HOME = f"{UNDATED},2015-02-01"
VISIT = "visit_id,urn,visit_type,started_on,ended_on,published_on,outcome"


@pytest.fixture
def extract(tmp_path):
    """Give a function that writes files into a folder and takes it in."""

    def taken(as_at=DAY, **files):
        for name, text in files.items():
            end = "toml" if name == "mapping" else "csv"
            (tmp_path / f"{name}.{end}").write_text(text, encoding="utf-8")
        return from_folder(tmp_path, as_at)

    return taken


def command(*given):
    return CliRunner().invoke(main, [str(part) for part in given])


# Which of two rows is later.


def places_of(taken):
    return taken.records["settings"]["places"].to_list()


def test_the_case_of_versions_by_day():
    taken = from_folder(CASES / "ver", DAY)
    assert places_of(taken) == [6]
    assert taken.accounts["settings"].passed["source_row"].to_list() == [2]


@pytest.mark.parametrize(
    ("dates", "earlier", "later"),
    [
        ("%d/%m/%Y", "28/02/2021", "03/03/2021"),
        ("%d/%m/%Y", "03/03/2021 09:15", "03/03/2021 10:05"),
        ("%d/%m/%Y", "03/03/2021", "03/03/2021 00:01"),
        ("%d %b %Y", "12 Feb 2021", "03 Mar 2021"),
        ("%d/%m/%Y %H:%M:%S", "28/02/2021 23:59:59", "01/03/2021 00:00:00"),
        ("%Y-%m-%d", "2021-02-28T09:00:00", "2021-03-01T08:00:00"),
        ("excel", "44257.5", "44258.25"),
    ],
)
@pytest.mark.parametrize("turned", [False, True])
def test_a_version_may_be_a_day_in_the_declared_form(extract, dates, earlier, later, turned):
    rows = [f"{UNDATED},3,{earlier}", f"{UNDATED},6,{later}"]
    body = "\n".join(reversed(rows) if turned else rows)
    taken = extract(
        settings=f"urn,setting_type,la_code,places,Touched\n{body}\n",
        mapping=f'[settings]\nversion = "Touched"\ndates = "{dates}"\n',
    )
    assert places_of(taken) == [6]
    assert taken.accounts["settings"].passed.height == 1


@pytest.mark.parametrize("versions", [("1 March", "2 March"), ("9:00 am", "10:00 am")])
def test_versions_in_no_form_that_was_declared_have_no_order(extract, versions):
    rows = "\n".join(f"2400001,Children's home,E08000035,{n},{v}" for n, v in enumerate(versions))
    taken = extract(
        settings=f"urn,setting_type,la_code,places,Touched\n{rows}\n",
        mapping='[settings]\nversion = "Touched"\ndates = "%d/%m/%Y"\n',
    )
    assert taken.set_aside["check"].to_list() == ["key-shared"] * 2


# Dates, day numbers and times of day.


@pytest.mark.parametrize(
    ("dates", "said", "day"),
    [
        ("excel", "42036", date(2015, 2, 1)),
        ("excel", "42036.75", date(2015, 2, 1)),
        ("excel", "2015-02-01", date(2015, 2, 1)),
        ("%d/%m/%Y", "01/02/2015", date(2015, 2, 1)),
        ("%d/%m/%Y", "01/02/2015 00:00", date(2015, 2, 1)),
        ("%d/%m/%Y %H:%M", "01/02/2015 23:59", date(2015, 2, 1)),
        ("%d/%m/%Y %H:%M", "01/02/2015", date(2015, 2, 1)),
        ("%d-%b-%Y", "01-Feb-2015", date(2015, 2, 1)),
        ("%Y-%m-%dT%H:%M:%S", "2015-02-01T23:59:59", date(2015, 2, 1)),
        ("%Y-%m-%dT%H:%M:%S", "2015-02-01T23:59:59.123", date(2015, 2, 1)),
        ("%Y-%m-%d", "2015-02-01T00:00:00", date(2015, 2, 1)),
        ("%Y-%m-%d", "2015-07-01T23:30:00Z", date(2015, 7, 2)),
        ("%d/%m/%Y", "01/07/2015 23:30+00:00", date(2015, 7, 2)),
        ("%Y%m%d", "20150201", date(2015, 2, 1)),
    ],
)
def test_a_date_is_read_as_it_is_declared(extract, dates, said, day):
    taken = extract(
        settings=f"{HEAD}\n{UNDATED},{said}\n", mapping=f'[settings]\ndates = "{dates}"\n'
    )
    assert taken.set_aside["fault"].to_list() == []
    assert taken.records["settings"]["registered_on"].to_list() == [day]


@pytest.mark.parametrize(
    ("dates", "said", "check"),
    [
        ("%Y-%m-%d", "2015-02-01T23:59:59", "date-zone"),
        ("%d/%m/%Y", "01/02/2015 23:59", "date-zone"),
        ("%d/%m/%Y", "42036", "date-form"),
        ("excel", "123", "date-form"),
        ("%d/%m/%Y %H:%M", "31/02/2015 10:00", "date-form"),
    ],
)
def test_a_date_in_another_form_than_was_declared_is_not_guessed_at(extract, dates, said, check):
    taken = extract(
        settings=f"{HEAD}\n{UNDATED},{said}\n", mapping=f'[settings]\ndates = "{dates}"\n'
    )
    assert taken.set_aside["check"].to_list() == [check]


# What the mapping says.


def test_words_of_any_column_are_put_into_what_they_mean(extract):
    taken = extract(
        settings="urn,setting_type,la_code,places,registered_on,sector,last_grade\n"
        "HOME-1,CH,Leeds MDC,few,long ago,PRV,9\n",
        mapping='[settings.words.setting_type]\nCH = "Children\'s home"\n'
        '[settings.words.la_code]\n"Leeds MDC" = "E08000035"\n'
        '[settings.words.places]\nfew = "3"\n'
        '[settings.words.registered_on]\n"Long ago" = "1990-01-01"\n'
        '[settings.words.sector]\nprv = "private"\n'
        '[settings.words.last_grade]\n9 = ""\n',
    )
    row = taken.records["settings"].row(0, named=True)
    assert (row["setting_type"], row["la_code"]) == ("Children's home", "E08000035")
    assert (row["places"], row["registered_on"]) == (3, date(1990, 1, 1))
    assert (row["sector"], row["last_grade"]) == ("Private", None)
    said = [issue.said for issue in taken.issues if issue.check == "word-mapped"]
    assert 'last_grade: "9" is read as blank (1 value).' in said


IDLE = {
    "a setting": ('[settings]\ndatez = "%d"\n', "dates comes nearest"),
    "a table": ('[setings]\ndates = "excel"\n', "settings comes nearest"),
    "a column": ('[settings.columns]\nsetting_typ = "x"\n', "setting_type comes nearest"),
    "words of no column": ('[settings.words.Sector]\nPRV = "Private"\n', "sector comes nearest"),
    "a meaning": ('[settings.words.sector]\nPRV = "Privat"\n', "Private comes nearest"),
    "words of a column that is not there": (
        '[settings.words.sector]\nPRV = "Private"\n',
        "settings.csv has no column sector",
    ),
    "a table that is not there": ('[visits]\ndates = "excel"\n', "no table of that name"),
    "a sheet of a CSV": ('[settings]\nsheet = "Homes"\n', "settings.csv is a CSV file"),
    "a table of a CSV": ('[settings]\ntable = "homes"\n', "settings.csv is a CSV file"),
    "days of grace for a register": ("[settings]\ngrace_days = 7\n", "Write it under [visits]"),
    "a form of no date": ('[settings]\ndates = "dd/mm/yyyy"\n', 'such as "%d/%m/%Y"'),
    "a form without a year": ('[settings]\ndates = "%d/%m"\n', 'such as "%d/%m/%Y"'),
    "one heading for two columns": (
        '[settings.columns]\nregistered_on = "urn"\nclosed_on = "URN"\n',
        "to registered_on and to closed_on",
    ),
    "two meanings": (
        '[settings.words.setting_type]\nCH = "Children\'s home"\nch = "Boarding school"\n',
        "two meanings",
    ),
}


@pytest.mark.parametrize("case", IDLE)
def test_a_key_of_the_mapping_that_does_nothing_is_an_error_that_names_the_nearest(extract, case):
    mapping, said = IDLE[case]
    with pytest.raises(RecordsError) as refused:
        extract(settings=f"{HEAD}\n{HOME}\n", mapping=mapping)
    assert said in str(refused.value)
    assert str(refused.value).endswith(".")


def test_the_case_of_a_misspelled_key():
    refused = command("check", CASES / "typo", "--as-at", DAY)
    assert refused.exit_code == 2
    assert "datez is not a setting. dates comes nearest." in refused.stderr


def test_a_mapping_beside_one_file_may_tell_of_other_tables_too(tmp_path):
    (tmp_path / "settings.csv").write_text(f"{HEAD}\n{HOME}\n")
    (tmp_path / "mapping.toml").write_text('[visits]\ndates = "%d/%m/%Y"\n')
    assert read_source(tmp_path / "settings.csv").tables["settings"].rows.height == 1


# References.

IDS = (
    *("SC012345", "2400001", "1-1000401911", "ab-12/c7", "loc_0012", "01HOME123", "12-home-2020"),
    *("E10000016", "550e8400-e29b-41d4-a716-446655440000"),
)
NO_IDS = (
    *("12", "x", "Rosecottage", "Rose Cottage 2", "1.02E+07", "2400001.5", '"2,400,001"', "-12"),
    *("2020-01-31", "31/01/2020", "31-Jan-2020", "31January2020", "0000000", "#12345", "1" * 41),
)


@pytest.mark.parametrize(
    "urn",
    [
        "SC012345",
        "2400001",
        "1-1000401911",
        "ab-12/c7",
        "loc_0012",
        "01HOME123",
        "12-home-2020",
        "E10000016",
        "550e8400-e29b-41d4-a716-446655440000",
    ],
)
def test_a_reference_may_be_letters_digits_and_dashes(extract, urn):
    taken = extract(
        settings=f"{HEAD}\n{HOME.replace('2400001', urn)}\n",
        visits=f"{VISIT}\nV-1,{urn},Assurance visit,2020-10-01,,,\n",
    )
    assert taken.set_aside.is_empty()
    assert taken.records["visits"]["urn"].to_list() == [urn]


@pytest.mark.parametrize(
    "urn",
    [
        "12",
        "x",
        "Rosecottage",
        "Rose_Cottage",
        "1.02E+07",
        "2400001.5",
        '"2,400,001"',
        "-12",
        "2020-01-31",
        "31/01/2020",
        "31-Jan-2020",
        "31January2020",
        "0000000",
        "#12345",
        "11111222223333344444555556666677777888889",
    ],
)
def test_a_value_of_another_column_is_no_reference(extract, urn):
    taken = extract(settings=f"{HEAD}\n{HOME.replace('2400001', urn)}\n")
    assert taken.set_aside["check"].to_list() == ["value-not-allowed"]


# Authorities.


@pytest.mark.parametrize("case", [pytest.param("own", marks=pytest.mark.long), "law"])
@pytest.mark.parametrize("day", [DAY, date(2020, 4, 1), date(2018, 3, 31)])
def test_the_cases_of_authorities_by_name_number_and_code_agree(tmp_path, case, day):
    """The register has all three in columns of their own: whichever is read, the codes agree."""
    shutil.copytree(CASES / case, tmp_path / "all")
    mapping = tmp_path / "all" / "mapping.toml"
    said = mapping.read_text().partition("[settings.words.la_code]")
    found = {}
    for column in ("Council", "ONS", "LA no"):
        mapping.write_text(said[0].replace('"Council"', f'"{column}"'))
        taken = from_folder(tmp_path / "all", day)
        aside = taken.accounts["settings"].set_aside
        assert set(aside["check"]) <= {"area-code-split"}
        found[column] = taken.records["settings"].select("urn", "la_code").rows()
    assert found["Council"] == found["LA no"]
    if day == DAY:
        assert len(found["Council"]) == 120
        assert found["Council"] == found["ONS"]


def test_the_cases_as_they_come_are_read_whole():
    for case in ("own", "law"):
        taken = from_folder(CASES / case, DAY)
        assert taken.accounts["settings"].kept == 120
        assert set(taken.set_aside["check"]) <= {"visit-outside-registration"}


def test_the_case_of_codes_of_every_vintage():
    taken = from_folder(CASES / "gss", DAY)
    assert taken.accounts["settings"].kept == 24
    assert taken.set_aside.select("source_row", "check").rows() == [
        (4, "area-code-split"),
        (22, "area-code-split"),
    ]
    assert len(taken.notes) == 10


@pytest.mark.parametrize(
    ("said", "code"),
    [
        *((said, "E06000023") for said in ("Bristol", "BRISTOL, CITY OF", "Bristol City Council")),
        *((said, "E06000023") for said in ("801", "801.0", "e06000023", "801 Bristol")),
        *((said, "E09000007") for said in ("Camden", "London Borough of Camden", "202")),
        ("Poole", "E06000058"),
        ("B&NES", "E06000022"),
    ],
)
def test_an_authority_may_be_said_in_any_way(extract, said, code):
    taken = extract(settings=f'{HEAD}\n2400001,Children\'s home,"{said}",2015-02-01\n')
    assert taken.records["settings"]["la_code"].to_list() == [code]


@pytest.mark.parametrize(
    ("said", "check", "part"),
    [
        ("Wigin", "area-unknown", "nearest: Wigan (E08000010)"),
        ("Leeds and Bradford", "area-ambiguous", "may mean"),
        ("999", "area-unknown", "“999” is not the name or the code"),
        ("Cardiff", "area-unknown", "is not the name or the code"),
        ("W06000015", "area-unknown", "is not the name or the code"),
    ],
)
def test_what_names_no_one_authority_is_set_aside_with_a_remedy(extract, said, check, part):
    rows = f'{HEAD}\n2400001,Children\'s home,"{said}",2015-02-01\n'
    taken = extract(settings=rows)
    assert taken.set_aside["check"].to_list() == [check]
    assert part in taken.set_aside["fault"][0]
    assert "[TABLE.words.la_code]" in CHECKS[check].remedy
    mended = extract(settings=rows, mapping=f'[settings.words.la_code]\n"{said}" = "Leeds"\n')
    assert mended.records["settings"]["la_code"].to_list() == ["E08000035"]


def test_visits_of_others_name_their_authority_in_any_way_too(extract):
    taken = extract(
        settings=f"{HEAD}\n{HOME}\n",
        other_visits="other_id,la_code,inspectorate,started_on\n1,Leeds,HMIP,2021-02-01\n",
    )
    assert taken.records["other_visits"]["la_code"].to_list() == ["E08000035"]


def test_numbers_of_authorities_in_a_typed_source_are_read(tmp_path):
    home = {"urn": "A-1", "setting_type": "Children's home", "la_code": 383}
    pl.DataFrame([home]).write_parquet(tmp_path / "settings.parquet")
    assert from_folder(tmp_path, DAY).records["settings"]["la_code"].to_list() == ["E08000035"]


# Days after the day of the records.


def later_days(extract):
    return extract(
        settings="urn,setting_type,la_code,registered_on,closed_on,last_grade,last_inspected_on\n"
        "2400001,Children's home,E08000035,2015-02-01,2021-04-30,Good,2021-04-02\n"
        "2400002,Children's home,E08000035,2021-04-01,,,\n"
        "2400003,Children's home,E08000035,2015-02-01,,Good,2019-04-02\n",
        visits=f"{VISIT}\n"
        "V1,2400001,Assurance visit,2021-03-08,2021-03-09,2021-04-06,Serious concerns\n"
        "V2,2400003,Assurance visit,2021-03-30,2021-04-01,,\n"
        "V3,2400003,Assurance visit,2021-03-01,2021-03-02,2021-03-31,No serious concerns\n",
        actions="action_id,urn,action_type,issued_on,review_on,ended_on\n"
        "A1,2400001,Compliance notice,2021-03-10,2021-06-01,2021-04-09\n",
    )


def test_rows_with_a_later_day_are_all_kept_and_the_letter_is_not_out_yet(extract):
    taken = later_days(extract)
    assert taken.set_aside.is_empty()
    visits = taken.records["visits"]
    assert visits["published_on"].to_list() == [None, None, DAY]
    assert visits["outcome"].to_list() == [None, None, "No serious concerns"]
    assert taken.records["settings"]["last_grade"].to_list() == [None, None, "Good"]
    said = [issue.said for issue in taken.issues if issue.check == "date-later"]
    assert said == [
        "last_inspected_on is after the day of the records, 2021-03-31, so that the judgement of "
        "the day is not known on that day (1 value).",
        "published_on is after the day of the records, 2021-03-31, so that the letter is not yet "
        "published on that day (1 value).",
    ]


def test_figures_as_at_the_day_do_not_know_what_came_later(extract, tmp_path):
    later_days(extract)
    root = tmp_path / "snapshots"
    built = command("build", tmp_path, "--as-at", DAY, "--snapshots", root)
    assert built.exit_code == 0, built.output
    expected = {
        "settings": 2,
        "visited": 2,
        "visits": 3,
        "published": 1,
        "waiting": 2,
        "overdue": 0,
        "serious_concerns": 0,
        "actions_in_force": 1,
        "actions_ended": 0,
        "left": 0,
        "joined": 0,
    }
    for name, numerator in expected.items():
        asked = command("measure", name, "--snapshots", root, "--format", "json")
        assert json.loads(asked.stdout)[0]["numerator"] == numerator, name


def test_the_day_itself_is_not_later(extract):
    taken = extract(
        settings=f"{HEAD}\n{HOME}\n",
        visits=f"{VISIT}\nV1,2400001,Assurance visit,2021-03-31,2021-03-31,2021-03-31,\n",
    )
    assert taken.records["visits"]["published_on"].to_list() == [DAY]
    assert [f for f in taken.issues if f.check == "date-later"] == []


# Leaving rows out.


def register(folder, good, bad):
    rows = [f"24{n:05},Children's home,E08000035,2015-02-01" for n in range(good)]
    rows += [f"25{n:05},Castle,E08000035,2015-02-01" for n in range(bad)]
    (folder / "settings.csv").write_text("\n".join([HEAD, *rows]) + "\n")


def test_set_aside_alone_is_enough_however_many_rows_it_is(tmp_path):
    register(tmp_path, good=20, bad=15)
    given = ("build", tmp_path, "--as-at", DAY, "--snapshots", tmp_path / "snapshots")
    refused = command(*given)
    assert refused.exit_code == 2
    assert "run again with --set-aside" in refused.stderr
    done = command(*given, "--set-aside")
    assert done.exit_code == 0, done.output
    assert "35 read, 20 kept, 15 set aside" in done.stdout


def test_a_table_of_which_nothing_can_be_used_still_stops_and_its_remedy_works(tmp_path):
    register(tmp_path, good=20, bad=0)
    (tmp_path / "visits.csv").write_text(f"{VISIT}\nV1,2400001,Visit,2021-03-01,,,\n")
    given = ("build", tmp_path, "--as-at", DAY, "--snapshots", tmp_path / "snapshots")
    refused = command(*given, "--set-aside")
    assert refused.exit_code == 2
    assert "Not one row of visits can be used." in refused.stderr
    assert "--allow empty" in refused.stderr
    done = command(*given, "--set-aside", "--allow", "empty", "--reason", "a first try")
    assert done.exit_code == 0, done.output


def test_a_typed_source_may_have_ids_and_times_of_its_own(tmp_path):
    rows = pl.DataFrame(
        {
            "urn": [2400001, 2400002],
            "setting_type": ["Children's home"] * 2,
            "la_code": ["E08000035"] * 2,
            "registered_on": pl.Series(["2015-02-01 09:30:00"] * 2).str.to_datetime(),
        }
    )
    rows.write_parquet(tmp_path / "settings.parquet")
    assert from_folder(tmp_path, DAY).set_aside["check"].to_list() == ["date-zone"] * 2
    (tmp_path / "mapping.toml").write_text('[settings]\ndates = "%Y-%m-%d %H:%M:%S"\n')
    taken = from_folder(tmp_path, DAY)
    assert taken.records["settings"]["registered_on"].to_list() == [date(2015, 2, 1)] * 2


def test_words_are_read_the_same_without_a_day():
    rows = pl.DataFrame(
        {"urn": ["A-1"], "setting_type": ["children’s HOME"], "la_code": ["E10000016"]}
    )
    assert check("settings", rows).kept.height == 1
