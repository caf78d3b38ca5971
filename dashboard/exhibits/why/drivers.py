"""What lay behind the reasons for visits, and what to bear in mind of what they found."""

import polars as pl

from dashboard.records import words as w
from dashboard.wording import words
from dashboard.wording.together import together


def priorities(rows: pl.DataFrame) -> str:
    """Say what most often lay behind the visits that were prioritised."""
    own = rows.filter(pl.col("selection_basis") == w.PRIORITISED)
    stated = own.filter(pl.col("name") != w.NOT_RECORDED)
    if own.is_empty():
        return "No visit was prioritised"
    if stated.is_empty():
        return "What lay behind the prioritised visits is not recorded"
    most = stated.filter(pl.col("numerator") == pl.col("numerator").max())
    names = together([name[0].lower() + name[1:] for name in most["name"]])
    figure = words.n_of_n(most["numerator"][0], most["denominator"][0])
    count, total = most.select("numerator", "denominator").row(0)
    if count == total and most.height == 1:
        visits, them = ("visit", "it") if total == 1 else ("visits", "them")
        return f"{words.opening(words.every(total))} prioritised {visits} had {names} behind {them}"
    if most.height == 1:
        return f"The most common reason to prioritise a visit was {names}: {figure}"
    return f"The most common reasons to prioritise a visit were {names}: {figure} each"
