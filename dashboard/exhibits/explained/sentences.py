"""What to say of a figure: what it means, what it comes to, its filters and where it is from."""

import hashlib
from collections.abc import Sequence

from dashboard.exhibits.explained.figure import Figure, limit
from dashboard.exhibits.explained.worked import Worked
from dashboard.measures import Selection, Store
from dashboard.measures.behind import Behind
from dashboard.wording import filtered, words

HASHED = ("settings", "visits", "actions", "findings")
NO_NAMES = "Records carry a reference number, never a name."


def facts(figure: Figure, store: Store, page: Selection, address: str) -> list[tuple[str, str]]:
    """Give what there is to know of a figure, each with its name."""
    measure = figure.measure
    return [
        ("What it means", measure.definition),
        ("What it comes to", comes_to(figure)),
        ("Filters", filters(figure, store, page)),
        ("Source", f"{words.source(store)}; figures as at {words.day(store.as_at)}"),
        ("Records", f"{store.name}; their SHA-256 starts {fingerprint(store)}"),
        ("Rule", f"{measure.name}, version {measure.version}"),
        ("Address of this explanation", address),
    ]


def comes_to(figure: Figure) -> str:
    """Write n of N with what each of them counts, and the value."""
    n, total, measure = figure.numerator, figure.denominator, figure.measure
    if n is None:
        return "Not known: these records do not hold what it counts."
    above = f"{words.number(n)} {measure.above}"
    if measure.denominator is None:
        return f"{above}."
    if not total:
        return f"0 {measure.below}, so there is no share to give."
    if measure.is_mean:
        below = f"over {words.number(total)} {measure.below}"
        return f"{above} {below}: {figure.written} on average."
    share = words.counts_and_share(n, total)[1]
    shown = f": {share}" if share else "; too few to give a percentage"
    return f"{above}, of {words.number(total)} {measure.below}{shown}."


def filters(figure: Figure, store: Store, page: Selection) -> str:
    """Say every filter and every further limit in words, and what of the page's choice it lifts."""
    if isinstance(figure, Worked) and figure.filters:
        return figure.filters
    limits = [limit(column, word) for column, word in figure.limits]
    shown = filtered.shown(figure.selection, store, figure.measure)
    return "; ".join(filter(None, [shown, *limits, figure.free_of(page)]))


def fingerprint(store: Store) -> str:
    """Give the first eight signs of the SHA-256 of the records that figures count.

    It is that of their rows as CSV, table by table, so that anybody can work it out.
    """
    return store.remembered(("fingerprint",), _hashed)


def _hashed(store: Store) -> str:
    digest = hashlib.sha256()
    for name in HASHED:
        if name in store.records:
            digest.update(store.records[name].write_csv().encode())
    return digest.hexdigest()[:8]


def counted(figure: Figure, found: Behind) -> str:
    """Say how many records count, and what they add up to where that is not the same."""
    many = found.counted.height
    if not many:
        return "No record counts in this figure"
    one = words.many(many, "records count")
    if found.numerator == many:
        return f"{one} in this figure"
    added = f"{words.number(found.numerator)} {figure.measure.above}"
    return f"{one} in this figure; together they add up to {added}"


def left_out(found: Behind) -> str:
    """Say how many records were looked at and do not count."""
    many = found.left_out.height
    if not many:
        return "No record was left out"
    return f"{words.many(many, 'records were')} left out, and why"


def set_aside(store: Store, tables: Sequence[str]) -> str:
    """Say which rows never became records, because they could not be used when they were read."""
    parts = [
        f"{words.number(count)} of {name} ({fault})"
        for name in tables
        if name in store.accounts
        for fault, count in store.accounts[name]["reasons"].items()
    ]
    if not parts:
        return f"No row of {words.listed([*tables])} was set aside when the records were read."
    return "Set aside when the records were read, whatever the filters: " + "; ".join(parts) + "."
