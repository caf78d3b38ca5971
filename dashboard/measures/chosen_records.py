"""The records of the area chosen, found without looking through those of every other.

Each record is given the kind of its setting once (`setting_kinds`), and the records lie kind by
kind, so that a choice finds its own however many others there are.
"""

import numpy as np
import polars as pl

from dashboard.measures import last_on_site, setting_kinds
from dashboard.measures.plain import rows_at
from dashboard.measures.selection import Selection
from dashboard.measures.store import Store
from dashboard.records.keys import places
from dashboard.records.model import empty

FAR = 1 << 22
"""More than any number of a day."""


def settings_of(store: Store, selection: Selection) -> pl.DataFrame:
    """List the settings that the filters leave, open or closed, each with its authority."""
    return within(located(store), store, selection).drop("kind", "setting")


def seen(store: Store, selection: Selection) -> pl.DataFrame:
    """List the settings in scope, each with the day on which anyone was last on site."""
    every = store.once("last seen", lambda: last_seen(store).collect())
    return within(every, store, selection).drop("kind", "setting")


def chosen(rows: pl.DataFrame, store: Store, selection: Selection) -> pl.DataFrame:
    """Leave the rows of `visits` that the filters of visits leave; others are those of settings."""
    columns = [each.column for each in selection.of_visits]
    if not columns:
        return rows
    made = visits_recorded(store).select(columns)[rows["visit"]]
    return rows.filter(made.select(left=_left(selection))["left"])


def limited(rows: pl.DataFrame, selection: Selection) -> pl.DataFrame:
    """Leave the rows that the filters of visits leave, of rows with what is known of a visit."""
    return rows.filter(_left(selection)) if selection.of_visits else rows


def _left(selection: Selection) -> pl.Expr:
    limits = ((each.column, str(getattr(selection, each.name))) for each in selection.of_visits)
    return pl.all_horizontal(setting_kinds.holds(column, word) for column, word in limits)


def told(rows: pl.DataFrame, store: Store, *columns: str) -> pl.DataFrame:
    """Give rows of `visits` with the setting's type and authority, and columns of the records."""
    kinds = store.once(
        "kinds by authority",
        lambda: setting_kinds.kinds(store).select("setting_type", authority="la_name"),
    )
    recorded = visits_recorded(store)[[*columns]][rows["visit"]]
    return pl.concat([kinds[rows["kind"]], recorded], how="horizontal")


def within(rows: pl.DataFrame, store: Store, selection: Selection) -> pl.DataFrame:
    """Leave the rows of the kinds that the filters leave; `rows` lie in the order of their kind.

    Six lists of an area are looked for in NumPy: in Polars that took 0.15 ms each, now 0.05. What
    is looked for has the type of what it is looked for in: else all kinds are copied, 3 ms each.
    """
    left = setting_kinds.left(store, selection)
    if selection.area is not None:
        every = rows["kind"].to_numpy()
        ends = np.searchsorted(every, left.spans.astype(every.dtype)).tolist()
        parts = [rows[a:b] for a, b in zip(ends[::2], ends[1::2], strict=True)]
        rows = pl.concat([rows.clear(), *parts]) if len(parts) != 1 else parts[0]
    return rows if left.are_all else in_any_order(rows, store, selection)


def in_any_order(rows: pl.DataFrame, store: Store, selection: Selection) -> pl.DataFrame:
    """Leave the rows of the kinds that the filters leave, of rows in whatever order."""
    left = setting_kinds.left(store, selection)
    return rows_at(rows, np.flatnonzero(left.some[rows["kind"].to_numpy()]))


def located(store: Store) -> pl.DataFrame:
    """List all settings, open or closed, each with its authority, its kind and its number.

    The number is the setting's place in the records.
    """

    def listed() -> pl.DataFrame:
        settings = store.records["settings"].with_columns(kind=kinds_of_settings(store))
        areas = setting_kinds.kinds(store).select("kind", "la_name", "region", "statistical_region")
        numbered = settings.with_row_index("setting").sort("kind", maintain_order=True)
        return numbered.join(areas, on="kind", how="left", validate="m:1", maintain_order="left")

    return store.once("located", listed)


def last_seen(store: Store) -> pl.LazyFrame:
    """List the settings in scope, each with the day on which anyone was last on site."""
    return with_settings(days_on_site(store), store)


def with_settings(rows: pl.DataFrame, store: Store) -> pl.LazyFrame:
    """Give rows of `days_on_site` with what is known of the setting, the days since, and the band.

    Only what is asked of these is looked up, as there may be a million settings.
    """
    settings = store.records["settings"].lazy().select(pl.all().gather(rows["setting"]))
    names = pl.col("la_name", "region", "statistical_region")
    areas = setting_kinds.kinds(store).lazy().select(names.gather(rows["kind"]))
    told = pl.concat([settings, areas, rows.lazy()], how="horizontal")
    return last_on_site.timed(told, store.as_at)


def days_on_site(store: Store) -> pl.DataFrame:
    """Give for each setting in scope the day on which anyone was last on site, by kind.

    Columns: kind, setting (its place in the records), inspected and last_on_site.
    """

    def found() -> pl.DataFrame:
        live = last_on_site.open_on(located(store), store.as_at)
        visits = visits_recorded(store).with_columns(setting=settings_of_visits(store))
        seen = last_on_site.last_on_site(live, visits, store.as_at, "setting")
        return seen.select("kind", "setting", "inspected", "last_on_site")

    return store.once("days on site", found)


def visits(store: Store) -> pl.DataFrame:
    """List all visits by kind and day: the kind of the setting, the day it began, and its number.

    The number is the visit's place in the records.
    """

    def listed() -> pl.DataFrame:
        began = visits_recorded(store).select("started_on", kind=kinds_of_visits(store))
        numbered = began.with_row_index("visit").drop_nulls("kind")
        return numbered.sort(kind_and_day(), maintain_order=True)

    return store.once("visits", listed)


def kind_and_day() -> pl.Expr:
    """Give each kind and day of visits one number: sorting by two costs seven times as much."""
    days = pl.col("started_on").to_physical().cast(pl.Int64)
    return pl.col("kind").cast(pl.Int64) * FAR + days


def placed(rows: pl.DataFrame, store: Store) -> pl.DataFrame:
    """Give rows that each have a `urn` the kind, type and authority of the setting, by kind."""
    settings = located(store).select("urn", "kind", "setting_type", authority="la_name")
    found = rows.join(settings, on="urn", how="inner", validate="m:1")
    return found.sort("kind", maintain_order=True)


def visits_recorded(store: Store) -> pl.DataFrame:
    """Give the visits as the records have them; none where none were supplied."""
    return store.records.get("visits", empty("visits"))


def kinds_of_settings(store: Store) -> pl.Series:
    """Give the kind of each setting of the records."""

    def found() -> pl.Series:
        joined = setting_kinds.parts(store).join(
            setting_kinds.kinds(store),
            on=setting_kinds.PARTS,
            how="left",
            nulls_equal=True,
            maintain_order="left",
        )
        return joined["kind"]

    return store.once("kinds of settings", found)


def settings_of_visits(store: Store) -> pl.Series:
    """Give the place in the records of the setting of each visit of the records."""

    def found() -> pl.Series:
        return places(visits_recorded(store)["urn"], store.records["settings"]["urn"])

    return store.once("places of the settings of visits", found)


def kinds_of_visits(store: Store) -> pl.Series:
    """Give the kind of the setting of each visit of the records."""
    return kinds_of_settings(store).gather(settings_of_visits(store))
