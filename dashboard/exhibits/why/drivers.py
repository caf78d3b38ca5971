"""What lay behind visits, by the reason for which they were made."""

import polars as pl

from dashboard.exhibits.common import axis
from dashboard.exhibits.download import N_OF_N, download
from dashboard.exhibits.exhibit import Bars, Exhibit
from dashboard.exhibits.why import why_answer
from dashboard.exhibits.why.shares import period
from dashboard.measures import Selection, Store, visit_drivers
from dashboard.measures.definitions.coverage import VISITS
from dashboard.records import words as w
from dashboard.wording import words
from dashboard.wording.together import together

COLUMNS = ("selection_basis", "name", *N_OF_N)


def exhibit(store: Store, selection: Selection) -> Exhibit | None:
    """Give what lay behind prioritised visits, and behind those for another reason."""
    if not why_answer.has_reasons(store, selection):
        return None
    rows = visit_drivers.behind(store, selection)
    end, parts = axis.end(rows["value"]), rows.partition_by("selection_basis", as_dict=True)
    charts = (
        Bars(
            parts[(basis,)],
            "What lay behind",
            "Visits",
            caption=f"Of {w.VISITS_OF[basis]}, % with this behind them",
            end=end,
        )
        for basis in visit_drivers.BASES
        if (basis,) in parts
    )
    return Exhibit(
        "why-behind",
        priorities(rows),
        f"What lay behind visits to {words.whom(selection, store)}, by reason",
        tuple(charts),
        download(store, selection, VISITS, rows, COLUMNS, "behind the visits"),
        source=period(store, selection),
    )


def priorities(rows: pl.DataFrame) -> str:
    """Say what most often lay behind the visits that were prioritised."""
    own = rows.filter(selection_basis=w.PRIORITISED)
    stated = own.filter(pl.col("name") != w.NOT_RECORDED)
    if own.is_empty():
        return "No visit was prioritised"
    if stated.is_empty():
        return "What lay behind the prioritised visits is not recorded"
    most = stated.filter(pl.col("numerator") == pl.col("numerator").max())
    names = together([words.within(name) for name in most["name"]])
    figure = words.n_of_n(most["numerator"][0], most["denominator"][0])
    count, total = most.select("numerator", "denominator").row(0)
    if count == total and most.height == 1:
        visits, them = ("visit", "it") if total == 1 else ("visits", "them")
        return f"{words.opening(words.every(total))} prioritised {visits} had {names} behind {them}"
    if most.height == 1:
        return f"The most common reason to prioritise a visit was {names}: {figure}"
    return f"The most common reasons to prioritise a visit were {names}: {figure} each"
