"""Put earlier records on the authorities of a later day, so that the two can be compared."""

from collections.abc import Mapping

import polars as pl

from dashboard.areas import authorities
from dashboard.records.model import TABLES, Records


def on_areas(before: Records, now: Records, vintage: str) -> Records:
    """Put records on the authorities of a vintage: what only changed its code is no change.

    Where an authority was split, its settings are on the part that they are on `now`, and those
    that are gone stay where they were. An authority is a setting too, keyed by its code.
    """
    codes = before["settings"]["la_code"].unique().drop_nulls().to_list()
    became = {code: authorities.became(code, vintage) for code in codes}
    renamed, ones = _renamed(became), {code: p[0] for code, p in became.items() if len(p) == 1}
    moved = {name: _keyed(table, renamed, ones) for name, table in before.items() if name in TABLES}
    parts = [(code, part) for code, found in became.items() for part in found if len(found) > 1]
    split = pl.DataFrame(parts, {"la_code": pl.String, "part": pl.String}, orient="row")
    settled = _on_parts(moved["settings"], now["settings"], split)
    return {**before, **moved, "settings": settled, "local_authorities": now["local_authorities"]}


def _keyed(
    table: pl.DataFrame, renamed: Mapping[str, str], ones: Mapping[str, str]
) -> pl.DataFrame:
    """Give the new codes where authorities are named: as settings, and as places."""
    new = {"urn": renamed, "la_code": ones}
    return table.with_columns(
        pl.col(column).replace(codes) for column, codes in new.items() if column in table.columns
    )


def _on_parts(before: pl.DataFrame, now: pl.DataFrame, split: pl.DataFrame) -> pl.DataFrame:
    """Put each setting of a split authority on the part of it that it is on now."""
    here = now.select("urn", part="la_code")
    placed = before.select("urn", "la_code").join(split, on="la_code")
    placed = placed.join(here, on=["urn", "part"]).select("urn", "part")
    found = before.join(placed, on="urn", how="left", maintain_order="left", validate="m:1")
    return found.with_columns(la_code=pl.coalesce("part", "la_code")).drop("part")


def _renamed(became: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """Give the new code of each authority that became one other, and that of it alone."""
    ones = {code: parts[0] for code, parts in became.items() if len(parts) == 1}
    targets = list(ones.values())
    return {code: new for code, new in ones.items() if code != new and targets.count(new) == 1}
