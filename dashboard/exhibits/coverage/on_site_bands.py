"""Line of sight: at how many settings anyone was on site within a time, and at how many never."""

import polars as pl

from dashboard.exhibits.areas import last_on_site as areas
from dashboard.measures import Selection, Store, choice
from dashboard.measures.definitions.coverage import SETTINGS
from dashboard.measures.on_site_times import WITHIN_A_YEAR
from dashboard.records import words as w
from dashboard.wording import limits, spoken, words


def headline(rows: pl.DataFrame, store: Store, selection: Selection) -> str:
    """Say how many have been seen in the last year, and how many never."""
    count = dict(rows.select("name", "numerator").iter_rows())
    total, thing = rows["denominator"][0], words.noun(selection)
    if not store.tells(SETTINGS, selection):
        return words.untold(selection, store)
    if not total:
        return f"No {thing} are in scope"
    year = sum(count[name] for name in WITHIN_A_YEAR)
    one = words.noun(selection, total)
    seen = f"the one {one}" if total == 1 else spoken.named(year, total, one)
    never = count[w.NEVER_SEEN]
    have = "have not" if total == 1 and not year else "have"
    said = f"We {have} been on site at {seen} within the last year"
    said += areas.going_by(store, selection)
    if not never:
        return said
    have = "has" if never == 1 else "have"
    them = "it" if total == 1 else words.number(never)
    return f"{said}; {them} {have} no visit on site on record"


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
    first = limits.visits_begin(selection, store) or visits.select(pl.min("started_on")).item()
    return f"{said} Visits before {words.day(first)} are not in these records."
