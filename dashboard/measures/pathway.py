"""From a visit that found serious concerns to what followed: re-visit, action, and the waits.

What later happened at the same setting is found in the records, and how many days it took. What
follows a visit need not have been caused by it.
"""

from dataclasses import dataclass
from datetime import date

import polars as pl

from dashboard.records import words as w

DEFINITION = (
    "Starts from the assurance visits in the period whose published letter states serious or "
    "widespread concerns. A re-visit is the first later visit or inspection of the same setting; "
    "an action is the first one issued to it on or after the first day of the visit. Either may "
    "have had another cause. Actions are out of the visits to settings that enforcement powers "
    "apply to. Waits are calendar days from the end of the visit (for an action, from its first "
    "day), for those that got there."
)
SCHEMA = {
    "step": pl.String,
    "numerator": pl.Int64,
    "denominator": pl.Int64,
    "median_days": pl.Float64,
    "shortest_days": pl.Int64,
    "longest_days": pl.Int64,
    "wait_counted": pl.String,
}


@dataclass(frozen=True)
class Step:
    """One step: its name, the visits that could reach it and that did, and the wait it took."""

    name: str
    of: pl.Expr
    reached: pl.Expr
    wait: str
    counted: str


_ALL = pl.lit(True)
APPLIES = ~pl.col("setting_type").cast(pl.String).is_in(w.INSPECTED_ONLY)
_AGAIN, _ACTED = pl.col("revisited_on").is_not_null(), pl.col("issued_on").is_not_null()
_THEN, _OVER = pl.col("revisit_to_action").is_not_null(), pl.col("in_force").is_not_null()
STEPS = (
    Step("Serious concerns in the letter", _ALL, _ALL, "to_letter", "visit to letter"),
    Step("Re-visited", _ALL, _AGAIN, "to_revisit", "visit to re-visit"),
    Step("Action issued", APPLIES, _ACTED, "to_action", "visit to action"),
    Step(
        "Action after the re-visit",
        _AGAIN & APPLIES,
        _THEN,
        "revisit_to_action",
        "between the two",
    ),
    Step("The first action has ended", _ACTED & APPLIES, _OVER, "in_force", "issue to end"),
    Step("Neither so far", _ALL, ~_AGAIN & ~_ACTED, "so_far", "visit to the day of the figures"),
)
"""What may follow, in order; each is counted out of the visits that could have got there."""


def found_serious() -> pl.Expr:
    """Say whether a visit is an assurance visit whose published letter states serious concerns."""
    return pl.all_horizontal(
        pl.col("outcome") == w.SERIOUS_CONCERNS,
        pl.col("visit_type") == "Assurance visit",
        pl.col("published_on").is_not_null(),
    )


def followed(
    concerned: pl.DataFrame, again: pl.DataFrame, actions: pl.DataFrame, as_at: date
) -> pl.DataFrame:
    """Add to visits what followed each by a day: re-visit and action, with the waits in days.

    `concerned` has visit_id, urn, started_on, published_on and `over`, the day on which the visit
    ended; `again` is what `first_visit_after` finds, and `actions` are all of the records.
    """
    issued = _first_action(concerned, actions, as_at, "started_on", "issued_on", "ended_on")
    seen = concerned.join(again, on="visit_id", how="left", validate="1:1")
    later = _first_action(seen, actions, as_at, "revisited_on", "after_revisit", "after_ended_on")
    return (
        seen.join(issued, on="visit_id", how="left", validate="1:1")
        .join(later.drop("after_ended_on"), on="visit_id", how="left", validate="1:1")
        .with_columns(
            to_letter=_days("over", "published_on"),
            to_revisit=_days("over", "revisited_on"),
            to_action=_days("started_on", "issued_on"),
            revisit_to_action=_days("revisited_on", "after_revisit"),
            in_force=_days("issued_on", "ended_on"),
            so_far=(pl.lit(as_at) - pl.col("over")).dt.total_days(),
        )
    )


def _days(first: str, last: str) -> pl.Expr:
    return (pl.col(last) - pl.col(first)).dt.total_days()


def first_visit_after(concerned: pl.DataFrame, visits: pl.DataFrame, as_at: date) -> pl.DataFrame:
    """Find the first visit to the same setting that started after each visit was over."""
    starts = visits.select("urn", revisited_on="started_on")
    pairs = concerned.select("visit_id", "urn", "over").join(starts, on="urn", validate="m:m")
    after = pl.col("revisited_on").is_between(pl.col("over"), as_at, closed="right")
    return pairs.filter(after).group_by("visit_id").agg(pl.col("revisited_on").min())


def _first_action(
    seen: pl.DataFrame, actions: pl.DataFrame, as_at: date, since: str, issued: str, ended: str
) -> pl.DataFrame:
    """Find the first action issued to the same setting on or after a day, and when it ended."""
    over = pl.when(pl.col("ended_on") <= as_at).then(pl.col("ended_on"))
    issues = actions.select(
        "urn", "action_id", pl.col("issued_on").alias(issued), over.alias(ended)
    )
    pairs = seen.select("visit_id", "urn", pl.col(since).alias("since")).join(
        issues, on="urn", validate="m:m"
    )
    return (
        pairs.filter(pl.col(issued).is_between(pl.col("since"), as_at))
        .sort(issued, "action_id")
        .group_by("visit_id")
        .agg(pl.col(issued, ended).first())
    )


def steps(visits: pl.DataFrame) -> pl.DataFrame:
    """Count each step, n of N, with the median, the shortest and the longest wait in days."""
    return pl.DataFrame([_row(visits, s) for s in STEPS], schema=SCHEMA, orient="row")


def _row(visits: pl.DataFrame, step: Step) -> tuple:
    able = visits.filter(step.of)
    waits = able.filter(step.reached)[step.wait]
    spread = (waits.median(), waits.min(), waits.max())
    return step.name, waits.len(), able.height, *spread, step.counted


def explained(visits: pl.DataFrame, step: Step) -> pl.DataFrame:
    """List the visits that could reach a step, with the wait of those that did.

    Columns: urn, setting_type, started_on, published_on, wait_days, above and below (1 where the
    visit counts) and why (blank where it got there).
    """
    able = visits.filter(step.of)
    return able.select(
        "urn",
        pl.col("setting_type").cast(pl.String),
        "started_on",
        "published_on",
        wait_days=pl.when(step.reached).then(pl.col(step.wait)),
        above=pl.when(step.reached).then(pl.lit(1, pl.Int64)),
        below=pl.lit(1, pl.Int64),
        why=pl.when(~step.reached).then(pl.lit("it has not got there by the day of the figures")),
    )
