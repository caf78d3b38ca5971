"""What we found: the answer, the figures at the head, and the headline above each picture."""

import polars as pl

from dashboard.exhibits.common import tiles
from dashboard.exhibits.common.tiles import Tile
from dashboard.exhibits.found import (
    concern_headlines,
    concern_rates,
    concern_tiles,
    letter_times,
    letter_waits,
    letters,
)
from dashboard.measures import (
    choice,
    letter_ages,
    letter_themes,
    serious_concerns,
    stated_priorities,
    visit_mode_counts,
)
from dashboard.measures.definitions.coverage import VISITS
from dashboard.measures.definitions.found import SERIOUS_CONCERNS
from dashboard.measures.definitions.letters import DAYS_TO_PUBLISH, WAITING
from dashboard.measures.selection import Selection
from dashboard.measures.store import Store
from dashboard.records import words as w
from dashboard.wording import spoken, withheld, words

DAYS = "Time from visit to letter"
"""Names the figure of the days that letters take."""

RANGE = (
    "The likely range says how far a rate seen in these visits may lie from the rate behind them, "
    "19 times in 20."
)


def total(store: Store, selection: Selection) -> int | None:
    """Count the visits of the selection; None where the records hold no visits."""
    return choice.only(store.ask(VISITS, selection))[0]


def _nothing(store: Store, selection: Selection) -> str:
    untold = words.untold(selection, store) or "Which visits there were is not known"
    return f"{untold}, so we cannot say what visits found"


@withheld.in_words
def answer(store: Store, selection: Selection, rows: pl.DataFrame) -> str:
    """Answer the page's question; `rows` are serious concerns by reason for the visit."""
    visits = total(store, selection)
    if visits is None:
        return f"{_nothing(store, selection)}."
    if not visits:
        change = words.either(words.narrowing(selection, store))
        what_next = f" Try {change}." if change else ""
        return f"{_none(store, selection)}.{what_next}"
    said = f"{_first(store, selection, rows).removesuffix('.')}."
    parts = [said, _published(store, selection)]
    return " ".join(filter(None, parts if rows["visits"].sum() else reversed(parts)))


@withheld.in_words
def _published(store: Store, selection: Selection) -> str:
    """Say how many letters are out, where the records can tell."""
    return letter_times.sentence(store, selection) if letter_ages.known(store, selection) else ""


@withheld.in_words
def _first(store: Store, selection: Selection, rows: pl.DataFrame) -> str:
    """Say what letters state: areas for priority action of authorities, concerns of providers."""
    if selection.setting_type == w.LOCAL_AUTHORITY and letter_themes.supplied(store):
        return letters.sentence(stated_priorities.of_authorities(store, selection))
    return stated(store, selection, rows)


def _none(store: Store, selection: Selection) -> str:
    return f"There were no visits to {_who(store, selection)} in the period"


def _who(store: Store, selection: Selection) -> str:
    return f"{words.noun(selection)} in {words.place(selection.area, store)}"


def stated(store: Store, selection: Selection, rows: pl.DataFrame) -> str:
    """Say at how many visits published letters state serious concerns, or why none can be said."""
    store.prove(SERIOUS_CONCERNS, selection)
    said = rows.filter(pl.col("numerator").is_not_null(), pl.col("denominator") > 0)
    chosen = said.filter(serious_concerns.IN_TWO)
    shown = (said if chosen.is_empty() else chosen).iter_rows(named=True)
    parts = [_part(row, first=place == 0) for place, row in enumerate(shown)]
    if parts:
        lead = "Published letters state serious concerns at "
        return concern_headlines.stated_at(parts, lead, again="at ")
    return _unsaid(store, selection, rows)


def headline(store: Store, selection: Selection, rows: pl.DataFrame) -> str:
    """Head serious concerns by reason: those of the two that are compared, else of any."""
    return concern_headlines.side_by_side(rows) or stated(store, selection, rows)


def _part(row: dict, first: bool) -> tuple[int, int, str]:
    """Say n of N for one reason for the visit; the first has its rate and likely range."""
    n, total, kind = row["numerator"], row["denominator"], row["selection_basis"]
    if total == 1:
        return n, total, spoken.named(1, total, concern_rates.KINDS[kind])
    counts, _, share = concern_rates.figure(row).partition(" (")
    rate = f" ({share}" if share and first else ""
    return n, total, f"{counts} {concern_rates.KINDS[kind]}{rate}"


def _unsaid(store: Store, selection: Selection, rows: pl.DataFrame) -> str:
    """Say why serious concerns cannot be counted."""
    if not total(store, selection):
        return (_nothing if total(store, selection) is None else _none)(store, selection)
    made, published = int(rows["visits"].sum()), int(rows["published"].sum())
    so = "so serious concerns cannot be counted"
    if not made and not serious_concerns.are_told_of(store):
        return f"These records hold no assurance visits, {so}"
    if not made:
        return f"There were no assurance visits to {_who(store, selection)} in the period, {so}"
    if published:
        return f"No outcome is recorded for {_all_of(published)} whose letter is published, {so}"
    if not letter_ages.known(store, selection):
        return f"{words.opening(letter_times.NO_DATES)}, so we cannot say which letters are out"
    return f"No letter of {_all_of(made)} is published yet, {so}"


def _all_of(made: int) -> str:
    return "the one assurance visit" if made == 1 else f"the {words.number(made)} assurance visits"


def can_show(store: Store, selection: Selection, rows: pl.DataFrame) -> bool:
    """Say whether there are assurance visits, and it is known whose letter is published."""
    return bool(rows["visits"].sum() and letter_ages.known(store, selection))


def figures(store: Store, selection: Selection, rows: pl.DataFrame) -> list[Tile]:
    """Give the figures at the head: serious concerns side by side, letters waiting, days taken.

    What is not known comes last.
    """
    given = [*_concerns(store, selection, rows), *_letters(store, selection)]
    return tiles.unknown_last(given)


def not_held(store: Store, selection: Selection) -> str:
    """Say in one sentence what these records do not tell of visits, if anything."""
    counted = store.as_counted
    if not total(counted, selection):
        return ""
    any_mode = visit_mode_counts.any_mode(visit_mode_counts.by_mode(counted, selection))
    lacking = {
        "whether visits were on site or remote": not any_mode,
        "what letters say goes well or is to improve": not letter_themes.supplied(store),
    }
    missing = [what for what, is_lacking in lacking.items() if is_lacking]
    return f"Not in these records: {words.listed(missing)}." if missing else ""


@withheld.tiles
def _letters(store: Store, selection: Selection) -> list[Tile]:
    taken = letter_times.by_region(store, selection).row(0, named=True)
    waiting = withheld.marked(_waiting(taken), store, WAITING)
    half = letter_waits.letters(store, selection).median
    return [waiting, withheld.marked(_days(taken, half), store, DAYS_TO_PUBLISH)]


@withheld.tiles
def _concerns(store: Store, selection: Selection, rows: pl.DataFrame) -> list[Tile]:
    store.prove(SERIOUS_CONCERNS, selection)
    serious = concern_tiles.side_by_side(store, selection, rows)
    return [withheld.marked(tile, store, SERIOUS_CONCERNS) for tile in serious]


def _waiting(row: dict) -> Tile:
    label = WAITING.label
    if row["visits"] is None:
        return label, tiles.UNKNOWN, letter_times.NO_DATES
    over = f"; {words.number(row['overdue'])} over {letter_times.STANDARD} working days"
    of = "the one visit" if row["visits"] == 1 else f"{words.number(row['visits'])} visits"
    return label, words.number(row["waiting"]), f"of {of}{over}"


def _days(row: dict, half: int | None) -> Tile:
    """Give the working days within which half of the letters are out, and how many were in time."""
    label = DAYS
    if row["visits"] is None:
        return label, tiles.UNKNOWN, letter_times.NO_DATES
    if not row["letters"]:
        return label, "none", "no letter is published yet"
    due = letter_times.in_time(row, f"within {letter_times.STANDARD}")
    if half is None:
        return label, "too early", f"fewer than half of the letters are out; {due} working days"
    unit = words.for_count(half, "working days")
    return label, words.number(half), f"{unit} until half are out; {due}"
