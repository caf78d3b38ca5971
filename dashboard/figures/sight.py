"""Line of sight: when anyone was last on site, who has been unseen longest, and who never was.

Settings are a reference number, a type and an authority, never a name.
"""

from datetime import date, timedelta
from typing import Any

import polars as pl

from dashboard.figures import findings, near, results, words
from dashboard.figures.areas import sight as areas
from dashboard.measures.definitions.register import LAST_SEEN
from dashboard.measures.selection import Selection
from dashboard.records import words as w
from dashboard.store import Store

SHOWN = 15
LISTED = (
    *("urn", "setting_type", "authority", "last_grade", "last_inspected_on"),
    *("last_on_site", "seen_by", "days", "registered_on"),
)
TIERS = (
    "The last judgement is context, with the day of the inspection that gave it. These records do "
    "not hold a tier of concern for a setting that has not been visited: why we went is recorded "
    "with a visit."
)
YEAR = 365


def bands(store: Store, selection: Selection) -> pl.DataFrame:
    """Count settings in scope by the time since anyone was on site, latest first, never last.

    Columns: name, numerator, denominator, value, status.
    """
    found = store.ask(LAST_SEEN, selection, ["last_seen"])
    total = store.ask(LAST_SEEN, selection)["denominator"][0] or 0
    counts = dict(found.select(pl.col("last_seen").cast(pl.String), "numerator").iter_rows())
    names = [*w.SEEN, w.NEVER_SEEN]
    rows = pl.DataFrame({"name": names, "numerator": [counts.get(name, 0) for name in names]})
    share = pl.when(pl.lit(total) > 0).then(pl.col("numerator") / total)
    return results.with_status(rows.with_columns(denominator=pl.lit(total, pl.Int64), value=share))


def finding(rows: pl.DataFrame, store: Store, selection: Selection) -> str:
    """Say how many have been seen in the last year, and how many never."""
    count = dict(rows.select("name", "numerator").iter_rows())
    total, thing = rows["denominator"][0], words.noun(selection)
    if not total:
        return f"No {thing} are in scope"
    if _cannot_tell(store, count[w.NEVER_SEEN] == total):
        return f"When anyone was last on site at {thing} is not in these records"
    year = sum(count[name] for name, most in w.SEEN.items() if most <= YEAR)
    seen = findings.named(year, total, thing)
    never = count[w.NEVER_SEEN]
    have = "has" if never == 1 else "have"
    return (
        f"We have been on site at {seen} within the last year; {words.number(never)} {have} no "
        "visit on site on record"
    )


def _cannot_tell(store: Store, none_seen: bool) -> bool:
    """Say whether records without visits know of no inspection either."""
    return none_seen and "visits" not in store.records


def title(store: Store, selection: Selection) -> str:
    """Give the statistical title."""
    noun, where = words.opening(words.noun(selection)), words.area_name(selection.area, store)
    day = words.day(store.as_at)
    return f"{noun} in scope by the time since anyone was on site, as at {day}, {where}"


def note(store: Store, selection: Selection) -> str:
    """Say what counts as on site, and what these records cannot tell."""
    said = areas.note(store, selection)
    visits = store.records.get("visits")
    if visits is None:
        return f"{said} These records hold no visits, so only full inspections are known."
    if visits.is_empty():
        return said
    first = words.day(store.remembered(("first visit",), visits["started_on"].min))
    return f"{said} Visits before {first} are not in these records."


def listed(store: Store, selection: Selection) -> pl.DataFrame:
    """List the settings in scope for a choice, longest unseen first, those never seen last.

    `days` is since the last day on site; `seen_by` says what that was. Both are blank for a
    setting that nobody is known to have been to.
    """
    key = ("listed by sight", *selection.where().items())
    found: pl.DataFrame = store.remembered(key, lambda: _listed(store, selection))
    return found


def _listed(store: Store, selection: Selection) -> pl.DataFrame:
    return _in_order(near.seen(store, selection)).select(LISTED)


def unseen_longest(store: Store, selection: Selection) -> dict[str, Any] | None:
    """Give the first row of `listed`, if its last day is known, without listing the others."""

    def of_each_kind() -> pl.DataFrame:
        known = near.last_seen(store).filter(pl.col("days").is_not_null())
        first = pl.col("days") == pl.col("days").max().over("kind")
        return known.filter(first).sort("kind", maintain_order=True)

    rows = near.within(store.once("unseen longest", of_each_kind), store, selection)
    rows = rows.filter(pl.col("days") == pl.col("days").max())
    return _in_order(rows).row(0, named=True) if rows.height else None


def _in_order(seen: pl.DataFrame) -> pl.DataFrame:
    """Put settings in order, those unseen longest first, and say how each was last seen."""
    inspected = pl.col("last_on_site") == pl.col("last_inspected_on")
    how = pl.when(inspected).then(pl.lit("full inspection")).otherwise(pl.lit("visit"))
    seen_by = pl.when(pl.col("days").is_not_null()).then(how)
    told = seen.with_columns(authority="la_name", seen_by=seen_by)
    last_first = [True, False, False]
    return told.sort("days", "registered_on", "urn", descending=last_first, nulls_last=True)


def unseen(rows: pl.DataFrame) -> pl.DataFrame:
    """List the settings whose last day on site is known, longest unseen first."""
    return rows.filter(pl.col("days").is_not_null())


def never_seen(rows: pl.DataFrame) -> pl.DataFrame:
    """List the settings with no visit on site on record, longest registered first."""
    return rows.filter(pl.col("days").is_null()).sort("registered_on", "urn", nulls_last=True)


def longest(rows: pl.DataFrame, selection: Selection) -> str:
    """Say how long the longest unseen has been so."""
    if rows.is_empty():
        return f"When anyone was last on site at {words.noun(selection)} is not in these records"
    row = rows.row(0, named=True)
    ago = f"{words.number(row['days'])} day{'' if row['days'] == 1 else 's'} ago"
    return f"The setting unseen longest was last seen {ago}, on {words.day(row['last_on_site'])}"


def newly(rows: pl.DataFrame, store: Store, selection: Selection) -> str:
    """Say how many of those registered since the period began have never been seen."""
    since = words.first_day(selection, store)
    new = rows.filter(pl.col("registered_on") > since)
    thing = f"{words.noun(selection)} registered since {words.day(since)}"
    if not new.height:
        return f"No {thing} are in scope"
    never = never_seen(new).height
    if _cannot_tell(store, never == new.height):
        return f"Whether {thing} have been seen is not in these records"
    return f"Not seen on site yet: {findings.named(never, new.height, thing)}"


def text(rows: pl.DataFrame) -> list[list[str]]:
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
        for row in rows.head(SHOWN).iter_rows(named=True)
    ]


def text_never(rows: pl.DataFrame, store: Store) -> list[list[str]]:
    """Write the first rows of those never seen as a table shows them."""
    return [
        [
            *(row["urn"], row["setting_type"], row["authority"]),
            *(judged(row), *_since(row["registered_on"], store)),
        ]
        for row in rows.head(SHOWN).iter_rows(named=True)
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


def more(rows: pl.DataFrame) -> tuple[str, ...]:
    """Say how many rows are left out of the table on the page, if any."""
    return words.more(rows.height - SHOWN)
