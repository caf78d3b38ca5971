"""Verify releases: every file as it was made, and nothing that all of them together tell."""

from collections.abc import Iterator
from pathlib import Path

from dashboard.disclosure import log
from dashboard.disclosure.audit import OverBudgetError, bounded
from dashboard.disclosure.checking import figures_at_fault, files_at_fault
from dashboard.disclosure.folder import Kept, approved
from dashboard.disclosure.release import Look, Write
from dashboard.settings import Settings


def verify(root: Path, write: Write, look: Look) -> list[str]:
    """Say everything that is wrong with the releases of a folder; nothing if all is well.

    Files are held against their hashes and against what is written anew from what the release
    tells (of earlier releases only what `look` writes: their documents were when they were
    approved); the log against the releases; and what all of them tell against the true counts.
    """
    every = approved(root)
    found = [said for kept in every[:-1] for said in files_at_fault(kept, look)]
    found += [said for kept in every[-1:] for said in files_at_fault(kept, write)]
    found += figures_at_fault(every)
    found += log.faults(root)
    return [*found, *_worked_out(every)]


def _worked_out(every: list[Kept]) -> Iterator[str]:
    days = [kept.day for kept in every]
    names = dict.fromkeys(name for day in days for name in day.counts)
    try:
        for narrow in bounded(days, [*names], Settings().audit_seconds):
            yield (
                f"{narrow.name} can be worked out: it lies between {narrow.least} and "
                f"{narrow.most}, {narrow.width} numbers."
            )
    except OverBudgetError as fault:
        yield f"Not proved: {fault}."
