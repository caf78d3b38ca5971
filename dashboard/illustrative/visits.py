"""When each visit to a provider was made, how, and when its report came out."""

from datetime import date

import numpy as np
import polars as pl
from numpy.typing import NDArray

from dashboard.illustrative.chance import Floats, chances, lottery, picked, whole
from dashboard.illustrative.days import BEGINS, LAST_VISIT, Days, between, calendar, days, later
from dashboard.illustrative.published import assumed, figure
from dashboard.illustrative.selection import HOME, SECURE, assured, monitored
from dashboard.records import words

ASSURANCE, MONITORING = "Assurance visit", "Monitoring visit"
SPRING = (date(2020, 4, 6), date(2020, 8, 29))
SERIOUS_BY = 0.66
"""Serious concerns are found in this first part of the programme, so that reports are out."""
LATEST = np.datetime64(LAST_VISIT)
"""Reports with serious concerns are out by then, as the published number of them requires."""
RETURNS = 0.85
"""The share of visits with serious concerns that are followed up."""
INSPECTORS = 2
PEOPLE = ["urn", "setting_type", "among_many", "registered_on", "closed_on", "last_grade"]


def provider_visits(settings: pl.DataFrame) -> pl.DataFrame:
    """Make every visit to a provider from 1 April 2020 to the last day."""
    assurance = _assurance(assured(settings))
    rows = pl.concat([_spring(monitored(settings)), assurance, _returns(assurance)], how="diagonal")
    return _published(_carried_out(rows.sort("started_on", "urn")))


def _assurance(chosen: pl.DataFrame) -> pl.DataFrame:
    """Give assurance visits their days: the assumed number each week, concerns first."""
    start = _slots(chosen.height)[_queue(chosen)]
    registered = days(chosen["registered_on"])
    soonest = later(registered, whole("soonest", chosen.height, 10, 25))
    closed = days(chosen["closed_on"].fill_null(LAST_VISIT))
    before = between(BEGINS, closed, 0.9 * chances("before closing", chosen.height))
    leaves = chosen["closed_on"].is_not_null().to_numpy()
    start = np.where(leaves, before, np.maximum(start, soonest))
    return chosen.with_columns(visit_type=pl.lit(ASSURANCE), started_on=pl.Series(start))


def _queue(chosen: pl.DataFrame) -> NDArray[np.int64]:
    """Order visits: those prioritised sooner, serious concerns and secure places in time."""
    chance = chances("queue", chosen.height)
    first = (chosen["selection_basis"] == words.PRIORITISED).fill_null(False).to_numpy()
    order = np.where(first, chance**1.35, chance**0.8)
    early = chosen["serious"] | chosen["setting_type"].is_in(SECURE)
    order = np.where(early.to_numpy(), SERIOUS_BY * chance, order)
    return np.argsort(np.argsort(order, kind="stable"), kind="stable")


def _slots(number: int) -> Days:
    """Lay out as many visits as are needed over working days, in the assumed weekly shape."""
    working = (
        calendar()
        .filter("working", pl.col("day").is_between(BEGINS, LAST_VISIT))
        .join(assumed("weeks"), on="week", how="left", maintain_order="left")
        .with_columns(share=pl.col("visits") / pl.len().over("week"))
    )
    even = (np.arange(number) + 0.5) / number
    return days(working["day"])[picked(even, working["share"])]


def _spring(homes: pl.DataFrame) -> pl.DataFrame:
    """Monitor each home one to four times from April to August 2020."""
    counts = [
        figure(f"homes monitored {n} April to August")
        for n in ("twice", "three times", "four times")
    ]
    times = np.repeat([2, 3, 4], counts)
    times = np.concatenate([times, np.ones(homes.height - times.size, np.int64)])
    each = np.repeat(np.arange(homes.height), times)
    nth = np.concatenate([np.arange(n) for n in times])
    place = (nth + 0.8 * chances("spring", each.size)) / times[each]
    return _monitoring(homes[each], between(*SPRING, place))


def _returns(assurance: pl.DataFrame) -> pl.DataFrame:
    """Go back to most homes with serious concerns, and to some others that were prioritised."""
    again = pl.Series(chances("returns", assurance.height)) < RETURNS
    serious = assurance.filter(pl.col("serious") & again)
    pool = assurance.filter(
        ~pl.col("serious"),
        pl.col("selection_basis") == words.PRIORITISED,
        pl.col("setting_type") == HOME,
        pl.col("last_grade").is_in(["Inadequate", "Requires improvement to be good"]),
    )
    back = pl.concat([serious, lottery("more returns", pool, 80)])
    start = later(days(back["started_on"]), whole("back", back.height, 26, 40))
    return _monitoring(back, start).filter(pl.col("started_on") <= LAST_VISIT)


def _monitoring(homes: pl.DataFrame, start: Days) -> pl.DataFrame:
    return homes.select(PEOPLE).with_columns(
        visit_type=pl.lit(MONITORING),
        selection_basis=pl.lit(words.OTHER),
        reason=pl.lit("Follow-up"),
        serious=pl.lit(False),
        started_on=pl.Series(start),
    )


def _carried_out(rows: pl.DataFrame) -> pl.DataFrame:
    """Say how each visit was made, by how many inspector days, and when it ended."""
    used = _inspector_days(rows)
    length = np.ceil(used / INSPECTORS).astype(np.int64) - 1
    return rows.with_columns(
        visit_id=pl.format("V{}", pl.int_range(100001, 100001 + pl.len())),
        mode=_modes(rows["started_on"]),
        inspector_days=pl.Series(used),
        ended_on=pl.Series(later(days(rows["started_on"]), length)),
    )


def _inspector_days(rows: pl.DataFrame) -> Floats:
    """Draw half days between the assumed bounds; a monitoring visit takes half as long."""
    bounds = assumed("providers").select("setting_type", "days_from", "days_to")
    own = rows.join(bounds, on="setting_type", how="left", maintain_order="left")
    low, high = own["days_from"].to_numpy(), own["days_to"].to_numpy()
    size = np.where(rows["visit_type"] == MONITORING, 0.5, 1.0)
    drawn = size * (low + (high - low) * chances("inspector days", rows.height))
    return np.maximum(np.round(2 * drawn) / 2, 0.5)


def _modes(started: pl.Series) -> pl.Series:
    """Draw on site, remote or both, by the assumed shares of the time."""
    shares = assumed("modes")
    rows = started.to_frame("day").join_asof(
        shares, left_on="day", right_on="from_day", strategy="backward"
    )
    chance = pl.Series(chances("mode", rows.height))
    on_site, remote = pl.col("on_site"), pl.col("remote")
    return rows.select(
        pl.when(chance < on_site)
        .then(pl.lit("On site"))
        .when(chance < on_site + remote)
        .then(pl.lit("Remote"))
        .otherwise(pl.lit("Both"))
    ).to_series()


def _published(rows: pl.DataFrame) -> pl.DataFrame:
    """Publish each report some working days after the visit began, with what it states."""
    published = later(days(rows["started_on"]), lags("lags", rows["visit_type"]))
    states = (pl.col("visit_type") == ASSURANCE) & ~pl.col("setting_type").is_in(SECURE)
    in_time = np.where(rows["serious"].to_numpy(), np.minimum(published, LATEST), published)
    return rows.with_columns(
        published_on=pl.Series(np.maximum(in_time, days(rows["ended_on"]))),
        outcome=pl.when(states & pl.col("serious"))
        .then(pl.lit(words.SERIOUS_CONCERNS))
        .when(states)
        .then(pl.lit(words.NO_SERIOUS_CONCERNS)),
    )


def lags(name: str, visit_type: pl.Series) -> NDArray[np.int64]:
    """Draw working days from the start of a visit to publication."""
    chance = chances(name, visit_type.len())
    drawn = np.zeros(visit_type.len())
    for (kind,), shape in assumed("lags").group_by("visit_type", maintain_order=True):
        mine = (visit_type == kind).to_numpy()
        drawn[mine] = np.interp(chance[mine], shape["share"], shape["working_days"])
    return np.round(drawn).astype(np.int64)
