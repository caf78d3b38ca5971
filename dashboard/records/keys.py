"""Put rows in the order of their keys, and find keys of one table in another."""

from collections.abc import Sequence

import numpy as np
import polars as pl

SLOTS = 16
"""Slots for each key that is known: so few keys share one that joining them costs nothing."""


def in_order(rows: pl.DataFrame, key: Sequence[str]) -> pl.DataFrame:
    """Put rows in the order of their keys: whole numbers by size, then other text.

    Where a row comes depends on its own key alone. Sorting text is slow, and most extracts come in
    the order of their numbers: those stay as they are.
    """
    first = rows[key[0]]
    if len(key) > 1 or first.dtype != pl.String:
        return rows.sort(key, maintain_order=True)
    numbers = first.cast(pl.Int64, strict=False)
    if not numbers.null_count() and (numbers.diff() > 0).all():
        return rows
    ordered = rows.with_columns(numbers.alias("number in order"))
    by = ["number in order", *key]
    return ordered.sort(by, nulls_last=True, maintain_order=True).drop("number in order")


def places(keys: pl.Series, known: pl.Series) -> pl.Series:
    """Give for each key its place among known ones, which are all different; null: not there.

    Joining text is slow. The number that a key's hash ends in names a slot, each slot holds one
    place, and a find counts where its text is that of the key; only the others are joined.
    """
    if known.is_empty():
        return pl.repeat(None, len(keys), dtype=pl.UInt32, eager=True)
    last = (1 << (known.len() * SLOTS).bit_length()) - 1
    slots = np.zeros(last + 1, np.uint32)
    slots[known.hash().to_numpy() & last] = np.arange(known.len(), dtype=np.uint32)
    found = pl.Series(slots[keys.hash().to_numpy() & last])
    is_it = (known.gather(found) == keys).fill_null(False)
    if is_it.all():
        return found
    rest = pl.DataFrame({"key": keys.filter(~is_it)})
    all_known = pl.DataFrame({"key": known}).with_row_index("place")
    joined = rest.join(all_known, on="key", how="left", maintain_order="left")["place"]
    return found.scatter((~is_it).arg_true(), joined)
