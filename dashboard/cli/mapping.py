"""Write a first mapping of someone else's files, to be corrected by hand."""

import re
import shlex
from pathlib import Path

import click

from dashboard.cli.options import FOLDER, in_one_sentence
from dashboard.records.check import RecordsError
from dashboard.records.guessing import Guess, guess, written
from dashboard.records.guessing.days import BOTH, EITHER, OTHERS
from dashboard.records.sources.addresses import FROM_ENVIRONMENT
from dashboard.records.sources.mapping import MAPPING

ADDRESS = re.compile(rf"[a-z0-9]{{2,}}:/|{FROM_ENVIRONMENT}")
"""How an address begins, once it was taken for a path."""

DOUBTS = {
    EITHER: "whether day or month stands first in {} is not told: say it in dates",
    BOTH: "days are written in both orders of day and month",
    OTHERS: "whether day or month stands first in {} is told by the other tables alone",
}
"""What there is to correct where day and month may be swapped."""


@click.command()
@click.argument("source", type=FOLDER)
@click.option(
    "--to",
    metavar="FILE",
    type=FOLDER,
    help="File to write (default: mapping.toml at the source). One that is there is kept.",
)
@in_one_sentence
def mapping(source: Path, to: Path | None) -> None:
    """Guess how your files differ from the templates.

    Writes a first mapping.toml from the headings and the words of SOURCE, a folder or a file:
    which column is which, the form of the dates, what each word means. Correct it by hand.
    """
    if ADDRESS.match(str(source)):
        raise RecordsError(
            "A mapping is guessed from files only. Export some rows of each table as CSV, run it "
            "on these, and give table instead of file in what it writes."
        )
    target = to or (source if source.is_dir() else source.parent) / MAPPING
    if target.exists():
        raise RecordsError(f"{target} is there already. Move it, or name another file with --to.")
    guesses, others = guess(source)
    if not guesses:
        raise RecordsError(
            f"No table of {source.name} looks like a register of settings. Write the mapping by "
            "hand: dashboard/docs/records.md has an example."
        )
    target.write_text(written(guesses, others), encoding="utf-8")
    for each in guesses:
        click.echo(_said(each))
    named = ["--mapping", str(to)] if to else []
    click.echo(
        f"{target} is written. Read it, correct it, and run: visits-dashboard check "
        f"{shlex.join([str(source), *named])} --as-at DATE"
    )


def _said(each: Guess) -> str:
    """Say in a line what was found of a table, and what is left to correct."""
    where = f"{each.seen.file}, sheet {each.seen.sheet}" if each.seen.sheet else each.seen.file
    left = [
        word for theirs in each.words.values() for word, meant in theirs.items() if meant is None
    ]
    parts = [f"{len(each.columns.headings)} columns"]
    parts += [f"{', '.join(each.lacking)} not found"] if each.lacking else []
    parts += [f"{len(left)} word{'s' * (len(left) > 1)} not guessed"] if left else []
    parts += [f"{', '.join(each.unread)} with cells that are no days"] if each.unread else []
    if each.closed_words:
        heading, word = each.closed_words
        parts.append(f"{heading} says {word} of some, which count as open: no column has the day")
    parts += [DOUBTS[each.doubt].format(each.swappable)] if each.doubt else []
    return f"{each.table}: {where}, {'; '.join(parts)}"
