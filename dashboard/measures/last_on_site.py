"""Line of sight: when anyone from the inspectorate was last on site at each setting."""

from datetime import date

import polars as pl

from dashboard.records import words

BANDS = (*words.SEEN, words.NEVER_SEEN)
"""What to call the time since someone was on site."""


def last_on_site(
    settings: pl.DataFrame, visits: pl.DataFrame, day: date, key: str = "urn"
) -> pl.DataFrame:
    """Add to each setting the day on which anyone was last on site up to a day, and its band.

    The last full inspection that the register gives counts, and so does one among the visits
    that does not say how it was made. Any other visit counts where it is recorded as on site, at
    least in part. Gives the settings with `last_on_site` (null: none on record), `days` since
    then, `band` and `inspected`, the last of the visits that was a full inspection on site. `key`
    is what both name a setting by.
    """
    made = visits.lazy().filter(pl.col("started_on") <= day, is_on_site())
    began, full = pl.col("started_on"), pl.col("visit_type") == words.FULL_INSPECTION
    seen = made.group_by(key).agg(seen=began.max(), inspected=began.filter(full).max()).collect()
    inspected = pl.when(pl.col("last_inspected_on") <= day).then(pl.col("last_inspected_on"))
    last = pl.max_horizontal("seen", inspected)
    known = settings.join(seen, on=key, how="left", validate="1:1", maintain_order="left")
    return timed(known.lazy().with_columns(last_on_site=last).drop("seen"), day).collect()


def timed(settings: pl.LazyFrame, day: date) -> pl.LazyFrame:
    """Add to settings with `last_on_site` the `days` since then by a day, and their `band`."""
    since = (pl.lit(day) - pl.col("last_on_site")).dt.total_days()
    return settings.with_columns(days=since).with_columns(band=_band())


def is_on_site() -> pl.Expr:
    """Say whether a visit is known to have been on site."""
    inspected = pl.col("mode").is_null() & (pl.col("visit_type") == words.FULL_INSPECTION)
    return pl.col("mode").is_in(words.ON_SITE).fill_null(False) | inspected


def open_on(settings: pl.DataFrame, day: date) -> pl.DataFrame:
    """Leave the settings that are on the register on a day."""
    return settings.filter(is_open(day))


def is_open(day: date) -> pl.Expr:
    """Say whether a setting is on the register on a day."""
    began, closed = pl.col("registered_on"), pl.col("closed_on")
    return (began.is_null() | (began <= day)) & (closed.is_null() | (closed > pl.lit(day)))


def _band() -> pl.Expr:
    """Name the time since anyone was on site: the first name whose most days are enough."""
    bands = (
        pl.when(pl.col("days") <= most).then(pl.lit(name)) for name, most in words.SEEN.items()
    )
    return pl.coalesce(*bands, pl.lit(words.NEVER_SEEN))
