"""Releases of several days: no small change between two of them, and nothing without a log."""

import json
import os
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from dashboard.measures.disclosure import shape
from dashboard.measures.disclosure.log import LOG, Log
from dashboard.measures.disclosure.releases import settle, together
from dashboard.measures.disclosure.rounding import bounds
from dashboard.measures.disclosure.shape import ABOVE, Counts
from dashboard.measures.disclosure.suppress import audit
from dashboard.measures.disclosure.system import UnprovenError
from dashboard.measures.selection import ENGLAND

REGIONS = ("North", "East", "South", "West")
ISSUED = ((shape.GIVEN[-3][0].name, ()), ABOVE)
MANY = dict.fromkeys(REGIONS, 100)
THRESHOLD, SECONDS = 5, 30.0


def issued(*counts: int) -> Counts:
    by = dict(zip(REGIONS, counts, strict=True))
    return Counts(REGIONS, {ISSUED: by}, MANY, MANY, MANY)


DAYS = {
    "monday": issued(10, 20, 30, 40),
    "same": issued(10, 20, 30, 40),
    "one more": issued(11, 20, 30, 40),
    "many more": issued(19, 20, 30, 48),
}


def hidden(log: Log, day: str) -> set[str]:
    """Give the places whose figure is hidden on a day."""
    names = settle(day, DAYS[day], THRESHOLD, SECONDS, log, DAYS.get)
    return {name[-1] for name in names}


def test_a_small_change_since_an_earlier_release_is_hidden_and_cannot_be_worked_out() -> None:
    log = Log(None)
    assert hidden(log, "monday") == set()
    assert hidden(log, "same") == set()
    gone = hidden(log, "one more")
    assert {"North", ENGLAND} <= gone
    for shown in log.shown()[:2]:
        now = shape.system(DAYS["one more"], THRESHOLD)
        both = together(now, shape.system(DAYS[shown.snapshot], THRESHOLD), shown, THRESHOLD)
        changes = {at for at, cell in enumerate(both.cells) if not cell.offered}
        cells = frozenset(at for at, cell in enumerate(now.cells) if cell.name[-1] in gone)
        assert audit(both, cells | changes, THRESHOLD, SECONDS) == []
        for place in cells:
            assert audit(both, (cells | changes) - {place}, THRESHOLD, SECONDS)


def test_a_large_change_is_no_secret() -> None:
    log = Log(None)
    hidden(log, "monday")
    assert hidden(log, "many more") == set()


def test_what_was_shown_of_a_snapshot_is_shown_of_it_again_whatever_came_between() -> None:
    log = Log(None)
    first = [hidden(log, day) for day in ("monday", "one more")]
    assert [hidden(log, day) for day in ("monday", "one more")] == first
    assert len(log.shown()) == 2


def test_nothing_is_given_where_the_records_of_an_earlier_release_are_gone() -> None:
    log = Log(None)
    hidden(log, "monday")
    with pytest.raises(UnprovenError, match="gone"):
        settle("later", DAYS["same"], THRESHOLD, SECONDS, log, lambda _: None)


def test_a_release_is_logged_with_its_hash_before_anybody_sees_it(tmp_path: Path) -> None:
    log = Log(tmp_path)
    hidden(log, "monday")
    log.add_file("pack.pdf", b"pack", "monday", "share")
    figures, file = map(json.loads, (tmp_path / LOG).read_text().splitlines())
    assert (figures["kind"], figures["snapshot"]) == ("figures", "monday")
    assert figures["sha256"] == sha256(json.dumps(figures["shown"]).encode()).hexdigest()
    assert file["sha256"] == sha256(b"pack").hexdigest()
    assert Log(tmp_path).shown()[0].figures == log.shown()[0].figures


def test_nothing_hidden_is_written_into_the_log(tmp_path: Path) -> None:
    counts = replace(issued(3, 20, 30, 40), regions=REGIONS)
    settle("monday", counts, THRESHOLD, SECONDS, Log(tmp_path), DAYS.get)
    (line,) = map(json.loads, (tmp_path / LOG).read_text().splitlines())
    assert "North" not in " ".join(line["shown"])
    assert 3 not in line["shown"].values()


@pytest.mark.parametrize("broken", ["is a file", "is damaged"])
def test_nothing_is_given_where_the_log_cannot_be_kept(tmp_path: Path, broken: str) -> None:
    place = tmp_path / "log"
    if broken == "is a file":
        place.write_text("")
    else:
        place.mkdir()
        (place / LOG).write_text("{")
    assert os.path.lexists(place)
    with pytest.raises(UnprovenError, match="log of releases"):
        settle("monday", DAYS["monday"], THRESHOLD, SECONDS, Log(place), DAYS.get)


@pytest.mark.parametrize("base", [5, 10])
def test_a_rounded_count_tells_no_more_than_its_bounds(base: int) -> None:
    for count in range(60):
        least, most = bounds(count, base)
        assert least <= count <= most
        assert most - least <= base
