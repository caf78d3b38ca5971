"""Areas for priority action that authorities' published letters state: facts, in date order."""

import polars as pl

from dashboard.exhibits.common.columns import Columns, day, number
from dashboard.measures.store import Store
from dashboard.wording import words

COLUMNS: Columns = {
    "Local authority": "la_name",
    "Visit started": day("started_on"),
    "Letter published": day("published_on"),
    "Theme": "theme",
    "Areas in the letter": number("areas"),
}
STATED = (
    "illustrative records, which hold what public sources state of these authorities; where a "
    "source gives no day, the day shown is illustrative"
)
UNTOLD = "Areas for priority action in letters to local authorities are not in these records."
RESPONSE = "Whether an authority has answered its letter, and how, is not in these records."


def source(store: Store) -> str:
    """Say where the list is from: even in illustrative records it holds stated facts."""
    return STATED if store.illustrative else words.source(store)


def sentence(rows: pl.DataFrame) -> str:
    """Say how many authorities have an area for priority action in a published letter."""
    count = rows["la_name"].n_unique()
    if not count:
        return "No published letter to an authority states an area for priority action"
    have = words.many(count, "authorities have")
    return f"{have} an area for priority action in a published letter"
