"""How long letters took, those that wait, and areas for priority action that they state."""

import polars as pl

from dashboard.exhibits.common import caveats
from dashboard.exhibits.common.columns import Columns, day, number, tabled
from dashboard.exhibits.download import download
from dashboard.exhibits.exhibit import Cells, Counts, Exhibit, LettersOut, Records
from dashboard.exhibits.found import letter_times, letter_waits
from dashboard.exhibits.found.exhibits import exhibit
from dashboard.measures import choice, letter_ages, letter_themes, stated_priorities
from dashboard.measures.definitions.found import MENTIONS
from dashboard.measures.definitions.letters import DAYS_TO_PUBLISH, STANDARD, WAITING
from dashboard.measures.selection import Selection
from dashboard.measures.store import Store
from dashboard.records import words as w
from dashboard.wording import words

OF_PRIORITIES: Columns = {
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


def publication(store: Store, selection: Selection) -> Exhibit | None:
    """Give how long letters took, against the standard, where there are visits and it is known."""
    rows = letter_times.by_region(store, selection)
    if not rows["visits"][0]:
        return None
    found = letter_waits.letters(store, selection)
    chance = [letter_times.BY_CHANCE] if store.illustrative and rows.height > 1 else []
    return exhibit(
        (store, selection),
        "letters",
        letter_times.time_taken(rows, found.median),
        f"Letters of visits to {words.noun(selection)}, and working days to publish them",
        (Cells(letter_times.cells(rows), ("Area", *letter_times.HEADINGS)),),
        DAYS_TO_PUBLISH,
        rows,
        ("name", *letter_times.FIGURES, "mean_days"),
        (" ".join([letter_times.ASSUMED, *chance]),),
    )


def followed(store: Store, selection: Selection) -> Exhibit | None:
    """Give the share of letters out by each working day, those that still wait followed too."""
    rows, found = letter_waits.curve(store, selection), letter_waits.letters(store, selection)
    said = letter_waits.headline(found)
    if not said or rows.is_empty() or not letter_ages.known(store, selection):
        return None
    return exhibit(
        (store, selection),
        "letters-followed",
        said,
        f"Letters out by working days since the visit to {words.noun(selection)} (Kaplan–Meier)",
        (LettersOut(rows, STANDARD),),
        DAYS_TO_PUBLISH,
        rows,
        notes=(letter_waits.how_many(found),),
        definition=letter_waits.DEFINITION,
    )


def waiting(store: Store, selection: Selection) -> Exhibit | None:
    """Give the age of the letters that wait."""
    rows = letter_ages.ages(store, selection)
    if not letter_times.by_region(store, selection)["waiting"].sum():
        return None
    said, noun = letter_times.oldest(rows), words.noun(selection)
    title = f"Letters not yet published, by time since the visit to {noun}"
    drawn = Counts(rows, {"waiting": "Letters"}, "Since the visit", narrow=True)
    return exhibit((store, selection), "letters-waiting", said, title, (drawn,), WAITING, rows)


def not_told(store: Store, selection: Selection) -> str:
    """Say that areas for priority action are not told of, where they would be among letters."""
    wanted = stated_priorities.applies(selection) and not letter_themes.supplied(store)
    return UNTOLD if wanted else ""


def authorities(store: Store, selection: Selection) -> Exhibit | None:
    """List the authorities whose published letter states an area for priority action."""
    if not stated_priorities.applies(selection) or not letter_themes.supplied(store):
        return None
    rows = stated_priorities.of_authorities(store, selection)
    where, period = choice.area_name(selection.area, store), words.period(selection, store)
    own = selection.changed("setting_type", w.LOCAL_AUTHORITY)
    asked = MENTIONS, rows, stated_priorities.COLUMNS, "priority action"
    made, origin = download(store, own, *asked), source(store)
    listed = (Records(*tabled(rows, OF_PRIORITIES), counted=True),)
    return Exhibit(
        "priority",
        sentence(rows),
        f"Areas for priority action in letters to local authorities, {where}, visits from {period}",
        listed if rows.height else (),
        made.saying(source=origin, caveat=caveats.caveat(store, own)),
        (RESPONSE,),
        (period,),
        origin=origin,
    )


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
