"""Which authority bears a heavy load: more visits than chance would give any of them."""

from typing import Any

import polars as pl

from dashboard.exhibits.areas import inspection_load
from dashboard.measures import Selection, Store, area_load, comparator_areas
from dashboard.measures import inspection_load as measured
from dashboard.measures.cached import cached
from dashboard.wording import words

LOADS = {
    "la_code": pl.String,
    "visits": pl.Int64,
    "settings": pl.Int64,
    "others": pl.Int64,
    "their_settings": pl.Int64,
    "by_chance": pl.Float64,
}


def heaviest(store: Store, selection: Selection) -> dict[str, Any] | None:
    """Give the authority of an area whose load is least likely to be so high by chance.

    None where no load stands out. The keys are those of `higher`.
    """
    found = higher(store, Selection(until=selection.until))
    if selection.area is not None and found.height:
        inside = _inside(store, selection)
        found = found.filter(pl.col("la_code").is_in(inside))
    return found.row(0, named=True) if found.height else None


@cached
def higher(store: Store, selection: Selection) -> pl.DataFrame:
    """List the authorities whose load stands out among all authorities, least likely first.

    Columns: la_code, visits of the last complete weeks, settings (providers in scope), the same of
    all other authorities together, and the chance of a load as high if visits fell on all alike. Of
    the period only its end counts: load does not depend on what a reader looks at.
    """
    weeks = area_load.complete_weeks(store, selection)
    if not area_load.known(store) or not weeks:
        return pl.DataFrame(schema=LOADS)
    counted = measured.by_place(
        area_load.made(store, selection, "la_code"), weeks, inspection_load.BUSY
    )
    visits = dict(counted.select("place", "visits").iter_rows())
    codes = tuple(store.authorities["la_code"])
    settings = comparator_areas.providers(store, comparator_areas.Beside("la_code", codes, codes))
    loads = [(visits.get(code, 0), settings[code]) for code in codes]
    made, register = (sum(column) for column in zip(*loads, strict=True))
    rows = [
        (code, own, size, made - own, register - size, chance)
        for code, (own, size), chance in zip(codes, loads, measured.heavy(loads), strict=True)
        if chance is not None
    ]
    return pl.DataFrame(rows, schema=LOADS, orient="row").sort("by_chance", "la_code")


def _inside(store: Store, selection: Selection) -> list[str]:
    if selection.is_authority:
        return [str(selection.area)]
    inside = store.authorities.filter(pl.col(selection.region_column) == selection.area)
    return inside["la_code"].to_list()


def sentence(found: dict[str, Any], store: Store, selection: Selection) -> str:
    """Say how heavy a load is beside that of the rest of England, and how often chance does it."""
    where = words.opening(words.place(found["la_code"], store))
    span = inspection_load.span(area_load.complete_weeks(store, selection))
    own = measured.per_ten(found["visits"], found["settings"]) or 0
    theirs = measured.per_ten(found["others"], found["their_settings"]) or 0
    return (
        f"{where} had {inspection_load.visits(found['visits'])} in {span}, to it or to any "
        f"setting in it: "
        f"{inspection_load.rate(own)} for every 10 providers, beside "
        f"{inspection_load.rate(theirs)} in the rest of "
        f"England. Of {words.number(store.authorities.height)} authorities compared, none would "
        "stand out so by chance in 19 cases of 20."
    )
