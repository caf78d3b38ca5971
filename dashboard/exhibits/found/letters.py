"""How long letters took, those that wait, and areas for priority action that they state."""

from dataclasses import replace

from dashboard.exhibits.exhibit import Counts, Exhibit
from dashboard.exhibits.found.table import table
from dashboard.exhibits.written import Cells, Records, Words
from dashboard.figures import caveats, downloads, letters, priority, themes, waits
from dashboard.measures.definitions.found import MENTIONS
from dashboard.measures.definitions.letters import DAYS_TO_PUBLISH, WAITING
from dashboard.measures.selection import Selection
from dashboard.records import words as w
from dashboard.store import Store
from dashboard.wording import words


def publication(store: Store, selection: Selection) -> Exhibit:
    """Give how long letters took, against the standard."""
    rows = letters.by_region(store, selection)
    found = waits.letters(store, selection)
    chance = [letters.BY_CHANCE] if store.illustrative and rows.height > 1 else []
    charts, notes = (Cells(letters.cells(rows), ("Area", *letters.HEADINGS)),), ()
    there = bool(rows["visits"].sum())
    columns = ("name", *letters.FIGURES, "mean_days")
    return Exhibit(
        "letters",
        letters.time_taken(rows, found.median),
        f"Letters of visits to {words.noun(selection)}, and working days to publish them",
        charts if there else (),
        table(store, selection, rows, "letters", DAYS_TO_PUBLISH, columns),
        (" ".join([letters.ASSUMED, *chance]),) if there else notes,
        (words.period(selection, store),),
    )


def followed(store: Store, selection: Selection) -> Exhibit | None:
    """Give the share of letters out by each working day, those that still wait followed too."""
    rows, found = waits.curve(store, selection), waits.letters(store, selection)
    if not letters.known(store, selection) or rows.is_empty():
        return None
    listed = Words(waits.cells(rows), waits.HEADINGS, closed="Show every day")
    made = table(store, selection, rows, "letters followed", DAYS_TO_PUBLISH, rows.columns)
    return Exhibit(
        "letters-followed",
        waits.headline(found),
        f"Letters out by working days since the visit to {words.noun(selection)} (Kaplan–Meier)",
        (listed,),
        replace(made, facts=made.facts | {"definition": waits.DEFINITION}),
        (waits.how_many(found),),
        (words.period(selection, store),),
    )


def waiting(store: Store, selection: Selection) -> Exhibit | None:
    """Give the age of the letters that wait."""
    rows = letters.ages(store, selection)
    if not letters.by_region(store, selection)["waiting"].sum():
        return None
    return Exhibit(
        "letters-waiting",
        letters.oldest(rows),
        f"Letters not yet published, by time since the visit to {words.noun(selection)}",
        (Counts(rows, {"waiting": "Letters"}, "Since the visit", narrow=True),),
        table(store, selection, rows, "letters waiting", WAITING, rows.columns),
        (),
        (words.period(selection, store),),
    )


def authorities(store: Store, selection: Selection) -> Exhibit | None:
    """List the authorities whose published letter states an area for priority action."""
    if not priority.applies(selection) or not themes.supplied(store):
        return None
    rows, period = priority.of_authorities(store, selection), words.period(selection, store)
    where, source = words.area_name(selection.area, store), priority.source(store)
    own = selection.changed("setting_type", w.LOCAL_AUTHORITY)
    asked = (MENTIONS, rows, priority.COLUMNS, "priority action")
    made = downloads.download(store, own, *asked)
    facts = {"source": source, "caveat": caveats.caveat(store, own)}
    listed = (Records(priority.cells(rows), priority.HEADINGS, counted=True),)
    return Exhibit(
        "priority",
        priority.sentence(rows),
        f"Areas for priority action in letters to local authorities, {where}, visits from {period}",
        listed if rows.height else (),
        replace(made, facts=made.facts | facts),
        (priority.RESPONSE,),
        (period,),
        origin=source,
    )
