"""An invented register: as many settings by authority and type as were published, none real."""

from datetime import timedelta

import polars as pl

from dashboard.areas.authorities import authorities
from dashboard.illustrative.chance import chances, shuffled
from dashboard.illustrative.days import BEGINS, YEAR, between, days
from dashboard.illustrative.published import hands, one_each, published
from dashboard.records import words

VINTAGE = "2020"
MANY = 5
"""A concern is invented only where an authority has at least this many settings of the type."""
IDENTIFIABLE = ("Secure children's home", "Secure training centre", words.LOCAL_AUTHORITY)
CELL = ("setting_type", "region")


def areas() -> pl.DataFrame:
    """Give the local authorities of the year."""
    return authorities(VINTAGE).select("la_code", "la_name", "region", "statistical_region")


def providers() -> pl.DataFrame:
    """Make every provider on the register at some time since 1 April 2020, with its dates."""
    stock = _joined(_stock())
    rows = pl.concat([stock, _left(stock)], how="diagonal")
    old = pl.col("registered_on").is_null()
    return rows.with_columns(
        registered_on=pl.when(old).then(_years_ago(rows)).otherwise("registered_on"),
        among_many=pl.struct("la_code", "setting_type").is_in(_plentiful(stock).implode()),
    )


def _stock() -> pl.DataFrame:
    """Make the settings open on the last day, one row for each that was counted."""
    regions = areas().select("la_code", pl.col("region").cast(pl.String))
    return one_each(published("settings")).join(
        regions, on="la_code", how="left", validate="m:1", maintain_order="left"
    )


def _joined(stock: pl.DataFrame) -> pl.DataFrame:
    """Deal the days on which settings joined among the open ones of their type and region."""
    joined = _churn("joined")
    chance = chances("joined", joined.height)
    dated = joined.with_columns(
        registered_on=pl.Series(between(days(joined["period"]), days(joined["until"]), chance)),
        rank=pl.int_range(pl.len()).over(CELL),
    ).drop("period", "until")
    numbered = stock.with_columns(rank=shuffled("who joined", stock, *CELL))
    return numbered.join(
        dated, on=[*CELL, "rank"], how="left", validate="1:1", maintain_order="left"
    ).drop("rank")


def _left(stock: pl.DataFrame) -> pl.DataFrame:
    """Make the settings that left, each in an authority that has its type."""
    left = _churn("left")
    codes = stock.group_by(CELL).agg(pl.col("la_code").sort())
    chance = chances("left", left.height)
    last_day = between(days(left["period"]), days(left["until"]), chance)
    place = pl.Series(chances("where left", left.height))
    return (
        left.with_columns(closed_on=pl.Series(last_day) + timedelta(days=1), place=place)
        .join(codes, on=CELL, how="left", validate="m:1", maintain_order="left")
        .with_columns(la_code=_at("la_code", pl.col("place")))
        .drop("place", "period", "until")
    )


def _churn(event: str) -> pl.DataFrame:
    """List settings that joined or left, one row each, with the bounds of the period."""
    one_day = (pl.col("period") == BEGINS) & (pl.lit(event) == "joined")
    rows = one_each(published("churn").filter(pl.col("event") == event)).drop("event")
    return rows.with_columns(
        until=pl.when(one_day)
        .then("period")
        .otherwise(pl.col("period").dt.month_start().dt.offset_by("27d"))
    )


def _at(values: str, chance: pl.Expr) -> pl.Expr:
    """Choose an item of a list at random."""
    size = pl.col(values).list.len()
    return pl.col(values).list.get((chance * size).floor().cast(pl.Int64))


def _years_ago(rows: pl.DataFrame) -> pl.Series:
    """Draw a day of registration before 1 April 2020, by the years counted for the type."""
    years = hands("registered", "year")
    which, within = chances("registered", 2, rows.height)
    drawn = rows.with_columns(which=pl.Series(which), within=pl.Series(within)).join(
        years, on="setting_type", how="left", validate="m:1", maintain_order="left"
    )
    year = _at("year", pl.col("which"))
    start = pl.date(year, 1, 1)
    end = pl.min_horizontal(pl.date(year + 1, 1, 1), pl.lit(YEAR))
    length = (end - start).dt.total_days()
    day = start + pl.duration(days=(pl.col("within") * length).floor().cast(pl.Int64))
    weekend = (day.dt.weekday() - 5).clip(0, 2)
    return drawn.select((day - pl.duration(days=weekend)).alias("day")).to_series()


def _plentiful(stock: pl.DataFrame) -> pl.Series:
    """List authority and type where five homes, and five of the type, were open all year."""
    all_year = stock.filter(pl.col("registered_on").is_null())
    homes = all_year.filter(pl.col("setting_type") == words.HOMES[0]).group_by("la_code").len()
    enough = homes.filter(pl.col("len") >= MANY)["la_code"]
    return (
        all_year.filter(
            pl.col("la_code").is_in(enough.implode()), ~pl.col("setting_type").is_in(IDENTIFIABLE)
        )
        .group_by("la_code", "setting_type")
        .len()
        .filter(pl.col("len") >= MANY)
        .select(pl.struct("la_code", "setting_type"))
        .to_series()
    )
