"""Line of sight: at how many settings anyone was on site within a time, and at how many never."""

import polars as pl

from dashboard.exhibits.areas import last_on_site as areas
from dashboard.exhibits.common import headlines
from dashboard.measures import choice, results
from dashboard.measures.definitions.coverage import SETTINGS, VISITS
from dashboard.measures.definitions.register import LAST_SEEN
from dashboard.measures.selection import Selection
from dashboard.measures.store import Store
from dashboard.records import words as w
from dashboard.wording import words

YEAR = 365
WITHIN_A_YEAR = [name for name, most in w.SEEN.items() if most <= YEAR]


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


def headline(rows: pl.DataFrame, store: Store, selection: Selection) -> str:
    """Say how many have been seen in the last year, and how many never."""
    count = dict(rows.select("name", "numerator").iter_rows())
    total, thing = rows["denominator"][0], words.noun(selection)
    if not store.tells(SETTINGS, selection):
        return words.untold(selection, store)
    if not total:
        return f"No {thing} are in scope"
    if cannot_tell(rows, store, selection):
        return f"When anyone was last on site at {thing} is not in these records"
    year = sum(count[name] for name in WITHIN_A_YEAR)
    seen = headlines.named(year, total, words.noun(selection, total))
    never = count[w.NEVER_SEEN]
    have = "has" if never == 1 else "have"
    return (
        f"We have been on site at {seen} within the last year{areas.going_by(store, selection)}; "
        f"{words.number(never)} {have} no visit on site on record"
    )


def cannot_tell(rows: pl.DataFrame, store: Store, selection: Selection) -> bool:
    """Say of `bands` that how many were seen is not known.

    Nobody tells of visits, and of no full inspection of the last year.
    """
    never, total = rows["numerator"][-1], rows["denominator"][0]
    recent = rows.filter(pl.col("name").is_in(WITHIN_A_YEAR))["numerator"].sum()
    return never is None or knows_nothing(store, selection, never == total or not recent)


def knows_nothing(store: Store, selection: Selection, none_seen: bool) -> bool:
    """Say whether records that do not tell of visits know of no inspection either."""
    return none_seen and ("visits" not in store.records or not store.tells(VISITS, selection))


def title(store: Store, selection: Selection) -> str:
    """Give the statistical title."""
    noun, where = words.opening(words.noun(selection)), choice.area_name(selection.area, store)
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
    first = words.day(visits.select(pl.min("started_on")).item())
    return f"{said} Visits before {first} are not in these records."
