"""Coverage by setting type for an area, beside its region and England."""

import polars as pl

from dashboard.exhibits.coverage import matrix
from dashboard.exhibits.download import download
from dashboard.exhibits.exhibit import Exhibit, Matrix
from dashboard.measures import (
    Selection,
    Status,
    Store,
    choice,
    comparator_areas,
    coverage_of_types,
    results,
)
from dashboard.measures.cached import cached
from dashboard.measures.definitions.coverage import SETTINGS
from dashboard.records.words import ALL_HOMES, ALL_PROVIDERS
from dashboard.wording import spoken, words

NAMED = 4
"""So many types that an area does not have are named; of more it is said how many they are."""


def exhibit(store: Store, selection: Selection) -> Exhibit:
    """Give coverage by setting type beside the region and England."""
    found, measure = rows(store, selection), results.coverage_measure(selection)
    others = left_out(found, store, selection)
    return Exhibit(
        "area-types",
        least(found, store, selection) or headline(found, store, selection),
        f"{words.opening(words.counted(selection))} visited, by setting type",
        (Matrix(found, (ALL_HOMES, ALL_PROVIDERS), across=True),),
        download(store, selection, measure, found, found.columns, "visited by type beside others"),
        (others,) if others else (),
        (words.period(selection, store),),
    )


@cached
def rows(store: Store, selection: Selection) -> pl.DataFrame:
    """Give coverage for each setting type of the area: there first, then its region, then England.

    The columns are those of `coverage_of_types.by_type`; `region` names the place. Types that the
    area does not have are left out, but for the one that is chosen.
    """
    parts = _in_each(store, selection)
    settings = _in_each(store, selection.in_settings())[0]
    is_there = pl.col("status") != Status.NONE.value
    is_chosen = pl.col("setting_type") == selection.setting_type
    types = settings.filter(is_there | is_chosen)["setting_type"].to_list()
    order = pl.DataFrame({"setting_type": types})
    order = order.with_columns(at=pl.int_range(pl.len()))
    joined = pl.concat(parts).join(order, on="setting_type", how="inner", maintain_order="left")
    return joined.sort("at", maintain_order=True).drop("at")


def left_out(rows: pl.DataFrame, store: Store, selection: Selection) -> str:
    """Say which types are left out because the area has none, or how many where they are many."""
    every = _in_each(store, selection)[0]["setting_type"].to_list()
    none = [name for name in every if name not in set(rows["setting_type"])]
    where = words.opening(words.place(selection.area, store))
    if len(none) > NAMED:
        return f"{where} has none of {words.number(len(none))} other types, which are left out."
    return f"{where} has no {words.either([*map(words.within, none)])}." if none else ""


@cached
def _in_each(store: Store, selection: Selection) -> list[pl.DataFrame]:
    """Give coverage for every setting type, in the area, its region and England."""
    areas = comparator_areas.around(store, selection)
    each = (coverage_of_types.by_type(store, selection.changed("area", area)) for area in areas)
    names = (choice.area_name(area, store) for area in areas)
    return [rows.filter(region=name) for rows, name in zip(each, names, strict=True)]


def least(rows: pl.DataFrame, store: Store, selection: Selection) -> str:
    """Say which types are least visited in an area; nothing where no others say how much of all is.

    The figures of the whole stand side by side with those of other areas above.
    """
    whole = rows.filter(setting_type=selection.setting_type).row(0, named=True)
    has_others = selection.area is not None and not selection.compare
    known = store.tells(SETTINGS, selection) and whole["numerator"] is not None
    if not (has_others and known and whole["denominator"] and rows["setting_type"].n_unique() > 1):
        return ""
    return matrix.headline(rows, selection)


def headline(rows: pl.DataFrame, store: Store, selection: Selection) -> str:
    """Say how much of the whole is visited, here and around."""
    whole = rows.filter(setting_type=selection.setting_type)
    noun = words.counted(selection)
    here = whole.row(0, named=True)
    if not store.tells(SETTINGS, selection):
        return words.untold(selection, store)
    if not here["denominator"]:
        return f"{words.opening(words.place(selection.area, store))} has no {noun}"
    if here["numerator"] is None:
        return f"{_has(here, selection, store)}; which were visited is not known"
    figures = [
        f"{spoken.of_them(row['numerator'], row['denominator'])} in {words.place(area, store)}"
        for area, row in zip(
            comparator_areas.around(store, selection)[1:],
            whole.slice(1).iter_rows(named=True),
            strict=True,
        )
        if row["denominator"]
    ]
    first = spoken.of_them(here["numerator"], here["denominator"])
    said = f"{words.opening(noun)} visited: {first} in {words.place(selection.area, store)}"
    return f"{said}. Around: {words.listed(figures)}" if figures else said


def _has(here: dict, selection: Selection, store: Store) -> str:
    where = words.opening(words.place(selection.area, store))
    count = here["denominator"]
    return f"{where} has {words.number(count)} {words.counted(selection, count)}"
