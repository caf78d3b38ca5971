"""The visits whose letters state areas for priority action, in date order."""

from dataclasses import replace

import polars as pl

from dashboard.measures.cached import cached
from dashboard.measures.selection import Selection
from dashboard.measures.store import Store
from dashboard.records import words as w
from dashboard.settings import sunday

COLUMNS = ("la_name", "started_on", "published_on", "theme", "areas")


def applies(selection: Selection) -> bool:
    """Say whether authorities' own visits belong to what a reader has chosen."""
    return selection.setting_type in (w.ALL_PROVIDERS, w.LOCAL_AUTHORITY)


@cached
def of_authorities(store: Store, selection: Selection) -> pl.DataFrame:
    """List each authority's published letter and theme: la_name, days, theme, areas.

    One row for each visit and theme; `areas` counts those the letter states. In the order of the
    letters' days, then of names.
    """
    period = store.period(selection.since, selection.until)
    last = min(sunday(period.last_week), store.as_at)
    own = replace(selection, setting_type=w.LOCAL_AUTHORITY).where()
    return (
        _stated(store)
        .filter(
            pl.col("started_on").is_between(period.since, last),
            pl.col("published_on").is_not_null(),
            *(_is(column, word) for column, word in own.items()),
        )
        .group_by("visit_id", "la_name", "started_on", "published_on", "theme")
        .agg(areas=pl.len().cast(pl.Int64))
        .sort("published_on", "la_name", "theme")
        .select(COLUMNS)
    )


def _stated(store: Store) -> pl.DataFrame:
    """Join what letters state to their visits and settings, once for all choices."""

    def found() -> pl.DataFrame:
        places = store.authorities.select("la_code", "la_name", "region", "statistical_region")
        records = store.records
        return (
            records["findings"]
            .filter(pl.col("side") == w.SIDES[2])
            .join(records["visits"], on="visit_id", validate="m:1")
            .join(records["settings"], on="urn", validate="m:1")
            .join(places, on="la_code", validate="m:1")
        )

    return store.once("stated priorities", found)


def _is(column: str, word: str) -> pl.Expr:
    return pl.col(column).cast(pl.String).fill_null(w.NOT_RECORDED) == word
