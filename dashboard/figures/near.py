"""The records of the area chosen, found without looking through those of every other.

Where each setting lies, and which visits were made there, is worked out once for all records.
"""

from collections.abc import Mapping

import polars as pl

from dashboard.measures import sight
from dashboard.measures.selection import Selection
from dashboard.records import words as w
from dashboard.records.keys import places
from dashboard.records.model import empty
from dashboard.store import Store

Rows = Mapping[str, pl.Series]
"""For each authority the numbers of its rows, in their order."""


def settings_of(store: Store, selection: Selection) -> pl.DataFrame:
    """List the settings that the filters leave, open or closed, each with its authority."""
    return _chosen("located", _located(store), store, selection)


def seen(store: Store, selection: Selection) -> pl.DataFrame:
    """List the settings in scope, each with the day on which anyone was last on site."""
    return _chosen("seen", _seen(store), store, selection)


def visits_in(store: Store, selection: Selection) -> pl.DataFrame:
    """List the visits to settings of every kind in the area chosen, in the order of the records."""
    visits = store.records.get("visits", empty("visits"))
    if selection.area is None or visits.is_empty():
        return visits
    return visits[_numbers(_visited(store), store, selection)]


def visits_unsaid(store: Store, selection: Selection) -> int:
    """Count the visits to settings in scope that do not say whether they were on site."""
    listed = seen(store, selection).select("urn")
    return int(listed.join(_unsaid(store), on="urn")["visits"].sum())


def _chosen(name: str, rows: pl.DataFrame, store: Store, selection: Selection) -> pl.DataFrame:
    limits = [_is(column, word) for column, word in selection.where().items()]
    if selection.area is not None:
        found = store.remembered((name, "by area"), lambda: _by_area(rows["la_code"]))
        rows = rows[_numbers(found, store, selection)]
    return rows.filter(*(limit.fill_null(False) for limit in limits)) if limits else rows


def _is(column: str, word: str) -> pl.Expr:
    """Say whether a column holds a word; a group of types counts as one, and so does a blank."""
    if word == w.NOT_RECORDED:
        return pl.col(column).is_null()
    return pl.col(column).is_in(w.GROUPS.get(word, (word,)))


def _numbers(rows: Rows, store: Store, selection: Selection) -> pl.Series:
    """Give the numbers of the rows in the area chosen, which is not England."""
    column = "la_code" if selection.is_authority else selection.region_column
    codes = store.authorities.filter(pl.col(column) == selection.area)["la_code"]
    found = [rows[code] for code in codes if code in rows]
    return pl.concat([pl.Series([], dtype=pl.UInt32), *found]).sort()


def _by_area(codes: pl.Series) -> Rows:
    """List the numbers of the rows of each authority."""
    numbered = pl.DataFrame({"la_code": codes}).with_row_index("row").drop_nulls()
    each = numbered.group_by("la_code", maintain_order=True).agg("row")
    return dict(zip(each["la_code"], each["row"], strict=True))


def _located(store: Store) -> pl.DataFrame:
    areas = store.authorities.select("la_code", "la_name", "region", "statistical_region")
    found: pl.DataFrame = store.remembered(
        ("located",),
        lambda: store.records["settings"].join(
            areas, on="la_code", how="left", validate="m:1", maintain_order="left"
        ),
    )
    return found


def _seen(store: Store) -> pl.DataFrame:
    def listed() -> pl.DataFrame:
        visits = store.records.get("visits", empty("visits"))
        return sight.last_on_site(sight.open_on(_located(store), store.as_at), visits, store.as_at)

    found: pl.DataFrame = store.remembered(("seen",), listed)
    return found


def _visited(store: Store) -> Rows:
    def listed() -> Rows:
        settings = store.records["settings"]
        return _by_area(
            settings["la_code"].gather(places(store.records["visits"]["urn"], settings["urn"]))
        )

    found: Rows = store.remembered(("visited",), listed)
    return found


def _unsaid(store: Store) -> pl.DataFrame:
    """Count for each setting the visits that do not say whether they were on site."""

    def counted() -> pl.DataFrame:
        visits = store.records.get("visits", empty("visits"))
        unsaid = visits.filter(
            pl.col("started_on") <= store.as_at, pl.col("mode").is_null(), ~sight.is_on_site()
        )
        return unsaid.group_by("urn").agg(visits=pl.len())

    found: pl.DataFrame = store.remembered(("unsaid",), counted)
    return found
