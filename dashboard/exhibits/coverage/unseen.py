"""The settings unseen longest, and those never seen: the first of them shown, all in a file.

Settings are a reference number, a type and an authority, never a name.
"""

from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from dashboard.exhibits.common import headlines
from dashboard.exhibits.coverage.on_site_bands import knows_nothing
from dashboard.exhibits.download import Download, begun, download
from dashboard.measures import choice, chosen_records, record_counts
from dashboard.measures.cached import cached
from dashboard.measures.definitions.coverage import SETTINGS
from dashboard.measures.definitions.register import LAST_SEEN
from dashboard.measures.selection import Selection
from dashboard.measures.store import Store
from dashboard.records import words as w
from dashboard.wording import words
from dashboard.wording.elapsed import ago

SHOWN = 15
SEEN_ONE = "The one in scope has been seen on site"
SEEN = pl.col("days").is_not_null()
LISTED = (
    *("urn", "setting_type", "authority", "last_grade", "last_inspected_on"),
    *("last_on_site", "seen_by", "days", "registered_on"),
)
TIERS = (
    "The last judgement is context, with the day of the inspection that gave it. These records do "
    "not hold a tier of concern for a setting that has not been visited: why we went is recorded "
    "with a visit."
)


@dataclass(frozen=True)
class Listed:
    """The first rows of a list of settings, how many it has in all, and whether they were seen."""

    rows: pl.DataFrame
    all_of: int
    is_seen: bool


@cached
def longest_ago(store: Store, selection: Selection) -> Listed:
    """List the settings whose last day on site is known, longest unseen first."""
    return _first(store, selection, is_seen=True)


@cached
def never(store: Store, selection: Selection) -> Listed:
    """List the settings with no visit on site on record, longest registered first."""
    return _first(store, selection, is_seen=False)


def _first(store: Store, selection: Selection, is_seen: bool) -> Listed:
    """Look only through the first settings of each kind: no others can be among the first."""

    def of_each_kind() -> pl.DataFrame:
        ordered = _in_order(chosen_records.last_seen(store).filter(SEEN.eq(is_seen)))
        first = ordered.group_by("kind", maintain_order=True).head(SHOWN)
        return first.sort("kind", maintain_order=True)

    first = store.once("unseen longest" if is_seen else "never seen", of_each_kind)
    rows = _in_order(chosen_records.within(first, store, selection)).head(SHOWN).select(LISTED)
    counted = record_counts.in_scope(store, selection, "seen", SEEN).filter(seen=is_seen)
    return Listed(rows, int(counted["numerator"].sum()), is_seen)


def listed(store: Store, selection: Selection) -> pl.DataFrame:
    """List the settings in scope for a choice, longest unseen first, those never seen last.

    `days` is since the last day on site; `seen_by` says what that was. Both are blank for a
    setting that nobody is known to have been to.
    """
    return _in_order(chosen_records.seen(store, selection)).select(LISTED)


def file(store: Store, selection: Selection, found: Listed, name: str) -> Download:
    """Describe a list as a file; all but its first rows are written when it is taken."""

    def described(rows: pl.DataFrame) -> Download:
        return download(store, selection, LAST_SEEN, rows, LISTED, name)

    def whole() -> Download:
        return described(listed(store, selection).filter(SEEN.eq(found.is_seen)))

    return begun(described(found.rows), found.all_of, whole)


def _in_order(seen: pl.DataFrame) -> pl.DataFrame:
    """Put settings in order, those unseen longest first, and say how each was last seen."""
    inspected = pl.col("last_on_site") == pl.col("last_inspected_on")
    how = pl.when(inspected).then(pl.lit("full inspection")).otherwise(pl.lit("visit"))
    seen_by = pl.when(pl.col("days").is_not_null()).then(how)
    told = seen.with_columns(authority="la_name", seen_by=seen_by)
    last_first = [True, False, False]
    return told.sort("days", "registered_on", "urn", descending=last_first, nulls_last=True)


def longest(found: Listed, selection: Selection) -> str:
    """Say how long the longest unseen has been so."""
    if not found.all_of:
        return f"When anyone was last on site at {words.noun(selection)} is not in these records"
    row = found.rows.row(0, named=True)
    on, by = words.day(row["last_on_site"]), row["seen_by"]
    return f"The setting unseen longest was last seen at a {by} on {on}, {ago(row['days'])}"


@cached
def never_seen(store: Store, selection: Selection) -> str:
    """Say how many are on the list of those never seen, and how many of these are new."""
    since, noun = choice.first_day(selection, store), words.noun(selection)
    if not store.tells(SETTINGS, selection):
        return words.untold(selection, store)
    is_new = pl.when(pl.col("days").is_null()).then(pl.col("registered_on") > since)
    counted = record_counts.in_scope(store, selection, f"new and never seen since {since}", is_new)
    total, listed = int(counted["numerator"].sum()), never(store, selection).all_of
    if not total:
        return f"No {noun} are in scope"
    if knows_nothing(store, selection, listed == total):
        return f"Whether anyone has been on site at {noun} is not in these records"
    if not listed:
        return f"All {words.number(total)} {noun} have been seen on site" if total > 1 else SEEN_ONE
    new = int(counted.filter(counted.to_series(0))["numerator"].sum())
    have = "has" if listed == 1 else "have"
    them = headlines.named(listed, total, words.noun(selection, total))
    said = f"{them} {have} no visit on site on record"
    return f"{said}; {words.number(new)} registered since {words.day(since)}" if new else said


def text(found: Listed) -> list[list[str]]:
    """Write the first rows of those seen once as a table shows them."""
    return [
        [
            row["urn"],
            row["setting_type"],
            row["authority"],
            judged(row),
            words.day(row["last_on_site"]),
            row["seen_by"],
            words.number(row["days"]),
        ]
        for row in found.rows.iter_rows(named=True)
    ]


def text_never(found: Listed, store: Store) -> list[list[str]]:
    """Write the first rows of those never seen as a table shows them."""
    return [
        [
            *(row["urn"], row["setting_type"], row["authority"]),
            *(judged(row), *_since(row["registered_on"], store)),
        ]
        for row in found.rows.iter_rows(named=True)
    ]


def judged(row: dict) -> str:
    """Write the last judgement with its day, or why there is none."""
    grade, when = row["last_grade"], row["last_inspected_on"]
    if grade is None:
        return "not recorded"
    if grade == w.NOT_YET_INSPECTED:
        return "not yet inspected"
    return f"{grade.lower()}, {words.day(when) if when else 'day not recorded'}"


def _since(first: date | None, store: Store) -> tuple[str, str]:
    if first is None:
        return "not recorded", "not known"
    return words.day(first), words.number((store.as_at - first) // timedelta(days=1))


def more(found: Listed) -> tuple[str, ...]:
    """Say how many rows are left out of the table on the page, if any."""
    return words.more(found.all_of - SHOWN)
