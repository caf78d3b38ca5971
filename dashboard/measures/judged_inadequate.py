"""The settings last judged inadequate that powers apply to, and which were visited since."""

from datetime import date
from typing import cast

import polars as pl

from dashboard.measures import chosen_records, results
from dashboard.measures.authority_sample import INADEQUATE
from dashboard.measures.cached import cached
from dashboard.measures.definitions.coverage import COVERAGE
from dashboard.measures.selection import Selection
from dashboard.measures.store import Store
from dashboard.records import words as w

DEFINITION = (
    "Settings in scope that enforcement powers apply to and whose last judgement, at a full "
    "inspection up to the day of the figures, is inadequate. One counts as visited since where any "
    "visit or inspection in the records began after the day of that inspection."
)
OF_EACH = DEFINITION.replace(", is inadequate.", ", is the one of the row.")
SINCE = "first visits since judged"
"""What the store remembers them by."""
ORDER = (INADEQUATE, "Requires improvement to be good", "Good", "Outstanding")
"""The judgements, from where concern is greatest."""
COUNTS = {
    "numerator": pl.col("visited_on").count().cast(pl.Int64),
    "denominator": pl.len().cast(pl.Int64),
}
LISTED = (
    *("urn", "setting_type", "authority", "region", "last_inspected_on"),
    *("visited_on", "days_since"),
)
NONE = pl.DataFrame(schema=dict.fromkeys(LISTED, pl.Null))
"""The list where it is not to be told: it has the columns and no row."""


@cached
def listed(store: Store, selection: Selection) -> pl.DataFrame:
    """List the settings in scope last judged inadequate, those judged longest ago first.

    Columns: urn, setting_type, authority, region, last_inspected_on, visited_on (the first day of
    the first visit after that day, null without any) and days_since (that day). None are listed
    where the records do not tell of visits or of the register of the day.
    """
    return (
        _seen_since(store, selection, (INADEQUATE,))
        .with_columns(
            days_since=(pl.lit(store.as_at) - pl.col("last_inspected_on")).dt.total_days(),
            region=pl.col(selection.region_column).cast(pl.String),
            authority="la_name",
        )
        .sort("last_inspected_on", "urn")
        .select(LISTED)
    )


@cached
def by_judgement(store: Store, selection: Selection) -> pl.DataFrame:
    """Count those of each last judgement: visited since, of all that were judged so.

    Columns: name (the judgement, from where concern is greatest), numerator, denominator, value
    and status. A judgement that no setting holds has no row.
    """
    found = _seen_since(store, selection, ORDER).group_by(name="last_grade").agg(**COUNTS)
    order = pl.DataFrame({"name": ORDER})
    named = found.with_columns(pl.col("name").cast(pl.String))
    rows = order.join(named, on="name", maintain_order="left")
    return results.with_status(rows.with_columns(value=results.QUOTIENT))


def _seen_since(store: Store, selection: Selection, grades: tuple[str, ...]) -> pl.DataFrame:
    """List the settings last judged so on a known day, with the day of the first visit since.

    Kinds of setting of whose visits the records do not tell are left out.
    """
    told = pl.col("last_inspected_on").is_not_null() & store.tells(COVERAGE, selection)
    unknown = store.left_out(COVERAGE, selection)
    kind = pl.col("setting_type").cast(pl.String)
    of = pl.col("last_grade").cast(pl.String).is_in(grades)
    judged = _with_powers(store, selection).filter(told, of, ~kind.is_in(unknown))
    return judged.join(_first_visits_of(store, grades), on="urn", how="left", validate="1:1")


def judged(store: Store, selection: Selection) -> int:
    """Count the settings in scope that powers apply to; 0 where not all their judgements are known.

    It is 0 as well where another judgement is chosen: then none of them can be an inadequate one.
    """
    rows = _with_powers(store, selection)
    is_asked = selection.last_grade in (None, INADEQUATE) and store.tells(COVERAGE, selection)
    return rows.height if is_asked and not rows["last_grade"].null_count() else 0


def _with_powers(store: Store, selection: Selection) -> pl.DataFrame:
    seen = chosen_records.seen(store, selection.in_settings())
    powers = ~pl.col("setting_type").cast(pl.String).is_in(w.INSPECTED_ONLY)
    return seen.filter(powers)


def first_recorded(store: Store) -> date | None:
    """Give the day of the first visit that is recorded, where there is one."""
    return store.remembered(("first visit recorded",), _first_recorded)


def _first_recorded(store: Store) -> date | None:
    return cast("date | None", chosen_records.visits_recorded(store)["started_on"].min())


def first_visits(store: Store) -> pl.DataFrame:
    """Find the first visit to each setting with a judgement after the day of that judgement.

    All visits are looked through, so this is for all settings and once for a store. Columns: urn,
    visited_on.
    """

    def found() -> pl.DataFrame:
        of = pl.col("last_grade").cast(pl.String).is_in(ORDER)
        seen = chosen_records.last_seen(store).filter(of)
        judged = seen.select("urn", "last_inspected_on").drop_nulls().collect()
        visits = chosen_records.visits_recorded(store).select("urn", visited_on="started_on")
        pairs = judged.join(visits, on="urn", validate="1:m")
        after = pl.col("visited_on").is_between("last_inspected_on", store.as_at, closed="right")
        return pairs.filter(after).group_by("urn").agg(pl.col("visited_on").min()).sort("urn")

    return store.once(SINCE, found)


def _first_visits_of(store: Store, grades: tuple[str, ...]) -> pl.DataFrame:
    """Take from the first visits those to settings last judged so, once for a store.

    Every choice looks settings up in it: among a million, one took 0.1 s.
    """

    def found() -> pl.DataFrame:
        of = pl.col("last_grade").cast(pl.String).is_in(grades)
        judged = chosen_records.last_seen(store).filter(of).select("urn").collect()
        return first_visits(store).join(judged, on="urn", how="semi", maintain_order="left")

    return store.once(f"{SINCE}: {', '.join(grades)}", found)


def by_region(store: Store, selection: Selection) -> pl.DataFrame:
    """Count those of each region, in the regions' own order: visited since, of those judged so.

    Columns: name, numerator, denominator, value and status.
    """
    rows = listed(store, selection.anywhere())
    counts = rows.group_by(name="region").agg(**COUNTS)
    regions = pl.DataFrame({"name": results.regions_of(store, selection.region_column)})
    named = regions.with_columns(pl.col("name").cast(pl.String))
    found = named.join(counts, on="name", how="left", maintain_order="left")
    told = found.with_columns(pl.col("numerator", "denominator").fill_null(0))
    return results.with_status(told.with_columns(value=results.QUOTIENT))
