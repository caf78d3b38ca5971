"""What is still to be done before full inspections start, in words and cells."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import polars as pl

from dashboard.measures import Selection, Status, Store
from dashboard.measures.inspection_age import AGES, UNDATED
from dashboard.wording import spoken, words


def unseen_means(store: Store) -> str:
    """Say what counts as not seen, and since when."""
    start = store.starts[0]
    return (
        f"Settings in scope without any visit or inspection since {words.day(start.day)} "
        f"({start.label}), out of all settings on the register on the day of the figures."
    )


class Left(NamedTuple):
    """How a sentence says of groups that some of each are left, or that none is.

    `what` follows those of which some are left, `none` those of which none is, and `rest` stands
    in its place after another clause; these are "all 23", or "not one of the 23" where `every` is
    false. `whole` follows "not one of the 23" where all of several are left, if given. `of` stands
    before the name of a group ("visits to ").
    """

    what: str
    none: str
    rest: str
    of: str = ""
    every: bool = True
    whole: str = ""


Group = tuple[int, int, str]
"""Of a group: how many are left, out of how many, and what they are called."""

NEVER = Left(
    "have never had a full inspection",
    "have had a full inspection",
    "have had one",
    whole="has ever had a full inspection",
)
LETTERS = Left(
    "have no published letter yet",
    "have a published letter",
    "have one",
    "visits to ",
    whole="has a published letter yet",
)
THREE_YEARS = "had their last full inspection three or more years ago"
OLD = Left(THREE_YEARS, THREE_YEARS, "did", every=False)


def not_seen(store: Store) -> Left:
    """Say who has not been seen since routine inspections were suspended."""
    since = f"since {words.day(store.starts[0].day)}"
    return Left(
        f"have not been seen {since}",
        f"have been seen {since}",
        "have been",
        whole=f"has been seen {since}",
    )


def left(rows: pl.DataFrame, how: Left, choices: Mapping[str, Selection] | None = None) -> str:
    """Say for each whole group how many are left, out of how many, or that none is.

    Where the records tell of no setting of a group, the answer says so. `choices` give what is
    chosen of a group by its name, where filters say more than that.
    """
    wholes, unknown, untold = rows.filter("whole"), [], []
    some: list[Group] = []
    none: list[Group] = []
    if wholes["status"].eq(Status.UNKNOWN.value).all() and not wholes["denominator"].sum():
        names = [words.NOUNS.get(name, name.lower()) for name in wholes["name"]]
        return f"These records do not tell of {how.of}{words.listed(names)}"
    for row in wholes.iter_rows(named=True):
        n, total = row["numerator"], row["denominator"]
        if row["status"] == Status.UNKNOWN.value:
            unknown.append(_called(row["name"], None, how.of, choices))
            untold += unknown[-1:] if how.of or total else []
        elif total:
            (some if n else none).append((n, total, _called(row["name"], total, how.of, choices)))
    if not some and not none:
        asked = f"How many {words.listed(unknown)} {how.what} is not known"
        return (
            asked
            if unknown
            else f"There are no {how.of.removesuffix(' to ') or 'settings'} to count"
        )
    said = [_some(some, how)] if some else []
    said += [_none(none, how.rest if some else how.none, how.every)] if none else []
    blank = [f"for {words.listed(untold)} that is not known"] if untold else []
    return words.opening("; ".join(said + blank))


def _some(groups: Sequence[Group], how: Left) -> str:
    if how.whole and all(n == total > 1 for n, total, _ in groups):
        return _none(groups, how.whole, every=False)
    named = [
        f"{words.every(total)} {name}" if n == total else spoken.named(n, total, name)
        for n, total, name in groups
    ]
    return f"{words.listed(named)} {_verb(how.what, len(groups) == 1 and groups[0][0] == 1)}"


def _none(groups: Sequence[Group], what: str, every: bool) -> str:
    named = [
        f"{words.every(total) if every else words.none_of(total)} {name}"
        for _, total, name in groups
    ]
    is_one = not every or (len(groups) == 1 and groups[0][1] == 1)
    return f"{words.listed(named)} {_verb(what, is_one)}"


def _verb(what: str, is_one: bool) -> str:
    if not is_one:
        return what
    return re.sub(r"^have\b", "has", what).replace(" their ", " its ")


def _called(name: str, total: int | None, of: str, choices: Mapping[str, Selection] | None) -> str:
    """Say what a group counts: its settings, or the visits to them."""
    before, count = words.for_count(total or 0, of), 0 if of or total is None else total
    if choices and name in choices:
        return before + words.noun(choices[name], count)
    if name in words.NOUNS:
        return before + words.called(name, count)
    return before + (name.lower() if of else words.for_count(count, name.lower()))


def any_dated(rows: pl.DataFrame) -> bool:
    """Say of `ages` whether any day of a last full inspection is known, or none is needed."""
    counted = rows.filter(pl.col("denominator") > 0)
    return counted.is_empty() or bool(counted.filter(pl.col("age") != UNDATED)["numerator"].sum())


def old(rows: pl.DataFrame, choices: Mapping[str, Selection] | None = None) -> str:
    """Say how many settings had their last full inspection three or more years ago."""
    shown = rows.filter(age=AGES[3]).with_columns(whole=pl.lit(True))
    return left(shown, OLD, choices)
