"""What changed since the last figures for what is chosen: the counts that a leader is told of."""

from dataclasses import replace

import polars as pl

from dashboard.audit.changes import TOLD, Changes
from dashboard.exhibits.data import changes
from dashboard.exhibits.download import Download, Offer
from dashboard.measures import Selection, Store, choice, enforcement_powers
from dashboard.measures.definitions.enforcement import ACTIONS_ENDED, ACTIONS_ISSUED
from dashboard.measures.differences import KINDS
from dashboard.wording import filtered, words

POWERS = (ACTIONS_ISSUED, ACTIONS_ENDED)
"""Measures that mean nothing for authorities, to which powers do not apply."""
MEANING = f"{changes.meanings()} The earlier figures are counted in the way of the later ones."


def offer(store: Store, selection: Selection) -> Offer | None:
    """Offer what changed since the last earlier figures.

    Counts are from the latest start that both days count from, whatever the period chosen. None
    where no earlier figures are kept, and while a figure is being checked.
    """
    compared = changes.since(store)
    if compared is None:
        return None
    table = rows(compared, selection)
    told = replace(selection, since=compared.since, until=None)
    about = {"definition": MEANING, "filters": filtered.shown(told, store, *TOLD)}
    area = choice.area_name(selection.area, store)
    name = f"changed since {compared.previous.as_at}"
    since = words.day(compared.previous.as_at)
    title = f"What changed since {since}, by why, {words.whom(selection, store)}"
    free = filtered.unlimited(told, *TOLD)
    file = Download(table, about | changes.facts(compared), name, area, unlimited=free)
    return Offer(changes.headline(compared, selection), title, file)


def rows(compared: Changes, selection: Selection) -> pl.DataFrame:
    """Give each count: its name, what it was then, what each kind of change did, and what it is.

    A row adds up from left to right. A count that is not known on both days has none.
    """
    found = []
    for measure in TOLD:
        (was, _), (now, _) = compared.ends(measure, selection)
        applies = measure not in POWERS or enforcement_powers.applies(selection)
        if was is not None and now is not None and applies:
            found.append(
                (measure.label, was, *compared.steps(measure, selection)["numerator"], now)
            )
    counts = ("then", *(kind.replace(" ", "_") for kind in KINDS), "now")
    return pl.DataFrame(found, {"count": pl.String} | dict.fromkeys(counts, pl.Int64), orient="row")
