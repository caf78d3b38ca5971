"""A release is whole whatever happens while it is made: processes killed, disks full, snapshots
pruned, two people at work at once."""

import errno
import json
import os
import random
import shutil
import subprocess
import sys
from contextlib import contextmanager
from datetime import date, timedelta

import pytest

from dashboard.chained_log import LogError
from dashboard.cli.releasing import _opened
from dashboard.disclosure import log, making
from dashboard.disclosure.checking import verify
from dashboard.disclosure.declared import declared
from dashboard.disclosure.folder import DRAFTS, approved, draft
from dashboard.disclosure.whole import standing
from dashboard.packs.released import texts
from dashboard.publishing.publish import publish
from dashboard.records.check import RecordsError
from dashboard.records.intake import from_folder
from dashboard.snapshots import snapshot_folder
from tests.conftest import everywhere, visits_to
from tests.disclosure import small
from tests.disclosure.conftest import DAYS

DAY = DAYS[0]
STEPS = ("fsync", "replace", "rename", "link", "mkdir")


class KilledError(BaseException):
    """The process ends here: nothing that tidies up has a chance."""


@pytest.fixture
def _little(monkeypatch):
    """Let releases be of registers that cost little."""
    monkeypatch.setattr(making, "counted", small.counted)


def make(root, day=DAY):
    making.make(root, small.store(day), declared(), small.written, "Ann")


def approve(root, day=DAY):
    making.approve(root, day, "Bob", small.written)


def stopping(monkeypatch, at, fault):
    """Stop at the step of so many that touch the disk; give how many there were."""
    count = [0]

    def before(real):
        def step(*args, **more):
            count[0] += 1
            if count[0] == at:
                raise fault
            return real(*args, **more)

        return step

    for name in STEPS:
        monkeypatch.setattr(os, name, before(getattr(os, name)))
    return count


def is_whole_and_can_go_on(root):
    """Say whether readers have whole releases or none, and one can be made and approved still."""
    for kept in approved(root):
        assert all(kept.content(name) is not None for name in kept.files)
    log.repair(root)
    if standing(root)[1] is None:
        if draft(root, DAY) is None:
            make(root)
        approve(root)
    assert verify(root, small.written, small.written) == []
    assert not [*root.glob(".releases*")] and not [*(root / DRAFTS).glob("*")]


@pytest.mark.usefixtures("_little")
@pytest.mark.parametrize(
    "fault", [KilledError(), OSError(errno.ENOSPC, "No space left on device", "a file")], ids=repr
)
def test_making_and_approving_may_stop_at_any_step(tmp_path, fault):
    """Every step that touches the disk, one after another, until there are no more of them."""
    for at in range(1, 200):
        root = tmp_path / str(at)
        with pytest.MonkeyPatch.context() as patched:
            count = stopping(patched, at, fault)
            try:
                make(root)
                approve(root)
            except (KilledError, OSError, LogError):
                pass
        if count[0] < at:
            break
        is_whole_and_can_go_on(root)
        shutil.rmtree(root)
    assert 15 < at < 199


class Operator:
    """Somebody who runs the command, in processes that may be killed."""

    def __init__(self, process):
        self.process = process

    def run(self, *commands, kill=None):
        """Run commands at once and give how each ended."""
        self.process.stdin.write(json.dumps({"run": commands, "kill": kill}) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())


@contextmanager
def operating():
    alone = {"OPENBLAS_NUM_THREADS": "1", "POLARS_MAX_THREADS": "1"}
    with subprocess.Popen(
        [sys.executable, "-m", "tests.disclosure.operator"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=os.environ | alone,
        text=True,
    ) as process:
        yield Operator(process)
        process.stdin.close()


def command(root, day, *more):
    return ["release", "--to", str(root), "--as-at", day.isoformat(), *more]


@pytest.mark.usefixtures("_little")
def test_the_command_may_be_killed_at_fifty_moments(tmp_path):
    chance, killed = random.Random(1), 0
    with operating() as operator:
        for name in ("first", "timed"):
            made = operator.run(command(tmp_path / name, DAY, "--by", "Ann"))
            then = operator.run(command(tmp_path / name, DAY, "--approve", "Bob"))
        assert made[0][0] == then[0][0] == 0
        lasts = {"--by": made[0][1], "--approve": then[0][1]}
        for number in range(50):
            root = tmp_path / str(number)
            word, who = chance.choice((("--by", "Ann"), ("--approve", "Bob")))
            if word == "--approve":
                make(root)
            after = chance.uniform(0.1, 1) * lasts[word]
            killed += operator.run(command(root, DAY, word, who), kill=after)[0][0] == -9
            root.mkdir(exist_ok=True)
            is_whole_and_can_go_on(root)
            shutil.rmtree(root)
    assert killed > 20


@pytest.mark.usefixtures("_little")
def test_two_operators_at_once_leave_whole_releases(tmp_path):
    with operating() as operator:
        for number in range(6):
            day = DAY + timedelta(days=7 * number)
            by = [command(tmp_path, day, "--by", name) for name in ("Ann", "Cara")]
            assert 0 in [code for code, _ in operator.run(*by)]
            second = [command(tmp_path, day, "--approve", name) for name in ("Bob", "Dan")]
            assert sorted(code for code, _ in operator.run(*second)) == [0, 2]
    assert len(approved(tmp_path)) == 6
    assert verify(tmp_path, small.written, small.written) == []


def test_a_line_of_the_log_may_be_torn_anywhere(made, tmp_path):
    whole = (made / log.LOG).read_bytes()
    root = shutil.copytree(made, tmp_path / "torn")
    for at in random.Random(1).sample(range(len(whole)), 25):
        (root / log.LOG).write_bytes(whole[:at])
        log.repair(root)
        assert log.faults(root) == []


def test_a_release_is_whole_once_its_snapshot_is_pruned(tmp_path, write_records):
    """Nothing of a snapshot is asked for again: neither by readers nor by later audits."""
    shelved, root = tmp_path / "snapshots", tmp_path / "releases"
    days = (date(2020, 12, 7), date(2020, 12, 14))
    records = write_records(tmp_path / "records", everywhere(), visits_to(everywhere()))
    publish(shelved, from_folder(records, days[0]), days[0])
    making.make(root, _opened(shelved, days[0]), declared(), texts, "Ann")
    making.approve(root, days[0], "Bob", texts)
    publish(shelved, from_folder(records, days[1]), days[1])
    for day, path in snapshot_folder.kept(shelved):
        if day == days[0]:
            shutil.rmtree(shelved / path)
    snapshot_folder.prune(shelved, 1)
    with pytest.raises(RecordsError, match="no snapshot"):
        _opened(shelved, days[0])
    assert verify(root, texts, texts) == []
    making.make(root, _opened(shelved, days[1]), declared(), texts, "Ann")
    making.approve(root, days[1], "Bob", texts)
    shutil.rmtree(shelved)
    assert verify(root, texts, texts) == []
    assert all(kept.content("figures.csv") for kept in approved(root))
