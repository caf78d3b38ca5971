"""Each published register, taken in and measured, against a plain recount of the files in pandas.

The recount knows of each file by hand where its headings are and what they are called, and shares
no code with the importer.
"""

import json
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner

from dashboard.cli import main
from dashboard.records import words
from tests.records.ofsted.test_published_files import FOLDER

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(not FOLDER.is_dir(), reason=f"Ofsted's published files are not in {FOLDER}"),
]
GONE = ("Resigned", "Cancelled", "Closed")
EFFECTIVE = "First effective date (that the provider {})"
NAMES = {"Ofsted Region": "Ofsted region", "Linked education URN": "Linked Education URN"}


@dataclass(frozen=True)
class Files:
    """The files of one year: what is above their headings, and what their columns are called."""

    register: str
    above: int
    joiners: tuple[str, int] | None = None
    left: tuple[str, ...] = ()
    status: str = ""
    registered: str = "Registration date"
    events: tuple[str, int] | None = None


YEARS = {
    2018: Files("provider_at_march_2018.csv", 1),
    2019: Files(
        "provider_at_march_2019.csv",
        1,
        ("joiners_leavers_19.csv", 0),
        ("Date closed",),
        "Registration status at 31 March 2019",
        events=("All_SocCare_inspec_1819.csv", 0),
    ),
    2020: Files(
        "provider_at_march_2020.csv",
        1,
        ("joiners_leavers_20.csv", 0),
        ("Cancelled or resigned date",),
        "Registration status at 31 March 2020",
        events=("All_SocCare_inspec_1920.csv", 0),
    ),
    2021: Files(
        "provider_at_march_2021.csv",
        1,
        ("joiners_leavers_21.csv", 0),
        ("Resigned/closed date",),
        "Registration status",
    ),
    2022: Files(
        "provider_at_march_2022.csv",
        4,
        ("joiners_leavers_22.csv", 3),
        ("Cancelled or resigned date",),
        "Registration status (as at 31 March 2022)",
        events=("inspections_in_year_2021_22.csv", 0),
    ),
    2023: Files(
        "provider_at_march_2023.csv",
        3,
        ("joiners_leavers_23.csv", 3),
        tuple(EFFECTIVE.format(word) for word in ("became resigned", "closed", "became cancelled")),
        "Registration status (as at 31 March 2023)",
        EFFECTIVE.format("became active"),
        ("inspections_in_year_2022_23.csv", 3),
    ),
}


def table(name: str, above: int) -> pd.DataFrame:
    """Read a published file as text, in whichever of two encodings it is."""
    try:
        rows = pd.read_csv(FOLDER / name, skiprows=above, dtype=str, encoding="utf-8-sig")
    except UnicodeDecodeError:
        rows = pd.read_csv(FOLDER / name, skiprows=above, dtype=str, encoding="cp1252")
    rows = rows.rename(columns=NAMES)
    return rows[rows["URN"].notna()]


def days(rows: pd.DataFrame, column: str) -> pd.Series:
    if column not in rows:
        return pd.Series(pd.NaT, index=rows.index)
    return pd.to_datetime(rows[column], format="%d/%m/%Y")


def described(rows: pd.DataFrame, registered: str = "Registration date") -> pd.DataFrame:
    """Give what is said of each provider: its type and region, when it came and when it left."""
    kinds = rows["Provision type"].str.casefold()
    return pd.DataFrame(
        {
            "urn": rows["URN"],
            "kind": kinds.where(kinds != "cafcass", "another type"),
            "region": rows["Ofsted region"],
            "registered": days(rows, registered),
            "off": pd.NaT,
        }
    )


def recount(year: int) -> pd.DataFrame:
    """Make one row of each provider: on the register, or a joiner, a leaver, or only inspected."""
    files, last = YEARS[year], pd.Timestamp(year, 3, 31)
    parts = [described(table(files.register, files.above))]
    if files.joiners:
        rows = table(*files.joiners)
        moved = described(rows, files.registered)
        left = pd.concat([days(rows, column) for column in files.left], axis=1).min(axis=1)
        is_gone = rows["Leaver status"].notna() | rows[files.status].isin(GONE)
        off = (left + pd.Timedelta(days=1)).where(left != last, last).fillna(last)
        sound = ~(left < moved["registered"])
        parts.append(moved.assign(off=off.where(is_gone))[sound])
    if files.events:
        rows = table(*files.events)
        when = days(rows, "Inspection date")
        rows = rows.loc[when.sort_values(ascending=False, kind="stable").index]
        seen = described(rows)
        gone = rows["Registration status"].isin(GONE)
        parts.append(seen.assign(off=pd.Series(last, seen.index).where(gone)))
    return pd.concat(parts).drop_duplicates("urn")


def on_register(rows: pd.DataFrame, day: pd.Timestamp) -> pd.DataFrame:
    return rows[~(rows["registered"] > day) & ~(rows["off"] <= day)]


def run(*given: object) -> str:
    result = CliRunner().invoke(main, [str(part) for part in given])
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.fixture(scope="module", params=YEARS)
def taken(request, tmp_path_factory):
    """Import the files of a year as at its own day, as a reader would."""
    year, root = request.param, tmp_path_factory.mktemp("snapshots")
    files = YEARS[year]
    names = [files.register, *(pair[0] for pair in (files.joiners, files.events) if pair)]
    paths = [FOLDER / name for name in names]
    day = f"{year}-03-31"
    told = json.loads(run("import-ofsted", *paths, "--as-at", day, "--snapshots", root, "--json"))
    return year, root, told


def asked(root: Path, name: str, *given: object) -> list[dict[str, object]]:
    return json.loads(run("measure", name, "--snapshots", root, "--format", "json", *given))


def by(root: Path, column: str) -> dict[str, int]:
    rows = asked(root, "settings", "--by", column)
    return {str(row[column]).casefold(): row["numerator"] for row in rows if row["numerator"]}


def test_every_row_that_is_a_setting_is_kept(taken):
    year, _, told = taken
    account = told["tables"]["settings"]
    lost = {"closing date is before the registration date"} if year == 2022 else set()
    assert set(account["reasons"]) == lost
    kept = account["kept"] - account["joined"] + account["brought"]
    assert kept == len(recount(year))


def test_counts_by_type_and_region_are_those_of_the_file(taken):
    year, root, _ = taken
    live = on_register(recount(year), pd.Timestamp(year, 3, 31))
    assert by(root, "setting_type") == live["kind"].value_counts().to_dict()
    regions = live["region"].str.casefold().value_counts().to_dict()
    assert by(root, "region") == regions
    assert asked(root, "settings")[0]["numerator"] == len(live)


def test_who_was_there_who_came_and_who_left_are_those_of_the_files(taken):
    year, root, _ = taken
    if year == 2018:
        pytest.skip("no file of 2018 says when anyone came or left")
    rows, start = recount(year), pd.Timestamp(year - 1, 4, 1)
    last = pd.Timestamp(year, 3, 31)
    since = ("--from", start.date())
    then, left = (asked(root, name, *since)[0]["numerator"] for name in ("then", "left"))
    assert then == len(on_register(rows, start))
    assert left == ((rows["off"] > start) & (rows["off"] <= last)).sum()
    joined = asked(root, "joined", *since)[0]["numerator"]
    assert then + joined - left == len(on_register(rows, last))


def test_2022_on_27_december_is_as_counted_by_hand(taken):
    year, root, _ = taken
    if year != 2022:
        pytest.skip("the figures are of 2022")
    assert asked(root, "settings", "--as-at", "2021-12-27")[0]["numerator"] == 3540
    assert len(on_register(recount(2022), pd.Timestamp(2021, 12, 27))) == 3540
    assert asked(root, "left")[0]["numerator"] == 153
    assert asked(root, "then")[0]["numerator"] == 3392


def test_2021_keeps_its_published_totals(taken):
    year, root, _ = taken
    if year != 2021:
        pytest.skip("the figures are of 2021")
    homes = ("--where", f"setting_type={words.ALL_HOMES}")
    assert asked(root, "settings", *homes)[0]["numerator"] == 2706
    assert asked(root, "places", *homes)[0]["numerator"] == 12732
