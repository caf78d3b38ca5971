"""Checks against totals published elsewhere: the table `control_totals` of the records."""

from collections.abc import Iterator
from typing import Any

from dashboard.measures.definitions import BY_NAME
from dashboard.measures.evaluation import evaluate
from dashboard.measures.store import Store
from dashboard.measures.trust import Check, counts_of

TABLE = "control_totals"


def checks(store: Store) -> Iterator[Check]:
    """Compare each total given for the day of the figures with the figure itself.

    A total of another day, of a period that is not counted or of records that were not supplied
    cannot be compared, and is not.
    """
    for row in _given(store):
        measure = BY_NAME[row["measure"]]
        period = store.period(row["since"])
        where = {"setting_type": row["setting_type"]}
        found = evaluate(measure, store.cube.whole, period, where=where)["numerator"][0]
        sentence = f"{row['counted']} = the total that {row['source']} gives"
        yield Check(sentence, found or 0, row["amount"], counts_of(measure), row["source"])


def _given(store: Store) -> list[dict[str, Any]]:
    """List the totals that can be compared."""
    if TABLE not in store.records:
        return []
    starts = {None, *(start.day for start in store.starts)}
    return [
        row
        for row in store.records[TABLE].iter_rows(named=True)
        if row["day"] == store.as_at
        and row["since"] in starts
        and BY_NAME[row["measure"]].numerator.table in store.cube.tables
    ]
