"""A later snapshot, looked back on from an earlier day of which no figures are kept."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from dashboard.measures import cube
from dashboard.measures.store import Store
from dashboard.measures.trust import Trust
from dashboard.records.known import known_by
from dashboard.records.model import Records
from dashboard.records.starts import starts_on


def looked_back(later: Store, day: date) -> Store:
    """Count what a later snapshot says was known on an earlier day, and say so."""
    starts = starts_on(later.records, day)
    known = known_by(later.records, day)
    alarm = (
        f"No figures are kept from {day} or before. These are worked out from the records of "
        f"{later.as_at} that were made by then; what was corrected or removed since is not in them."
    )
    return replace(
        later,
        as_at=day,
        starts=starts,
        records=known,
        accounts=_accounts(later, known),
        figures={},
        trust=Trust(),
        cube=cube.build(known, [start.day for start in starts], day, reach=later.cube.reach),
        alarms=(*later.alarms, alarm),
    )


def _accounts(later: Store, known: Records) -> dict[str, Mapping[str, Any]]:
    """Add to each account how many of its rows were recorded later."""
    gone = {name: {"later": later.records[name].height - t.height} for name, t in known.items()}
    return {name: {**account, **gone.get(name, {})} for name, account in later.accounts.items()}
