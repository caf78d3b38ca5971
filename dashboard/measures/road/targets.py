"""The targets of the tracks to full inspections, from the one file that holds them."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from dashboard.settings import SettingError, Settings, shipped


@dataclass(frozen=True)
class Target:
    """One track to full inspections: whom it covers, its earliest date and the share to reach.

    `share` of the settings that it covers are to be visited before `earliest`; `opens` says what
    may start on that day, `owner` who should agree both. `covers` is a setting type or a group.
    Figures of a day before `known_from` are held against no target: nobody knew of it.
    """

    track: str
    covers: str
    opens: str
    earliest: date
    share: float
    owner: str
    known_from: date = date.min


@cache
def targets() -> tuple[Target, ...]:
    """Read the targets, in the order in which they are shown, from the one file that holds them.

    The file is the one that `VISITS_TARGETS` names, or the one that is shipped, whose shares are
    assumptions.
    """
    path = Settings().targets or shipped("data") / "targets.csv"
    try:
        rows = [*csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines())]
    except (OSError, UnicodeDecodeError) as fault:
        raise SettingError(
            f"The targets cannot be read from {path}. Name a CSV file in UTF-8 as VISITS_TARGETS."
        ) from fault
    if not rows:
        raise SettingError(f"{path.name} holds no target: there must be one at least.")
    return tuple(_target(row, path.name) for row in rows)


def has_own_targets() -> bool:
    """Say whether the targets are an installation's own rather than those that are shipped."""
    return Settings().targets is not None


def _target(row: Mapping[str, str], name: str) -> Target:
    try:
        earliest, share = date.fromisoformat(row["earliest"]), float(row["share"])
        if not 0 < share <= 1:
            raise ValueError(f"share is {share:g}")
        words = (row["track"], row["covers"], row["opens"])
        known = row.get("known_from")
        known_from = date.fromisoformat(known) if known else date.min
        return Target(*words, earliest, share, row["owner"], known_from)
    except (KeyError, TypeError, ValueError) as fault:
        raise SettingError(
            f"{name}: {fault}. Each row needs track, covers, opens, owner, earliest (a date such "
            "as 2021-04-01) and share (above 0, at most 1); known_from, a date, may be left out."
        ) from fault
