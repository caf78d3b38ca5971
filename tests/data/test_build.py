"""The committed files of data/ are what data/build.py makes, and hold no real provider."""

import re
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from dashboard.records.check import check, check_all
from dashboard.records.model import TABLES
from data import build

DATA = Path(build.__file__).parent
SOURCE = DATA.parent.parent / "shared" / "ofsted"
TABLE_FILES = sorted(DATA.rglob("*.csv"))
HAND_KEPT = {"totals.csv", "calibration.csv"}


def test_shapes_are_what_the_classes_say(tmp_path):
    build.write_shapes(tmp_path)
    made = [path.relative_to(tmp_path) for path in tmp_path.rglob("*") if path.is_file()]
    assert len(made) == len(TABLES) + 2
    for path in made:
        assert (tmp_path / path).read_text("utf-8") == (DATA / path).read_text("utf-8"), path


def test_figure_tables_are_what_the_published_files_give(tmp_path):
    if not SOURCE.is_dir():
        pytest.skip("the published files are not beside this checkout")
    build.build(SOURCE, tmp_path)
    made = {path.name for path in tmp_path.iterdir()}
    assert made | HAND_KEPT == {path.name for path in (DATA / "figures").iterdir()}
    for name in made:
        assert (tmp_path / name).read_text("utf-8") == (DATA / "figures" / name).read_text("utf-8")


def test_templates_keep_every_rule_together():
    rows = {
        name: pl.read_csv(DATA / "templates" / f"{name}.csv", try_parse_dates=True)
        for name in TABLES
    }
    for name, result in check_all(rows).items():
        assert (result.kept.height, result.set_aside.height) == (1, 0), name
        assert rows[name].columns == TABLES[name].column_names()


def test_guide_names_every_column_and_every_word():
    guide = (DATA / "columns.md").read_text("utf-8")
    for schema in TABLES.values():
        for column, kind in schema.columns().items():
            assert f"`{column}`" in guide
            assert kind.description in guide
            for word in getattr(kind, "categories", ()):
                assert word in guide


def test_the_milestones_that_travel_pass_their_checks():
    result = check("milestones", pl.read_csv(DATA / "milestones.csv", try_parse_dates=True))
    assert result.set_aside.is_empty()


def test_no_milestone_was_unknown_by_the_last_day():
    listed = pl.read_csv(DATA / "milestones.csv", try_parse_dates=True)
    assert listed["day"].max() <= date(2021, 4, 1)
    assert listed["target"].null_count() == listed.height


@pytest.mark.parametrize("path", TABLE_FILES, ids=lambda path: path.name)
def test_no_file_holds_the_number_of_a_real_provider(path):
    rows = pl.read_csv(path, infer_schema=False)
    for column in rows.columns:
        values = rows[column].drop_nulls()
        assert not values.str.contains(r"\bSC\d{6}\b").any()
        assert column in ("children", "amount") or not values.str.contains(r"^\d{5,}$").any()
    if "urn" in rows.columns:
        assert rows["urn"].str.contains(r"^EX\d{6}$").all()


def test_every_figure_has_its_source_and_mark():
    figures = pl.read_csv(DATA / "figures" / "calibration.csv")
    assert figures["name"].is_unique().all()
    assert figures["source"].null_count() == 0
    assert set(figures["mark"]) == {"published", "assumption"}


def test_every_table_is_described_in_the_readme():
    readme = (DATA / "README.md").read_text("utf-8")
    for path in TABLE_FILES:
        if path.parent.name != "templates":
            assert f"`{path.name}`" in readme, path.name
    assert "Open Government Licence v3.0" in readme


def test_no_figure_table_describes_more_than_one_trait_of_a_setting():
    traits = {"sector", "last_grade", "places", "year", "month"}
    for path in (DATA / "figures").glob("*.csv"):
        columns = set(pl.read_csv(path).columns)
        if "settings" in columns:
            assert len(columns & traits) <= 1
            assert not ({"la_code"} <= columns and columns & traits)
            assert not re.search(r"name|owner|address|urn", " ".join(columns))
