"""The records of the area chosen, found without looking through those of every other.

Settings are of a few thousand kinds: an authority, a type, a sector and a prior judgement. Each
record is given its kind once, and the records lie kind by kind, so that a choice finds its own
however many others there are. The kinds of an authority lie side by side.
"""

import numpy as np
import polars as pl
from numpy.typing import NDArray

from dashboard.measures import last_on_site
from dashboard.measures.cached import cached
from dashboard.measures.selection import Selection
from dashboard.measures.store import Store
from dashboard.records import words as w
from dashboard.records.keys import places
from dashboard.records.model import empty

PARTS = ("la_code", "setting_type", "sector", "last_grade")
"""What makes a kind."""


def settings_of(store: Store, selection: Selection) -> pl.DataFrame:
    """List the settings that the filters leave, open or closed, each with its authority."""
    return within(located(store), store, selection).drop("kind", "setting")


def seen(store: Store, selection: Selection) -> pl.DataFrame:
    """List the settings in scope, each with the day on which anyone was last on site."""
    return within(last_seen(store), store, selection).drop("kind", "setting")


def visits_of(store: Store, selection: Selection, *columns: str) -> pl.DataFrame:
    """List the visits to the settings that the filters leave, as `told` gives them."""
    made = within(visits(store), store, selection)
    return told(chosen(made, store, selection), store, *columns)


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
    return pl.all_horizontal(_is(column, word) for column, word in limits)


def told(rows: pl.DataFrame, store: Store, *columns: str) -> pl.DataFrame:
    """Give rows of `visits` with the setting's type and authority, and columns of the records."""
    recorded = visits_recorded(store).select(columns)[rows["visit"]]
    areas = kinds(store).select("setting_type", authority="la_name")[rows["kind"]]
    return pl.concat([areas, recorded], how="horizontal")


def within(rows: pl.DataFrame, store: Store, selection: Selection) -> pl.DataFrame:
    """Leave the rows of the kinds that the filters leave; `rows` lie in the order of their kind.

    Six lists of an area are looked for in NumPy: in Polars that took 0.15 ms each, now 0.05.
    """
    limits = ("area", "setting_type", "sector", "last_grade", "regions")
    asked = Selection(**{name: getattr(selection, name) for name in limits})
    some, spans = _chosen(store, asked)
    if selection.area is not None:
        ends = np.searchsorted(rows["kind"].to_numpy(), spans).tolist()
        parts = [rows[a:b] for a, b in zip(ends[::2], ends[1::2], strict=True)]
        rows = pl.concat([rows.clear(), *parts]) if len(parts) != 1 else parts[0]
    return rows if some is None else rows[np.flatnonzero(some[rows["kind"].to_numpy()])]


Mask = NDArray[np.bool_]


@cached
def _chosen(store: Store, selection: Selection) -> tuple[Mask | None, NDArray[np.int64]]:
    """Say of each kind whether the filters leave it, and where the runs of an area begin and end.

    None where the filters leave all that the area has.
    """
    column = "la_code" if selection.is_authority else selection.region_column
    limits = [(c, word) for c, word in selection.where().items() if c in PARTS and c != column]
    masks = [_mask(store, c, word) for c, word in limits]
    inside = np.ones(kinds(store).height, np.bool_)
    if selection.area is not None:
        inside = _mask(store, column, selection.area)
    chosen = np.logical_and.reduce([inside, *masks])
    edges = np.flatnonzero(np.diff(inside, prepend=False, append=False))
    return None if chosen.sum() == inside.sum() else chosen, edges


def _mask(store: Store, column: str, word: str) -> Mask:
    """Say of each kind whether a column holds a word, once for all choices."""

    def found() -> Mask:
        rows = kinds(store).select(holds=_is(column, word))
        return rows["holds"].fill_null(False).to_numpy()

    return store.once(f"kinds whose {column} is {word}", found)


def _is(column: str, word: str) -> pl.Expr:
    """Say whether a column holds a word; a group of types counts as one, and so does a blank."""
    if word == w.NOT_RECORDED:
        return pl.col(column).is_null()
    return pl.col(column).is_in(w.GROUPS.get(word, (word,)))


def kinds(store: Store) -> pl.DataFrame:
    """List the kinds of settings: what makes them, the names of the areas, and a number."""

    def listed() -> pl.DataFrame:
        areas = store.authorities.select("la_code", "la_name", "region", "statistical_region")
        each = store.records["settings"].select(PARTS).unique().sort(PARTS)
        return each.with_row_index("kind").join(
            areas, on="la_code", how="left", validate="m:1", maintain_order="left"
        )

    return store.once("kinds", listed)


def located(store: Store) -> pl.DataFrame:
    """List all settings, open or closed, each with its authority, its kind and its number.

    The number is the setting's place in the records.
    """

    def listed() -> pl.DataFrame:
        settings = store.records["settings"].with_columns(kind=kinds_of_settings(store))
        areas = kinds(store).select("kind", "la_name", "region", "statistical_region")
        numbered = settings.with_row_index("setting").sort("kind", maintain_order=True)
        return numbered.join(areas, on="kind", how="left", validate="m:1", maintain_order="left")

    return store.once("located", listed)


def last_seen(store: Store) -> pl.DataFrame:
    """List the settings in scope, each with the day on which anyone was last on site."""

    def listed() -> pl.DataFrame:
        live = last_on_site.open_on(located(store), store.as_at)
        visits = visits_recorded(store).with_columns(setting=settings_of_visits(store))
        return last_on_site.last_on_site(live, visits, store.as_at, "setting")

    return store.once("last seen", listed)


def visits(store: Store) -> pl.DataFrame:
    """List all visits by kind: the kind of the setting, the day it began, and its number.

    The number is the visit's place in the records.
    """

    def listed() -> pl.DataFrame:
        began = visits_recorded(store).select("started_on", kind=kinds_of_visits(store))
        numbered = began.with_row_index("visit").drop_nulls("kind")
        return numbered.sort("kind", maintain_order=True)

    return store.once("visits", listed)


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
        settings, numbered = store.records["settings"].select(PARTS), kinds(store)
        joined = settings.join(
            numbered, on=PARTS, how="left", nulls_equal=True, maintain_order="left"
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
