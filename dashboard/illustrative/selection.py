"""Which settings were visited and why, so that the published totals come out exactly."""

from datetime import date

import polars as pl

from dashboard.illustrative.chance import chances, lottery
from dashboard.illustrative.days import YEAR
from dashboard.illustrative.published import assumed, figure
from dashboard.records import words

HOME = words.HOMES[0]
SECURE = ("Secure children's home", "Secure training centre")
IN_TIME = date(2021, 2, 15)
"""A setting registered later is not visited before the last day."""
EARLY = date(2020, 10, 1)
"""Serious concerns are found only in settings registered by then, so that reports are out."""
OPEN = pl.col("closed_on").is_null()
PRAISED = pl.col("last_grade").is_in(["Outstanding", "Good"])
UNBASED = 0.13
"""The share of visits with another basis for which none was ever recorded."""


def monitored(settings: pl.DataFrame) -> pl.DataFrame:
    """Choose the homes monitored from April to August 2020."""
    pool = settings.filter(
        OPEN, "among_many", pl.col("setting_type") == HOME, pl.col("registered_on") < YEAR
    )
    return lottery(
        "monitored", pool, figure("homes monitored April to August"), _weight("monitored")
    )


def assured(settings: pl.DataFrame) -> pl.DataFrame:
    """Choose the settings that had an assurance visit, with its basis, reason and concerns."""
    chosen = pl.concat([_homes(settings), _closed(settings), _others(settings)], how="diagonal")
    return chosen.with_columns(pl.col("serious").fill_null(False)).sort("urn")


def _weight(column: str) -> pl.Expr:
    weights = assumed("priorities")
    return pl.col("last_grade").replace_strict(weights["last_grade"], weights[column])


def _homes(settings: pl.DataFrame) -> pl.DataFrame:
    """Choose homes that are still open: prioritised, sampled, and the rest of all those visited."""
    homes = settings.filter(
        OPEN, pl.col("setting_type").is_in(words.HOMES), pl.col("registered_on") <= IN_TIME
    )
    prioritised = _prioritised(homes)
    rest = homes.join(prioritised, on="urn", how="anti", maintain_order="left")
    secure = rest.filter(pl.col("setting_type").is_in(SECURE))
    rest = rest.join(secure, on="urn", how="anti", maintain_order="left")
    sampled = lottery("sampled", rest.filter(PRAISED), figure("homes sampled"))
    rest = rest.join(sampled, on="urn", how="anti", maintain_order="left")
    seen = pl.concat([prioritised.select("urn"), sampled.select("urn"), secure.select("urn")])
    only = monitored(settings).join(seen, on="urn", how="anti")
    number = figure("homes visited in the year") - seen.height - only.height
    other = lottery(
        "other homes", rest.join(only, on="urn", how="anti", maintain_order="left"), number
    )
    return pl.concat(
        [prioritised, _sampled(sampled), _other(pl.concat([secure, other]))], how="diagonal"
    )


def _prioritised(homes: pl.DataFrame) -> pl.DataFrame:
    """Choose the homes prioritised on concerns, and those in which serious concerns were found."""
    pool = homes.filter("among_many", pl.col("setting_type") == HOME)
    number = figure("homes prioritised on concerns")
    chosen = lottery("prioritised", pool, number, _weight("prioritised"))
    serious = pl.concat([_serious(chosen, grade) for grade in words.GRADES])["urn"]
    prior = pl.col("last_grade").is_in(["Inadequate", "Requires improvement to be good"])
    new = pl.col("last_grade") == words.NOT_YET_INSPECTED
    usual = pl.Series(chances("reason", number)) < 0.65
    return chosen.with_columns(
        selection_basis=pl.lit(words.PRIORITISED),
        reason=pl.when(usual & prior)
        .then(pl.lit("Prior judgement"))
        .when(usual & new)
        .then(pl.lit("Never inspected"))
        .otherwise(pl.lit("Concern or information received")),
        serious=pl.col("urn").is_in(serious.implode()),
    )


def _serious(chosen: pl.DataFrame, grade: str) -> pl.DataFrame:
    pool = chosen.filter(pl.col("last_grade") == grade, pl.col("registered_on") <= EARLY)
    return lottery(f"serious {grade}", pool, figure(f"serious concerns: {grade}"))


def _sampled(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.with_columns(selection_basis=pl.lit(words.SAMPLED), reason=pl.lit("Good practice"))


def _other(rows: pl.DataFrame) -> pl.DataFrame:
    """Give visits their other reasons; for some neither basis nor reason was recorded."""
    new = pl.col("last_grade") == words.NOT_YET_INSPECTED
    recorded = pl.Series(chances("basis", rows.height)) >= UNBASED
    return rows.with_columns(
        selection_basis=pl.when(recorded).then(pl.lit(words.OTHER)),
        reason=pl.when(recorded & new)
        .then(pl.lit("Never inspected"))
        .when(recorded)
        .then(pl.lit("Time since last visit")),
    )


def _closed(settings: pl.DataFrame) -> pl.DataFrame:
    """Choose some homes that were visited and closed later in the year."""
    pool = settings.filter(
        pl.col("closed_on") >= date(2020, 10, 15),
        pl.col("setting_type") == HOME,
        pl.col("registered_on") < YEAR,
    )
    return _other(lottery("closed homes", pool, pool.height // 2))


def _others(settings: pl.DataFrame) -> pl.DataFrame:
    """Choose providers of other types, at the assumed share of each type."""
    chosen = []
    for kind, share, prioritised in (
        assumed("providers").select("setting_type", "visited", "prioritised").rows()
    ):
        if share is not None and kind not in words.HOMES:
            pool = settings.filter(
                OPEN, pl.col("setting_type") == kind, pl.col("registered_on") <= IN_TIME
            )
            rows = lottery(kind, pool, round(share * pool.height))
            chosen.append(_mixed(rows, prioritised))
    return pl.concat(chosen, how="diagonal")


def _mixed(rows: pl.DataFrame, share: float) -> pl.DataFrame:
    """Prioritise some of those that are one of many, sample some good ones; others are other."""
    first, second = chances("mixed", 2, rows.height)
    rows = rows.with_columns(first=pl.Series(first) < share, second=pl.Series(second) < 0.4)
    prioritised = pl.col("first") & pl.col("among_many")
    sampled = ~prioritised & pl.col("second") & PRAISED
    sampled = sampled & ~pl.col("setting_type").is_in(SECURE)
    concern = rows.filter(prioritised.fill_null(False)).with_columns(
        selection_basis=pl.lit(words.PRIORITISED), reason=pl.lit("Concern or information received")
    )
    good = _sampled(rows.filter(sampled.fill_null(False)))
    rest = _other(rows.filter(~(prioritised | sampled).fill_null(False)))
    return pl.concat([concern, good, rest], how="diagonal").drop("first", "second")
