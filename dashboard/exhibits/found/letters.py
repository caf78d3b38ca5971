"""How long letters took, those that wait, and areas for priority action that they state."""

from dashboard.exhibits import download
from dashboard.exhibits.common import caveats
from dashboard.exhibits.common.columns import tabled
from dashboard.exhibits.exhibit import Cells, Counts, Exhibit, Records, Words
from dashboard.exhibits.found import letter_times, letter_waits, priority_action
from dashboard.exhibits.found.table import table
from dashboard.measures import choice, letter_ages, letter_themes, stated_priorities
from dashboard.measures.definitions.found import MENTIONS
from dashboard.measures.definitions.letters import DAYS_TO_PUBLISH, WAITING
from dashboard.measures.selection import Selection
from dashboard.measures.store import Store
from dashboard.records import words as w
from dashboard.wording import words


def publication(store: Store, selection: Selection) -> Exhibit | None:
    """Give how long letters took, against the standard, where there are visits and it is known."""
    rows = letter_times.by_region(store, selection)
    if not rows["visits"][0]:
        return None
    found = letter_waits.letters(store, selection)
    chance = [letter_times.BY_CHANCE] if store.illustrative and rows.height > 1 else []
    columns = ("name", *letter_times.FIGURES, "mean_days")
    return Exhibit(
        "letters",
        letter_times.time_taken(rows, found.median),
        f"Letters of visits to {words.noun(selection)}, and working days to publish them",
        (Cells(letter_times.cells(rows), ("Area", *letter_times.HEADINGS)),),
        table(store, selection, rows, "letters", DAYS_TO_PUBLISH, columns),
        (" ".join([letter_times.ASSUMED, *chance]),),
        (words.period(selection, store),),
    )


def followed(store: Store, selection: Selection) -> Exhibit | None:
    """Give the share of letters out by each working day, those that still wait followed too."""
    rows, found = letter_waits.curve(store, selection), letter_waits.letters(store, selection)
    if not letter_ages.known(store, selection) or rows.is_empty():
        return None
    if not letter_waits.headline(found):
        return None
    listed = Words(*tabled(rows, letter_waits.COLUMNS), closed="Show every day")
    made = table(store, selection, rows, "letters followed", DAYS_TO_PUBLISH, rows.columns)
    return Exhibit(
        "letters-followed",
        letter_waits.headline(found),
        f"Letters out by working days since the visit to {words.noun(selection)} (Kaplan–Meier)",
        (listed,),
        made.saying(definition=letter_waits.DEFINITION),
        (letter_waits.how_many(found),),
        (words.period(selection, store),),
    )


def waiting(store: Store, selection: Selection) -> Exhibit | None:
    """Give the age of the letters that wait."""
    rows = letter_ages.ages(store, selection)
    if not letter_times.by_region(store, selection)["waiting"].sum():
        return None
    return Exhibit(
        "letters-waiting",
        letter_times.oldest(rows),
        f"Letters not yet published, by time since the visit to {words.noun(selection)}",
        (Counts(rows, {"waiting": "Letters"}, "Since the visit", narrow=True),),
        table(store, selection, rows, "letters waiting", WAITING, rows.columns),
        (),
        (words.period(selection, store),),
    )


def not_told(store: Store, selection: Selection) -> str:
    """Say that areas for priority action are not told of, where they would be among letters."""
    wanted = stated_priorities.applies(selection) and not letter_themes.supplied(store)
    return priority_action.UNTOLD if wanted else ""


def authorities(store: Store, selection: Selection) -> Exhibit | None:
    """List the authorities whose published letter states an area for priority action."""
    if not stated_priorities.applies(selection) or not letter_themes.supplied(store):
        return None
    rows, period = (
        stated_priorities.of_authorities(store, selection),
        words.period(selection, store),
    )
    where, source = choice.area_name(selection.area, store), priority_action.source(store)
    own = selection.changed("setting_type", w.LOCAL_AUTHORITY)
    asked = (MENTIONS, rows, stated_priorities.COLUMNS, "priority action")
    made = download.download(store, own, *asked)
    listed = (Records(*tabled(rows, priority_action.COLUMNS), counted=True),)
    return Exhibit(
        "priority",
        priority_action.sentence(rows),
        f"Areas for priority action in letters to local authorities, {where}, visits from {period}",
        listed if rows.height else (),
        made.saying(source=source, caveat=caveats.caveat(store, own)),
        (priority_action.RESPONSE,),
        (period,),
        origin=source,
    )
