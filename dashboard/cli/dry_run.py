"""Say what publishing records would do, and change nothing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from dashboard.measures.differences import REMOVED, ROWS, differences
from dashboard.publishing.refresh import against_the_last
from dashboard.records.intake import Intake
from dashboard.records.on_areas import on_areas
from dashboard.records.todays_words import in_todays_words
from dashboard.settings import Settings
from dashboard.snapshots import gates, snapshot, snapshot_folder
from dashboard.snapshots.refreshed import Refresh

LISTED = 5
"""Settings of each kind that are named one by one; a report has them all."""


@dataclass(frozen=True)
class DryRun:
    """How the settings differ from the last snapshot's, and the gates that would stop them.

    `differ` has a row for each setting that came or went (no column), and for each value that is
    another: kind, table, key, urn, column, before, after. Without a last snapshot it has none.
    """

    last: str | None
    illustrative: bool
    differ: pl.DataFrame
    stopped: Mapping[str, str]

    @property
    def new(self) -> list[str]:
        """The URNs of settings that the last snapshot has not."""
        came = pl.col("column").is_null() & (pl.col("kind") != REMOVED)
        return self.differ.filter(came)["key"].to_list()

    @property
    def gone(self) -> list[str]:
        """The URNs of settings that only the last snapshot has."""
        return self.differ.filter(kind=REMOVED)["key"].to_list()

    @property
    def changed(self) -> list[str]:
        """The URNs of settings of which something is another."""
        changed = self.differ.drop_nulls("column")["key"]
        return changed.unique(maintain_order=True).to_list()

    @property
    def columns(self) -> dict[str, int]:
        """How many settings have another value, by column, most first."""
        counted = self.differ.drop_nulls("column")["column"].value_counts()
        return dict(counted.sort("count", "column", descending=[True, False]).iter_rows())

    def as_dict(self) -> dict[str, Any]:
        """Give it in numbers, with the gates that would stop it."""
        parts = {"new": len(self.new), "gone": len(self.gone), "changed": len(self.changed)}
        return {"snapshot": self.last, **parts, "columns": self.columns, "stopped": self.stopped}

    def said(self) -> Iterator[str]:
        """Say it in sentences."""
        if self.last is None:
            yield "There is no snapshot yet: every setting would be new."
        elif self.illustrative:
            yield f"The last snapshot ({self.last}) is of illustrative records: all differ."
        else:
            yield (
                f"Against the last snapshot ({self.last}): {_settings(len(self.new))} new, "
                f"{len(self.gone):,} gone, {len(self.changed):,} changed{_by_column(self.columns)}."
            )
            for kind in ("new", "gone", "changed"):
                yield from _named(kind.capitalize(), getattr(self, kind))
        for gate, why in self.stopped.items():
            yield (
                f"The gate {gate} would stop it: {why}. {gates.GATES[gate].remedy}, or add "
                f'--allow {gate} --reason "…" to what publishes it, if it is right.'
            )


def dry_run(root: Path, taken: Intake, as_at: date) -> DryRun:
    """Put records beside the last snapshot of a folder, as publishing them would."""
    stopped = gates.issues(against_the_last(root, taken, as_at))
    if not snapshot_folder.kept(root):
        return DryRun(None, False, pl.DataFrame(schema=ROWS), stopped)
    last = snapshot.read(root, snapshot_folder.choose(root, None)[0])
    illustrative = bool(last.manifest["illustrative"])
    if illustrative:
        return DryRun(last.name, True, pl.DataFrame(schema=ROWS), stopped)
    before = on_areas(in_todays_words(last.tables), taken.records, taken.vintage)["settings"]
    found = differences({"settings": before}, {"settings": taken.records["settings"]}, last.as_at)
    return DryRun(last.name, False, found, stopped)


def needed(taken: Intake, as_at: date, against: DryRun | None, aside: bool) -> Iterator[str]:
    """Say which gates have to be allowed, also where no last snapshot is known.

    `aside` says that rows that cannot be used are allowed to be left out.
    """
    alone = Refresh(taken, as_at, limits=Settings.limits)
    found = against.stopped if against else gates.issues(alone)
    stopped = [gate for gate in found if not (aside and gate == "set-aside")]
    if stopped:
        allowed = " ".join(f"--allow {gate}" for gate in stopped)
        yield f'As it stands it would be stopped: it needs {allowed} --reason "…" too.'


def _by_column(columns: Mapping[str, int]) -> str:
    listed = ", ".join(f"{column} {count:,}" for column, count in columns.items())
    return f" ({listed})" if listed else ""


def _settings(count: int) -> str:
    return "1 setting" if count == 1 else f"{count:,} settings"


def _named(kind: str, urns: list[str]) -> Iterator[str]:
    if urns:
        more = f" and {len(urns) - LISTED:,} more" if len(urns) > LISTED else ""
        yield f"{kind}: {', '.join(urns[:LISTED])}{more}."
