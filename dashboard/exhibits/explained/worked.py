"""Figures that a page works out from records itself: each can be explained too.

What the cube counts is explained from the questions that were asked of it. Reviews due, waits
after a visit, inspection load and projections are not in the cube, so whoever shows one says here
what it comes to and which records are behind it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

import polars as pl

from dashboard.exhibits.explained.figure import Figure
from dashboard.measures import Measure, Selection, questions
from dashboard.measures.behind import Behind


@dataclass(frozen=True)
class Worked(Figure, questions.Other):
    """A figure with the way to the records behind it, which is not gone until it is asked for.

    `filters` says what it obeys, where that is not the filters of the page.
    """

    found: Callable[[], Behind] = field(default=lambda: Behind(pl.DataFrame(), False))
    filters: str = ""


def figure(
    measure: Measure,
    selection: Selection,
    n: int,
    total: int | None,
    found: Callable[[], Behind],
) -> Worked:
    """Give a figure of a choice; `found` finds the records behind it when it is asked to."""
    value = n / total if total else None
    return Worked(measure, selection.of_figures(), (), n, total, value, found)


def marked(rows: pl.DataFrame, counts: pl.Expr, why: pl.Expr) -> pl.DataFrame:
    """Mark the rows that count above, all of them as counting below, and say why others do not."""
    return rows.with_columns(
        above=pl.when(counts).then(pl.lit(1, pl.Int64)),
        below=pl.lit(1, pl.Int64),
        why=pl.when(~counts.fill_null(False)).then(why),
    )
