"""Line of sight: at how many settings anyone was on site within a time, and at how many never."""

import polars as pl

from dashboard.exhibits.areas import last_on_site as areas
from dashboard.exhibits.download import N_OF_N, download
from dashboard.exhibits.exhibit import Bars, Exhibit
from dashboard.measures import Selection, Store, choice, on_site_times
from dashboard.measures.definitions.coverage import SETTINGS
from dashboard.measures.definitions.register import LAST_SEEN
from dashboard.measures.on_site_times import WITHIN_A_YEAR
from dashboard.records import words as w
from dashboard.wording import limits, spoken, words


def exhibit(store: Store, selection: Selection) -> Exhibit | None:
    """Give the settings by the time since anyone was on site, where that is known."""
    chosen = selection.in_settings()
    rows, columns = on_site_times.bands(store, chosen), ["name", *N_OF_N]
    total = rows["denominator"][0]
    if not store.tells(SETTINGS, chosen) or (
        total and on_site_times.cannot_tell(rows, store, chosen)
    ):
        return None
    noun, where = words.opening(words.noun(chosen)), choice.area_name(chosen.area, store)
    since = f"the time since anyone was on site, as at {words.day(store.as_at)}"
    return Exhibit(
        "last-seen",
        headline(rows, store, chosen),
        f"{noun} in scope by {since}, {where}",
        (Bars(rows, "Last on site", "Of settings in scope"),) if total else (),
        download(store, chosen, LAST_SEEN, rows, columns, "last seen"),
        (note(store, chosen),),
    )


def headline(rows: pl.DataFrame, store: Store, selection: Selection) -> str:
    """Say how many have been seen in the last year, and how many never."""
    count = dict(rows.select("name", "numerator").iter_rows())
    total, thing = rows["denominator"][0], words.noun(selection)
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


def note(store: Store, selection: Selection) -> str:
    """Say what counts as on site, and what these records cannot tell."""
    said = areas.note(store, selection)
    if store.records.get("visits") is None:
        return f"{said} These records hold no visits, so only full inspections are known."
    return f"{said} {limits.visits_before(selection, store)}"
