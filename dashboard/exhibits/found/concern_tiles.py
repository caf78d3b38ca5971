"""Serious concerns as figures at the head of a page: the same on every page that shows them."""

import polars as pl

from dashboard.exhibits.common import tiles
from dashboard.exhibits.found import concern_headlines, concern_rates, letter_times
from dashboard.measures import Selection, Store, choice, letter_ages, serious_concerns
from dashboard.measures.definitions.coverage import VISITS
from dashboard.measures.definitions.found import SERIOUS_CONCERNS
from dashboard.records import words as w
from dashboard.wording import spoken, words
from dashboard.wording.withheld import Tile

LABEL = SERIOUS_CONCERNS.label


def side_by_side(store: Store, selection: Selection, rows: pl.DataFrame) -> list[Tile]:
    """Give a figure for prioritised and one for sampled visits, or one that says why there is none.

    `rows` are serious concerns by reason for the visit.
    """
    without = unsaid(store, selection, rows)
    if without:
        return [(LABEL, *without)]
    shown = rows.filter(serious_concerns.IN_TWO)
    return [
        (label(row["selection_basis"]), *of_reason(row, "letters"))
        for row in shown.iter_rows(named=True)
    ]


def label(basis: str) -> str:
    """Name the figure of visits made for a reason."""
    return f"{LABEL}: {words.BASIS[basis].lower()}"


def prioritised(store: Store, selection: Selection) -> Tile:
    """Give the serious concerns stated in letters of prioritised visits."""
    rows = serious_concerns.by_basis(store, selection)
    row = next(r for r in rows.iter_rows(named=True) if r["selection_basis"] == w.PRIORITISED)
    without = unsaid(store, selection, rows)
    return LABEL, *(without or of_reason(row, "letters of prioritised visits"))


def unsaid(store: Store, selection: Selection, rows: pl.DataFrame) -> tuple[str, str] | None:
    """Say in a few words why serious concerns cannot be told by reason; None where they can."""
    visits = choice.only(store.ask(VISITS, selection))[0]
    made = [basis for basis, n in rows[["selection_basis", "visits"]].rows() if n]
    if visits is None:
        return tiles.UNKNOWN, words.unknown_visits(selection, store)
    if not made and not serious_concerns.are_told_of(store):
        return tiles.UNKNOWN, "these records hold no assurance visits"
    if not made:
        return "none", "no assurance visits in the period"
    if not letter_ages.known(store, selection):
        return tiles.UNKNOWN, letter_times.NO_DATES
    if rows["published"].sum() and not concern_headlines.can_compare(rows):
        return tiles.UNKNOWN, "no published letter has an outcome recorded"
    if made == [w.NOT_RECORDED]:
        return tiles.UNKNOWN, "why these visits were made is not recorded"
    return None


def of_reason(row: dict, of: str) -> tuple[str, str]:
    """Give the rate of one reason large, and its n of N `of` letters and likely range under it."""
    kind = concern_rates.KINDS[row["selection_basis"]]
    if not row["visits"]:
        return "none", f"no {kind} in the period"
    if not row["denominator"]:
        made = words.for_count(row["visits"], kind)
        of = "the one" if row["visits"] == 1 else words.number(row["visits"])
        return "no letters", f"none published yet, of {of} {made}"
    n, total = row["numerator"], row["denominator"]
    if n is None:
        of = words.for_count(total, of)
        return tiles.UNKNOWN, f"no outcome is recorded in {words.number(total)} {of}"
    counts, share = words.counts_and_share(n, total)
    if not share:
        value, under = spoken.under(n, total, of)
        return value, under if total == 1 else f"{under}; too few to give a percentage"
    return share, f"{counts} {of}; {concern_rates.range_of(row)}"
