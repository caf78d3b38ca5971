"""The sentence above each picture of serious concerns, worked out from the same rows."""

from collections.abc import Sequence

import polars as pl

from dashboard.exhibits.found import concern_rates
from dashboard.measures import Status, serious_concerns
from dashboard.records import words as w
from dashboard.settings import Settings
from dashboard.wording import spoken, words

WELL_JUDGED = ("Outstanding", "Good")
MADE = {
    "On site": "on site",
    "Remote": "remote",
    "Both": "both on site and remote",
    w.NOT_RECORDED: "made in a way that is not recorded",
}
"""How a visit was made, as a sentence puts it."""
UNTIL_LETTERS = (
    f"A rate is given from {Settings.percentage_from} letters, once half of the letters of those "
    "weeks are published. Those of the latest visits are still to come."
)


def can_compare(rows: pl.DataFrame) -> bool:
    """Say whether any published letter states an outcome."""
    return bool(rows["stated"].sum())


def side_by_side(rows: pl.DataFrame) -> str:
    """Head serious concerns by reason for the visit: n of N of the two that are compared."""
    said = rows.filter(serious_concerns.IN_TWO)
    told = [
        (n, total, concern_rates.KINDS[basis])
        for basis, n, total in said.select(
            "selection_basis", "numerator", "denominator"
        ).iter_rows()
        if total and n is not None
    ]
    parts = [
        (
            n,
            total,
            spoken.named(1, 1, kind)
            if total == 1
            else f"{words.number(n)} of {words.number(total)} {kind}",
        )
        for n, total, kind in told
    ]
    return stated_at(parts, "Serious concerns stated at ") if parts else ""


def stated_at(parts: Sequence[tuple[int, int, str]], lead: str, again: str = "") -> str:
    """Say at which visits serious concerns are stated: n, N and what each part is called.

    `lead` goes before the first of several parts, and `again` before each other. One visit alone
    without concerns is named for itself: never "at 0 of 1".
    """
    some = [called for n, total, called in parts if n or total > 1]
    none = words.listed([called for n, total, called in parts if not n and total == 1])
    if not some:
        return lead.replace("serious", "no serious").replace("Serious", "No serious") + none
    said = lead + words.listed([some[0], *(again + called for called in some[1:])])
    return f"{said}; none at {none}" if none else said


def by_judgement(rows: pl.DataFrame, noun: str) -> str:
    """Say how many of the visits with serious concerns were to settings last judged well."""
    well = pl.col("name").is_in(WELL_JUDGED)
    of_them = rows.with_columns(pl.when(well).then("numerator").otherwise(0).alias("numerator"))
    n = int(of_them.filter(selection_basis=w.PRIORITISED)["numerator"].sum())
    whom, all_alike = f"{noun} last judged good or outstanding", "whatever the judgement before"
    return _of_serious(rows, [(f"to {whom}", n)], all_alike, f"to one of the {whom}")


def by_type(rows: pl.DataFrame) -> str:
    """Say to which types of settings the visits with serious concerns were."""
    parts = [(f"to {_of_type(name, n)}", n) for name, n in _serious(rows)]
    return _of_serious(rows, parts, "whatever the setting type")


def _of_type(name: str, count: int) -> str:
    """Name a type as it follows a count of visits to it: "a children's home" after one."""
    called = words.called(name, count)
    article = "an" if called[0] in "aeiou" else "a"
    return f"{article} {called}" if count == 1 else called


def by_mode(rows: pl.DataFrame) -> str:
    """Say how the visits with serious concerns were made."""
    parts = [(MADE[name], n) for name, n in _serious(rows)]
    return _of_serious(rows, parts, "however the visit was made")


def _serious(rows: pl.DataFrame) -> list[tuple[str, int]]:
    """List the rows of prioritised visits with serious concerns, in their own order."""
    concern = rows.filter(pl.col("selection_basis") == w.PRIORITISED, pl.col("numerator") > 0)
    return concern.select("name", "numerator").rows()


def _of_serious(
    rows: pl.DataFrame, parts: list[tuple[str, int]], all_alike: str, one: str = ""
) -> str:
    """Say how many of the prioritised visits with serious concerns were of each part.

    `all_alike` says that no group has any; `one` stands in place of the first part after a single
    visit.
    """
    concern = rows.filter(selection_basis=w.PRIORITISED)
    if not concern["denominator"].sum():
        return "No letter of a prioritised visit is published yet"
    count = sum(n for _, n in _serious(rows))
    if not count:
        return f"No serious concerns stated at a prioritised visit, {all_alike}"
    visits = f"prioritised visit{'' if count == 1 else 's'} that found serious concerns"
    (first, n), *rest = parts
    first = one if one and (n < 2 or count == 1) else first
    if n == count:
        every = words.opening(words.every(count))
        return f"{every} {visits} {'was' if count == 1 else 'were'} {first}"
    if count == 1:
        return f"The one {visits} was not {first}"
    lead = f"{words.number(n)} of the {words.number(count)}" if n else words.none_of(count)
    said = f"{words.opening(lead)} {visits} {'was' if n < 2 else 'were'} {first}"
    return words.listed([said, *(f"{words.number(m)} {how}" for how, m in rest)])


def over_time(rows: pl.DataFrame) -> str:
    """Say between which rates each four weeks lie, of those whose letters are mostly out."""
    concern = rows.filter(
        pl.col("selection_basis") == w.PRIORITISED, pl.col("status") == Status.SHOWN.value
    )
    if concern.height < 2:
        return "Too few letters of prioritised visits to compare over time"
    ends = [words.percent(end(concern["value"])) for end in (min, max)]
    rate = ends[0] if ends[0] == ends[1] else f"{ends[0]} to {ends[1]}"
    spans = rows.filter(selection_basis=w.PRIORITISED).height
    said = f"Serious concerns at {rate} of prioritised visits"
    if concern.height == spans:
        return f"{said} in each of {spans} spans of four weeks"
    left_out = spans - concern.height
    others = "other one" if left_out == 1 else f"other {left_out}"
    return (
        f"{said} in {concern.height} of {spans} spans of four weeks; in the {others} too few "
        "letters are out to say"
    )


def unstated(rows: pl.DataFrame) -> str:
    """Say how many letters that are counted state no outcome, if any."""
    count = int(rows.filter(pl.col("numerator").is_not_null())["unstated"].sum())
    if not count:
        return ""
    have, counts = ("has", "counts") if count == 1 else ("have", "count")
    return (
        f"Of the published letters {words.number(count)} {have} no outcome recorded, and {counts} "
        "as published without serious concerns."
    )
