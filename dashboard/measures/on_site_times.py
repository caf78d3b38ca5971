"""How many settings were last on site within how long."""

import polars as pl

from dashboard.measures import results
from dashboard.measures.definitions.coverage import VISITS
from dashboard.measures.definitions.register import LAST_SEEN
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
    counts = dict(found.select(pl.col("last_seen").cast(pl.String), "numerator").iter_rows())
    names = [*w.SEEN, w.NEVER_SEEN]
    rows = pl.DataFrame({"name": names, "numerator": [counts.get(name, 0) for name in names]})
    share = pl.when(pl.lit(total) > 0).then(pl.col("numerator") / total)
    return results.with_status(rows.with_columns(denominator=pl.lit(total, pl.Int64), value=share))


def cannot_tell(rows: pl.DataFrame, store: Store, selection: Selection) -> bool:
    """Say of `bands` that how many were seen is not known.

    Nobody tells of visits, and of no full inspection of the last year.
    """
    never, total = rows["numerator"][-1], rows["denominator"][0]
    recent = rows.filter(pl.col("name").is_in(WITHIN_A_YEAR))["numerator"].sum()
    return never is None or knows_nothing(store, selection, never == total or not recent)


def knows_nothing(store: Store, selection: Selection, none_seen: bool) -> bool:
    """Say whether records that do not tell of visits know of no inspection either."""
    return none_seen and ("visits" not in store.records or not store.tells(VISITS, selection))
