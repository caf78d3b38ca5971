"""The authorities that have not been reached at all, of those that have such settings."""

import polars as pl

from dashboard.exhibits.common import least_visited
from dashboard.exhibits.download import download
from dashboard.exhibits.exhibit import Exhibit, Words
from dashboard.measures import Selection, Store, choice, results
from dashboard.measures.cached import cached
from dashboard.records import words as w
from dashboard.wording import words

HEADINGS = ("Region", "Authorities", "Which")
COLUMNS = ("la_code", "la_name", "region", "settings")


def exhibit(store: Store, selection: Selection) -> Exhibit:
    """List the authorities with settings in scope of which none has been visited."""
    left, around = rows(store, selection), results.around(selection)
    measure, where = results.coverage_measure(selection), choice.area_name(around.area, store)
    what = "" if _own(selection) else f" to any of their {words.noun(selection)}"
    return Exhibit(
        "unreached",
        headline(store, selection),
        f"Authorities without a visit{what}, {words.period(selection, store)}, {where}",
        (Words(text(left, selection), HEADINGS),) if left.height else (),
        download(store, around, measure, left, COLUMNS, "not reached"),
        (note(store, selection),),
    )


@cached
def rows(store: Store, selection: Selection) -> pl.DataFrame:
    """List the authorities with settings in scope and no visit to any, by region and name.

    For one authority, those of England. Authorities without such settings are not in the list.
    """
    found = results.by_authority(store, selection)
    unseen = found.filter(pl.col("denominator") > 0, pl.col("numerator") == 0)
    return unseen.sort("region", "la_name").select(COLUMNS)


def headline(store: Store, selection: Selection) -> str:
    """Say how many settings are left where none is visited, or what the map says."""
    around = results.around(selection)
    left, noun = rows(store, around), words.noun(selection)
    if _own(selection) and left.height > 1:
        return _in_regions(left)
    if left.height < 2 or _own(selection):
        found = results.by_authority(store, around)
        return _one_or_none(found, left, around, store) or least_visited.areas(found, around, store)
    count, where = words.number(int(left["settings"].sum())), words.number(left.height)
    of = "" if around == selection else f" of {store.scope.label}"
    return f"{count} {noun} are in the {where} authorities{of} where we have visited none"


def _one_or_none(
    found: pl.DataFrame, left: pl.DataFrame, around: Selection, store: Store
) -> str | None:
    """Name the one authority that is left, or say of how many none is; None where not known."""
    there = found.filter(pl.col("denominator") > 0)
    if _own(around) or there.height < 2 or there["numerator"].null_count():
        return None
    where = "" if around.area is None else f" in {words.place(around.area, store)}"
    if left.is_empty():
        some = f"authorities{where} with {words.noun(around)}"
        return f"{words.opening(words.every(there.height))} {some} have had a visit to one or more"
    name, count = left.select("la_name", "settings").row(0)
    no = f"no {words.noun(around, 1)}"
    has = f"it has {'one' if count == 1 else words.number(count)}"
    one = words.opening(words.the_authority(name))
    return f"{one} is the one authority{where} where we have visited {no}; {has}"


def _in_regions(left: pl.DataFrame) -> str:
    """Say in which region most of the authorities are that have not been visited themselves."""
    counts = left.group_by("region").len().sort("len", "region", descending=[True, False])
    region, most = counts.select(pl.col("region").cast(pl.String), "len").row(0)
    where, many = words.the_region(region), words.number(left.height)
    if counts.height == 1:
        return f"All {many} authorities that we have not visited are in {where}"
    are = "1 is" if most == 1 else f"{words.number(most)} are"
    return f"Of {many} authorities that we have not visited, {are} in {where}"


def note(store: Store, selection: Selection) -> str:
    """Say what is not in the list, and what the numbers in it are."""
    found = results.by_authority(store, selection)
    none = found.filter(denominator=0).height
    scope = "" if _own(selection) else "In brackets: settings in scope. "
    if not none:
        return f"{scope}Every authority has some, so none is left out."
    have = words.many(none, "authorities have")
    return f"{scope}{have} none in scope, so there is nothing to visit."


def _own(selection: Selection) -> bool:
    return selection.setting_type == w.LOCAL_AUTHORITY


def text(unseen: pl.DataFrame, selection: Selection) -> list[list[str]]:
    """Write the authorities of each region as a table shows them."""
    own = _own(selection)
    return [
        [
            str(region),
            words.number(part.height),
            ", ".join(
                name if own else f"{name} ({words.number(count)})"
                for name, count in part.select("la_name", "settings").iter_rows()
            ),
        ]
        for (region,), part in unseen.group_by("region", maintain_order=True)
    ]
