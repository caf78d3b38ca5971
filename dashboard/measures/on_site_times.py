"""How many settings were last on site within how long."""

import polars as pl

from dashboard.measures import record_counts, results
from dashboard.measures.definitions.coverage import VISITS
from dashboard.measures.definitions.register import LAST_SEEN
from dashboard.measures.plain import by_word, columns, share_of
from dashboard.measures.selection import Selection
from dashboard.measures.store import Store
from dashboard.records import words as w

YEAR = 365


WITHIN_A_YEAR = [name for name, most in w.SEEN.items() if most <= YEAR]


def bands(store: Store, selection: Selection) -> pl.DataFrame:
    """Count settings in scope by the time since anyone was on site, latest first, never last.

    Columns: name, numerator, denominator, value, status.
    """
    found = store.ask(LAST_SEEN, selection, ["last_seen"])
    total = store.ask(LAST_SEEN, selection)["denominator"][0] or 0
    counts = by_word(found, "numerator")
    names = [*w.SEEN, w.NEVER_SEEN]
    none = None if any(n is None for n, *_ in counts.values()) else 0
    each = [counts.get(name, (none,))[0] for name in names]
    rows = columns([(n, total, share_of(n, total)) for n in each])
    return results.with_status(pl.DataFrame([pl.Series("name", names), *rows]))


def cannot_tell(rows: pl.DataFrame, store: Store, selection: Selection) -> bool:
    """Say of `bands` that how many were seen is not known.

    Nobody tells of visits on site, and of no full inspection of the last year.
    """
    never, total = rows["numerator"][-1], rows["denominator"][0]
    each = by_word(rows, "numerator")
    recent = sum(each[name][0] or 0 for name in WITHIN_A_YEAR)
    return never is None or knows_nothing(store, selection, never == total or not recent)


def knows_nothing(store: Store, selection: Selection, none_seen: bool) -> bool:
    """Say whether records that do not tell of visits on site know of no inspection either."""
    untold = "visits" not in store.records or not store.tells(VISITS, selection)
    return none_seen and (untold or never_says(store, selection))


def never_says(store: Store, selection: Selection) -> bool:
    """Say whether there are visits, and none that says whether anyone was on site."""
    said = record_counts.visits_said(store, selection)
    return not said and record_counts.visits_unsaid(store, selection) > 0
