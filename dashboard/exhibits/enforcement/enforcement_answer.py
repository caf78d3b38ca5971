"""Enforcement: the answer of the page, the four figures at its head, and its files."""

from datetime import date, timedelta

import polars as pl

from dashboard.exhibits.common.tiles import Tile
from dashboard.exhibits.enforcement import judged, powers
from dashboard.exhibits.enforcement.pathway import days
from dashboard.measures import actions_in_force, enforcement_powers
from dashboard.measures.cached import cached
from dashboard.measures.definitions.enforcement import (
    ACTIONS_ENDED,
    ACTIONS_IN_FORCE,
    ACTIONS_ISSUED,
    SETTINGS_RESTRICTED,
)
from dashboard.measures.measure import Measure
from dashboard.measures.selection import Selection
from dashboard.measures.store import Store
from dashboard.records import words as w
from dashboard.wording import withheld, words

REVIEW_DAYS = 14
NOT_HELD = "These records do not hold enforcement, so we cannot say where powers have been used."


@withheld.in_words
@cached
def answer(store: Store, selection: Selection) -> str:
    """Answer the page's question: where the powers are in use now, and how much in the period."""
    if not enforcement_powers.applies(selection):
        return _not_applicable(store, selection)
    if not enforcement_powers.recorded(store):
        since = judged.sentence(store, selection)
        return f"{since}. {NOT_HELD}" if since else NOT_HELD
    if not powers.can_show(store, selection):
        return words.nothing_left(selection.in_settings(), store)
    return f"{_now(store, selection)} {_in_period(store, selection)}"


def _not_applicable(store: Store, selection: Selection) -> str:
    """Say why there is nothing to count, and own up to records that say otherwise."""
    why = (
        f"Enforcement powers do not apply to {words.NOUNS[selection.setting_type]}: they are "
        "inspected but not registered."
    )
    held = enforcement_powers.recorded(store) and enforcement_powers.count(
        store, selection, ACTIONS_IN_FORCE
    )
    if not held:
        return why
    them = "one action against them: it" if held == 1 else f"{held} actions against them: they"
    return f"{why} These records hold {them} should be checked."


@withheld.in_words
def _now(store: Store, selection: Selection) -> str:
    """Say how many settings have an action in force, and for how long the longest."""
    whom = among(store, selection)
    day = words.day(store.as_at)
    settings = enforcement_powers.count(store, selection, SETTINGS_RESTRICTED)
    if not settings:
        return words.opening(f"{whom}no setting has an action in force on {day}.")
    longest = actions_in_force.longest(actions_in_force.listed(store, selection))
    actions = enforcement_powers.count(store, selection, ACTIONS_IN_FORCE)
    which = "it" if actions == 1 else "the longest"
    return words.opening(
        f"{whom}{words.many(settings, 'settings have')} an action in force on {day}; {which} has "
        f"been in force {days(longest)}."
    )


@withheld.in_words
def _in_period(store: Store, selection: Selection) -> str:
    issued = enforcement_powers.count(store, selection, ACTIONS_ISSUED)
    were = words.many(issued, "actions were", "No")
    return f"{were} issued from {words.period(selection, store)}."


def among(store: Store, selection: Selection) -> str:
    """Open a sentence with the area and the settings that the filters leave, if they narrow."""
    where = f"in {words.place(selection.area, store)}, " if selection.area else ""
    noun = words.noun(selection)
    return where + (f"among {noun}, " if noun != words.NOUNS[w.ALL_PROVIDERS] else "")


def review_until(store: Store) -> date:
    """Give the last day of the reviews that are called due."""
    return store.as_at + timedelta(days=REVIEW_DAYS)


def reviews_label(store: Store) -> str:
    """Name the figure of the reviews that are due."""
    return f"Reviews due by {words.day(review_until(store), year=False)}"


@cached
def tiles(store: Store, selection: Selection) -> list[Tile]:
    """Give the four figures at the head of the page, or why each is blank."""
    labels = (
        SETTINGS_RESTRICTED.label,
        ACTIONS_ISSUED.label,
        ACTIONS_ENDED.label,
        reviews_label(store),
    )
    unknown = powers.blank(store, selection)
    if unknown == powers.NOT_RECORDED:
        return judged.tiles(store, selection)
    if unknown:
        return [(label, *unknown) for label in labels]
    listed = actions_in_force.listed(store, selection)
    counted = (
        (SETTINGS_RESTRICTED, _actions_under(listed)),
        (ACTIONS_ISSUED, f"from {words.period(selection, store)}"),
        (ACTIONS_ENDED, "in the same period, whenever issued"),
    )
    due, under = _reviews(listed, store)
    shown = [_tile(store, selection, measure, below) for measure, below in counted]
    reviews = withheld.limited((labels[-1], words.number(due), under), selection, ACTIONS_IN_FORCE)
    return [*shown, reviews]


@withheld.tile
def _tile(store: Store, selection: Selection, measure: Measure, under: str) -> Tile:
    count = words.number(enforcement_powers.count(store, selection, measure))
    shown = withheld.marked((measure.label, count, under), store, measure)
    return withheld.limited(shown, selection, measure)


def _actions_under(listed: pl.DataFrame) -> str:
    """Say how many actions there are where a setting has several, and how long the longest is."""
    if listed.is_empty():
        return "no action is in force"
    lasted = days(actions_in_force.longest(listed))
    if listed.height == 1:
        return f"in force {lasted}"
    one_each = listed["urn"].is_unique().all()
    actions = "one action each" if one_each else f"{words.number(listed.height)} actions"
    return f"{actions}; the longest in force {lasted}"


def _reviews(listed: pl.DataFrame, store: Store) -> tuple[int, str]:
    """Count the reviews that fall within the next days, out of the actions with a review date."""
    dated = listed.filter(pl.col("review_on").is_not_null())
    due = dated.filter(pl.col("review_on").is_between(store.as_at, review_until(store))).height
    passed = dated.filter(pl.col("review_on") < store.as_at).height
    late = f"; {words.number(passed)} already past" if passed else ""
    if dated.is_empty():
        return 0, "none in force has a review date"
    of = "the one" if dated.height == 1 else words.number(dated.height)
    return due, f"of {of} in force with a review date{late}"
