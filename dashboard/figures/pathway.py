"""From a visit that found serious concerns to what followed: re-visit, action, and the waits.

Everything is worked out from the records: the same visits that `serious_concerns` counts, what
later happened at the same setting, and how many days it took. What follows a visit need not have
been caused by it.
"""

from dataclasses import dataclass

import polars as pl

from dashboard.figures import near, words
from dashboard.figures.enforcement import days
from dashboard.figures.kept import kept
from dashboard.figures.powers import INSPECTED_ONLY
from dashboard.measures.definitions.found import SERIOUS_CONCERNS
from dashboard.measures.filters import OF_VISITS
from dashboard.measures.selection import Selection
from dashboard.records import words as w
from dashboard.store import Store

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


_ALL, _APPLIES = pl.lit(True), ~pl.col("setting_type").cast(pl.String).is_in(INSPECTED_ONLY)
_AGAIN, _ACTED = pl.col("revisited_on").is_not_null(), pl.col("issued_on").is_not_null()
_THEN, _OVER = pl.col("revisit_to_action").is_not_null(), pl.col("in_force").is_not_null()
STEPS = (
    Step("Serious concerns in the letter", _ALL, _ALL, "to_letter", "visit to letter"),
    Step("Re-visited", _ALL, _AGAIN, "to_revisit", "visit to re-visit"),
    Step("Action issued", _APPLIES, _ACTED, "to_action", "visit to action"),
    Step(
        "Action after the re-visit",
        _AGAIN & _APPLIES,
        _THEN,
        "revisit_to_action",
        "between the two",
    ),
    Step("The first action has ended", _ACTED & _APPLIES, _OVER, "in_force", "issue to end"),
    Step("Neither so far", _ALL, ~_AGAIN & ~_ACTED, "so_far", "visit to the day of the figures"),
)
"""What may follow, in order; each is counted out of the visits that could have got there."""


@kept
def followed(store: Store, selection: Selection) -> pl.DataFrame:
    """Give one row for each visit that found serious concerns, with what followed and when."""
    first, last = words.first_day(selection, store), words.last_day(selection, store)
    every = near.within(store.once("followed", lambda: _followed(store)), store, selection)
    found = near.limited(every, selection).drop(each.column for each in OF_VISITS)
    inside = pl.col("started_on").is_between(first, last)
    return found.filter(inside).drop("kind").sort("started_on", "visit_id")


def _followed(store: Store) -> pl.DataFrame:
    """Give what `followed` gives for all visits that there are, by the kind of the setting."""
    visits = near.visits_recorded(store)
    concerned = near.placed(
        visits.filter(
            pl.col("outcome") == w.SERIOUS_CONCERNS,
            pl.col("visit_type") == "Assurance visit",
            pl.col("published_on").is_not_null(),
        ),
        store,
    ).select(
        "kind",
        "visit_id",
        "urn",
        "setting_type",
        "started_on",
        "published_on",
        *(each.column for each in OF_VISITS),
        over=pl.coalesce("ended_on", "started_on"),
    )
    again = _first_visit_after(concerned, visits, store)
    actions = _first_action(concerned, store, "started_on", "issued_on", "ended_on")
    seen = concerned.join(again, on="visit_id", how="left", validate="1:1")
    later = _first_action(seen, store, "revisited_on", "after_revisit", "after_ended_on")
    return (
        seen.join(actions, on="visit_id", how="left", validate="1:1")
        .join(later.drop("after_ended_on"), on="visit_id", how="left", validate="1:1")
        .with_columns(
            to_letter=_days("over", "published_on"),
            to_revisit=_days("over", "revisited_on"),
            to_action=_days("started_on", "issued_on"),
            revisit_to_action=_days("revisited_on", "after_revisit"),
            in_force=_days("issued_on", "ended_on"),
            so_far=(pl.lit(store.as_at) - pl.col("over")).dt.total_days(),
        )
        .sort("kind", maintain_order=True)
    )


def _days(first: str, last: str) -> pl.Expr:
    return (pl.col(last) - pl.col(first)).dt.total_days()


def _first_visit_after(concerned: pl.DataFrame, visits: pl.DataFrame, store: Store) -> pl.DataFrame:
    """Find the first visit to the same setting that started after each visit was over."""
    starts = visits.select("urn", revisited_on="started_on")
    pairs = concerned.select("visit_id", "urn", "over").join(starts, on="urn", validate="m:m")
    after = pl.col("revisited_on").is_between(pl.col("over"), store.as_at, closed="right")
    return pairs.filter(after).group_by("visit_id").agg(pl.col("revisited_on").min())


def _first_action(
    seen: pl.DataFrame, store: Store, since: str, issued: str, ended: str
) -> pl.DataFrame:
    """Find the first action issued to the same setting on or after a day, and when it ended."""
    over = pl.when(pl.col("ended_on") <= store.as_at).then(pl.col("ended_on"))
    actions = store.records["actions"].select(
        "urn", "action_id", pl.col("issued_on").alias(issued), over.alias(ended)
    )
    pairs = seen.select("visit_id", "urn", pl.col(since).alias("since")).join(
        actions, on="urn", validate="m:m"
    )
    return (
        pairs.filter(pl.col(issued).is_between(pl.col("since"), store.as_at))
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


def median_said(rows: pl.DataFrame) -> str:
    """Say the median wait of those that got there, if any did; `rows` are those of `explained`."""
    middle = rows["wait_days"].median()
    days = f"{middle:,.1f}".removesuffix(".0") if isinstance(middle, float) else ""
    return f" The median of these waits is {days} day{'' if days == '1' else 's'}." if days else ""


def finding(visits: pl.DataFrame, store: Store) -> str:
    """Say how many visits found serious concerns, and how many were followed by what."""
    if SERIOUS_CONCERNS.numerator.table not in store.cube.tables:
        return "No visits are in these records, so what followed them is not known"
    if visits.is_empty():
        return "No published letter of a visit in the period states serious concerns"
    again = visits["revisited_on"].count()
    acted = visits.filter(_APPLIES)["issued_on"].count()
    if visits.height == 1:
        both = ["a re-visit"] * again + ["an action"] * acted
        after = f"followed by {words.listed(both)}" if both else "with no re-visit or action so far"
        return f"Serious concerns on 1 visit, {after}"
    found, seen, issued = (words.number(n) for n in (visits.height, again, acted))
    return f"Serious concerns on {found} visits: a re-visit followed {seen} and an action {issued}"


def text(rows: pl.DataFrame) -> list[tuple[str, float, tuple[str, ...]]]:
    """Write each step as a table shows it: its name, its share for a bar, and its figures."""
    return [
        (row["step"], row["numerator"] / max(row["denominator"], 1), _figures(row))
        for row in rows.iter_rows(named=True)
    ]


def _figures(row: dict) -> tuple[str, ...]:
    if not row["numerator"]:
        of = f"0 of {words.number(row['denominator'])}" if row["denominator"] else "none"
        return of, "none", "none", row["wait_counted"]
    counts = words.n_of_n(row["numerator"], row["denominator"])
    ends = dict.fromkeys(words.number(row[name]) for name in ("shortest_days", "longest_days"))
    span = " to ".join(ends)
    return counts, days(row["median_days"]), span, row["wait_counted"]
