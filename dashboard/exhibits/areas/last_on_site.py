"""When anyone was last on site: how many settings, in the area, its region and England."""

from datetime import date

import polars as pl

from dashboard.exhibits.areas import area_files
from dashboard.exhibits.exhibit import Exhibit, Steps
from dashboard.measures import (
    choice,
    comparator_areas,
    last_on_site,
    on_site_times,
    record_counts,
)
from dashboard.measures.cached import cached
from dashboard.measures.definitions.coverage import SETTINGS, VISITS
from dashboard.measures.definitions.register import LAST_SEEN
from dashboard.measures.plain import COUNTED, Schema, by_word, share_of
from dashboard.measures.selection import Selection
from dashboard.measures.store import Store
from dashboard.wording import elapsed, words

DEFINITION = (
    "On site: visits recorded as on site, at least in part, and full inspections, with the last "
    "one that the register gives. Days are counted back from the day of the figures."
)
NONE = "none of these settings"
INSPECTIONS_ALONE = "going by full inspections alone"


def exhibit(store: Store, selection: Selection) -> Exhibit | None:
    """Give when anyone was last on site at each setting, where that is known."""
    if not is_known(store, selection):
        return None
    found, name = rows(store, selection), "last on site"
    return Exhibit(
        "area-last-seen",
        headline(store, selection),
        f"Time since anyone was on site, {words.noun(selection)}",
        (Steps(text(found), headings(found), in_places=True),),
        area_files.file(store, selection, found, name, "last_on_site", DEFINITION, LAST_SEEN),
        (note(store, selection),),
    )


@cached
def rows(store: Store, selection: Selection) -> pl.DataFrame:
    """Count the settings by the time since anyone was on site, for the area and around it.

    Columns: place (the area, its region or England), name (the time, latest first), numerator,
    denominator and value.
    """
    parts = []
    for area in comparator_areas.around(store, selection):
        chosen, place = selection.changed("area", area), choice.area_name(area, store)
        found = by_word(record_counts.in_scope(store, chosen, "name", pl.col("band")), "numerator")
        total = sum(n for (n,) in found.values())
        counts = ((band, found.get(band, (0,))[0]) for band in last_on_site.BANDS)
        parts += [(place, band, n, total, share_of(n, total)) for band, n in counts]
    names: Schema = {"place": pl.String, "name": pl.String}
    return pl.DataFrame(parts, schema={**names, **COUNTED}, orient="row")


@cached
def latest(store: Store, selection: Selection) -> date | None:
    """Give the last day on which anyone was on site at any of the settings."""
    days = record_counts.by_day(store, selection)["last_on_site"]
    return days[0] if days.len() else None


@cached
def headline(store: Store, selection: Selection) -> str:
    """Say when anyone was last on site, how long ago at half of the settings, or where never."""
    listed = record_counts.by_day(store, selection)
    where = words.place(selection.area, store)
    noun = words.noun(selection)
    if listed.is_empty() and not store.tells(SETTINGS, selection):
        return words.untold(selection, store)
    if listed.is_empty():
        return f"{words.opening(where)} has no {noun}"
    seen = listed.filter(pl.col("days").is_not_null())
    total, of_those = (int(rows["settings"].sum()) for rows in (listed, seen))
    whom = f"the one {words.noun(selection, 1)}" if total == 1 else noun
    if seen.is_empty():
        to = whom if total == 1 else f"any of the {noun}"
        return f"No visit on site to {to} in {where} is on record"
    latest = words.day(seen["last_on_site"][0])
    if not store.tells(VISITS, selection):
        return _inspections_alone(listed, f"{whom} in {where}")
    said = f"We were last on site at {whom} in {where} on {latest}{going_by(store, selection)}"
    middle = _middle(listed)
    if total == 1:
        return said
    if middle is not None:
        return f"{said}; half were last seen on site in {elapsed.past(middle)}"
    never = total - of_those
    counts = f"{words.number(never)} of {words.number(total)}"
    return f"{said}; {counts} {'has' if never == 1 else 'have'} no visit on site on record"


def _inspections_alone(listed: pl.DataFrame, whom: str) -> str:
    """Say when the last full inspection was, where no visit is told of: others may have been."""
    said = f"The last full inspection of {whom} was on {words.day(listed['last_on_site'][0])}"
    middle, total = _middle(listed), int(listed["settings"].sum())
    if middle is None or total == 1:
        return said
    return f"{said}; half had theirs in {elapsed.past(middle)}"


def _middle(listed: pl.DataFrame) -> int | None:
    """Give the days within which half of the settings were seen; None where half were not."""
    half = pl.col("settings").cum_sum() * 2 >= pl.col("settings").sum()
    days: int | None = listed.filter(half)["days"][0]
    return days


def is_known(store: Store, selection: Selection) -> bool:
    """Say whether these records can tell when anyone was on site: by visits or inspections."""
    if not store.tells(LAST_SEEN, selection):
        return False
    if latest(store, selection) is not None:
        return True
    return _visits_say(store, selection)


def _visits_say(store: Store, selection: Selection) -> bool:
    """Say whether visits are told of, and any of them says if it was on site."""
    return store.tells(VISITS, selection) and not on_site_times.never_says(store, selection)


def going_by(store: Store, selection: Selection) -> str:
    """Say so where visits to these settings are not told of, or none says if it was on site."""
    return "" if _visits_say(store, selection) else f", {INSPECTIONS_ALONE}"


def note(store: Store, selection: Selection) -> str:
    """Say what counts as on site, and how many visits cannot tell."""
    count = record_counts.visits_unsaid(store, selection)
    if not count:
        return DEFINITION
    do = words.many(count, "visits do")
    return f"{DEFINITION} {do} not say whether anyone was on site, and so cannot count."


def text(rows: pl.DataFrame) -> list[tuple[str, float, list[str]]]:
    """Write each time as a name, the area's share for its bar, and n of N in every place."""
    return [
        (name, part["value"][0] or 0, [words.n_of_n(n, of) if of else NONE for n, of in figures])
        for (name,), part in rows.group_by("name", maintain_order=True)
        for figures in [part[["numerator", "denominator"]].rows()]
    ]


def headings(rows: pl.DataFrame) -> list[str]:
    """Name the columns of the table."""
    return ["Last on site", *rows["place"].unique(maintain_order=True)]
