"""Publish a refresh: judge it, count it, write it whole, and only then point readers at it."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from dashboard.access import log
from dashboard.areas.proof import prove
from dashboard.chained_log import LogError
from dashboard.measures import cube
from dashboard.measures.cube import Cube
from dashboard.measures.definitions import MEASURES
from dashboard.measures.evaluation import evaluate
from dashboard.measures.ledger import ledger
from dashboard.measures.measure import Period
from dashboard.records import faults
from dashboard.records.check import RecordsError
from dashboard.records.intake import Intake
from dashboard.records.model import Records
from dashboard.records.starts import starts_on
from dashboard.settings import Settings, monday
from dashboard.snapshots import drift, gates, notice, snapshot, snapshot_folder


@dataclass(frozen=True)
class Terms:
    """What a refresh is published on: the gates that are allowed and why, the totals expected.

    With `set_aside` rows that cannot be used may be left out, however many they are.
    """

    allowed: Sequence[str] = ()
    reason: str = ""
    expected: Mapping[str, float] = field(default_factory=dict)
    set_aside: bool = False


def publish(
    root: Path,
    taken: Intake,
    as_at: date,
    terms: Terms = Terms(),
    place: cube.Place | None = None,
) -> str:
    """Count what was taken in, write both as a snapshot, give readers that, and give its name.

    Refuses records whose authorities are not, one for one, the shapes of their vintage, and a
    refresh that a gate stops. Counts on another engine if `place` puts tables there. Whatever
    fails, readers keep what they had, and are told.
    """
    with telling(root, as_at):
        matched = _prove_areas(taken)
        starts = [start.day for start in starts_on(taken.records, as_at)]
        counted = cube.build(taken.records, starts, as_at, place, taken.reach)
        lines = _balanced(taken, counted)
        try:
            with snapshot_folder.publishing(root):
                refresh = against_the_last(root, taken, as_at, terms)
                allowed = gates.judge(refresh, terms.allowed, terms.reason)
                facts = _facts(refresh, allowed) | {"authorities_matched": matched}
                facts |= {"ledger": lines}
                name = snapshot.write(root, _tables(taken, counted), facts | _methods(counted))
                _log(name, allowed)
                snapshot_folder.point(root, name)
                snapshot_folder.prune(root, Settings.snapshots_kept)
                notice.clear(root)
                return name
        except (OSError, pl.exceptions.PolarsError, pl.exceptions.PanicException) as error:
            raise RecordsError(
                f"The snapshot could not be written to {root}: {_short(error)}. Nothing was "
                "published. Make room or give leave to write there, and run again."
            ) from error


def _log(name: str, allowed: Iterable[str]) -> None:
    """Log a refresh, and what was let through in it; what cannot be logged is not published."""
    who, gates_passed = f"system:{os.getuid()}", sorted(allowed)
    try:
        log.record(log.REFRESH, who, snapshot=name)
        if gates_passed:
            log.record(log.OVERRIDE, who, snapshot=name, gates=gates_passed)
    except LogError as fault:
        raise RecordsError(f"{fault} Nothing was published.") from fault


@contextmanager
def telling(root: Path, as_at: date) -> Iterator[None]:
    """Leave word for readers of a fault that ends the block; a busy folder is none."""
    try:
        with faults.in_words("The refresh"):
            yield
    except snapshot_folder.BusyError:
        raise
    except RecordsError as fault:
        faults.keep(root, fault)
        tell(root, as_at, str(fault))
        raise


def tell(root: Path, as_at: date, why: str) -> None:
    """Leave word for readers that the refresh for a day failed, and why, if there are any."""
    if snapshot_folder.kept(root):
        notice.put(root, f"The refresh for {as_at} failed: {why} The last good figures are shown.")


def _balanced(taken: Intake, counted: Cube) -> dict[str, dict[str, Any]]:
    """Give for each table the way from its rows to the figures, refusing a count that lost any."""
    accounts = {name: account.as_dict() for name, account in taken.accounts.items()}
    lines = ledger(taken.records, accounts, counted)
    lost = [str(line) for line in lines if not line.adds_up]
    if lost:
        raise RecordsError(
            f"The count does not add up: {'; '.join(lost)}. Nothing was published. Build again; if "
            "it is the same, tell whoever looks after this dashboard, or the cluster that counted."
        )
    return {line.table: line.as_dict() for line in lines}


def _tables(taken: Intake, counted: Cube) -> Records:
    """Gather what a snapshot holds: the records, the rows set aside and the cube."""
    aside = {
        f"set_aside_{name}": account.set_aside
        for name, account in taken.accounts.items()
        if account.set_aside.height
    }
    cubes = {f"cube_{name}": table for name, table in counted.tables.items()}
    return {**taken.records, **aside, **cubes}


def _facts(refresh: gates.Refresh, allowed: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
    """Say where the records are from, what became of their rows, and which gates were allowed."""
    taken, last = refresh.taken, refresh.last
    encodings = drift.encodings(taken.issues)
    resaved = drift.written_otherwise(last, taken.hashes, encodings) if last else ()
    return {
        "as_at": refresh.as_at.isoformat(),
        "vintage": taken.vintage,
        "source": taken.source,
        "illustrative": taken.illustrative,
        "hashes": dict(taken.hashes),
        "accounts": {name: account.as_dict() for name, account in taken.accounts.items()},
        "encodings": encodings,
        "findings": [issue.as_dict() for issue in taken.issues],
        "notes": [*taken.notes, *resaved, *map(_note, allowed.values())],
        "allowed": allowed,
        "latest_visit": refresh.latest_visit.isoformat() if refresh.latest_visit else None,
        "register": dict(taken.register),
        "reach": taken.reach.as_dict(),
        "profile": drift.as_dict(drift.profile(taken.records, refresh.as_at)),
    }


def _note(allowed: Mapping[str, str]) -> str:
    return f"{allowed['found']}. It was published all the same: {allowed['reason']}"


def against_the_last(
    root: Path, taken: Intake, as_at: date, terms: Terms = Terms()
) -> gates.Refresh:
    """Put a refresh beside the last good snapshot and the others that are kept."""
    current = snapshot_folder.choose(root, None) if snapshot_folder.kept(root) else ()
    known = [found for name in current if (found := _known(root, name))]
    last = known[0] if known else None
    return gates.Refresh(
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


def _methods(counted: Cube) -> dict[str, Any]:
    """Work out every measure for all England since each start, and give its version.

    Kept in the manifest, so that what was once said is known even if its method changes.
    """
    last = monday(counted.day)
    told = {
        since.isoformat(): {
            measure.name: [row["numerator"], row["denominator"]]
            for measure in MEASURES
            for row in evaluate(measure, counted, Period(since, last)).to_dicts()
        }
        for since in counted.starts
    }
    return {"figures": told, "methods": {measure.name: measure.version for measure in MEASURES}}


def _prove_areas(taken: Intake) -> int:
    """Join the authorities to their shapes, and prove that each has one and none is left over."""
    from dashboard.areas.boundaries import join  # its library is slow to import

    authorities = taken.records["local_authorities"]
    proof = prove(authorities["la_code"], taken.vintage)
    if not proof.whole:
        lost = ", ".join((*proof.without_shape, *proof.without_record))
        raise RecordsError(
            f"Authorities and shapes of the {taken.vintage} vintage do not match: {lost}. "
            "Mend local_authorities, or leave it out to use the authorities that are shipped."
        )
    joined = join(authorities.select("la_code"), taken.vintage)
    shaped = int(joined.geometry.notna().sum())
    if shaped != proof.matched:
        raise RecordsError(
            f"The shapes of the {taken.vintage} vintage are not whole: {shaped} of "
            f"{proof.matched} authorities have one. Install this dashboard again."
        )
    return proof.matched


def _short(error: BaseException) -> str:
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return str(error).splitlines()[0].removesuffix(".")
