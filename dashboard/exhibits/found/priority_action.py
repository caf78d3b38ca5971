"""Areas for priority action that authorities' published letters state: facts, in date order."""

import polars as pl

from dashboard.measures.store import Store
from dashboard.wording import words

HEADINGS = ("Local authority", "Visit started", "Letter published", "Theme", "Areas in the letter")
STATED = (
    "illustrative records, which hold what public sources state of these authorities; where a "
    "source gives no day, the day shown is illustrative"
)
RESPONSE = "Whether an authority has answered its letter, and how, is not in these records."


def source(store: Store) -> str:
    """Say where the list is from: even in illustrative records it holds stated facts."""
    return STATED if store.illustrative else words.source(store)


def cells(rows: pl.DataFrame) -> list[list[str]]:
    """Write the rows of the list."""
    return [
        [
            row["la_name"],
            words.day(row["started_on"]),
            words.day(row["published_on"]),
            row["theme"],
            words.number(row["areas"]),
        ]
        for row in rows.iter_rows(named=True)
    ]


def sentence(rows: pl.DataFrame) -> str:
    """Say how many authorities have an area for priority action in a published letter."""
    count = rows["la_name"].n_unique()
    if not count:
        return "No published letter to an authority states an area for priority action"
    have = "1 authority has" if count == 1 else f"{words.number(count)} authorities have"
    return f"{have} an area for priority action in a published letter"
