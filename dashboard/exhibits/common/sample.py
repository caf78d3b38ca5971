"""Local authorities: those sampled, and those visited by tier."""

from dataclasses import replace

import polars as pl

from dashboard.exhibits.common import caveats
from dashboard.measures import choice, needs, results
from dashboard.measures.cached import cached
from dashboard.measures.definitions.coverage import COVERAGE
from dashboard.measures.filters import SETTINGS_UNIT
from dashboard.measures.measure import NOWHERE, Count, Measure, total
from dashboard.measures.selection import Selection
from dashboard.measures.status import Status
from dashboard.measures.store import Store
from dashboard.records import words as w
from dashboard.wording import words

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
THEIRS = {
    w.NOT_YET_INSPECTED: "not yet inspected",
    w.NOT_RECORDED: "whose judgement is not recorded",
}


def own(selection: Selection) -> Selection:
    """Give the authorities themselves, shown together for a region or for England."""
    return results.around(replace(selection, setting_type=w.LOCAL_AUTHORITY, unit=SETTINGS_UNIT))


def applies(store: Store, selection: Selection) -> bool:
    """Say whether the filters leave all local authorities of an area, with their visits."""
    asked = selection.setting_type in (w.ALL_PROVIDERS, w.LOCAL_AUTHORITY)
    n, in_scope, _ = choice.only(store.ask(COVERAGE, own(selection)))
    narrowed = selection.sector or selection.last_grade
    return asked and not narrowed and bool(in_scope) and n is not None


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


def sampled(rows: pl.DataFrame, store: Store, selection: Selection) -> str:
    """Say how many of the authorities last judged good or outstanding were sampled."""
    area = own(selection).area
    row = rows.row(by_predicate=pl.col("name") == choice.area_name(area, store), named=True)
    where = words.place(area, store)
    if not row["denominator"]:
        return f"No local authority in {where} is last judged good or outstanding"
    figure = words.n_of_n(row["numerator"], row["denominator"])
    verb = "has" if row["numerator"] == 1 else "have"
    who = f"local authorities in {where} last judged good or outstanding"
    return f"{figure} {who} {verb} been sampled"


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


def visited(rows: pl.DataFrame) -> str:
    """Say how many were visited where concern is greatest, and of the good or outstanding."""
    first = rows.row(0, named=True)
    good = rows.slice(1).filter(pl.col("name") == "Good or outstanding")
    named = words.for_count(first["denominator"], "local authorities")
    parts = [f"{_n_of_n(first)} {named} {_judged(first['name'])}"]
    parts += [f"{_n_of_n(row)} {_judged(row['name'])}" for row in good.iter_rows(named=True)]
    return f"Visited: {words.listed(parts)}"


def unvisited(store: Store, selection: Selection) -> str:
    """Name the authorities last judged inadequate that have had no visit in the period."""
    inadequate = own(selection).changed("last_grade", INADEQUATE)
    found = store.ask(COVERAGE, inadequate, ["la_code"])
    left = found.filter(pl.col("numerator") == 0).join(store.authorities, on="la_code")
    if found.is_empty():
        return "No authority is last judged inadequate."
    if found["numerator"].null_count():
        return words.not_supplied(selection, store)
    if left.is_empty():
        return "Every authority last judged inadequate has had a visit."
    names = "; ".join(left["la_name"].sort())
    return f"Last judged inadequate and not yet visited: {names}."


def standing(store: Store) -> str:
    """Say of which day the judgements are, and that no visit made them."""
    return (
        f"The judgement is the one standing on {words.day(store.as_at)}, as context for why we "
        f"went. {caveats.THOSE_NOT_GRADED}"
    )


def _n_of_n(row: dict) -> str:
    return words.n_of_n(row["numerator"], row["denominator"])


def _judged(tier: str) -> str:
    return THEIRS.get(tier, f"last judged {tier.lower()}")
