"""How many settings were last on site within how long."""

import polars as pl

from dashboard.measures import results
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
    each = [counts.get(name, (0,))[0] for name in names]
    rows = columns([(n, total, share_of(n, total)) for n in each])
    return results.with_status(pl.DataFrame([pl.Series("name", names), *rows]))


def cannot_tell(rows: pl.DataFrame, store: Store, selection: Selection) -> bool:
    """Say of `bands` that how many were seen is not known.

    Nobody tells of visits, and of no full inspection of the last year.
    """
    never, total = rows["numerator"][-1], rows["denominator"][0]
    each = by_word(rows, "numerator")
    recent = sum(each[name][0] or 0 for name in WITHIN_A_YEAR)
    return never is None or knows_nothing(store, selection, never == total or not recent)


def knows_nothing(store: Store, selection: Selection, none_seen: bool) -> bool:
    """Say whether records that do not tell of visits know of no inspection either."""
    return none_seen and ("visits" not in store.records or not store.tells(VISITS, selection))
