"""Print what became of every row that was read, as words or JSON."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from dashboard.cli.report import with_remedies
from dashboard.measures.ledger import Line
from dashboard.records.catalogue import CHECKS
from dashboard.records.intake import Intake
from dashboard.records.shown import in_short
from dashboard.snapshots import snapshot

LISTED = 100
"""Rows that are listed one by one; a report has them all."""


def say(
    taken: Intake,
    as_json: bool,
    root: Path | None = None,
    name: str | None = None,
    more: Mapping[str, Any] | None = None,
) -> None:
    """Print what became of every row, as JSON or in words, and the snapshot if one was made.

    `more` goes into the JSON.
    """
    counted = snapshot.read_manifest(root, name)["ledger"] if root and name else {}
    if as_json:
        click.echo(
            json.dumps(
                _told(taken, name) | {"ledger": counted} | dict(more or {}), ensure_ascii=False
            )
        )
        return
    for table, account in taken.accounts.items():
        aside, passed = account.set_aside.height, account.passed.height
        over = f", {passed} passed over" if passed else ""
        click.echo(f"{table}: {account.read} read, {account.kept} kept, {aside} set aside{over}")
    for row in taken.set_aside.head(LISTED).iter_rows(named=True):
        click.echo(f"{row['source_file']} row {row['source_row']}: {in_short(row['fault'])}")
    if taken.set_aside.height > LISTED:
        others = taken.set_aside.height - LISTED
        click.echo(f"{others:,} more rows cannot be used; --report DIR writes them all.")
    for check in taken.set_aside["check"].unique(maintain_order=True):
        click.echo(f"{check}: {CHECKS[check].remedy}")
    for issue in taken.issues:
        if issue.said not in taken.notes:
            click.echo(issue.sentence)
    for note in taken.notes:
        click.echo(in_short(note))
    for line in counted.values():
        click.echo(f"Counted: {Line(**line)}")
    if name:
        click.echo(f"Snapshot {name}")


def _told(taken: Intake, name: str | None) -> dict[str, Any]:
    rows = with_remedies(taken.set_aside)
    return {
        "snapshot": name,
        "source": taken.source,
        "tables": {table: account.as_dict() for table, account in taken.accounts.items()},
        "notes": taken.notes,
        "issues": [issue.as_dict() for issue in taken.issues],
        "rows": rows.head(LISTED).to_dicts(),
        "rows_not_listed": max(rows.height - LISTED, 0),
    }
