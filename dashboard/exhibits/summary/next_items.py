"""Three things to look at next, each a sentence that leads to the page that has the rest."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from dashboard.exhibits.areas import highest_load
from dashboard.exhibits.coverage import unseen
from dashboard.exhibits.download import of_settings
from dashboard.exhibits.exhibit import Exhibit, Link, Sentences
from dashboard.exhibits.found import concern_rates
from dashboard.measures import (
    Selection,
    Status,
    Store,
    choice,
    chosen_records,
    letter_ages,
    unseen_settings,
)
from dashboard.measures.cached import cached
from dashboard.measures.definitions.coverage import VISITS
from dashboard.measures.definitions.found import SERIOUS_CONCERNS
from dashboard.measures.definitions.register import LAST_SEEN
from dashboard.measures.parts import COMPARED, LEFT, LETTERS, LOAD
from dashboard.measures.plain import rows_at
from dashboard.measures.statistics import difference
from dashboard.records import words as w
from dashboard.wording import words
from dashboard.wording.elapsed import ago

UNSEEN, INSPECTED = "unseen longest", "oldest last full inspection"
CONCERNS, LOADED, AWAITED = "serious concerns over time", "heavy load", "letter awaited longest"
MOST = 3
"""So many things are shown at most."""
MEANING = {
    UNSEEN: "the setting in scope that nobody is known to have been to for longest",
    INSPECTED: "the setting in scope whose last full inspection is the oldest",
    CONCERNS: "serious concerns in letters of prioritised visits, in the last two spans of four "
    "weeks of which half of the letters or more are published",
    LOADED: "the authority whose inspection load in the last complete weeks stands out among those "
    "of all, with one false alarm in twenty such lists",
    AWAITED: "the visit of the period whose letter has been awaited longest",
}
"""What each thing to look at is, by what it is about."""


@dataclass(frozen=True)
class Item:
    """One thing to look at: what it is about, a sentence, what to see, and where."""

    about: str
    sentence: str
    seen: str
    page: str
    part: str
    section: str
    area: str | None = None

    def link(self, selection: Selection) -> Link:
        """Give the link to it, with the filters kept."""
        chosen = selection.changed("area", self.area or selection.area)
        return Link(f"See {self.seen}", self.page, chosen.changed("part", self.part), self.section)


def exhibit(store: Store, selection: Selection) -> Exhibit | None:
    """List what to look at, if anything, each with a link that keeps the filters."""
    found = items(store, selection)
    if not found:
        return None
    whom = words.whom(selection, store)
    about = [each.about for each in found]
    told = {"about": about, "said": [each.sentence for each in found]}
    meaning = f"{words.opening('; '.join(MEANING[each] for each in about))}."
    measures = (LAST_SEEN, *([SERIOUS_CONCERNS] if CONCERNS in about else []))
    return Exhibit(
        "look",
        "Look at these",
        f"{words.opening(words.listed(about))}, {whom}",
        (Sentences(tuple((each.sentence, each.link(selection)) for each in found)),),
        of_settings(store, selection, measures, pl.DataFrame(told), "look at these", meaning),
    )


@cached
def items(store: Store, selection: Selection) -> list[Item]:
    """Give at most three things to look at, those that the records cannot tell left out."""
    chosen = selection.in_settings()
    asked = (_unseen, _concerns, _load, _letter)
    found = (look(store, chosen) for look in asked)
    return [item for item in found if item is not None][:MOST]


def _unseen(store: Store, selection: Selection) -> Item | None:
    found = unseen_settings.longest_ago(store, selection)
    if not found.all_of:
        return None
    row = found.rows.row(0, named=True)
    on = f"{words.day(row['last_on_site'])}, {ago(row['days'])}"
    about, sentence = INSPECTED, f"Oldest last full inspection: {_whom(row)}, on {on}."
    if store.tells(VISITS, selection):
        known = unseen.IN_THESE if unseen.before_visits(row, store, selection) else ""
        about = UNSEEN
        sentence = f"Unseen longest{known}: {_whom(row)}, last seen at a {row['seen_by']} on {on}."
    return Item(about, sentence, "who is left", "coverage", LEFT, "Who is left")


def _whom(row: dict) -> str:
    if row["setting_type"] == w.LOCAL_AUTHORITY:
        return f"{row['authority']} itself"
    kind = words.within(row["setting_type"])
    return f"{kind} {row['urn']} in {words.the_authority(row['authority'])}"


def _concerns(store: Store, selection: Selection) -> Item | None:
    """Compare the last two spans of four weeks of which half of the letters or more are out."""
    rows = concern_rates.by_weeks(store, selection)
    told = (w.PRIORITISED, Status.SHOWN.value)
    each = enumerate(rows[["selection_basis", "status"]].rows())
    places = [place for place, said in each if said == told][-2:]
    if len(places) < 2:
        return None
    before, after = (rows.row(place, named=True) for place in places)
    clear = "a clear difference" if differ(after, before) else "no clearer than chance"
    sentence = (
        f"Serious concerns at prioritised visits: {_rate(after)}, beside {_rate(before)}; {clear}."
    )
    return Item(CONCERNS, sentence, "what we found", "found", COMPARED, "Every four weeks")


def differ(after: dict, before: dict) -> bool:
    """Say whether two rates of n of N differ more clearly than by chance."""
    apart = difference(*(row[n] for row in (after, before) for n in ("numerator", "denominator")))
    return apart is not None and not apart[0] <= 0 <= apart[1]


def _rate(row: dict) -> str:
    figure = words.n_of_n(row["numerator"], row["denominator"])
    return f"{figure} letters of visits from {row['name']}"


def _load(store: Store, selection: Selection) -> Item | None:
    """Find the authority whose load stands out most, if any does."""
    found = highest_load.heaviest(store, selection)
    if found is None:
        return None
    sentence = f"Heavy load: {highest_load.sentence(found, store, selection)}"
    return Item(LOADED, sentence, "its weeks", "areas", LOAD, "Inspection load", found["la_code"])


def _letter(store: Store, selection: Selection) -> Item | None:
    """Find the visit of the period whose letter has been awaited longest."""
    visits = store.records.get("visits")
    if visits is None or visits["published_on"].null_count() == visits.height:
        return None
    first, last = choice.first_day(selection, store), choice.last_day(selection, store)
    waiting = chosen_records.chosen(
        chosen_records.within(letter_ages.awaited(store), store, selection), store, selection
    )
    began = waiting["started_on"].to_numpy()
    inside = (began >= np.datetime64(first)) & (began <= np.datetime64(last))
    waiting = rows_at(waiting, np.flatnonzero(inside))
    if waiting.is_empty():
        return None
    over = waiting["over"].to_list()
    oldest = min(over)
    longest = rows_at(waiting, np.flatnonzero([day == oldest for day in over]))
    rows = chosen_records.told(longest, store, "visit_id", "urn")
    names = rows["visit_id"].to_list()
    row = rows.row(names.index(min(names)), named=True)
    ended = f"{words.day(oldest)}, {ago((store.as_at - oldest).days)}"
    sentence = f"Letter awaited longest: the visit to {_whom(row)} that ended on {ended}."
    return Item(AWAITED, sentence, "letters not yet published", "found", LETTERS, "Letters waiting")
