"""Local authorities sampled and visited by tier, in words."""

import polars as pl

from dashboard.exhibits.common import caveats
from dashboard.measures import Selection, Store, choice, graded_inspections
from dashboard.measures.authority_sample import INADEQUATE, own
from dashboard.measures.definitions.coverage import COVERAGE
from dashboard.records import words as w
from dashboard.wording import spoken, words

THEIRS = {
    w.NOT_YET_INSPECTED: "not yet inspected",
    w.NOT_RECORDED: "whose judgement is not recorded",
}


def sampled(rows: pl.DataFrame, store: Store, selection: Selection) -> str:
    """Say how many of the authorities last judged good or outstanding were sampled."""
    area = own(selection).area
    row = rows.row(by_predicate=pl.col("name") == choice.area_name(area, store), named=True)
    where = words.place(area, store)
    if not row["denominator"]:
        return f"No local authority in {where} is last judged good or outstanding"
    figure = words.opening(spoken.some(row["numerator"], row["denominator"]))
    verb = "has" if row["numerator"] in (0, 1) else "have"
    who = f"local authorities in {where} last judged good or outstanding"
    if row["denominator"] == 1:
        figure, who, verb = "The one", words.for_count(1, who), "has"
        verb += "" if row["numerator"] else " not"
    return f"{figure} {who} {verb} been sampled{words.only_counting(selection)}"


def visited(rows: pl.DataFrame) -> str:
    """Say how many were visited where concern is greatest, and of the good or outstanding."""
    first = rows.row(0, named=True)
    good = rows.slice(1).filter(pl.col("name") == "Good or outstanding")
    named = words.for_count(first["denominator"], "local authorities")
    parts = [f"{_some(first)} {named} {_judged(first['name'])}"]
    parts += [f"{_some(row)} {_judged(row['name'])}" for row in good.iter_rows(named=True)]
    return f"Visited: {words.listed(parts)}"


def unvisited(store: Store, selection: Selection) -> str:
    """Name the authorities last judged inadequate that have had no visit in the period."""
    inadequate = own(selection).changed("last_grade", INADEQUATE)
    found = store.ask(COVERAGE, inadequate, ["la_code"])
    left = found.filter(numerator=0).join(store.authorities, on="la_code")
    if found.is_empty():
        return "No authority is last judged inadequate."
    if found["numerator"].null_count():
        return words.not_supplied(selection)
    if left.is_empty():
        return "Every authority last judged inadequate has had a visit."
    names = "; ".join(left["la_name"].sort())
    return f"Last judged inadequate and not yet visited: {names}."


def standing(store: Store, own: Selection) -> str:
    """Say of which day the judgements are, and whether visits to authorities made them."""
    which = f"The judgement is the one standing on {words.day(store.as_at)}"
    if graded_inspections.gave_judgements(store, own):
        return (
            f"{which}. Inspections count as visits here and give it anew, so an authority may have "
            "been judged at the very visit that counts."
        )
    return f"{which}, as context for why we went. {caveats.THOSE_NOT_GRADED}"


def _some(row: dict) -> str:
    return spoken.some(row["numerator"], row["denominator"])


def _judged(tier: str) -> str:
    return THEIRS.get(tier, f"last judged {tier.lower()}")
