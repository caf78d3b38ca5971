"""What changed since the figures that a reader last looked at."""

from datetime import date
from functools import lru_cache
from pathlib import Path

from dashboard.access.scope import ENGLAND, Scope
from dashboard.audit.earlier import between
from dashboard.audit.reconciliation import open_reconciled
from dashboard.exhibits.data import changes
from dashboard.exhibits.data.what_changed import DOUBTED
from dashboard.measures.measure import MeasureError
from dashboard.measures.opening import days, opening_day
from dashboard.records.check import RecordsError
from dashboard.settings import Settings
from dashboard.stopping import go_on
from dashboard.wording import words

GONE = "The figures of {}, when you last looked, are no longer kept, so what changed is not known."
OTHER = "Visits are counted from another start than on {}, when you last looked."


def since(asked: str, scope: Scope) -> str:
    """Say what changed between the figures of a day and the latest, for what a scope leaves.

    `asked` is a day as YYYY-MM-DD. Nothing is said where that is no earlier day, or to a reader of
    what is published: what differs between two days could tell of one record.
    """
    root = Settings().snapshots
    latest = opening_day(root)
    try:
        then = date.fromisoformat(asked)
    except ValueError:
        return ""
    if latest is None or then >= latest or scope.public is not None:
        return ""
    kept = days(root)
    if then not in kept:
        return GONE.format(words.day(then))
    try:
        return _said(root, (then, kept[then]), (latest, kept.get(latest)), scope)
    except RecordsError:
        return GONE.format(words.day(then))


@lru_cache(maxsize=128)
def _said(
    root: Path | None, then: tuple[date, str | None], now: tuple[date, str | None], scope: Scope
) -> str:
    """Say what changed; two snapshots never change, so neither does what is said of them.

    Raises RecordsError where those of the first day cannot be read; of the last, nothing is said.
    """
    go_on()
    day = words.day(then[0])
    try:
        before, after = (open_reconciled(root, *each, scope=scope) for each in (then, now))
        if before.as_at != then[0]:
            raise RecordsError(GONE)
        if after.as_at != now[0]:
            return ""
        if before.trust.doubted or after.trust.doubted:
            return DOUBTED
        if before.illustrative != after.illustrative:
            return OTHER.format(day)
        compared = changes.in_short(between(before, after))
    except MeasureError:
        return OTHER.format(day)
    where = f"all {ENGLAND}" if scope.everywhere else scope.label
    return f"Since you last looked, {where}, {compared}."
