"""Whether releases are what they say: files, rounding, repeated figures, and what all tell."""

from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path

from dashboard.disclosure import log
from dashboard.disclosure.audit import OverBudgetError, bounded
from dashboard.disclosure.deciding import last
from dashboard.disclosure.folder import COUNTS, PUBLIC, Kept, approved, days
from dashboard.disclosure.release import Look, Write
from dashboard.disclosure.rounding import rounded
from dashboard.disclosure.system import Day
from dashboard.measures import selection
from dashboard.measures.measure import ENGLAND, REGION
from dashboard.settings import Settings

CHANGED = "it is not as it was approved by another than its maker. Put it back from a copy."
UNJUDGED = "Figures were not held against each other: that needs every release as it was approved."


def files_at_fault(kept: Kept, write: Write | Look) -> list[str]:
    """Say which files of a release are missing, too many, not as made, or not what it tells."""
    lies = kept.path / PUBLIC
    there = {path.relative_to(lies).as_posix() for path in lies.rglob("*") if path.is_file()}
    made, own = write(kept.release), {*kept.files}
    found = [f"{name} is not one of its files" for name in sorted((there | own) - {*made})]
    found += [f"{name} is missing" for name in sorted((own | {*made}) - there)]
    for name in sorted(own & there & {*made}):
        content = (lies / name).read_bytes()
        if made[name] not in (None, content):
            found.append(f"{name} is not what the release tells")
        elif sha256(content).hexdigest() != kept.files[name]:
            found.append(f"{name} is not as it was made")
    if not kept.is_counted:
        found.append(f"{COUNTS} is not as it was made")
    return [f"{kept.name}: {said}." for said in found]


def figures_at_fault(every: Sequence[Kept]) -> list[str]:
    """Say which figures are not their count rounded by the rule, or not as they were first given.

    `every` are all releases, first to last.
    """
    told = [kept.day for kept in every]
    return [
        said
        for number, kept in enumerate(every)
        for said in (*_rounding(kept.name, told[: number + 1]), *_repeated(kept, told))
    ]


def _rounding(release: str, told: Sequence[Day]) -> Iterator[str]:
    now, before = told[-1], told[:-1]
    for name, places in now.told.items():
        for place, given in places.items():
            level = ENGLAND if place == selection.ENGLAND else REGION
            counts = now.counts[name]
            count = sum(counts.values()) if level == ENGLAND else counts[place]
            if given != rounded(count, level, now.few, last(name, place, now, before)):
                yield f"{release}: {name} of {place} is not rounded by the rule."


def _repeated(kept: Kept, told: Sequence[Day]) -> Iterator[str]:
    first = {day.as_at: day.told for day in told}
    for name, places in kept.release.figures.items():
        for place, given in places.items():
            one = first.get(given.as_at, {}).get(name, {}).get(place)
            if one is None or one.value != given.value:
                yield f"{kept.name}: {name} of {place} is not the figure that was audited."


def verify(root: Path, write: Write, look: Look) -> list[str]:
    """Say everything that is wrong with the releases of a folder; nothing if all is well.

    What was changed comes first. Figures are held against each other while every release is there.
    Files are held against their hashes and against what is written anew from what the release
    tells (of earlier releases only what `look` writes: their documents were when they were
    approved); the log against the releases; and what all of them tell against the true counts.
    """
    every = approved(root)
    lost = sorted({path.name for path in days(root)} - {kept.name for kept in every})
    found = [f"{name}: {CHANGED}" for name in lost]
    found += log.faults(root)
    found += [said for kept in every[:-1] for said in files_at_fault(kept, look)]
    found += [said for kept in every[-1:] for said in files_at_fault(kept, write)]
    if lost or not all(kept.is_counted for kept in every):
        return [*found, UNJUDGED]
    return [*found, *figures_at_fault(every), *_worked_out(every)]


def _worked_out(every: list[Kept]) -> Iterator[str]:
    told = [kept.day for kept in every]
    names = dict.fromkeys(name for day in told for name in day.counts)
    try:
        for narrow in bounded(told, [*names], Settings().audit_seconds):
            yield (
                f"{narrow.name} can be worked out: it lies between {narrow.least} and "
                f"{narrow.most}, {narrow.width} numbers."
            )
    except OverBudgetError as fault:
        yield f"Not proved: {fault}."
