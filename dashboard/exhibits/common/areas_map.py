"""The map of authorities: our own coverage, with what else is told beside each."""

from typing import Any

import polars as pl

from dashboard.exhibits.exhibit import AreasMap
from dashboard.figures import maps, powers, results
from dashboard.measures.definitions.enforcement import ACTIONS_IN_FORCE
from dashboard.measures.definitions.letters import WAITING
from dashboard.measures.selection import Selection
from dashboard.measures.trust import WithheldError
from dashboard.store import Store
from dashboard.wording import words

FACTS = {"Actions in force": ACTIONS_IN_FORCE, "Letters awaited": WAITING}


def coverage(
    areas: pl.DataFrame, regions: pl.DataFrame, store: Store, selection: Selection
) -> AreasMap:
    """Map our own coverage: the bands of each authority and the figures of the regions.

    `areas` and `regions` are the results by authority and by region.
    """
    values = {row["la_code"]: maps.area_value(row) for row in areas.iter_rows(named=True)}
    states = {value[0] for value in values.values()}
    return AreasMap(
        values,
        maps.region_values(regions),
        [entry for entry in maps.LEGEND if entry[0] in states or entry[0] in "01234"],
        maps.title(store, selection),
        words.counted(selection),
        "visited",
        england=_whole(regions),
        unit=selection.unit,
        facts=_facts(store, selection),
        **_where(store, selection),
    )


def _where(store: Store, selection: Selection) -> dict[str, Any]:
    chosen = selection.area
    return {
        "kind": selection.region_column,
        "vintage": store.vintage,
        "view": selection.picture,
        "selected": chosen if selection.is_authority else None,
        "selected_region": None if selection.is_authority else chosen,
    }


def _whole(regions: pl.DataFrame) -> str:
    """Print the figure of all regions together; nothing where one of them is not known."""
    shown = regions.filter(pl.col("denominator") > 0)
    if not shown.height or shown["numerator"].null_count():
        return ""
    return words.short_share(int(shown["numerator"].sum()), int(shown["denominator"].sum()))


def _facts(store: Store, selection: Selection) -> dict[str, dict[str, int]]:
    """Count what else is told of each authority: what applies, is known and passes its checks."""
    told, chosen = {}, results.around(selection)
    for name, measure in FACTS.items():
        applies = measure is not ACTIONS_IN_FORCE or powers.applies(chosen)
        if not applies or not store.tells(measure, chosen):
            continue
        try:
            found = store.ask(measure, chosen, ["la_code"])
        except WithheldError:
            continue
        some = found.filter(pl.col("numerator") > 0)
        told[name] = dict(some.select("la_code", "numerator").iter_rows())
    return told
