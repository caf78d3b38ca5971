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
    serious = concerned_visits(store)
    visits = chosen_records.visits_recorded(store)[serious["visit"]]
    concerned = chosen_records.placed(visits, store).select(
        "kind",
        "visit_id",
        "urn",
        "setting_type",
        "started_on",
        "published_on",
        *(each.column for each in OF_VISITS),
        over=pl.coalesce("ended_on", "started_on"),
    )
    again = pl.DataFrame([visits["visit_id"], serious["revisited_on"]]).drop_nulls()
    found = pathway.followed(concerned, again, store.records["actions"], store.as_at)
    return found.sort("kind", maintain_order=True)


def concerned_visits(store: Store) -> pl.DataFrame:
    """List the visits that found serious concerns, with the first later one to the same setting.

    Columns: visit (its place in the records) and revisited_on, blank where there was none.
    """

    def found() -> pl.DataFrame:
        visits = chosen_records.visits_recorded(store)
        serious = visits.with_row_index("visit").filter(pathway.found_serious())
        over = serious.with_columns(over=pl.coalesce("ended_on", "started_on"))
        again = pathway.first_visit_after(over, visits, store.as_at)
        told = serious.join(again, on="visit_id", how="left", maintain_order="left")
        return told.select("visit", "revisited_on")

    return store.once("visits with serious concerns", found)
