"""Invented uses of enforcement powers: on children's homes only, each one of many in its area."""

from datetime import timedelta

import numpy as np
import polars as pl

from dashboard.illustrative.chance import chances, lottery, whole
from dashboard.illustrative.days import LAST, YEAR, between, days, later
from dashboard.illustrative.published import assumed, figure, one_each
from dashboard.illustrative.selection import HOME, OPEN

SUSPENSION = "Suspension of registration"
RESTRICTION = "Restriction of accommodation"
CANCELLATION = "Cancellation of registration"
REVIEW = 84
"""Days until a restriction is reviewed, and reviewed again."""


def actions(settings: pl.DataFrame, visits: pl.DataFrame) -> pl.DataFrame:
    """Make every action from 1 April 2020 to the last day."""
    homes = settings.filter("among_many", pl.col("setting_type") == HOME)
    planned = _planned()
    after = _after_visits(planned.filter("after_visit"), visits)
    other = planned.filter(~pl.col("after_visit"))
    ends_it = pl.col("action_type") == CANCELLATION
    rows = pl.concat(
        [
            after,
            _on_their_own(other.filter(~ends_it), homes, after),
            _cancelled(other.filter(ends_it), homes),
        ],
        how="diagonal",
    )
    return _known(_ended(rows.sort("issued_on", "urn", "action_type")), visits)


def _planned() -> pl.DataFrame:
    """List the actions wanted, one row each, those that follow a visit marked."""
    each = one_each(assumed("actions"), "actions")
    nth = pl.int_range(pl.len()).over("action_type", "from_day")
    return each.with_columns(after_visit=nth < pl.col("after_visits")).drop("after_visits")


def _after_visits(planned: pl.DataFrame, visits: pl.DataFrame) -> pl.DataFrame:
    """Let actions follow different visits that found serious concerns."""
    serious = lottery("after visits", visits.filter("serious"), planned.height)
    wait = whole("wait", planned.height, 2, 12)
    return pl.concat(
        [planned, serious.select("urn", "visit_id", "ended_on")], how="horizontal"
    ).with_columns(
        issued_on=pl.Series(later(days(serious["ended_on"]), wait)),
        ended_on=pl.lit(None, pl.Date),
    )


def _on_their_own(planned: pl.DataFrame, homes: pl.DataFrame, after: pl.DataFrame) -> pl.DataFrame:
    """Spread the other actions over homes that are still open, each home once."""
    pool = homes.filter(OPEN, pl.col("registered_on") < YEAR)
    pool = pool.join(after, on="urn", how="anti", maintain_order="left")
    weights = assumed("priorities")
    weight = pl.col("last_grade").replace_strict(weights["last_grade"], weights["monitored"])
    chosen = lottery("actions", pool, planned.height, weight).select("urn")
    start = between(
        days(planned["from_day"]), days(planned["to_day"]), chances("issued", planned.height)
    )
    rows = pl.concat([planned, chosen], how="horizontal")
    return rows.with_columns(issued_on=pl.Series(start))


def _cancelled(planned: pl.DataFrame, homes: pl.DataFrame) -> pl.DataFrame:
    """Cancel the registration of some of the homes that closed, from the day they did."""
    pool = homes.filter(
        pl.col("closed_on").is_between(planned["from_day"].min(), LAST),
        pl.col("registered_on") < YEAR,
    )
    chosen = lottery("cancelled", pool, planned.height).select("urn", issued_on="closed_on")
    return pl.concat([planned, chosen], how="horizontal")


def _ended(rows: pl.DataFrame) -> pl.DataFrame:
    """End each action after some weeks, leaving the published number of suspensions in force."""
    slow = np.where((rows["action_type"] == RESTRICTION).to_numpy(), 2, 1)
    length = slow * whole("in force", rows.height, 15, 75)
    over = pl.Series(later(days(rows["issued_on"]), length))
    place = pl.col("issued_on").rank("ordinal", descending=True).over("action_type")
    suspended = pl.col("action_type") == SUSPENSION
    lasting = suspended & (place <= figure("suspended at the end"))
    for_good = pl.col("action_type").is_in([CANCELLATION, "Prosecution"])
    end = pl.when(suspended).then(pl.min_horizontal(over, pl.lit(LAST))).otherwise(over)
    return rows.with_columns(ended_on=pl.when(~(lasting | for_good)).then(end))


def _known(rows: pl.DataFrame, visits: pl.DataFrame) -> pl.DataFrame:
    """Give each action a number and the day it was known: not before the visit it followed."""
    lag = pl.Series(later(days(rows["issued_on"]), whole("action known", rows.height, 0, 2)))
    return (
        rows.join(
            visits.select("visit_id", visit_from="recorded_on"),
            on="visit_id",
            how="left",
            maintain_order="left",
        )
        .with_columns(
            action_id=pl.format("N{}", pl.int_range(100001, 100001 + pl.len())),
            recorded_on=pl.min_horizontal(
                pl.lit(LAST), pl.max_horizontal(lag, "visit_from", "issued_on")
            ),
            review_on=pl.when(pl.col("action_type") == RESTRICTION).then(
                pl.col("issued_on") + timedelta(days=REVIEW)
            ),
        )
        .drop("visit_from", "from_day", "to_day", "after_visit")
    )
