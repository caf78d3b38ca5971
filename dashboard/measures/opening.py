"""Opens what a page may ask for: a snapshot from a folder, or illustrative records in memory."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from dashboard import illustrative
from dashboard.access.limited import limited
from dashboard.access.scope import NO_LIMIT, Scope
from dashboard.illustrative.intake import from_illustration
from dashboard.measures import cube, precomputed
from dashboard.measures.looked_back import looked_back
from dashboard.measures.open_snapshot import Precomputed
from dashboard.measures.store import Store
from dashboard.measures.trust import Trust
from dashboard.records import words
from dashboard.records.check import RecordsError
from dashboard.records.intake import Intake
from dashboard.records.model import Records
from dashboard.records.reach import EVERYTHING, Reach, from_dict
from dashboard.records.reaching import reach_of
from dashboard.records.todays_words import in_todays_words
from dashboard.settings import starts_for
from dashboard.snapshots import snapshot, snapshot_folder

KEPT = 12
"""So many days of records stay in memory."""


def open_store(
    root: Path | None,
    as_at: date | None = None,
    name: str | None = None,
    scope: Scope = NO_LIMIT,
) -> Store:
    """Open what a scope leaves of the snapshot for a day, or of the one named, or of the latest.

    Without a folder it is of the illustrative records.
    """
    return within(_opened_whole(root, as_at, name), scope)


def _opened_whole(root: Path | None, as_at: date | None, name: str | None) -> Store:
    if root is None:
        return make_illustrative(as_at or illustrative.OPENS)
    named = None if as_at else name
    found, alarms = snapshot_folder.last_good(root, as_at, named, partial(_open_snapshot, root))
    opened = replace(found, alarms=alarms)
    return opened if as_at is None or as_at >= opened.as_at else looked_back(opened, as_at)


def days(root: Path | None) -> dict[date, str | None]:
    """Give the days of which figures are kept, first to last, each with its latest snapshot.

    Those of the illustrative records have none.
    """
    return (
        dict.fromkeys(illustrative.mondays()) if root is None else dict(snapshot_folder.kept(root))
    )


def opening_day(root: Path | None) -> date | None:
    """Give the day of the figures that are shown where no day is asked for, if there are any."""
    if root is None:
        return illustrative.OPENS
    current = snapshot_folder.current(root)
    return date.fromisoformat(current[:10]) if current else None


def within(whole: Store, scope: Scope) -> Store:
    """Leave of a store what a scope lets be seen: a store of its own, counted from what is left.

    What was said of the records as a whole (rows read, findings, notes, figures) is not in it.
    """
    if scope == NO_LIMIT:
        return whole
    left = limited(whole.records, scope)
    return replace(
        whole,
        scope=scope,
        records=left,
        cube=cube.build(
            left, [start.day for start in whole.starts], whole.as_at, reach=whole.cube.reach
        ),
        accounts={},
        notes=(),
        figures={},
        issues=(),
        trust=Trust(),
        earlier=lambda: None,
    )


@lru_cache(maxsize=KEPT)
def make_illustrative(as_at: date) -> Store:
    """Make the illustrative records as they were known on a day, checked like any others."""
    taken = from_illustration(as_at)
    starts = [start.day for start in starts_for(as_at)]
    counted = cube.build(taken.records, starts, as_at, reach=taken.reach)
    return taken_in(f"illustrative-{as_at}", taken, counted)


def taken_in(name: str, taken: Intake, counted: cube.Cube) -> Store:
    """Give records that were taken in and counted, without a snapshot of them."""
    return Store(
        name=name,
        as_at=counted.day,
        vintage=taken.vintage,
        source=taken.source,
        illustrative=taken.illustrative,
        starts=starts_for(counted.day),
        records=taken.records,
        cube=counted,
        accounts={name: account.as_dict() for name, account in taken.accounts.items()},
    )


def _open_snapshot(root: Path, name: str) -> Store:
    try:
        return _opened(snapshot.read(root, name))
    except KeyError as missing:
        raise RecordsError(
            f"The manifest of snapshot {name} is damaged or older than this dashboard: it has no "
            f"{missing}. Build the snapshot again from its source."
        ) from missing


def _opened(found: snapshot.Snapshot) -> Store:
    starts = starts_for(found.as_at)
    tables = {
        key.removeprefix("cube_"): t for key, t in found.tables.items() if key.startswith("cube_")
    }
    counted = ("cube_", precomputed.FILE)
    records = in_todays_words(
        {key: t for key, t in found.tables.items() if not key.startswith(counted)}
    )
    return Store(
        name=found.name,
        as_at=found.as_at,
        vintage=found.manifest["vintage"],
        source=found.manifest["source"],
        illustrative=found.manifest["illustrative"],
        starts=starts,
        records=records,
        cube=cube.restore(
            tables,
            records,
            [start.day for start in starts],
            found.as_at,
            _reach(found.manifest, records),
        ),
        accounts=found.manifest["accounts"],
        notes=tuple(found.manifest["notes"]),
        figures=found.manifest.get("figures", {}),
        methods=found.manifest.get("methods", {}),
        issues=tuple(found.manifest.get("findings", ())),
        register=found.manifest.get("register", {}),
        precomputed=Precomputed(
            records,
            precomputed.restore(found.tables, records, found.manifest.get(precomputed.METHODS)),
        ),
    )


def _reach(manifest: Mapping[str, Any], records: Records) -> Reach:
    """Read what the records reach; of what an older snapshot does not say its rows tell."""
    if manifest["illustrative"]:
        return EVERYTHING
    if "reach" not in manifest:
        return reach_of(records)
    said = from_dict(manifest["reach"])
    if said.spans.keys() >= {*words.TOLD_OF}:
        return said
    return replace(said, spans={**reach_of(records, said).spans, **said.spans})
