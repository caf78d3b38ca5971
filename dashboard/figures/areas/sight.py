"""When anyone was last on site: how many settings, in the area, its region and England."""

import polars as pl

from dashboard.figures import near, words
from dashboard.figures.areas import places
from dashboard.figures.kept import kept
from dashboard.measures import sight
from dashboard.measures.measure import divide
from dashboard.measures.selection import Selection
from dashboard.store import Store

DEFINITION = (
    "On site: visits recorded as on site, at least in part, and full inspections, with the last "
    "one that the register gives. Days are counted back from the day of the figures."
)


def settings(store: Store, selection: Selection) -> pl.DataFrame:
    """List the settings in scope, each with the day on which anyone was last on site."""
    return near.seen(store, selection)


@kept
def rows(store: Store, selection: Selection) -> pl.DataFrame:
    """Count the settings by the time since anyone was on site, for the area and around it.

    Columns: place (the area, its region or England), name (the time, latest first), numerator,
    denominator and value.
    """
    parts = []
    for area in places.around(store, selection):
        listed = settings(store, selection.changed("area", area))
        bands = pl.DataFrame({"name": sight.BANDS})
        found = listed.group_by(name="band").agg(numerator=pl.len().cast(pl.Int64))
        parts.append(
            bands.join(found, on="name", how="left", maintain_order="left").select(
                place=pl.lit(words.area_name(area, store)),
                name="name",
                numerator=pl.col("numerator").fill_null(0),
                denominator=pl.lit(listed.height, pl.Int64),
            )
        )
    return pl.concat(parts).lazy().pipe(divide).collect(engine="in-memory")


def finding(listed: pl.DataFrame, store: Store, selection: Selection) -> str:
    """Say when anyone was last on site, how long ago at half of the settings, and where never.

    `listed` is what `settings` gives for the area.
    """
    where = words.place(selection.area, store)
    noun = words.noun(selection)
    if listed.is_empty():
        return f"{words.opening(where)} has no {noun}"
    seen = listed.filter(pl.col("days").is_not_null())
    never = listed.height - seen.height
    if seen.is_empty():
        return f"No visit on site to any of the {noun} in {where} is on record"
    latest = words.day(max(seen["last_on_site"]))
    said = f"The latest visit on site to {noun} in {where} was on {latest}"
    if seen.height > 1:
        middle = seen["days"].sort()[(seen.height - 1) // 2]
        days = "day" if middle == 1 else f"{words.number(middle)} days"
        said += f"; half of those ever seen were seen within the {days} before these figures"
    return f"{said}; {_never(never, listed.height)}"


def _never(count: int, total: int) -> str:
    """Say how many have no visit on site on record."""
    if not count:
        return "every one of them has one on record"
    have = "has" if count == 1 else "have"
    return f"{words.number(count)} of {words.number(total)} {have} no visit on site on record"


@kept
def unstated(store: Store, selection: Selection) -> int:
    """Count the visits to these settings that do not say whether they were on site."""
    return near.visits_unsaid(store, selection)


def note(store: Store, selection: Selection) -> str:
    """Say what counts as on site, and how many visits cannot tell."""
    count = unstated(store, selection)
    if not count:
        return DEFINITION
    do = "1 visit does" if count == 1 else f"{words.number(count)} visits do"
    return f"{DEFINITION} {do} not say whether anyone was on site, and so cannot count."


def text(rows: pl.DataFrame) -> list[tuple[str, float, list[str]]]:
    """Write each time as a name, the area's share for its bar, and n of N in every place."""
    return [
        (name, part["value"][0] or 0, [_n_of_n(n, below) for n, below in _figures(part)])
        for (name,), part in rows.group_by("name", maintain_order=True)
    ]


def _figures(part: pl.DataFrame) -> list[tuple[int, int]]:
    return part.select("numerator", "denominator").rows()


def _n_of_n(n: int, below: int) -> str:
    return words.n_of_n(n, below) if below else "none of these settings"


def headings(rows: pl.DataFrame) -> list[str]:
    """Name the columns of the table."""
    return ["Last on site", *rows["place"].unique(maintain_order=True)]
