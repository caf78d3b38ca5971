"""A refresh beside the last good snapshot, and the terms on which it is published."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from dashboard.records.check import RecordsError
from dashboard.records.intake import Intake
from dashboard.settings import Settings
from dashboard.snapshots import snapshot, snapshot_folder
from dashboard.snapshots.refreshed import Refresh


@dataclass(frozen=True)
class Terms:
    """What a refresh is published on: the gates that are allowed and why, the totals expected.

    With `set_aside` rows that cannot be used may be left out, however many they are.
    """

    allowed: Sequence[str] = ()
    reason: str = ""
    expected: Mapping[str, float] = field(default_factory=dict)
    set_aside: bool = False


def against_the_last(root: Path, taken: Intake, as_at: date, terms: Terms = Terms()) -> Refresh:
    """Put a refresh beside the last good snapshot and the others that are kept."""
    current = snapshot_folder.choose(root, None) if snapshot_folder.kept(root) else ()
    known = [found for name in current if (found := _known(root, name))]
    last = known[0] if known else None
    return Refresh(
        taken,
        as_at,
        last,
        older=tuple(reversed(known[1:])),
        expected=terms.expected,
        limits=Settings.limits,
        set_aside=terms.set_aside,
    )


def _known(root: Path, name: str) -> dict[str, Any] | None:
    """Read a manifest that gates can compare with, or give None for one that is damaged."""
    try:
        found = snapshot.read_manifest(root, name)
    except RecordsError:
        return None
    return {"latest_visit": None, "hashes": {}, "profile": {}, "encodings": {}} | found
