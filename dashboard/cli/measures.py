"""Print a measure: what a page shows is what this prints."""

import json
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import click
import polars as pl

from dashboard.areas import authorities
from dashboard.audit import reconciliation
from dashboard.cli.options import (
    Day,
    as_at_option,
    chosen_root,
    form_option,
    in_one_sentence,
    internal_only,
    snapshots_option,
)
from dashboard.files.csv import to_csv
from dashboard.measures import MeasureError, Selection, store
from dashboard.measures.definitions import BY_NAME, MEASURES
from dashboard.measures.evaluation import evaluate
from dashboard.measures.measure import COLUMNS
from dashboard.measures.shape import TYPES
from dashboard.measures.standing import NOT_KNOWN
from dashboard.records import words
from dashboard.snapshots import snapshot_folder

EVERY = "\n\n".join(f"{each.name}: {each.definition}" for each in MEASURES)


@click.command(epilog=f"NAME is one of these measures.\n\n{EVERY}")
@click.argument("name", metavar="NAME", type=click.Choice(sorted(BY_NAME)))
@click.option(
    "--by",
    metavar="COLUMN",
    multiple=True,
    help=f"Split by a column: {', '.join(COLUMNS)}. May be given again.",
)
@click.option(
    "--where",
    multiple=True,
    metavar="COLUMN=VALUE",
    help='Limit a column to a word, such as "setting_type=All providers". May be given again.',
)
@click.option("--from", "since", type=Day(), help="A declared start (default: the latest).")
@click.option("--to", "until", type=Day(), help="A Sunday (default: the day of the figures).")
@as_at_option
@snapshots_option
@form_option
@in_one_sentence
def measure(
    name: str,
    by: tuple[str, ...],
    where: tuple[str, ...],
    since: date | None,
    until: date | None,
    as_at: date | None,
    snapshots: Path | None,
    form: str,
) -> None:
    """Print a measure, as the pages show it.

    For example: visits-dashboard measure coverage --by region --where "setting_type=All providers"
    """
    internal_only()
    root = chosen_root(snapshots)
    opened = reconciliation.open_reconciled(root, as_at)
    asked = read_where(where, opened)
    period, columns = opened.period(since, until), tuple(dict.fromkeys(by))
    result = evaluate(BY_NAME[name], opened.cube, period, columns, asked)
    if any(status != NOT_KNOWN for status in result["status"]):
        opened.prove(BY_NAME[name], Selection(), [*columns, *asked])
    click.echo(FORMS[form](result))
    for trouble in (*snapshot_folder.troubles(root), *opened.alarms):
        click.echo(trouble, err=True)
    for note in opened.notes if form == "table" else ():
        click.echo(note, err=True)


def read_where(pairs: Sequence[str], opened: store.Store) -> dict[str, str]:
    """Read COLUMN=VALUE limits, refusing a column or a word that the records do not have."""
    asked: dict[str, str] = {}
    for pair in pairs:
        column, equals, word = pair.partition("=")
        if not equals or column not in COLUMNS:
            raise MeasureError(
                f'"{pair}" is not COLUMN=VALUE. The columns are {", ".join(COLUMNS)}.'
            )
        if column in asked:
            raise MeasureError(f"{column} is limited twice. Give it one word, or a group's name.")
        check_word(column, word, opened)
        asked[column] = word
    return asked


def check_word(column: str, word: str, opened: store.Store) -> None:
    """Refuse a word that a column cannot hold, naming those it can."""
    kind = TYPES[column]
    if isinstance(kind, pl.Enum):
        known = [*kind.categories, *(words.GROUPS if column == "setting_type" else ())]
        if word not in known:
            raise MeasureError(f'{column} is never "{word}". Use one of: {"; ".join(known)}.')
    elif column == "la_code" and word not in set(opened.authorities["la_code"]):
        raise MeasureError(authorities.why_not(word, opened.vintage))
    elif column == "week" and word not in map(str, opened.weeks):
        first, last = opened.weeks[0], opened.weeks[-1]
        raise MeasureError(f'No week begins on "{word}". Use a Monday from {first} to {last}.')


def _as_json(result: pl.DataFrame) -> str:
    return json.dumps(result.to_dicts(), default=str, ensure_ascii=False)


def _as_table(result: pl.DataFrame) -> str:
    with pl.Config(tbl_rows=-1, tbl_cols=-1, tbl_hide_column_data_types=True, fmt_str_lengths=1000):
        return str(result).partition("\n")[2]


FORMS: dict[str, Callable[[pl.DataFrame], str]] = {
    "table": _as_table,
    "csv": lambda result: to_csv(result).decode("utf-8-sig").replace("\r\n", "\n").rstrip(),
    "json": _as_json,
}
