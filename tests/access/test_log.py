"""The log of who did what: it names nobody, holds no value, and a command checks it."""

import json
import stat
from datetime import date

import pytest
from click.testing import CliRunner

from dashboard.access import log
from dashboard.access.reader import Reader
from dashboard.access.scope import NO_LIMIT
from dashboard.chained_log import LogError
from dashboard.cli import main
from dashboard.delivery import deliver
from dashboard.publishing.publish import publish
from dashboard.publishing.refresh import Terms
from dashboard.records.check import RecordsError
from dashboard.records.intake import from_folder
from dashboard.settings import PACKAGE
from dashboard.snapshots.gates import GATES
from dashboard.web.routes import log_file, log_text
from tests.conftest import DAY, everywhere, visits_to

ANN = "ann@department.example"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.delenv("VISITS_SNAPSHOTS", raising=False)
    monkeypatch.setenv("VISITS_AUDIT", str(tmp_path / "audit"))
    return tmp_path / "audit"


def lines(folder):
    return [json.loads(line) for line in (folder / log.FILE).read_bytes().splitlines()]


def verify(folder):
    return CliRunner().invoke(main, ["audit", "verify", "--folder", str(folder)])


def test_a_file_and_a_text_are_logged_under_a_pseudonym_without_what_was_asked(folder):
    reader = Reader(ANN, NO_LIMIT)
    log_file(reader, "data", deliver("data", "by-authority.csv", {"area": "E10000016"}))
    log_text(reader, "coverage")
    taken, page = lines(folder)
    assert (taken["what"], taken["page"], taken["form"]) == ("file", "data", ".csv")
    assert len(taken["sha256"]) == 64
    assert (page["what"], page["page"]) == ("page", "coverage")
    assert taken["who"] == page["who"] != ""
    text = (folder / log.FILE).read_text()
    assert not [word for word in (ANN, "ann", "E10000016", "Kent") if word in text]
    for path in folder.iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_one_reader_has_one_pseudonym_under_one_key_only(folder, tmp_path, monkeypatch):
    log.record(log.PAGE, ANN)
    log.record(log.PAGE, "bob")
    monkeypatch.setenv("VISITS_AUDIT", str(tmp_path / "other"))
    log.record(log.PAGE, ANN)
    ann, bob = lines(folder)
    assert len({ann["who"], bob["who"], lines(tmp_path / "other")[0]["who"]}) == 3


def test_a_refresh_and_what_was_let_through_are_logged(folder, tmp_path, write_records):
    records = write_records(tmp_path / "records", everywhere(), visits_to(everywhere()))
    root = tmp_path / "snapshots"
    publish(root, from_folder(records, DAY), DAY)
    day = date(2020, 12, 8)
    fewer = write_records(tmp_path / "fewer", everywhere()[:40], [])
    publish(root, from_folder(fewer, day), day, Terms([*GATES], "Agreed with Ann"))
    found = lines(folder)
    assert [line["what"] for line in found] == ["refresh", "refresh", "override"]
    assert found[1]["snapshot"] == found[2]["snapshot"] != found[0]["snapshot"]
    assert "latest-visit" in found[2]["gates"]
    assert "Agreed" not in (folder / log.FILE).read_text()


def test_what_cannot_be_logged_is_not_given_and_not_published(folder, tmp_path, write_records):
    folder.mkdir()
    (folder / log.FILE).mkdir()
    with pytest.raises(LogError):
        log_text(Reader(ANN), "data")
    records = write_records(tmp_path / "records", everywhere(), [])
    with pytest.raises(RecordsError, match="Nothing was published"):
        publish(tmp_path / "s", from_folder(records, DAY), DAY, Terms(["empty"], "a test"))
    assert not (tmp_path / "s" / "current").exists()


def test_the_command_finds_a_changed_a_missing_and_a_moved_line(folder):
    for number in range(5):
        log.record(log.PAGE, f"reader {number}", page="coverage")
    path = folder / log.FILE
    rows = path.read_bytes().splitlines(keepends=True)
    assert verify(folder).output == "Every line is as it was written (5 lines).\n"
    spoilt = {
        "Line 3 was changed.": [*rows[:2], rows[2].replace(b"coverage", b"summary!"), *rows[3:]],
        "Line 3 comes after 1 that are missing or moved.": [*rows[:2], *rows[3:]],
        "Line 2 comes after 1 that are missing or moved.": [rows[0], rows[2], rows[1], *rows[3:]],
        "Line 4 is followed by 1 that are missing.": rows[:4],
    }
    for said, changed in spoilt.items():
        path.write_bytes(b"".join(changed))
        result = verify(folder)
        assert result.exit_code == 1
        assert said in result.output


def test_without_a_log_the_command_says_so(tmp_path, monkeypatch):
    monkeypatch.delenv("VISITS_AUDIT", raising=False)
    result = CliRunner().invoke(main, ["audit", "verify"])
    assert (result.exit_code, result.stderr.startswith("Say where the log is")) == (2, True)
    told = (PACKAGE / "docs" / "command.md").read_text(encoding="utf-8")
    for way in ("--folder DIR", "VISITS_AUDIT"):
        assert way in result.stderr and f"`{way}`" in told
    assert verify(tmp_path).exit_code == 2


def test_a_lost_key_is_never_made_again(folder):
    log.record(log.PAGE, ANN)
    (folder / log.KEY).unlink()
    before = (folder / log.FILE).read_bytes()
    with pytest.raises(LogError, match="has lost its key"):
        log.record(log.PAGE, ANN)
    checked = verify(folder)
    assert (checked.exit_code, "has lost its key" in checked.output) == (2, True)
    assert not (folder / log.KEY).exists() and (folder / log.FILE).read_bytes() == before


@pytest.mark.parametrize("other", ["e" * 64, "e" * 8])
def test_a_key_that_was_changed_or_shortened_is_to_be_put_back(folder, other):
    log.record(log.PAGE, ANN)
    (folder / log.KEY).write_text(other)
    before = (folder / log.FILE).read_bytes()
    with pytest.raises(LogError, match="Put back the one that it was written with"):
        log.record(log.PAGE, ANN)
    checked = verify(folder)
    assert (checked.exit_code, "Put back" in checked.output) == (2, True)
    assert (folder / log.FILE).read_bytes() == before


def test_a_key_that_is_too_short_for_a_log_that_is_not_there_yet_is_to_be_made(folder):
    folder.mkdir()
    (folder / log.KEY).write_text("short")
    with pytest.raises(LogError, match="Make a new one"):
        log.record(log.PAGE, ANN)
