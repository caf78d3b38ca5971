"""The visits of a choice that found serious concerns, with what followed and when."""

import polars as pl

from dashboard.measures import choice, chosen_records, pathway
from dashboard.measures.cached import cached
from dashboard.measures.narrowing import OF_VISITS
from dashboard.measures.selection import Selection
from dashboard.measures.store import Store


@cached
def followed(store: Store, selection: Selection) -> pl.DataFrame:
    """Give one row for each visit that found serious concerns, with what followed and when."""
    first, last = choice.days(selection, store)
    every = chosen_records.within(
        store.once("followed", lambda: _followed(store)), store, selection
    )
    found = chosen_records.limited(every, selection).drop(each.column for each in OF_VISITS)
    inside = pl.col("started_on").is_between(first, last)
    return found.filter(inside).drop("kind").sort("started_on", "visit_id")


def _followed(store: Store) -> pl.DataFrame:
    """Give what `followed` gives for all visits that there are, by the kind of the setting."""
    visits = chosen_records.visits_recorded(store)
    concerned = chosen_records.placed(visits.filter(pathway.found_serious()), store).select(
        "kind",
        "visit_id",
        "urn",
        "setting_type",
        "started_on",
        "published_on",
        *(each.column for each in OF_VISITS),
        over=pl.coalesce("ended_on", "started_on"),
    )
    found = pathway.followed(concerned, visits, store.records["actions"], store.as_at)
    return found.sort("kind", maintain_order=True)
