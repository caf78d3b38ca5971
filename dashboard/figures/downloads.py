"""The tables that a reader takes away: what was shown, with the facts that go with it."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from dashboard.figures import words
from dashboard.measures.measure import Measure
from dashboard.measures.selection import Selection
from dashboard.store import Store


@dataclass(frozen=True)
class Download:
    """A table that a reader takes away, the facts that go with it, and the file's name."""

    table: pl.DataFrame
    facts: dict[str, str]
    file_name: str


def download(
    store: Store,
    selection: Selection,
    measure: Measure,
    table: pl.DataFrame,
    columns: Sequence[str],
    name: str,
) -> Download:
    """Describe a table as a file: its columns in order, then what it is on every row."""
    facts = {
        "measure": measure.name,
        "definition": measure.definition,
        "filters": words.showing(selection, store),
        "from": words.first_day(selection, store).isoformat(),
        "to": words.last_day(selection, store).isoformat(),
        "as_at": store.as_at.isoformat(),
        "snapshot": store.name,
        "source": words.source(store),
        "records": "illustrative" if store.illustrative else "as published",
    }
    area = words.slug(words.area_name(selection.area, store))
    file_name = f"{area}-{words.slug(name)}-{store.as_at}.csv"
    text = [c for c in columns if table.schema[c] not in (pl.Int64, pl.Float64)]
    return Download(
        table.select(columns).with_columns(pl.col(text).cast(pl.String)), facts, file_name
    )
