"""Nothing stops because a year is new: the main job as at days to come, and on a later day."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner

from dashboard import delivery
from dashboard.areas.authorities import authorities
from dashboard.areas.vintages import vintage_on
from dashboard.cli import main
from dashboard.illustrative.intake import from_illustration
from dashboard.measures import Selection, opening
from dashboard.measures.definitions import MEASURES
from dashboard.publishing.publish import publish
from dashboard.records.intake import from_folder

CASE = Path(__file__).parent / "extract" / "calendar_2027"
TO_COME = [date(2027, 1, 11), date(2037, 1, 5)]


def main_job(folder, as_at, root, *options):
    """Build a folder, print a measure, open the records, and give every page's text."""
    given = ["--as-at", str(as_at), "--snapshots", str(root)]
    for command in (["build", str(folder), *options], ["measure", "coverage", "--by", "region"]):
        done = CliRunner().invoke(main, [*command, *given])
        assert done.exit_code == 0, done.output
    return opened(root, as_at)


def opened(root, as_at):
    """Open a snapshot, answer every measure and give every page's text."""
    records = opening.open_store(root, as_at)
    for measure in MEASURES:
        records.as_counted.ask(measure, Selection())
    texts = {
        path: delivery.twin_without_files(path, records, Selection()) for path in delivery.VIEWS
    }
    for path, said in texts.items():
        assert f"{as_at.day} {as_at:%B %Y}" in said, path
    return records


def test_the_case_of_an_extract_whose_calendar_has_only_january_2027(tmp_path):
    records = main_job(CASE, TO_COME[0], tmp_path)
    table = {row["urn"]: row for row in records.records["visits"].to_dicts()}
    assert table["2400002"]["published_on"] == date(2027, 1, 8)
    assert records.ask(named("visits"), Selection())["numerator"].item() == 2


def test_an_extract_of_a_day_ten_years_on_opens_without_a_calendar_of_its_own(tmp_path):
    folder = tmp_path / "extract"
    folder.mkdir()
    (folder / "settings.csv").write_bytes((CASE / "settings.csv").read_bytes())
    visits = (CASE / "visits.csv").read_text()
    later = visits.replace("2027-", "2037-").replace("2026-", "2036-").replace("2037-01-08", "")
    (folder / "visits.csv").write_text(later)
    records = main_job(folder, TO_COME[1], tmp_path / "snapshots")
    assert records.ask(named("visits"), Selection())["numerator"].item() == 2


@pytest.mark.parametrize("as_at", [pytest.param(TO_COME[0], marks=pytest.mark.long), TO_COME[1]])
def test_the_illustrative_records_moved_to_a_year_to_come_build_and_open(tmp_path, as_at):
    """All their tables as an extract, days moved by as many years as it takes."""
    folder = tmp_path / "extract"
    folder.mkdir()
    last = date(2021, 3, 29)
    there = authorities(vintage_on(as_at))["la_code"].implode()
    kept = from_illustration(last).records
    settings = kept["settings"].filter(pl.col("la_code").is_in(there))
    of_them = pl.col("urn").is_in(settings["urn"].implode())
    tables = {name: kept[name].filter(of_them) for name in ("visits", "actions")}
    tables["findings"] = kept["findings"].filter(
        pl.col("visit_id").is_in(tables["visits"]["visit_id"].implode())
    )
    for name, table in ({"settings": settings} | tables).items():
        days = [c for c, kind in table.schema.items() if kind == pl.Date]
        moved = table.with_columns(pl.col(days) + (as_at - last))
        moved.write_parquet(folder / f"{name}.parquet")
    records = main_job(folder, as_at, tmp_path / "snapshots")
    assert records.ask(named("visits"), Selection())["numerator"].item() > 0


def homes(folder, number=200):
    """Write a register of homes."""
    folder.mkdir()
    rows = "\n".join(f"24{n:05},Children's home,E08000035,2019-01-01" for n in range(number))
    head = "urn,setting_type,la_code,registered_on"
    (folder / "settings.csv").write_text(f"{head}\n{rows}\n")
    return folder


def test_a_refresh_over_the_turn_of_the_year_passes_its_gates(tmp_path):
    folder = homes(tmp_path / "extract")
    for as_at in (date(2026, 12, 28), *TO_COME):
        publish(tmp_path / "snapshots", from_folder(folder, as_at), as_at)
    assert opening.open_store(tmp_path / "snapshots").as_at == TO_COME[-1]


def test_a_refresh_after_one_whose_calendar_was_shorter_passes_its_gates(tmp_path):
    """Snapshots of before had the days of 2018 to 2026."""
    folder, as_at = homes(tmp_path / "extract"), date(2026, 12, 28)
    taken = from_folder(folder, as_at)
    days = taken.records["calendar"]
    short = days.filter(pl.col("day").dt.year().is_between(2018, 2026))
    before = replace(taken, records={**taken.records, "calendar": short})
    publish(tmp_path / "snapshots", before, as_at)
    name = publish(tmp_path / "snapshots", from_folder(folder, TO_COME[0]), TO_COME[0])
    assert opening.open_store(tmp_path / "snapshots").name == name


def named(name):
    return next(measure for measure in MEASURES if measure.name == name)
