"""Publish a refresh: judge it, count it, write it whole, and only then point readers at it."""

import os
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from dashboard.access import log
from dashboard.areas.proof import prove
from dashboard.chained_log import LogError
from dashboard.measures import cube, opening, precomputed
from dashboard.measures.cube import Cube
from dashboard.measures.ledger import ledger
from dashboard.publishing import manifest
from dashboard.publishing.refresh import Terms, against_the_last
from dashboard.publishing.telling import telling
from dashboard.records.check import RecordsError
from dashboard.records.intake import Intake
from dashboard.records.model import Records
from dashboard.records.starts import starts_on
from dashboard.settings import Settings
from dashboard.snapshots import gates, notice, snapshot, snapshot_folder


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
        beforehand = precomputed.count(opening.taken_in("", taken, counted))
        try:
            with snapshot_folder.publishing(root):
                refresh = against_the_last(root, taken, as_at, terms)
                allowed = gates.judge(refresh, terms.allowed, terms.reason)
                told = manifest.facts(refresh, allowed) | {"authorities_matched": matched}
                told |= {"ledger": lines, precomputed.METHODS: precomputed.METHOD}
                told |= manifest.methods(counted)
                name = snapshot.write(root, {**_tables(taken, counted), **beforehand}, told)
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
