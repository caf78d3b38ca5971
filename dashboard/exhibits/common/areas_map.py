"""Maps of authorities: our own coverage, actions in force, and visits to authorities themselves."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import polars as pl

from dashboard.exhibits.areas_map import AreasMap
from dashboard.exhibits.common import difference_from_england, map_facts, map_values
from dashboard.measures import Selection, Store, results
from dashboard.measures.definitions.enforcement import (
    ACTIONS_IN_FORCE,
)
from dashboard.measures.filters import DIFFERENCES
from dashboard.wording import words


def coverage(
    regions: pl.DataFrame, store: Store, selection: Selection, is_small: bool = False
) -> AreasMap:
    """Map our own coverage: the bands of each authority and the figures of the regions.

    `regions` are the results by region. A small map tells no more.
    """
    values = map_values.of_areas(store, selection)
    states, england = {value[0] for value in values.values()}, _whole(regions)
    legend = [entry for entry in map_values.LEGEND if entry[0] in states or entry[0] in "01234"]
    found = None
    if selection.colours == DIFFERENCES and not is_small:
        found = difference_from_england.differences(values, england, legend)
    return AreasMap(
        found.values if found else values,
        map_values.region_values(regions),
        found.legend if found else legend,
        map_values.title(store, selection, is_difference=found is not None),
        words.counted(selection),
        "visited",
        england=england,
        figure="difference" if found else "share",
        shares=found.shares if found else {},
        unit=selection.unit,
        facts={} if is_small else map_facts.facts(map_facts.FACTS, store, selection),
        is_small=is_small,
        **where(store, selection),
        **({} if is_small else map_facts.on_site(store, selection)),
    )


def in_force(rows: pl.DataFrame, title: str, store: Store, selection: Selection) -> AreasMap:
    """Map how many actions are in force in each authority, in one colour: nobody is ranked."""
    values = {row["la_code"]: map_values.actions_value(row) for row in rows.iter_rows(named=True)}
    regions = rows.group_by("region", maintain_order=True).agg(
        pl.sum(ACTIONS_IN_FORCE.name, "settings")
    )
    some = regions.filter(pl.col("settings") + pl.col(ACTIONS_IN_FORCE.name) > 0)
    counts = some.select(pl.col("region").cast(pl.String), ACTIONS_IN_FORCE.name)
    total = int(counts[ACTIONS_IN_FORCE.name].sum())
    return AreasMap(
        values,
        {name: words.number(n) for name, n in counts.iter_rows()},
        map_values.in_use(map_values.IN_FORCE, values),
        title,
        words.noun(selection),
        "in force",
        england="" if results.around(selection).area else words.number(total),
        facts=map_facts.facts(map_facts.OF_ACTIONS, store, selection),
        figure="count",
        heads=("Actions in force",),
        things="actions",
        one="action",
        **where(store, selection),
        **map_facts.on_site(store, selection),
    )


def judged(
    rows: pl.DataFrame, regions: pl.DataFrame, title: str, store: Store, own: Selection
) -> AreasMap:
    """Map authorities by their standing judgement and whether we went to them themselves.

    `regions` has n of N of those where concern is greatest, told beside each region.
    """
    says = rows["said"].unique(maintain_order=True).to_list()
    values = {
        row["la_code"]: map_values.judged_value(row, says.index(row["said"]))
        for row in rows.iter_rows(named=True)
    }
    told = map_values.JUDGED, says, ("Judgement and visits",)
    return _of_states(values, regions, title, store, own, *told)


def reached(
    rows: pl.DataFrame, regions: pl.DataFrame, title: str, store: Store, own: Selection
) -> AreasMap:
    """Map authorities, small, by whether we went to them themselves; `regions` has n of N."""
    says = {1: "visited", 0: "not yet visited", None: "not in these records"}
    values = {
        row["la_code"]: map_values.reached_value(row, [*says].index(row["visited"]))
        for row in rows.iter_rows(named=True)
    }
    told = map_values.REACHED, tuple(says.values()), ("Visited",)
    drawn = _of_states(values, regions, title, store, own, *told)
    return replace(drawn, is_small=True, seen="", on_site={})


def _of_states(
    values: Mapping[str, map_values.Value],
    regions: pl.DataFrame,
    title: str,
    store: Store,
    own: Selection,
    legend: map_values.Legend,
    says: Sequence[str],
    heads: Sequence[str],
) -> AreasMap:
    """Map states that are said in words, with the visits to each authority itself beside them."""
    return AreasMap(
        values,
        map_values.region_values(regions),
        map_values.in_use(legend, values),
        title,
        words.noun(own),
        "visited",
        england=_whole(regions),
        facts=map_facts.facts(map_facts.OF_VISITS, store, own),
        figure="state",
        heads=heads,
        says=says,
        **where(store, own),
        **map_facts.on_site(store, own),
    )


def where(store: Store, selection: Selection) -> dict[str, Any]:
    """Say of which areas a map is, how they are drawn and which are chosen."""
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
    shown = [(n, total) for n, total in regions[["numerator", "denominator"]].rows() if total]
    if not shown or any(n is None for n, _ in shown):
        return ""
    return words.short_share(*map(sum, zip(*shown, strict=True)))
