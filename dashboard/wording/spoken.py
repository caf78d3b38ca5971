"""How n of N is said in a sentence: of one alone never "0 of 1", as nobody speaks like that.

All of some are "all 12" or "both", and none of them "none of the 12" or "neither of the 2".

Cells of tables say n of N always: `numbers.n_of_n`.
"""

from dashboard.wording.nouns import for_count
from dashboard.wording.numbers import every, n_of_n, number


def of_them(n: int | None, total: int) -> str:
    """Write n of N beside others: "12 of 40 (30%)", and of one alone "the one" or "not the one"."""
    return n_of_n(n, total) if total != 1 or n is None else f"{_not(n)}the one"


def named(n: int, total: int, noun: str) -> str:
    """Write n of N of something: "12 of 40 visits (30%)", "all 40 visits", "not the one visit"."""
    if total == 1:
        return f"{of_them(n, total)} {for_count(1, noun)}"
    if n in (0, total):
        return f"{some(n, total)} {noun}"
    return placed(n_of_n(n, total), noun)


def some(n: int | None, total: int) -> str:
    """Write n of N, and all and none of several as such: "12 of 40 (30%)", "all 40"."""
    if total < 2 or n not in (0, total):
        return of_them(n, total)
    return every(total) if n else none(total)


def none(total: int) -> str:
    """Say none of so many, as it stands in a sentence: "none of the 40", "neither of the 2"."""
    return "neither of the 2" if total == 2 else f"none of the {number(total)}"


def placed(figure: str, noun: str) -> str:
    """Put a noun into "n of N (p%)", before the percentage."""
    counts, _, share = figure.partition(" (")
    return f"{counts} {noun}" + (f" ({share}" if share else "")


def happened(n: int, total: int, noun: str, done: str) -> str:
    """Say to how many of some things something was done: "the one visit was not prioritised"."""
    if total == 1:
        return f"the one {for_count(1, noun)} was {_not(n)}{done}"
    return f"{named(n, total, noun)} {'was' if n < 2 else 'were'} {done}"


def visited(n: int, total: int) -> str:
    """Say how many were visited of what is named before: "12 of 40 (30%) visited"."""
    if total == 1:
        return f"the only one has {_not(n)}been visited"
    return f"{n_of_n(n, total)} visited"


def under(n: int, total: int, noun: str) -> tuple[str, str]:
    """Give the large figure of few things and what stands under it: "0", "of the one visit"."""
    if total == 1:
        return number(n), f"{'' if n else 'of '}the one {for_count(1, noun)}"
    return n_of_n(n, total), for_count(total, noun)


def _not(n: int) -> str:
    return "" if n else "not "
