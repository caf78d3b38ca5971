"""The main tables to take away for what the filters leave, and everything at once."""

from dataclasses import replace

import polars as pl

from dashboard.exhibits import download
from dashboard.exhibits.exhibit import Everything, Exhibit, Filters
from dashboard.measures import Selection, Store, coverage_of_types, results
from dashboard.wording import words

HEAD = Exhibit(
    "take-away",
    "Take the tables away",
    "In three forms, for what the filters leave",
    about=True,
)


def filters(store: Store, selection: Selection) -> Exhibit:
    """Give the filters, which limit the tables below, or say why there are none."""
    is_told = store.tells(results.coverage_measure(selection), selection)
    none = f"{words.untold(selection, store)}, so there are no tables of who was visited."
    return replace(HEAD, charts=(Filters(),), notes=() if is_told else (none,))


def authorities(store: Store, selection: Selection) -> Exhibit:
    """Give coverage of every authority around what is chosen."""
    rows, around = results.by_authority(store, selection), results.around(selection)
    return _table("by authority", rows, ["la_code", "la_name", "region"], store, around)


def regions(store: Store, selection: Selection) -> Exhibit:
    """Give coverage of every region."""
    rows = results.by_region(store, selection)
    return _table("by region", rows, ["name"], store, selection.anywhere())


def types(store: Store, selection: Selection) -> Exhibit:
    """Give coverage of every setting type in every region."""
    rows = coverage_of_types.by_type(store, selection)
    return _table("by type and region", rows, ["setting_type", "region"], store, selection)


def everything(_store: Store, _selection: Selection) -> Exhibit:
    """Give every table of every page as one file."""
    return replace(
        HEAD,
        key="everything",
        headline="Everything in one file",
        title="Every table of every page, every figure for every area, and what they mean",
        charts=(Everything(""),),
    )


def _table(
    name: str, rows: pl.DataFrame, keys: list[str], store: Store, chosen: Selection
) -> Exhibit:
    measure, where = results.coverage_measure(chosen), words.place(chosen.area, store)
    columns = [*keys, *download.N_OF_N]
    return replace(
        HEAD,
        key=words.slug(name),
        headline=f"{words.opening(words.counted(chosen))} visited in {where}, {name}",
        title=f"A table of {words.many(rows.height, 'rows')} to take away",
        file=download.download(store, chosen, measure, rows, columns, f"visited {name}"),
    )
