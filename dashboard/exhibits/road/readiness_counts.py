"""What is still to be done before full inspections start, in words and cells."""

import polars as pl

from dashboard.measures.inspection_age import AGES, UNDATED
from dashboard.measures.status import Status
from dashboard.measures.store import Store
from dashboard.wording import cells, words


def unseen_means(store: Store) -> str:
    """Say what counts as not seen, and since when."""
    start = store.starts[0]
    return (
        f"Settings in scope without any visit or inspection since {words.day(start.day)} "
        f"({start.label}), out of all settings on the register on the day of the figures."
    )


def age_headings(rows: pl.DataFrame) -> list[str]:
    """Head the table of ages: one column for each whole group."""
    return ["Last full inspection", *rows["name"].unique(maintain_order=True)]


def age_texts(rows: pl.DataFrame) -> list[list[str]]:
    """Write the table of ages: a row for each age, n of N in each column."""
    return [
        [age, *(cells.n_of_n(row) for row in rows.filter(pl.col("age") == age).to_dicts())]
        for age in AGES
    ]


def left(rows: pl.DataFrame, what: str, of: str = "") -> str:
    """Say for each whole group how many are left, out of how many.

    `of` stands before the name of the group ("visits to "), `what` after "have" or "has".
    """
    said, unknown, alone, wholes = [], [], False, rows.filter("whole")
    if wholes["status"].eq(Status.UNKNOWN.value).all() and not wholes["denominator"].sum():
        names = [words.NOUNS.get(name, name.lower()) for name in wholes["name"]]
        return f"These records do not tell of {of}{words.listed(names)}"
    for row in wholes.iter_rows(named=True):
        name = _called(row, of)
        if row["status"] == Status.UNKNOWN.value:
            unknown.append(_called(row | {"denominator": None}, of))
        elif row["denominator"]:
            counts, _, share = words.n_of_n(row["numerator"], row["denominator"]).partition(" (")
            said.append(f"{counts} {name}{share and f' ({share}'}")
            alone = 1 in (row["numerator"], row["denominator"])
    if unknown and not said:
        return f"How many {words.listed(unknown)} have {what} is not known"
    if not said:
        return f"There are no {of.removesuffix(' to ') or 'settings'} to count"
    blank = f"; for {words.listed(unknown)} that is not known" if unknown else ""
    return words.opening(
        f"{words.listed(said)} {'has' if alone and len(said) == 1 else 'have'} {what}{blank}"
    )


def _called(row: dict, of: str) -> str:
    """Say what a group counts: its settings, or the visits to them."""
    total = row["denominator"]
    if row["name"] not in words.NOUNS:
        return words.for_count(total, of or row["name"].lower()) + (of and row["name"].lower())
    return words.for_count(total, of) + words.called(row["name"], 0 if of else total)


def any_dated(rows: pl.DataFrame) -> bool:
    """Say of `ages` whether any day of a last full inspection is known, or none is needed."""
    counted = rows.filter(pl.col("denominator") > 0)
    return counted.is_empty() or bool(counted.filter(pl.col("age") != UNDATED)["numerator"].sum())


def old(rows: pl.DataFrame) -> str:
    """Say how many settings had their last full inspection three or more years ago."""
    shown = rows.filter(pl.col("age") == AGES[3]).with_columns(whole=pl.lit(True))
    return left(shown, "had their last full inspection three or more years ago")
