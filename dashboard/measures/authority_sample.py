"""Local authorities: those sampled, and those visited by tier."""

from dataclasses import replace

import polars as pl

from dashboard.measures import choice, needs, results
from dashboard.measures.cached import cached
from dashboard.measures.definitions.coverage import COVERAGE
from dashboard.measures.filters import SETTINGS_UNIT
from dashboard.measures.measure import NOWHERE, Count, Measure
from dashboard.measures.results import total
from dashboard.measures.selection import Selection
from dashboard.measures.status import Status
from dashboard.measures.store import Store
from dashboard.records import words as w

SAMPLED = Measure(
    name="authorities_sampled",
    needs=(*needs.REGISTER, *needs.REASONS),
    label="Local authorities sampled",
    unit="local authorities",
    definition=(
        "Local authorities whose standing judgement is good or outstanding and that had a visit "
        "in the period to learn from good practice, out of all whose standing judgement is good "
        "or outstanding. An authority counts once."
    ),
    numerator=Count("visits", "visits", (("selection_basis", w.SAMPLED),)),
    denominator=Count("open", "settings"),
    above="sampled",
    below="good or outstanding",
    sensitive=True,
    leaves=NOWHERE,
)
"""Asked for each authority, so that one with two such visits counts once."""


FRAME = ("Outstanding", "Good")


INADEQUATE = "Inadequate"


TIERS = {
    INADEQUATE: (INADEQUATE,),
    "Requires improvement": ("Requires improvement to be good",),
    "Good or outstanding": FRAME,
    w.NOT_YET_INSPECTED: (w.NOT_YET_INSPECTED,),
    w.NOT_RECORDED: (w.NOT_RECORDED,),
}
"""The standing judgements, from where concern is greatest; the sample is drawn from the third."""


def own(selection: Selection) -> Selection:
    """Give the authorities themselves, shown together for a region or for England."""
    return results.around(themselves(selection))


def themselves(selection: Selection) -> Selection:
    """Give the authorities themselves, of the same area."""
    return replace(selection, setting_type=w.LOCAL_AUTHORITY, unit=SETTINGS_UNIT)


def applies(store: Store, selection: Selection) -> bool:
    """Say whether the filters leave all local authorities of an area, with their visits."""
    asked = selection.setting_type in (w.ALL_PROVIDERS, w.LOCAL_AUTHORITY)
    n, in_scope, _ = choice.only(store.ask(COVERAGE, own(selection)))
    return asked and not selection.narrowed_by and bool(in_scope) and n is not None


@cached
def frame(store: Store, selection: Selection) -> pl.DataFrame:
    """Give how many of the authorities last judged good or outstanding were sampled, by region.

    One row for England and one for each region: name, numerator, denominator, value, status.
    """
    column = selection.region_column
    asked = store.ask(SAMPLED, own(selection).anywhere(), [column, "la_code", "last_grade"])
    each = asked.filter(pl.col("last_grade").is_in(FRAME)).with_columns(
        pl.col("numerator", "denominator").clip(0, 1), name=pl.col(column).cast(pl.String)
    )
    named = store.authorities.select(name=pl.col(column).cast(pl.String)).unique(
        maintain_order=True
    )
    names = pl.concat([pl.DataFrame({"name": [store.scope.label]}), named])
    figures = total(pl.concat([each, each.with_columns(name=pl.lit(store.scope.label))]), ["name"])
    rows = names.join(figures, on="name", how="left", maintain_order="left")
    return results.with_status(rows.with_columns(pl.col("numerator", "denominator").fill_null(0)))


@cached
def tiers(store: Store, selection: Selection) -> pl.DataFrame:
    """Give how many authorities of each standing judgement were visited, for any reason.

    One row for each judgement that some hold: name, numerator, denominator, value, status.
    """
    found = store.ask(COVERAGE, own(selection), ["last_grade"])
    of = {grade: tier for tier, grades in TIERS.items() for grade in grades}
    named = found.with_columns(name=pl.col("last_grade").cast(pl.String).replace_strict(of))
    order = pl.DataFrame({"name": list(TIERS)})
    rows = order.join(total(named, ["name"]), on="name", maintain_order="left")
    return results.with_status(rows, Status.UNVISITED)
