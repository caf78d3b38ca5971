"""What cannot be shown of an area, how many settings that is, and why."""

from collections.abc import Mapping

import polars as pl

from dashboard.exhibits.areas import area_files
from dashboard.exhibits.common.columns import Columns, number, tabled
from dashboard.exhibits.exhibit import Exhibit, Words
from dashboard.measures import Selection, Store, choice, record_counts
from dashboard.measures.cached import cached
from dashboard.measures.definitions.coverage import SETTINGS
from dashboard.records import words as w
from dashboard.wording import words

COLUMNS: Columns = {
    "What is not shown": "what",
    "How many": number("count"),
    "Why": lambda row: words.opening(row["why"]),
}
PROTECTED = (
    "the law protects the place: no name, address, postcode or owner is ever loaded, and a home is "
    "shown in its authority and no closer"
)
ALIKE = "they are held to the same rule as homes, so that nobody is found by what is left"
CLOSED = (
    "they count as visits, but not as settings visited, because the register no longer has them"
)
COUNTED = "Settings counted in an authority and never placed below it."
REGISTER = "each row that could not be used is on Data and downloads, with its fault"


def exhibit(store: Store, selection: Selection) -> Exhibit:
    """Give how many settings cannot be shown and why."""
    found = rows(store, selection)
    return Exhibit(
        "area-hidden",
        headline(found, store, selection),
        "What this page cannot show, and why",
        (Words(*tabled(found, COLUMNS)),),
        area_files.file(store, selection, found, "not shown", "settings", COUNTED, SETTINGS),
    )


@cached
def rows(store: Store, selection: Selection) -> pl.DataFrame:
    """Count what cannot be shown of the area, and rows set aside in England: what, count, why."""
    name = pl.col("setting_type").cast(pl.String)
    counts = dict(record_counts.in_scope(store, selection, "type", name).iter_rows())
    homes, others = _held(counts) if store.tells(SETTINGS, selection) else (None, None)
    first, last = choice.days(selection, store)
    closed = record_counts.visits_to_others(store, selection, first, last)
    account = store.accounts.get("settings", {} if store.scope.everywhere else None)
    said = [
        ("Children's homes below their authority", homes, PROTECTED),
        ("Other providers below their authority", others, ALIKE),
        ("Visits to settings not on the register now", closed, CLOSED),
    ]
    if account is not None:
        aside = account.get("set_aside", 0)
        said.append(("Rows of the register set aside, all of England", aside, REGISTER))
    return pl.DataFrame(
        said, schema={"what": pl.String, "count": pl.Int64, "why": pl.String}, orient="row"
    )


def _held(counts: Mapping[str, int]) -> tuple[int, int]:
    """Add up the homes, and the other providers."""
    homes = sum(counts.get(name, 0) for name in w.HOMES)
    return homes, sum(n for name, n in counts.items() if name != w.LOCAL_AUTHORITY) - homes


def headline(rows: pl.DataFrame, store: Store, selection: Selection) -> str:
    """Say how many settings are counted here but placed no closer than their authority."""
    if rows["count"][0] is None:
        return "We never show where a home or other provider is below its authority"
    hidden = sum(rows["count"][:2])
    where = words.place(selection.area, store)
    if not hidden:
        return f"No provider in {where} is held back from a map for this choice"
    return (
        "We never show where a home or other provider is below its authority: "
        f"{words.number(hidden)} in {where}"
    )
