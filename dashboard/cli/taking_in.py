"""Take in what a command names: an extract, or Ofsted's files, with a bar for whoever watches."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import click

from dashboard.records.check import RecordsError
from dashboard.records.intake import Intake, from_release, from_source
from dashboard.records.model import TABLES
from dashboard.records.ofsted import contents, recognise


def take_in(
    sources: Sequence[str], as_at: date, mapping: Path | None, not_needed: Sequence[str]
) -> tuple[Intake, tuple[Path, ...], tuple[Path, ...]]:
    """Take in an extract, or Ofsted's files; give these too, none for an extract, and those left.

    A file that is named is one of Ofsted's if another is; in a folder, what is not is left.
    """
    maybe = () if mapping else recognise.candidates(sources)
    with progress("Checking", len(maybe)) as told:
        files = recognise.published(maybe, told)
        if files:
            named = (Path(source) for source in sources if not Path(source).is_dir())
            files = tuple(dict.fromkeys([*named, *files]))
            left = tuple(path for path in maybe if path not in files)
            return from_release(files, as_at, not_needed), files, left
        if len(sources) > 1:
            raise RecordsError(
                f"{' and '.join(sources)} are not Ofsted's files. Give them all as Ofsted "
                "published them, or one source of records at a time."
            )
        if not_needed:
            raise RecordsError(
                "--not-needed is for Ofsted's files. Leave it out: other columns of an extract are "
                "not read."
            )
        try:
            return from_source(sources[0], as_at, mapping, told), (), ()
        except RecordsError as fault:
            raise _either(fault, maybe) from None


def _either(fault: RecordsError, files: Sequence[Path]) -> RecordsError:
    """Say of a file that is neither kind what it lacks for each."""
    if len(files) != 1 or fault.issue is None or fault.issue.check != "table-missing":
        return fault
    try:
        contents.find(files)
    except RecordsError as other:
        both = RecordsError(f"{fault} If it is one of Ofsted's files: {other}")
        both.issue = fault.issue
        return both
    return fault


@contextmanager
def progress(label: str, files: int = 0) -> Iterator[Callable[[str], None]]:
    """Show a bar that moves with each file and table, where someone is watching."""
    hidden, length = not sys.stderr.isatty(), files + len(TABLES) + 1
    with click.progressbar(length=length, label=label, file=sys.stderr, hidden=hidden) as bar:
        yield lambda _: bar.update(1)
        bar.update(length - bar.pos)
