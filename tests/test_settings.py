"""Settings are read from the environment, and targets from one file that may be replaced."""

import gc
import os
import re
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner

from dashboard.cli import main
from dashboard.cli.serve import PLACES
from dashboard.measures.road.targets import targets
from dashboard.records import words as w
from dashboard.settings import PACKAGE, SettingError, Settings, shipped, starts_for
from dashboard.web.running import NAMED

COLUMNS = "track,covers,opens,earliest,share,owner"


@pytest.mark.parametrize(
    ("day", "starts"),
    [
        (date(2020, 3, 31), [date(2019, 4, 1)]),
        (date(2020, 4, 1), [date(2020, 3, 17), date(2020, 4, 1)]),
        (date(2020, 12, 7), [date(2020, 3, 17), date(2020, 4, 1), date(2020, 9, 1)]),
        (date(2022, 3, 31), [date(2021, 4, 1)]),
    ],
)
def test_visits_are_counted_from_a_day_on_which_visiting_began_and_not_from_its_stop(day, starts):
    assert [start.day for start in starts_for(day)] == starts


def test_the_two_tracks_have_the_dates_that_were_announced():
    assert {target.covers: target.earliest for target in targets()} == {
        w.LOCAL_AUTHORITY: date(2021, 1, 1),
        w.ALL_PROVIDERS: date(2021, 4, 1),
    }
    milestones = pl.read_csv(shipped("data") / "milestones.csv", try_parse_dates=True)
    announced = milestones.filter(pl.col("covers").is_not_null())
    assert {target.earliest for target in targets()} == set(announced["day"])


def test_every_target_has_an_owner_and_covers_settings_that_there_are():
    for target in targets():
        assert target.owner
        assert target.covers in (*w.SETTING_TYPES, *w.GROUPS)


def test_an_installation_may_bring_its_own_targets(read_targets):
    found = read_targets(f"{COLUMNS}\nHomes,All children's homes,all,2021-05-01,0.6,Us\n")
    assert [(t.track, t.covers, t.earliest, t.share) for t in found] == [
        ("Homes", "All children's homes", date(2021, 5, 1), 0.6)
    ]


@pytest.mark.parametrize(
    "row", ["A,All providers,x,1 May,0.5,Us", "A,All providers,x,2021-05-01,50,Us", "A,B,x,,0.5,Us"]
)
def test_a_target_that_cannot_be_read_says_what_is_needed(read_targets, row):
    with pytest.raises(ValueError, match=r"targets\.csv: .*above 0, at most 1"):
        read_targets(f"{COLUMNS}\n{row}\n")


def test_targets_that_are_not_there_are_refused_before_anything_is_served(tmp_path, monkeypatch):
    monkeypatch.setenv("VISITS_TARGETS", str(tmp_path / "none.csv"))
    targets.cache_clear()
    answer = CliRunner().invoke(main, ["serve"])
    targets.cache_clear()
    assert answer.exit_code == 2
    assert answer.stderr.startswith("The targets cannot be read from ")


def test_targets_may_come_from_excel(read_targets):
    row = "Homes,All children's homes,all,2021-05-01,0.6,Us"
    assert read_targets(f"\ufeff{COLUMNS}\n{row}\n")[0].track == "Homes"


@pytest.mark.parametrize("said", ["ten", "4.5", "0", "-1"])
def test_a_number_that_is_none_is_refused_rather_than_passed_over(monkeypatch, said):
    monkeypatch.setenv("VISITS_DATABASE_SECONDS", said)
    with pytest.raises(SettingError, match=f'VISITS_DATABASE_SECONDS is "{said}"'):
        Settings()
    monkeypatch.setenv("VISITS_DATABASE_SECONDS", " 10 ")
    assert Settings().database_seconds == 10


def test_a_setting_that_cannot_be_used_ends_a_command_in_one_sentence():
    """In a process of its own: modules may not read the environment as they are imported."""
    said = subprocess.run(
        [sys.executable, "-m", "dashboard.cli", "measure", "coverage"],
        env=os.environ | {"VISITS_MODE": "open"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert said.returncode == 2
    assert said.stderr == 'VISITS_MODE is "open". Use one of internal, share, public.\n'


def test_places_are_those_that_were_named_where_the_command_was_given(tmp_path, monkeypatch):
    """The server runs in a folder of its own, where a relative name would lead elsewhere."""
    shutil.copy(shipped("data") / "targets.csv", tmp_path / "ours.csv")
    monkeypatch.chdir(tmp_path)
    looks = []
    monkeypatch.setattr("dashboard.server.run", lambda *_: looks.append(gc.isenabled()))
    named = {"VISITS_TARGETS": "ours.csv", "VISITS_MODE": "internal"}
    named |= {"POLARS_MAX_THREADS": "1"}
    for name, value in named.items():
        monkeypatch.setenv(name, value)
    targets.cache_clear()
    answer = CliRunner().invoke(main, ["serve"])
    targets.cache_clear()
    assert answer.exit_code == 0, answer.output
    assert (looks, gc.isenabled()) == ([False], True)  # for garbage, while a server starts
    assert Path.cwd() != tmp_path
    assert os.environ["VISITS_TARGETS"] == str(tmp_path / "ours.csv")


def test_every_variable_that_names_a_file_or_folder_is_resolved_before_the_server_moves():
    read = set(re.findall(r'_folder\("(\w+)"\)', (PACKAGE / "settings.py").read_text("utf-8")))
    read |= {name for name in NAMED.values() if name.endswith("_FILE")}
    assert len(read) > 8
    assert read <= set(PLACES)


def test_a_target_for_what_there_is_not_is_refused_before_anything_is_served(read_targets):
    read_targets(f"{COLUMNS}\nNurseries,Nursery,all,2021-05-01,0.6,Us\n")
    for command in (["serve"], ["export", "nowhere"]):
        answer = CliRunner().invoke(main, command)
        assert answer.exit_code == 2
        assert answer.stderr.startswith('The target of Nurseries covers "Nursery". Use one of ')


def test_there_is_a_target_at_least(read_targets):
    with pytest.raises(SettingError, match="no target"):
        read_targets(COLUMNS)
