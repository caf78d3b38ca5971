"""A register of any year loads whole, and so does one with a type that nobody has heard of."""

import csv
from collections import Counter
from datetime import date

import openpyxl
import polars as pl
import pytest

from dashboard.records import words
from dashboard.records.intake import from_release
from tests.records.conftest import write_ods, write_xlsx
from tests.records.ofsted import years

OURS = {
    "Children's Home": "Children's home",
    "Residential special school (>295 days/year)": words.HOMES[2],
    "Boarding School": "Boarding school",
    "Supported Accommodation": words.SUPPORTED_ACCOMMODATION,
}


def as_csv(path, rows, encoding="utf-8", sign=","):
    with path.open("w", newline="", encoding=encoding, errors="replace") as file:
        csv.writer(file, delimiter=sign).writerows(rows)
    return path


def taken(path, year):
    """Take in a register; all of its rows are settings."""
    intake = from_release([path], date(year, 3, 31))
    assert intake.set_aside.is_empty(), intake.set_aside["fault"].to_list()[:3]
    return intake, intake.records["settings"]


def counts(settings, column):
    return dict(settings[column].cast(pl.String).value_counts().iter_rows())


def findings(intake, check):
    return [issue for issue in intake.issues if issue.check == check]


@pytest.mark.parametrize("year", years.HEADINGS)
def test_a_register_laid_out_as_that_of_a_year_loads_whole(tmp_path, year):
    intake, settings = taken(as_csv(tmp_path / "provider.csv", years.register(year, 300)), year)
    assert settings.height == 300
    head = {" ".join(heading.lower().split()) for heading in years.HEADINGS[year]}
    assert settings["registered_on"].null_count() == (0 if "registration date" in head else 300)
    assert settings["places"].null_count() == (0 if "places" in head else 300)
    assert settings["sector"].null_count() == 0
    assert not findings(intake, "cell-left-blank") and not findings(intake, "type-unheard")
    never = counts(settings, "last_grade").get(words.NOT_YET_INSPECTED, 0)
    assert never == (60 if None in years.GRADES[year] else 0)
    assert [each.kind for each in intake.files] == ["register"]


def test_the_register_of_2025_loads_whole_with_its_supported_accommodation(tmp_path):
    rows = years.register(2025, 5600, others=[("Supported Accommodation", 893)])
    intake, settings = taken(as_csv(tmp_path / "provider.csv", rows), 2025)
    assert settings.height == 5600
    kinds = counts(settings, "setting_type")
    assert kinds[words.SUPPORTED_ACCOMMODATION] == 893
    assert sum(kinds.values()) - 893 == 4707
    supported = settings.filter(setting_type=words.SUPPORTED_ACCOMMODATION)
    assert counts(supported, "last_grade") == {
        **dict.fromkeys((*words.SUPPORTED_OUTCOMES[1:], words.NOT_YET_INSPECTED), 223),
        words.SUPPORTED_OUTCOMES[0]: 224,
    }
    others = settings.filter(pl.col("setting_type") != words.SUPPORTED_ACCOMMODATION)
    assert set(counts(others, "last_grade")) == {*words.GRADES}
    assert not findings(intake, "cell-left-blank")
    assert [(each.first_day, each.last_day) for each in intake.files] == [(date(2025, 3, 31),) * 2]


def test_the_register_of_2015_loads_whole_in_the_words_of_its_time(tmp_path):
    rows = years.register(2015, 2500)
    intake, settings = taken(as_csv(tmp_path / "provider.csv", rows), 2015)
    place = rows[0].index("Provision type")
    said = Counter(OURS[row[place]] for row in rows[1:])
    assert counts(settings, "setting_type") == dict(said)
    grades = dict(zip(words.GRADES[:4], (500, 500, 1000, 500), strict=True))
    assert counts(settings, "last_grade") == grades
    notes = "\n".join(intake.notes)
    assert 'judgement "Adequate" is read as Requires improvement to be good: 500 rows.' in notes
    assert '"Residential special school (>295 days/year)" is read as' in notes


def test_a_type_that_nobody_has_heard_of_is_kept_counted_and_named(tmp_path):
    others = [("Family hub with beds", 7), ("Lodging house", 2), ("Supported Accommodation", 3)]
    rows = years.register(2025, 100, others=others)
    intake, settings = taken(as_csv(tmp_path / "provider.csv", rows), 2025)
    assert settings.height == 100
    kinds = counts(settings, "setting_type")
    assert (kinds[words.ANOTHER_TYPE], kinds[words.SUPPORTED_ACCOMMODATION]) == (9, 3)
    assert [(f.value, f.count) for f in findings(intake, "type-unheard")] == [
        ("Family hub with beds", 7),
        ("Lodging house", 2),
    ]
    said = findings(intake, "type-unheard")[0].sentence
    assert said.startswith("provider.csv: another type: Family hub with beds: 7 rows")
    assert words.ANOTHER_TYPE in words.GROUPS[words.ALL_PROVIDERS]


def test_a_judgement_on_another_scale_than_the_types_is_never_forced_into_a_grade(tmp_path):
    rows = years.register(2025, 4, others=[("Supported Accommodation", 3)])
    grade, outcome = (rows[3].index(years.HEADINGS[2025][place]) for place in (26, 31))
    rows[4][outcome] = years.OUTCOMES[0]
    rows[5][outcome], rows[5][grade] = "", "Good"
    rows[6][outcome], rows[6][grade] = "", "Outcome 3"
    rows[7][outcome], rows[7][grade] = "Splendid", ""
    intake, settings = taken(as_csv(tmp_path / "provider.csv", rows), 2025)
    grades = settings.sort("urn")["last_grade"].cast(pl.String).to_list()
    assert grades == ["Outstanding", None, words.SUPPORTED_OUTCOMES[2], None]
    assert [f.said.partition(":")[0] for f in findings(intake, "cell-left-blank")] == [
        f'outcome "{years.OUTCOMES[0]}" is not of the scale of this type',
        'judgement "Good" is not of the scale on which supported accommodation is inspected',
        'outcome "Splendid" is not known',
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_a_text_file_gives_the_same_in_any_encoding_and_with_any_separator(
    tmp_path, encoding, sign
):
    rows = years.register(2025, 60, others=[("Supported Accommodation", 8)])
    _, wanted = taken(as_csv(tmp_path / "a.csv", rows), 2025)
    _, found = taken(as_csv(tmp_path / "b.csv", rows, encoding, sign), 2025)
    assert found.equals(wanted)


@pytest.mark.parametrize("kind", ["xlsx", "xlsm", "ods"])
def test_a_workbook_of_any_kind_gives_the_same(tmp_path, kind):
    rows = years.register(2025, 40, others=[("Supported Accommodation", 8)])
    _, wanted = taken(as_csv(tmp_path / "a.csv", rows), 2025)
    path = tmp_path / f"release.{kind}"
    (write_ods if kind == "ods" else write_xlsx)(path, {"Cover": [["About"]], "Level": rows})
    if kind == "xlsm":
        openpyxl.load_workbook(path, keep_vba=True).save(path)
    _, found = taken(path, 2025)
    assert found.equals(wanted)


@pytest.mark.parametrize("row", range(1, 6))
def test_the_headings_may_stand_in_any_of_the_first_rows(tmp_path, row):
    rows = years.register(2015, 10)
    titles = [["Provider level at 31 March 2015"], [""], ["One table."], [""]][: row - 1]
    _, settings = taken(as_csv(tmp_path / "a.csv", [*titles, *rows]), 2015)
    assert settings.height == 10


def test_headings_in_two_rows_are_read_together(tmp_path):
    """A heading may begin in the row above: over its own column, or over several."""
    rows = years.register(2024, 20)
    head = rows[3]
    first, latest = head.index("Latest full inspection event type"), len("Latest full inspection ")
    above = [""] * len(head)
    above[first], above[head.index("Registration date")] = "Latest full inspection", "Registration"
    below = [
        said[latest:].capitalize() if said.startswith("Latest full inspection ") else said
        for said in head
    ]
    below[head.index("Registration date")] = "date"
    _, wanted = taken(as_csv(tmp_path / "a.csv", rows), 2024)
    _, found = taken(as_csv(tmp_path / "b.csv", [*rows[:3], above, below, *rows[4:]]), 2024)
    assert found.equals(wanted)


EVENTS = {
    "2013-14": [
        *("Provider URN", "Provider status", "Provider type", "Sector", "Provider name"),
        *("Local Authority", "government_office_region_name", "Event number", "Event date"),
        *("Event type group", "Overall effectiveness", "Quality of care"),
    ],
    "2014-15": [
        *("URN", "Reg Status", "Provision type", "Sector", "Setting Name", "Local authority"),
        *("Region", "Inspection ID", "Inspection Date", "Inspection type"),
        *("Overall effectiveness", "Linked ED URN"),
    ],
    "2015-16": [
        *("URN", "Registration Status", "Provision type", "Sector", "Name", "Local authority"),
        *("Government Office Region", "Event number", "Inspection date", "Event type"),
        *("Overall effectiveness", "Leadership and management"),
    ],
    "2023-24": [
        *("URN", "Registration status", "Provision type", "Sector", "Name", "Local authority"),
        *("Ofsted region", "Inspection event number", "Inspection date", "Inspection event type"),
        *(years.OVERALL, "Previous inspection Date"),
    ],
}
KINDS = {
    "SC Interim": "Interim inspection",
    "Interim inspection": "Interim inspection",
    "SC Monitoring Inspection": "Monitoring visit",
    "Monitoring Visit": "Monitoring visit",
    "Emergency visit": "Emergency inspection",
    "SC – Emergency inspection": "Emergency inspection",
    "Assurance inspection": "Assurance visit",
    "Full Inspection": "Full inspection",
}


@pytest.mark.parametrize("year", EVENTS)
def test_events_laid_out_as_those_of_a_year_are_visits(tmp_path, year):
    register = as_csv(tmp_path / "provider.csv", years.register(2024, 10))
    said = [
        [
            *("3000001", "Active", "Children's home", "Private", "x", "Leeds", ""),
            *(str(7_000_000 + n), "01/02/2024", kind, "3", ""),
        ]
        for n, kind in enumerate([*KINDS, "Full Inspection"])
    ]
    path = as_csv(tmp_path / "events.csv", [EVENTS[year], *said])
    intake = from_release([register, path], date(2024, 3, 31))
    assert intake.set_aside.is_empty()
    kinds = intake.records["visits"].sort("visit_id")["visit_type"].cast(pl.String)
    assert kinds.to_list() == [*KINDS.values(), "Full inspection"]
