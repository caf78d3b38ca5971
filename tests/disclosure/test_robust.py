"""A release is whole whatever happens while it is made: processes killed, disks full."""

import errno
import os
import random
import shutil

import pytest

from dashboard.chained_log import LogError
from dashboard.disclosure import log, making
from dashboard.disclosure.declared import declared
from dashboard.disclosure.folder import approved, draft, latest
from dashboard.disclosure.verifying import verify
from dashboard.packs.released import texts
from dashboard.reconciliation import open_reconciled
from tests.disclosure.conftest import DAYS, released

DAY = DAYS[0]
STEPS = ("fsync", "replace", "rename")


class KilledError(BaseException):
    """The process ends here: nothing that tidies up has a chance."""


@pytest.fixture(scope="module")
def store():
    return open_reconciled(None, DAY)


def both(root, store):
    making.make(root, store, declared(), texts, "Ann")
    making.approve(root, DAY, "Bob", texts)


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


def steps_of(root, store):
    with pytest.MonkeyPatch.context() as patched:
        count = stopping(patched, 0, KilledError())
        both(root, store)
    return count[0]


def moments(root, store, number):
    """Choose moments among all steps, the last ones always with them."""
    every = steps_of(root, store)
    return sorted(
        {
            *random.Random(1).sample(range(1, every), min(number, every - 1)),
            *range(every - 4, every),
        }
    )


def is_whole_and_can_go_on(root, store):
    """Say whether readers have a whole release or none, and it can be made and approved still."""
    for kept in approved(root):
        assert all(kept.content(name) is not None for name in kept.files)
    log.repair(root)
    if latest(root) is None:
        if draft(root, DAY) is None:
            making.make(root, store, declared(), texts, "Ann")
        making.approve(root, DAY, "Bob", texts)
    assert verify(root, texts, texts) == []
    assert not [*root.glob(".releases*")] and not [*(root / "drafts").glob("*")]


@pytest.mark.parametrize("number", [2, pytest.param(50, marks=pytest.mark.long)])
def test_a_process_may_be_killed_at_any_moment(tmp_path, store, number):
    for at in moments(tmp_path / "first", store, number):
        root = tmp_path / f"killed-{at}"
        with pytest.MonkeyPatch.context() as patched:
            stopping(patched, at, KilledError())
            with pytest.raises(KilledError):
                both(root, store)
        is_whole_and_can_go_on(root, store)
        shutil.rmtree(root)


@pytest.mark.long
def test_a_disk_may_be_full_at_any_moment(tmp_path, store):
    for at in moments(tmp_path / "first", store, 15):
        root = tmp_path / f"full-{at}"
        with pytest.MonkeyPatch.context() as patched:
            stopping(patched, at, OSError(errno.ENOSPC, "No space left on device", "a file"))
            with pytest.raises((OSError, LogError), match="No space"):
                both(root, store)
        is_whole_and_can_go_on(root, store)
        shutil.rmtree(root)


@pytest.mark.long
def test_a_line_of_the_log_may_be_torn_anywhere(made, tmp_path):
    whole = (made / log.LOG).read_bytes()
    for at in random.Random(1).sample(range(len(whole)), 25):
        root = shutil.copytree(made, tmp_path / str(at))
        (root / log.LOG).write_bytes(whole[:at])
        log.repair(root)
        assert log.faults(root) == []
        shutil.rmtree(root)


@pytest.mark.long
def test_a_release_after_a_torn_log_was_repaired(own):
    path = own / log.LOG
    path.write_bytes(path.read_bytes()[:-9])
    log.repair(own)
    released(own, DAYS[-1].replace(day=14))
    assert verify(own, texts, texts) == []
