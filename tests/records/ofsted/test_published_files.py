"""The real published files, where they are at hand: figures that Ofsted published or that hold."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from dashboard.records import words
from dashboard.records.model import TABLES
from dashboard.records.ofsted import read_release
from dashboard.records.ofsted.sheets import filled_rows, open_sheets

FOLDER = Path(__file__).parents[4] / "shared" / "ofsted"
REGISTER = "provider_at_march_2021.csv"
MOVES = "joiners_leavers_21.csv"
WHOLE = "Childrens_social_care_in_England_2023_underlying_data.ods"
EVENTS = "inspections_in_year_2021_22.csv"
AUTHORITIES = "LA_Inspection_Outcomes_as_at_31_March_2025.ods"

pytestmark = pytest.mark.skipif(
    not FOLDER.is_dir(), reason=f"Ofsted's published files are not in {FOLDER}"
)


def published(as_at, *names):
    return read_release([FOLDER / name for name in names], as_at)


@pytest.fixture(scope="module")
def march_2021():
    return published(date(2021, 3, 31), REGISTER, MOVES)


@pytest.fixture(scope="module")
def march_2023():
    return published(date(2023, 3, 31), WHOLE)


def open_homes(release, day):
    is_open = (pl.col("registered_on") <= day) & (pl.col("closed_on") > day).fill_null(True)
    areas = release.tables["local_authorities"].select("la_code", "region")
    homes = release.tables["settings"].filter(pl.col("setting_type").is_in(words.HOMES), is_open)
    return homes.join(areas, on="la_code", validate="m:1")


def counts(series):
    return dict(series.value_counts().iter_rows())


def test_the_register_of_2021_is_read_whole():
    release = published(date(2021, 3, 31), REGISTER)
    account = release.accounts["settings"]
    assert (account.read, account.kept, release.vintage) == (3402, 3402, "2020")
    homes = open_homes(release, date(2021, 3, 31))
    assert (homes.height, homes["places"].sum()) == (2706, 12732)
    assert counts(homes["last_grade"]) == dict(
        zip(words.GRADES, (370, 1426, 391, 30, 489), strict=True)
    )


def test_homes_on_the_first_of_september_2020(march_2021):
    """Of all types 645 lie in the North West; 633 are homes that are neither secure nor schools."""
    homes = open_homes(march_2021, date(2020, 9, 1))
    assert homes.height == 2591
    regions = counts(homes["region"])
    assert (regions["North West"], regions["London"]) == (645, 135)
    plain = counts(homes.filter(setting_type="Children's home")["region"])
    assert (plain["North West"], plain["London"]) == (633, 135)


def test_joiners_and_leavers_do_not_change_who_was_open_on_the_registers_day(march_2021):
    assert march_2021.accounts["settings"].kept == 3402 + 545
    assert march_2021.tables["settings"].height == 3556
    assert open_homes(march_2021, date(2021, 3, 31)).height == 2706
    born = (date(2020, 4, 1), date(2020, 8, 31))
    homes = march_2021.tables["settings"].filter(pl.col("setting_type").is_in(words.HOMES))
    assert homes.filter(pl.col("registered_on").is_between(*born)).height == 176


def test_the_providers_of_2020_are_those_that_had_been_inspected():
    release = published(date(2020, 3, 31), "provider_at_march_2020.csv")
    assert (release.accounts["settings"].kept, release.vintage) == (2971, "2019")
    homes = open_homes(release, date(2020, 3, 31))
    graded = (373, 1477, 421, 40)
    assert counts(homes["last_grade"]) == dict(zip(words.GRADES[:4], graded, strict=True))


def test_the_release_of_2023_makes_a_register_and_its_events(march_2023):
    accounts = march_2023.accounts
    assert (march_2023.vintage, accounts["settings"].read) == ("2021", 152 + 3546 + 3812 + 575)
    assert accounts["settings"].reasons() == {}
    assert (accounts["visits"].read, accounts["visits"].kept) == (3767 + 111, 3877)
    assert accounts["visits"].reasons() == {"publication date is before the inspection date": 1}
    homes = open_homes(march_2023, date(2023, 3, 31))
    assert (homes.height, homes["places"].sum()) == (3119, 13528)
    providers = march_2023.tables["settings"].filter(pl.col("closed_on").is_null())
    assert providers.filter(setting_type=words.LOCAL_AUTHORITY).height == 152
    assert providers.filter(pl.col("setting_type").is_in(words.PROVIDERS)).height == 3812
    assert counts(march_2023.tables["visits"]["visit_type"]) == {
        "Full inspection": 3034 + 38 + 13,
        "Monitoring visit": 469 + 24,
        "Assurance visit": 263,
        "Focused visit": 36,
    }


def test_events_bring_along_the_providers_that_a_register_does_not_name():
    release = published(date(2022, 3, 31), REGISTER, MOVES, EVENTS)
    account = release.accounts["visits"]
    assert (account.read, account.kept) == (3612, 3612)
    known = release.tables["settings"]["urn"]
    assert release.tables["visits"]["urn"].is_in(known.implode()).all()
    assert "inspections_in_year_2021_22.csv is not in UTF-8: read as Windows-1252." in release.notes


def test_event_numbers_that_a_spreadsheet_rounded_are_not_taken_for_one_event():
    release = published(date(2023, 3, 31), REGISTER, "inspections_in_year_2022_23.csv")
    assert release.accounts["visits"].kept == 3766
    assert "No whole event number; known by setting, day and type: 2 rows." in release.notes


@pytest.mark.parametrize("name", ["march_2021", "march_2023"])
def test_every_row_is_accounted_for_and_every_row_kept_fits_the_model(name, request):
    release = request.getfixturevalue(name)
    files = (REGISTER, MOVES) if name == "march_2021" else (WHOLE,)
    grids = [sheet.grid for file in files for sheet in open_sheets(FOLDER / file)[0]]
    read = sum(account.read for account in release.accounts.values())
    assert sum(filled_rows(grid).height for grid in grids) == read + release.unused["rows"].sum()
    for table, rows in release.tables.items():
        blanks = {c: pl.lit(None) for c in TABLES[table].column_names() if c not in rows.columns}
        wanted = rows.with_columns(**blanks).select(TABLES[table].column_names())
        TABLES[table].validate(wanted, cast=True)


@pytest.fixture
def judged(write_csv, layouts):
    """Read the authority release of 2025 beside a small register, as at a day."""
    path = write_csv("register.csv", layouts.register(layouts.register_row()))
    return lambda day: read_release([path, FOLDER / AUTHORITIES], day)


@pytest.fixture(scope="module")
def judgements():
    """Open the sheets of the authority release, below their headings, by name."""
    return {s.name: s.grid.slice(3) for s in open_sheets(FOLDER / AUTHORITIES)[0]}


def standing(release):
    own = release.tables["settings"].filter(setting_type=words.LOCAL_AUTHORITY)
    known = own.filter(pl.col("last_inspected_on").is_not_null())
    return {
        code: (when, grade)
        for code, when, grade in known.select("urn", "last_inspected_on", "last_grade").iter_rows()
    }


def test_the_authority_release_gives_the_judgements_that_stand_on_its_day(judged, judgements):
    release = judged(date(2025, 3, 31))
    level = judgements["Inspections_as_at_31_March"]
    wanted = {row[1]: (date.fromisoformat(row[4][:10]), row[6]) for row in level.iter_rows()}
    assert standing(release) == wanted and len(wanted) == 153
    kinds = [each.kind for each in release.files if each.file.startswith(AUTHORITIES)]
    assert kinds.count("authority judgements") == 2
    assert counts(release.tables["visits"]["visit_type"])["Focused visit"] == 36


@pytest.mark.parametrize("day", [date(2018, 4, 30), date(2021, 3, 31), date(2023, 9, 11)])
def test_the_history_gives_the_judgement_that_stood_on_any_day(judged, judgements, day):
    latest: dict[str, tuple[date, str]] = {}
    for row in judgements["ILACS_inspection_history"].iter_rows():
        if row[1] and (when := date.fromisoformat(row[5][:10])) <= day:
            latest[row[1]] = max(latest.get(row[1], (date.min, "")), (when, row[8]))
    found = standing(judged(day))
    shared = found.keys() & latest.keys()
    assert {code: found[code] for code in shared} == {code: latest[code] for code in shared}
    assert len(shared) > 0.9 * len(latest)
