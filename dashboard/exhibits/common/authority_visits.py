"""Local authorities themselves, one by one: standing judgement, and whether visited or sampled."""

import polars as pl

from dashboard.measures import Selection, Store, authority_sample
from dashboard.measures.cached import cached
from dashboard.measures.definitions.coverage import COVERAGE
from dashboard.records import words as w
from dashboard.wording import spoken, words

VISITED, NOT_YET = "visited", "not yet visited"
SAMPLED = "sampled to learn from good practice"


@cached
def by_authority(store: Store, selection: Selection) -> pl.DataFrame:
    """Give for each authority its judgement and whether it was visited, and whether sampled.

    Columns: la_code, la_name, region, last_grade, visited, sampled (both 0 or 1, blank where there
    is no such authority on the register), said (the three in words).
    """
    own, by = authority_sample.own(selection), ["la_code", "last_grade"]
    grade = pl.col("last_grade").cast(pl.String)
    reached = store.ask(COVERAGE, own, by).select("la_code", grade, visited="numerator")
    told = store.ask(authority_sample.SAMPLED, own, by).select("la_code", sampled="numerator")
    areas = store.authorities.select("la_code", "la_name", region=own.region_column)
    inside = areas if own.area is None else areas.filter(region=own.area)
    joined = inside.join(reached, on="la_code", how="left", maintain_order="left").join(
        told, on="la_code", how="left", maintain_order="left"
    )
    is_there = pl.col("last_grade").is_not_null()
    rows = joined.with_columns(
        pl.when(is_there).then(pl.col("visited", "sampled").fill_null(0).clip(0, 1))
    )
    return rows.with_columns(said=pl.Series([_said(row) for row in rows.iter_rows(named=True)]))


def _said(row: dict) -> str:
    grade = row["last_grade"]
    if grade is None:
        return "not in these records"
    known = {w.NOT_YET_INSPECTED: "not yet inspected", w.NOT_RECORDED: "judgement not recorded"}
    judged = known.get(grade, f"last judged {grade.lower()}")
    seen = SAMPLED if row["sampled"] and grade in authority_sample.FRAME else VISITED
    return f"{judged}, {seen if row['visited'] else NOT_YET}"


def concern(rows: pl.DataFrame, store: Store, selection: Selection) -> str:
    """Say how many of the authorities last judged inadequate have not been visited yet."""
    where = words.place(authority_sample.own(selection).area, store)
    worst = rows.filter(last_grade=authority_sample.INADEQUATE)
    if worst.is_empty():
        return f"No local authority in {where} is last judged inadequate"
    total, left = worst.height, worst.height - int(worst["visited"].sum())
    who = f"{words.for_count(total, 'local authorities')} in {where} last judged inadequate"
    if total == 1:
        return f"The one {who} is not yet visited" if left else f"The one {who} has been visited"
    if not left:
        return f"{words.opening(words.every(total))} {who} have been visited"
    return f"{words.n_of_n(left, total)} {who} {'is' if left == 1 else 'are'} not yet visited"


def reached(rows: pl.DataFrame, store: Store, selection: Selection) -> str:
    """Say how many authorities have been visited, and in which regions none has."""
    there = rows.filter(pl.col("visited").is_not_null())
    where, total = words.place(authority_sample.own(selection).area, store), there.height
    seen = int(there["visited"].sum())
    has = "has" if seen < 2 else "have"
    who = f"{words.for_count(total, 'local authorities')} in {where}"
    said = f"{words.opening(spoken.named(seen, total, who))} {has} been visited"
    if total == 1:
        return f"The one {who} has {'' if seen else 'not '}been visited"
    regions = there.group_by("region", maintain_order=True).agg(pl.sum("visited"))
    none = regions.filter(visited=0)["region"].cast(pl.String).sort().to_list()
    if not seen or not none or regions.height == 1:
        return said
    names = [words.the_region(name) for name in none]
    return f"{said}, none in {words.either(names) if len(names) < 4 else f'{len(names)} regions'}"
