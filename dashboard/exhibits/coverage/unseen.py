"""The settings unseen longest, and those never seen: the first of them shown, all in a file.

Settings are a reference number, a type and an authority, never a name.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import polars as pl

from dashboard.exhibits.common.columns import SETTING, Columns, day, number, tabled
from dashboard.exhibits.download import Download, begun, download
from dashboard.exhibits.exhibit import Exhibit, Records
from dashboard.measures import Selection, Store, choice, record_counts, unseen_settings
from dashboard.measures.cached import cached
from dashboard.measures.definitions.coverage import SETTINGS, VISITS
from dashboard.measures.definitions.readiness import NEVER_INSPECTED
from dashboard.measures.definitions.register import LAST_SEEN
from dashboard.measures.on_site_times import knows_nothing
from dashboard.measures.unseen_settings import Listed
from dashboard.records import words as w
from dashboard.wording import limits, spoken, words
from dashboard.wording.elapsed import ago

SEEN_ONE = "The one in scope has been seen on site"
IN_THESE = " in these records"
"""Is added where visits before a day are not told of, so that nobody knows of those before it."""
TIERS = (
    "The last judgement is context, with the day of the inspection that gave it. These records do "
    "not hold a tier of concern for a setting that has not been visited: why we went is recorded "
    "with a visit."
)


def longest_unseen(store: Store, selection: Selection) -> Exhibit | None:
    """List the settings unseen longest, of those whose last day is known; none where none is."""
    chosen = selection.in_settings()
    found, is_told = unseen_settings.longest_ago(store, chosen), store.tells(VISITS, chosen)
    if not found.all_of:
        return None
    first = "unseen longest" if is_told else "with the oldest full inspection"
    known = IN_THESE if before_visits(found.rows.row(0, named=True), store, chosen) else ""
    which, said = f"in scope, those {first} first", longest(found, is_told, known)
    return _listed("unseen", said, which, OF_SEEN, found, store, chosen)


def before_visits(row: Mapping[str, Any], store: Store, selection: Selection) -> bool:
    """Say whether a setting was last seen before visits are told of, so that some may be later."""
    begin = limits.visits_known_from(selection, store)
    return begin is not None and row["last_on_site"] < begin


def never_on_site(store: Store, selection: Selection) -> Exhibit | None:
    """List the settings with no visit on site on record, longest registered first.

    None where records cannot tell whether anyone was on site.
    """
    chosen = selection.in_settings()
    if cannot_tell(store, chosen):
        return None
    which, said = f"with no {seen_by(store, chosen)} on record", never_seen(store, chosen)
    written, found = of_never(store), unseen_settings.never(store, chosen)
    return _listed("never seen", said, which, written, found, store, chosen)


def _listed(
    name: str,
    headline: str,
    which: str,
    columns: Columns,
    found: Listed,
    store: Store,
    selection: Selection,
) -> Exhibit:
    """List settings by reference number, type and authority, never by name."""
    noun, where = words.opening(words.noun(selection)), choice.area_name(selection.area, store)
    rows, headings = tabled(found.rows, columns)
    return Exhibit(
        words.slug(name),
        headline,
        f"{noun} {which}, {where}",
        (Records(rows, headings, counted=True, of=found.all_of),) if rows else (),
        file(store, selection, found, name),
        (TIERS,) if rows else (),
        words.more(found.all_of - unseen_settings.SHOWN),
    )


def file(store: Store, selection: Selection, found: Listed, name: str) -> Download:
    """Describe a list as a file; all but its first rows are written when it is taken."""

    def described(rows: pl.DataFrame) -> Download:
        return download(store, selection, LAST_SEEN, rows, unseen_settings.LISTED, name)

    def whole() -> Download:
        return described(
            unseen_settings.listed(store, selection).filter(unseen_settings.SEEN.eq(found.is_seen))
        )

    return begun(described(found.rows), found.all_of, whole)


def seen_by(store: Store, selection: Selection) -> str:
    """Name what is on record where someone was on site: without visits, a full inspection."""
    return "visit on site" if store.tells(VISITS, selection) else "full inspection"


def longest(found: Listed, is_told: bool = True, known: str = "") -> str:
    """Say how long the longest unseen has been so; without visits, of inspections alone."""
    row = found.rows.row(0, named=True)
    on, by = words.day(row["last_on_site"]), row["seen_by"]
    if not is_told:
        return f"The oldest last full inspection was on {on}, {ago(row['days'])}"
    return f"The setting unseen longest{known} was last seen at a {by} on {on}, {ago(row['days'])}"


def cannot_tell(store: Store, selection: Selection) -> bool:
    """Say whether the records cannot tell if anyone has been on site at settings in scope.

    A register of inspected providers alone cannot: none of those never seen is on it.
    """
    needed = (LAST_SEEN, NEVER_INSPECTED)
    if store.tells(SETTINGS, selection) and not all(store.tells(m, selection) for m in needed):
        return True
    seen = unseen_settings.longest_ago(store, selection).all_of
    return bool(unseen_settings.never(store, selection).all_of) and knows_nothing(
        store, selection, not seen
    )


@cached
def never_seen(store: Store, selection: Selection) -> str:
    """Say how many are on the list of those never seen, and how many of these are new."""
    since, noun = choice.first_day(selection, store), words.noun(selection)
    if not store.tells(SETTINGS, selection):
        return words.untold(selection, store)
    is_new = pl.when(pl.col("days").is_null()).then(pl.col("registered_on") > since)
    counted = record_counts.in_scope(store, selection, f"new and never seen since {since}", is_new)
    total, listed = int(counted["numerator"].sum()), unseen_settings.never(store, selection).all_of
    if not total:
        return f"No {noun} are in scope"
    if not listed:
        every = words.opening(words.every(total))
        return f"{every} {noun} have been seen on site" if total > 1 else SEEN_ONE
    new = int(counted.filter(counted.to_series(0))["numerator"].sum())
    have = "has" if listed == 1 else "have"
    what = seen_by(store, selection)
    them, one = spoken.named(listed, total, words.noun(selection, total)), f"{have} no {what}"
    if listed == total > 1:
        them, one = spoken.named(0, total, words.noun(selection)), f"has a {what}"
    said = f"{words.opening(them)} {one} on record"
    of_these = "all" if new == listed > 1 else words.number(new)
    lately = f"; {of_these} of them registered since {words.day(since)}"
    return said + lately if new else said


def judged(row: dict) -> str:
    """Write the last judgement with its day, or why there is none."""
    grade, when = row["last_grade"], row["last_inspected_on"]
    if grade is None:
        return "not recorded"
    if grade == w.NOT_YET_INSPECTED:
        return "not yet inspected"
    return f"{grade.lower()}, {words.day(when) if when else 'day not recorded'}"


def of_never(store: Store) -> Columns:
    """Say what is listed of a setting that was never seen, and for how many days it is there."""

    def days(row: dict) -> str:
        first = row["registered_on"]
        return words.number((store.as_at - first) // timedelta(days=1)) if first else "not known"

    return WHO | {"Registered": day("registered_on", "not recorded"), "Days since": days}


WHO: Columns = SETTING | {"Last judgement": judged}
OF_SEEN: Columns = WHO | {
    "Last on site": day("last_on_site"),
    "How we know": "seen_by",
    "Days": number("days"),
}
"""What is listed of a setting that was seen once."""
