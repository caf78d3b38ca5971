"""Visits to local authorities: those that public sources name, and invented ones without findings.

The invented ones bring the number by standing judgement up to what was published. Nothing is
said of what they found. The basis follows from the standing judgement alone.
"""

from datetime import date

import numpy as np
import polars as pl

from dashboard.illustrative.chance import chances, lottery, spread
from dashboard.illustrative.days import Days, between, days, later
from dashboard.illustrative.published import figure, published
from dashboard.illustrative.visits import lags
from dashboard.records import words

FOCUSED = "Focused visit"
AUTUMN = (date(2020, 9, 29), date(2020, 11, 4))
SPRING = (date(2021, 2, 2), date(2021, 3, 26))
LETTER = 30
"""Working days to the letter where its day is not stated: the median before 2020."""


def authority_visits(settings: pl.DataFrame) -> pl.DataFrame:
    """Make every visit to an authority up to the last day."""
    services = settings.filter(pl.col("setting_type") == words.LOCAL_AUTHORITY)
    services = services.select("urn", "la_code", "last_grade", "setting_type", "among_many")
    named = _named(services)
    rows = pl.concat([named, _invented(services, named)], how="diagonal")
    return rows.sort("started_on", "urn").with_columns(
        visit_id=pl.format("V{}", pl.int_range(200001, 200001 + pl.len())),
        serious=pl.lit(False),
        outcome=pl.lit(None, pl.String),
    )


def _named(services: pl.DataFrame) -> pl.DataFrame:
    """Give the visits that public sources name, with the facts that they state."""
    rows = published("authority_visits").join(
        services, on="la_code", how="left", validate="m:1", maintain_order="left"
    )
    letter = pl.Series(later(days(rows["started_on"]), LETTER))
    follows = pl.col("visit_type") != FOCUSED
    return rows.with_columns(
        published_on=pl.coalesce("published_on", letter),
        selection_basis=pl.when(follows).then(pl.lit(words.OTHER)).otherwise(_basis()),
        reason=pl.when(follows).then(pl.lit("Follow-up")).otherwise(_reason()),
    )


def _basis() -> pl.Expr:
    """Tell the basis from the standing judgement, as the published order of priority has it."""
    return (
        pl.when(pl.col("last_grade") == "Inadequate")
        .then(pl.lit(words.PRIORITISED))
        .when(pl.col("last_grade").is_in(["Outstanding", "Good"]))
        .then(pl.lit(words.SAMPLED))
        .otherwise(pl.lit(words.OTHER))
    )


def _reason() -> pl.Expr:
    grade = pl.col("last_grade")
    return (
        pl.when(grade == "Inadequate")
        .then(pl.lit("Prior judgement"))
        .when(grade.is_in(["Outstanding", "Good"]))
        .then(pl.lit("Good practice"))
        .when(grade == words.NOT_YET_INSPECTED)
        .then(pl.lit("Never inspected"))
        .otherwise(pl.lit("Time since last visit"))
    )


def _invented(services: pl.DataFrame, named: pl.DataFrame) -> pl.DataFrame:
    """Invent the other visits, as many by standing judgement as the published total leaves."""
    focused = named.filter(pl.col("visit_type") == FOCUSED)
    later_on = published("authority_visits_later")
    free = services.join(focused, on="urn", how="anti", maintain_order="left")
    free = free.join(later_on, on="la_code", how="anti", maintain_order="left")
    chosen = pl.concat([_missing(free, focused, grade) for grade in words.GRADES])
    start = _tuesdays(chosen.height, focused)
    kinds = pl.repeat(FOCUSED, chosen.height, eager=True)
    used = np.round(spread("authority days", chosen.height, 12, 24))
    return lottery("authority order", chosen, chosen.height).with_columns(
        visit_type=pl.lit(FOCUSED),
        selection_basis=_basis(),
        reason=_reason(),
        started_on=pl.Series(start),
        ended_on=pl.Series(later(start, 2)),
        published_on=pl.Series(later(start, lags("letters", kinds))),
        mode=pl.Series(np.where(start < np.datetime64("2021-01-01"), "Both", "Remote")),
        inspector_days=pl.Series(used),
        priority_actions=pl.lit(0, pl.Int64),
    )


def _missing(free: pl.DataFrame, focused: pl.DataFrame, grade: str) -> pl.DataFrame:
    """Choose as many authorities of a standing judgement as were visited and are not named."""
    later_on = published("authority_visits_later")
    number = figure(f"authority visits: {grade}")
    number -= focused.filter(pl.col("last_grade") == grade).height
    number -= later_on.filter(pl.col("last_grade") == grade).height
    return lottery(f"authorities {grade}", free.filter(pl.col("last_grade") == grade), number)


def _tuesdays(number: int, focused: pl.DataFrame) -> Days:
    """Draw Tuesdays: the published number by 5 November 2020, then none until February 2021."""
    autumn = figure("authority visits by 5 November")
    autumn -= focused.filter(pl.col("started_on") <= AUTUMN[1]).height
    first = between(*AUTUMN, chances("autumn", autumn))
    second = between(*SPRING, chances("spring authorities", number - autumn))
    drawn = np.concatenate([first, second])
    return np.busday_offset(drawn, 0, roll="backward", weekmask="Tue")
