"""The sentence of how many have been visited, and what it is made of."""

import polars as pl

from dashboard.measures import Selection, Store, choice, results
from dashboard.measures.cached import cached
from dashboard.measures.definitions.coverage import COVERAGE, SETTINGS, VISITS
from dashboard.measures.definitions.why import SHARE_PRIORITISED
from dashboard.measures.filters import PLACES_UNIT
from dashboard.measures.needs import LISTED_ALONE
from dashboard.records import words as w
from dashboard.settings import Settings
from dashboard.wording import limits, spoken, withheld, words


@cached
def summary(store: Store, selection: Selection) -> str:
    """Answer the Summary's question: how many visited, and how many were prioritised."""
    return " ".join(filter(None, [visited(store, selection), prioritised(store, selection)]))


@withheld.in_words
def visited(store: Store, selection: Selection) -> str:
    """Say how many settings (or places) in scope have been visited."""
    where = words.place(selection.area, store)
    n, total, _ = results.visited(store, selection)
    if not total:
        return made(store, selection) or words.nothing_left(selection, store)
    unlisted = not_listed(store, selection)
    if n is None:
        count = f"{words.number(total)} {words.counted(selection, total)}"
        least = "at least " if unlisted else ""
        return f"{words.opening(where)} has {least}{count}. {words.not_supplied(selection)}"
    doubt = f"{unlisted}, so the true share may be lower." if unlisted and n else ""
    if selection.unit == PLACES_UNIT:
        hold = spoken.named(n, total, "places")
        held = f"The {words.noun(selection)} we have visited in {where} hold {hold}."
        return " ".join(filter(None, [held, doubt]))
    own = _authorities(store, selection)
    said = f"In {where} we have visited {spoken.named(n, total, words.noun(selection))}"
    if total == 1:
        said = f"We have {'' if n else 'not '}visited {_the_one(selection, store)}"
        said += "" if n else " in the period"
    said += f"{own}." if total > 1 or not own else f". We have visited{own.removeprefix(' and')}."
    return " ".join(filter(None, [said, not_counted(store, selection), doubt]))


def made(store: Store, selection: Selection) -> str:
    """Say how many visits were made where the register ends before the day, and what is not known.

    Nothing where it does not, or where visits are not told of.
    """
    ended = not store.tells(SETTINGS, selection) and limits.register_ends(selection, store)
    count = store.ask(VISITS, selection)["numerator"][0] if ended else None
    if count is None:
        return ""
    visits = f"{words.many(count, 'visits', 'no')} to {words.noun(selection)}"
    unknown = "so what share of them we have visited is not known"
    said = f"In {words.place(selection.area, store)} we have made {visits}"
    return f"{said}. {words.untold(selection, store)}, {unknown}."


def not_listed(store: Store, selection: Selection) -> str:
    """Say that some never inspected are not on the register, where they would be counted."""
    status = store.ask(SETTINGS, selection)["status"][0]
    if LISTED_ALONE not in status or selection.last_grade:
        return ""
    return f"These records do not list every {words.noun(selection, 1)} that was never inspected"


def _the_one(selection: Selection, store: Store) -> str:
    """Name the only setting of a choice: "the one provider in Sutton", "Sutton council"."""
    where = words.place(selection.area, store)
    if selection.setting_type == w.LOCAL_AUTHORITY and selection.is_authority:
        return f"{where} council"
    return f"the one {words.noun(selection, 1)} in {where}"


def not_counted(store: Store, selection: Selection) -> str:
    """Say which settings in scope a total leaves out, as the records tell of no visits to them."""
    kinds = store.left_out(COVERAGE, selection)
    if not kinds:
        return ""
    asked = store.ask(SETTINGS, selection, ["setting_type"])
    rows = asked.select(pl.col("setting_type").cast(pl.String), "numerator")
    there = {kind: n for kind, n in rows.iter_rows() if kind in kinds and n}
    if not there:
        return ""
    count = sum(there.values())
    whom = words.called(*next(iter(there.items())))
    if len(there) > 1:
        whom = f"settings of {len(there)} types"
    verb, them = ("is", "it") if count == 1 else ("are", "them")
    return (
        f"{words.number(count)} {whom} {verb} not counted, because these records do not tell of "
        f"visits to {them}."
    )


def _authorities(store: Store, selection: Selection) -> str:
    """Add the local authorities' own visits, cached apart from the providers'."""
    narrowed = selection.narrowed_by or selection.is_authority
    if selection.setting_type != w.ALL_PROVIDERS or narrowed:
        return ""
    asked = store.ask(COVERAGE, selection, setting_type=w.LOCAL_AUTHORITY)
    n, total, _ = choice.only(asked)
    return f" and {spoken.named(n, total, 'local authorities')}" if total else ""


@withheld.in_words
def prioritised(store: Store, selection: Selection) -> str:
    """Say what share of visits were prioritised, unless they are chosen by their reason."""
    if selection.selection_basis:
        return ""
    n, total, value = choice.only(store.ask(SHARE_PRIORITISED, selection))
    if not total or value is None:
        return ""
    if not any_reason(results.reasons(store, selection)):
        return "Why each visit was made is not in these records."
    if total < Settings.percentage_from:
        return f"{words.opening(spoken.happened(n, total, 'visits', 'prioritised'))}."
    return f"{words.opening(words.percent(value))} of visits were prioritised."


def any_reason(shares: pl.DataFrame) -> bool:
    """Say whether any visit has a reason at all."""
    bases, counts = shares["selection_basis"].to_list(), shares["numerator"].to_list()
    return any(n for n, basis in zip(counts, bases, strict=True) if basis != w.NOT_RECORDED)
