"""What cannot be shown of an area, how many settings that is, and why."""

import polars as pl

from dashboard.figures import near, words
from dashboard.figures.kept import kept
from dashboard.measures import sight
from dashboard.measures.selection import Selection
from dashboard.records import words as w
from dashboard.store import Store

HEADINGS = ("What is not shown", "How many", "Why")
PROTECTED = (
    "the law protects the place: no name, address, postcode or owner is ever loaded, and a home is "
    "shown in its authority and no closer"
)
ALIKE = "they are held to the same rule as homes, so that nobody is found by what is left"
CLOSED = (
    "they count as visits, but not as settings visited, because the register no longer has them"
)
REGISTER = "each row that could not be used is on Data and downloads, with its fault"


@kept
def rows(store: Store, selection: Selection) -> pl.DataFrame:
    """Count what cannot be shown of the area, and rows set aside in England: what, count, why."""
    settings = near.settings_of(store, selection)
    listed = sight.open_on(settings, store.as_at)
    homes = listed.filter(pl.col("setting_type").cast(pl.String).is_in(w.HOMES)).height
    others = listed.filter(pl.col("setting_type") != w.LOCAL_AUTHORITY).height - homes
    left = settings.join(listed, on="urn", how="anti").select("urn")
    first, last = words.first_day(selection, store), words.last_day(selection, store)
    visits = near.visits_in(store, selection).join(left, on="urn", how="semi")
    closed = visits.filter(pl.col("started_on").is_between(first, last)).height
    aside = store.accounts.get("settings", {}).get("set_aside", 0)
    said = [
        ("Children's homes below their authority", homes, PROTECTED),
        ("Other providers below their authority", others, ALIKE),
        ("Visits to settings not on the register now", closed, CLOSED),
        ("Rows of the register set aside, all of England", aside, REGISTER),
    ]
    return pl.DataFrame(
        said, schema={"what": pl.String, "count": pl.Int64, "why": pl.String}, orient="row"
    )


def finding(rows: pl.DataFrame, store: Store, selection: Selection) -> str:
    """Say how many settings are counted here but placed no closer than their authority."""
    hidden = sum(rows["count"][:2])
    where = words.place(selection.area, store)
    if not hidden:
        return f"No provider in {where} is held back from a map for this choice"
    are = "provider is" if hidden == 1 else "providers are"
    return (
        f"{words.number(hidden)} {are} counted in {where} but never placed below "
        f"{'its' if hidden == 1 else 'their'} authority"
    )


def text(rows: pl.DataFrame) -> list[list[str]]:
    """Write the rows as a table shows them."""
    return [
        [what, words.number(count), words.opening(why)] for what, count, why in rows.iter_rows()
    ]
