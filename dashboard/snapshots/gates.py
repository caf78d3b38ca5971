"""Gates that a refresh has to pass before readers see it: is it stale, or too unlike the last one?

Each gate compares what was taken in with the snapshot that readers are given now, and says in a
sentence what it found. A refresh that a gate stops is published only when that gate is allowed by
name, with a reason; both are kept in the snapshot's manifest and shown with its notes.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dashboard.records.check import RecordsError
from dashboard.settings import Limits
from dashboard.snapshots import drift
from dashboard.snapshots.refreshed import Refresh

GROWING = ("visits", "actions", "findings")
"""Tables that grow over a season, where the others stay about as long."""


def _invented(refresh: Refresh) -> str | None:
    if refresh.taken.illustrative and refresh.last and not refresh.last["illustrative"]:
        return "These are illustrative records, and readers are given real ones now"
    return None


def _stale(refresh: Refresh) -> str | None:
    if refresh.last is None or not refresh.comparable:
        return None
    last, hashes = refresh.last["as_at"], dict(refresh.taken.hashes)
    if refresh.as_at < date.fromisoformat(last):
        return f"The day of these figures, {refresh.as_at}, is before that of the last, {last}"
    if hashes and hashes != refresh.last["hashes"]:
        same = [known["name"] for known in refresh.older if known["hashes"] == hashes]
        if same:
            return f"These files are those of {same[-1]}, from before the last snapshot"
    return None


def _empty(refresh: Refresh) -> str | None:
    settings = refresh.taken.records["settings"].height
    lost = [
        name
        for name, account in refresh.taken.accounts.items()
        if account.set_aside.height and not account.kept
    ]
    gone = [name for name, (then, now) in refresh.rows().items() if then and not now]
    if gone:
        return f"{', '.join(gone)} had rows in the last snapshot and has none now"
    if lost:
        return f"Not one row of {' and '.join(lost)} can be used"
    return None if settings else "There is no setting on the register"


def _set_aside(refresh: Refresh) -> str | None:
    """Find a table of which too much was set aside, unless that was allowed already."""
    limits = refresh.limits
    if refresh.set_aside:
        return None
    for name, account in refresh.taken.accounts.items():
        aside = account.set_aside.height
        if aside > limits.few_aside and aside > limits.set_aside * account.read:
            return f"{aside} of {account.read} rows of {name} cannot be used"
    return None


def _rows(refresh: Refresh) -> str | None:
    limits = refresh.limits
    for name, (then, now) in refresh.rows().items():
        more, rows = (limits.more_growing, limits.many) if name in GROWING else (limits.more, 0)
        if max(then, now) < limits.few or not now:
            continue
        if now < then * (1 - limits.fewer) or now > then * (1 + more) + rows:
            return f"{name} has {now} rows where the last snapshot has {then}"
    return None


def _columns(look: Callable[[drift.Pair, Limits], str | None]) -> Callable[[Refresh], str | None]:
    """Make a gate of what is looked for in each column; it tells of the first."""
    return lambda refresh: next(
        filter(None, (look(pair, refresh.limits) for pair in refresh.columns)), None
    )


def _latest_visit(refresh: Refresh) -> str | None:
    last = refresh.last["latest_visit"] if refresh.last and refresh.comparable else None
    now = refresh.latest_visit
    if last and (now is None or now < date.fromisoformat(last)):
        return f"The latest visit is of {now or 'no day'}; in the last snapshot it is of {last}"
    return None


def _expected(refresh: Refresh) -> str | None:
    for name, total in refresh.expected.items():
        table, _, column = name.partition(".")
        rows = refresh.taken.records.get(table)
        if column:
            added = float(rows[column].sum()) if rows is not None else 0.0
            if round(added - total, 6):
                return (
                    f"{column} of {table} adds up to {added:.15g} where {total:.15g} was expected"
                )
            continue
        read = refresh.taken.accounts[table].read if table in refresh.taken.accounts else 0
        if read != total:
            return f"{read} rows of {table} were read where {total:.15g} were expected"
    return None


@dataclass(frozen=True)
class Gate:
    """One gate: `look` gives a sentence (without its stop) where it would stop a refresh."""

    look: Callable[[Refresh], str | None]
    remedy: str


HEADINGS = "See that every column stands under its own heading and that none was lost"
COMPLETE = "See that the extract is whole"
GATES: dict[str, Gate] = {
    "illustrative": Gate(_invented, "Build from the real records"),
    "stale": Gate(_stale, "Fetch the latest extract"),
    "empty": Gate(_empty, COMPLETE),
    "set-aside": Gate(
        _set_aside, "See what visits-dashboard check SOURCE --as-at DATE says of its rows"
    ),
    "rows": Gate(_rows, COMPLETE),
    "latest-visit": Gate(_latest_visit, "Fetch the latest extract"),
    "blanks": Gate(_columns(drift.blanks), HEADINGS),
    "one-value": Gate(_columns(drift.one_value), "See that the column was not filled down"),
    "words": Gate(_columns(drift.words), "See that every word is mapped to the one it means"),
    "expected": Gate(_expected, "Ask the sender what was sent"),
}
"""Each gate by the name under which it can be allowed."""


def issues(refresh: Refresh) -> dict[str, str]:
    """Give for each gate that would stop a refresh what it found."""
    heard = {name: gate.look(refresh) for name, gate in GATES.items()}
    return {name: sentence for name, sentence in heard.items() if sentence}


def judge(refresh: Refresh, allowed: Sequence[str] = (), reason: str = "") -> dict[str, Any]:
    """Let a refresh through, or refuse it in sentences that name the gates to allow.

    Gives for each gate that found something and was allowed what it found and the reason.
    """
    if allowed and not reason.strip():
        raise RecordsError(f'Say why {", ".join(allowed)} is allowed: --reason "…".')
    found = issues(refresh)
    stopped = [name for name in found if name not in allowed]
    if stopped:
        said = ". ".join(found[name] for name in stopped)
        remedies = ". ".join(dict.fromkeys(GATES[name].remedy for name in stopped))
        options = " ".join(f"--allow {name}" for name in stopped)
        raise RecordsError(
            f"{said}. Nothing was published. {remedies}, or run again with {options} "
            '--reason "…" if it is right.'
        )
    return {name: {"found": sentence, "reason": reason} for name, sentence in found.items()}
