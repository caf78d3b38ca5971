"""The letters that are awaited, by how many working days they have waited."""

import polars as pl

from dashboard.measures import choice, chosen_records
from dashboard.measures.cached import cached
from dashboard.measures.definitions.letters import (
    OVERDUE,
    PUBLISHED,
    WAITING,
)
from dashboard.measures.selection import Selection
from dashboard.measures.store import Store
from dashboard.records import words as w
from dashboard.settings import monday

AGES = {0: "Under 4 weeks", 4: "4 to 7 weeks", 8: "8 to 11 weeks", 12: "12 weeks or more"}
"""For each number of weeks since the week of a visit, what to call it and those up to the next."""


def known(store: Store, selection: Selection) -> bool:
    """Say whether these records can tell a letter that waits from a day that was not supplied.

    Where letters are overdue and not one of the same kind (providers', or authorities' own) was
    ever published, the day of publication is taken as not supplied.
    """
    own = selection.setting_type == w.LOCAL_AUTHORITY
    kind = w.LOCAL_AUTHORITY if own else w.ALL_PROVIDERS
    ever = Selection(setting_type=kind, since=store.starts[0].day)
    published, overdue = (choice.only(store.ask(asked, ever))[0] for asked in (PUBLISHED, OVERDUE))
    return published is not None and (published > 0 or not overdue)


@cached
def ages(store: Store, selection: Selection) -> pl.DataFrame:
    """Give the letters that wait by the weeks since the week of the visit: name, waiting."""
    counts = dict.fromkeys(AGES, 0)
    for week, n in store.ask(WAITING, selection, ["week"]).select("week", "numerator").iter_rows():
        age = (monday(store.as_at) - week).days // 7
        counts[max(start for start in AGES if start <= age)] += n
    return pl.DataFrame({"name": list(AGES.values()), "waiting": list(counts.values())})


def awaited(store: Store) -> pl.DataFrame:
    """List the visits whose letter is awaited, as `chosen_records.visits` does, once for a store.

    With the day on which each ended (`over`), or that of the figures where it goes on.
    """

    def listed() -> pl.DataFrame:
        out = pl.col("published_on").is_null() | (pl.col("published_on") > store.as_at)
        over = pl.min_horizontal(pl.coalesce("ended_on", "started_on"), pl.lit(store.as_at))
        recorded, visits = chosen_records.visits_recorded(store), chosen_records.visits(store)
        waits = recorded.select(waits=out)["waits"]
        left = visits.filter(waits.gather(visits["visit"]))
        return left.with_columns(recorded[left["visit"]].select(over=over)["over"])

    return store.once("letters awaited", listed)
