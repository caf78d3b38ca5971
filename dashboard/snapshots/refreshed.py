"""What a refresh is about to publish, beside what readers are given now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from dashboard.records.intake import Intake
from dashboard.settings import Limits
from dashboard.snapshots import drift

Manifest = Mapping[str, Any]


@dataclass(frozen=True)
class Refresh:
    """What is about to be published, and what readers are given now.

    `last` is the manifest of the current snapshot, `older` those of the other ones kept;
    `expected` what its sender says: by table its rows, by table.column what the column adds up to.
    """

    taken: Intake
    as_at: date
    last: Manifest | None = None
    older: Sequence[Manifest] = ()
    expected: Mapping[str, float] = field(default_factory=dict)
    limits: Limits = field(default_factory=Limits)
    set_aside: bool = False
    """Whether rows that cannot be used were allowed to be left out."""

    @property
    def comparable(self) -> bool:
        """Say whether there are real records now and in the last snapshot."""
        return self.last is not None and not (self.last["illustrative"] or self.taken.illustrative)

    @cached_property
    def columns(self) -> tuple[drift.Pair, ...]:
        """Each column beside what it held in the last snapshot, of what had happened by then."""
        if self.last is None or not self.comparable or not self.last["profile"]:
            return ()
        now = drift.profile(self.taken.records, date.fromisoformat(self.last["as_at"]))
        return tuple(drift.beside(self.last["profile"], now, self.limits.few))

    @property
    def latest_visit(self) -> date | None:
        """The day of the latest visit that was taken in."""
        visits = self.taken.records.get("visits")
        latest = visits["started_on"].max() if visits is not None else None
        return latest if isinstance(latest, date) else None

    def rows(self) -> dict[str, tuple[int, int]]:
        """Give for each table of the last snapshot its rows, then and now."""
        if self.last is None or not self.comparable:
            return {}
        known = self.last["tables"]
        then = {name: known[name]["rows"] for name in known if name in self.last["accounts"]}
        then.pop("calendar", None)  # its days are worked out, and go on with every year
        now = {name: table.height for name, table in self.taken.records.items()}
        return {name: (count, now.get(name, 0)) for name, count in then.items()}
