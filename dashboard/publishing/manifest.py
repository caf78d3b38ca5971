"""What the manifest of a snapshot says: where it is from, what became of its rows, its figures."""

from collections.abc import Mapping
from typing import Any

from dashboard.measures.cube import Cube
from dashboard.measures.definitions import MEASURES
from dashboard.measures.evaluation import evaluate
from dashboard.measures.measure import Period
from dashboard.settings import monday
from dashboard.snapshots import drift
from dashboard.snapshots.refreshed import Refresh


def facts(refresh: Refresh, allowed: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
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


def methods(counted: Cube) -> dict[str, Any]:
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
