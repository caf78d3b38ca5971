"""A chained log tells of every line that was changed, taken out, put in, moved or cut off."""

import json
import stat
from concurrent.futures import ThreadPoolExecutor

import pytest

from dashboard.chained_log import END, LogError, append, faults

KEY = b"k" * 32


@pytest.fixture
def log(tmp_path):
    path = tmp_path / "log.jsonl"
    for number in range(6):
        append(path, KEY, {"what": "page", "page": f"page {number}"})
    return path


def lines(log):
    return log.read_bytes().splitlines(keepends=True)


def said(log, key=KEY):
    return [(fault.line, fault.what) for fault in faults(log, key)]


def test_a_log_that_was_only_added_to_has_no_fault(log):
    assert said(log) == []
    assert [json.loads(line)["n"] for line in lines(log)] == [1, 2, 3, 4, 5, 6]
    for path in (log, log.with_name(log.name + END)):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_changed_line_is_found(log):
    for number in range(6):
        rows = lines(log)
        rows[number] = rows[number].replace(b"page ", b"Page ")
        log_of(log, rows)
        assert said(log)[0] == (number + 1, "was changed")
        log_of(log, [line.replace(b"Page ", b"page ") for line in rows])
    assert said(log) == []


@pytest.mark.parametrize("depth", [300, 700, 950, 100_000])
@pytest.mark.parametrize("put", [b"%s", b'{"n": 3, "hash": "x", "deep": %s}'])
def test_a_line_changed_to_anything_is_found(log, depth, put):
    rows = lines(log)
    rows[2] = put % (b"[" * depth + b"]" * depth) + b"\n"
    log_of(log, rows)
    assert said(log)[0] == (3, "was changed")
    append(log, KEY, {"what": "page"})
    log_of(log, [*lines(log), rows[2]])
    append(log, KEY, {"what": "page"})
    assert {line for line, what in said(log) if what == "was changed"} >= {3, 8}


def log_of(log, rows):
    log.write_bytes(b"".join(rows))


@pytest.mark.parametrize("number", range(6))
def test_a_missing_line_is_found(log, number):
    rows = lines(log)
    log_of(log, rows[:number] + rows[number + 1 :])
    found = said(log)
    assert found
    assert "missing" in found[0][1]


def test_a_moved_line_is_found(log):
    rows = lines(log)
    for one, other in ((0, 1), (2, 4), (4, 5)):
        moved = [*rows]
        moved[one], moved[other] = moved[other], moved[one]
        log_of(log, moved)
        assert {line for line, _ in said(log)} >= {one + 1}
    log_of(log, [*rows, rows[2]])
    assert said(log)[0][0] == 7


def test_a_line_of_another_key_is_found(log):
    with pytest.raises(StopIteration):
        next(faults(log, KEY))
    assert len(said(log, b"x" * 32)) >= 6
    other = log.with_name("other.jsonl")
    append(other, b"x" * 32, {"what": "page"})
    log_of(log, [*lines(log), *lines(other)])
    assert said(log)[0] == (7, "was changed")


def test_lines_cut_off_and_an_end_rewritten_are_found(log):
    rows, end = lines(log), log.with_name(log.name + END)
    log_of(log, rows[:3])
    assert said(log) == [(3, "is followed by 3 that are missing")]
    said_there = json.loads(end.read_text())
    last = json.loads(rows[2])
    end.write_text(json.dumps(said_there | {"n": 3, "hash": last["hash"]}))
    assert said(log) == [(3, "is followed by an end that was changed")]


def test_a_crash_after_a_line_and_before_its_end_is_no_fault(log):
    end = log.with_name(log.name + END)
    before = end.read_bytes()
    append(log, KEY, {"what": "page"})
    end.write_bytes(before)
    assert said(log) == []
    append(log, KEY, {"what": "page"})
    assert said(log) == []


def test_a_line_torn_by_a_crash_is_told_and_what_follows_stands(log):
    with log.open("ab") as file:
        file.write(b'{"n": 7, "bef')
    append(log, KEY, {"what": "page"})
    assert [line for line, what in said(log) if "changed" in what] == [7]
    assert json.loads(lines(log)[-1])["n"] == 7


def test_many_who_write_at_once_write_one_chain(tmp_path):
    path = tmp_path / "log.jsonl"
    with ThreadPoolExecutor(8) as together:
        [*together.map(lambda n: append(path, KEY, {"who": n}), range(100))]
    assert said(path) == []
    assert len(lines(path)) == 100


def test_what_cannot_be_written_is_a_fault(tmp_path):
    with pytest.raises(LogError, match="cannot be added to"):
        append(tmp_path / "none" / "log.jsonl", KEY, {})
    (tmp_path / "link").symlink_to(tmp_path / "log.jsonl")
    with pytest.raises(LogError):
        append(tmp_path / "link", KEY, {})


@pytest.mark.parametrize("end", [b"", b"{}", b'{"n": 1}'])
def test_an_end_that_was_emptied_hides_no_line_that_was_cut_off(log, end):
    rows = lines(log)
    log_of(log, rows[:3])
    log.with_name(log.name + END).write_bytes(end)
    assert (3, "is followed by an end that was changed") in said(log)
    log_of(log, [])
    assert said(log)


def test_a_log_of_one_line_may_lack_its_end_and_a_longer_one_may_not(log):
    log.with_name(log.name + END).unlink()
    assert said(log) == [(6, "is followed by an end that was changed")]
    log_of(log, lines(log)[:1])
    assert said(log) == []
