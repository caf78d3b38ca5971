"""What records come to by kind of setting, added up once for all choices alike.

A choice then adds up the few rows of its own kinds, however many records there are.
"""

from datetime import date

import polars as pl

from dashboard.measures import chosen_records, last_on_site, setting_kinds
from dashboard.measures.selection import Selection
from dashboard.measures.store import Store


def in_scope(store: Store, selection: Selection, name: str, of: pl.Expr) -> pl.DataFrame:
    """Count the settings in scope by what an expression tells of each: that name, numerator.

    The expression must be the same for a name each time.
    """

    def counted() -> pl.DataFrame:
        rows = chosen_records.last_seen(store).select("kind", of.alias(name))
        return by_kind(rows, name, numerator=pl.len().cast(pl.Int64))

    rows = chosen_records.within(store.once(f"in scope by {name}", counted), store, selection)
    return rows.group_by(name).agg(pl.col("numerator").sum())


def by_day(store: Store, selection: Selection) -> pl.DataFrame:
    """Count the settings in scope by the last day on site, latest first, those with none last.

    Columns: last_on_site, days, settings.
    """
    each = _by_day(store, selection).group_by("last_on_site", "days")
    settings = each.agg(pl.col("settings").sum().cast(pl.Int64))
    return settings.sort("days", nulls_last=True)


def days_by_authority(store: Store, selection: Selection) -> dict[str, int | None]:
    """Give the days since anyone was on site at any setting in scope, by the code of its authority.

    None where no visit on site is on record; an authority without settings in scope has none.
    """
    rows = _by_day(store, selection)
    codes = setting_kinds.kinds(store)["la_code"].cast(pl.String)[rows["kind"]]
    latest = rows.group_by(codes, maintain_order=True).agg(pl.col("days").min())
    return dict(latest.iter_rows())


def _by_day(store: Store, selection: Selection) -> pl.DataFrame:
    """Count the settings in scope of each kind by the last day on site."""

    def counted() -> pl.DataFrame:
        seen = chosen_records.last_seen(store)
        return by_kind(seen, "last_on_site", "days", settings=pl.len())

    return chosen_records.within(store.once("by day", counted), store, selection)


def visits_unsaid(store: Store, selection: Selection) -> int:
    """Count the visits to settings in scope that do not say whether they were on site."""
    return int(_said(store, selection)["unsaid"].sum())


def visits_said(store: Store, selection: Selection) -> int:
    """Count the visits to settings in scope that say how they were made."""
    return int(_said(store, selection)["said"].sum())


def _said(store: Store, selection: Selection) -> pl.DataFrame:
    return chosen_records.within(saying_how(store), store, selection)


def saying_how(store: Store) -> pl.DataFrame:
    """Count the visits to open settings of each kind that say how they were made, and that do not.

    Columns: kind, unsaid, said.
    """
    unsaid = pl.col("mode").is_null() & ~last_on_site.is_on_site()

    def counted() -> pl.DataFrame:
        made = of_visits(store, is_open=True).filter(pl.col("started_on") <= store.as_at)
        return by_kind(made, unsaid=unsaid.sum(), said=pl.col("mode").count())

    return store.once("visits that say how", counted)


def visits_to_others(store: Store, selection: Selection, first: date, last: date) -> int:
    """Count the visits between two days to settings that are not on the register."""
    rows = chosen_records.within(to_others(store), store, selection)
    return int(rows.filter(pl.col("started_on").is_between(first, last))["visits"].sum())


def to_others(store: Store) -> pl.DataFrame:
    """Count visits to settings not on the register by kind and day: kind, started_on, visits."""

    def counted() -> pl.DataFrame:
        return by_kind(of_visits(store, is_open=False), "started_on", visits=pl.len())

    return store.once("visits to others", counted)


def of_visits(store: Store, is_open: bool | None = None) -> pl.LazyFrame:
    """Give the visits with the kind of their setting: all, or those to settings open or not."""
    visits = chosen_records.visits_recorded(store).with_columns(
        kind=chosen_records.kinds_of_visits(store)
    )
    there = pl.col("kind").is_not_null()
    if is_open is not None:
        live = store.records["settings"].select(live=last_on_site.is_open(store.as_at))["live"]
        there = pl.lit(live.gather(chosen_records.settings_of_visits(store))) == is_open
    return visits.lazy().filter(there)


def by_kind(rows: pl.LazyFrame, *columns: str, **counts: pl.Expr) -> pl.DataFrame:
    """Add up rows by the kind of their setting and columns, in their order."""
    return rows.group_by("kind", *columns).agg(**counts).sort("kind", *columns).collect()
