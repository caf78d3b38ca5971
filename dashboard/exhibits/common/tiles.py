"""The few large figures at the head of a page: label, value, and what it is out of."""

from collections.abc import Sequence

from dashboard.exhibits.common import headlines, week_headlines
from dashboard.measures import Selection, Store, choice, results
from dashboard.measures.definitions.coverage import PLACES, SETTINGS, VISITS
from dashboard.measures.definitions.why import SHARE_PRIORITISED
from dashboard.measures.filters import PLACES_UNIT
from dashboard.settings import Settings
from dashboard.wording import spoken, withheld, words
from dashboard.wording.withheld import Tile

UNKNOWN, NOT_APPLICABLE = "[x]", "[z]"
LAST_WEEK = "Visits, last complete week"


def unknown_last(given: Sequence[Tile]) -> list[Tile]:
    """Put the figures that records cannot give after those that they can."""
    return sorted(given, key=lambda tile: tile[1] == UNKNOWN)


@withheld.tile
def pace(store: Store, selection: Selection) -> Tile:
    """Give the visits of the last complete week."""
    shown = (LAST_WEEK, *week_headlines.pace(store, selection))
    return withheld.marked(shown, store, VISITS)


@withheld.tile
def visited(store: Store, selection: Selection) -> Tile:
    """Give the share visited, and n of N."""
    measure = results.coverage_measure(selection)
    n, total, _ = choice.only(store.ask(measure, selection))
    value, under = _visited(n, total, words.counted(selection, total or 0))
    if not store.tells(SETTINGS, selection):
        value, under = UNKNOWN, words.unknown_settings(selection, store)
    elif selection.unit == PLACES_UNIT and not store.tells(PLACES, selection):
        value, under = UNKNOWN, f"registered places in {words.noun(selection)} are not known"
    return withheld.marked((measure.label, value, under), store, measure)


def _visited(n: int | None, total: int | None, noun: str) -> tuple[str, str]:
    """Write a share large and its n of N small; with few, the counts alone."""
    if not total:
        return "none", "no settings match"
    if n is None:
        visited = f"of {words.number(total)}; which were" if total > 1 else "whether the one was"
        return UNKNOWN, f"{visited} visited is not known"
    return share(n, total, noun, "too few to give a percentage")


def share(n: int, total: int, noun: str, few: str = "") -> tuple[str, str]:
    """Write a share large and its n of N small; of one what happened, and with few the counts."""
    if total == 1:
        return spoken.under(n, total, noun)
    counts, percentage = words.counts_and_share(n, total)
    return (percentage, counts) if percentage else (counts, few)


@withheld.tile
def prioritised(store: Store, selection: Selection) -> Tile:
    """Give the share of prioritised visits, and the shares of the other reasons."""
    rows = results.reasons(store, selection)
    label, total = rows["label"][0], rows["denominator"][0]
    if total is None or words.untold_visits(selection, store):
        return label, UNKNOWN, words.unknown_visits(selection, store)
    if not total:
        return label, "none", "no visits in the period"
    if selection.selection_basis:
        return chosen_by_reason(label, selection)
    if not headlines.any_reason(rows):
        return label, UNKNOWN, "why each visit was made is not in these records"
    few, made = total < Settings.percentage_from, rows["numerator"][0]
    value, of = spoken.under(made, total, "visits")
    if not few:
        value, of = words.percent(made / total), f"of {words.number(total)} visits"
    short = ("sampled", "other", "not recorded")
    rest = (
        f"{name} {words.number(n) if few else words.short_share(n, total)}"
        for name, n in zip(short, rows["numerator"][1:], strict=True)
    )
    shown = label, value, f"{of}; {', '.join(rest)}"
    return withheld.marked(shown, store, SHARE_PRIORITISED)


def chosen_by_reason(label: str, selection: Selection) -> Tile:
    """Say in place of a share why there is none: visits are chosen by their reason."""
    return label, NOT_APPLICABLE, f"{words.listed(words.of_visits(selection))} are shown"
