"""An area in time: visits and actions week by week, the latest, and visits to the authority."""

from dashboard.exhibits.exhibit import Exhibit
from dashboard.exhibits.over_time import Columns
from dashboard.exhibits.written import Records
from dashboard.figures import arriving
from dashboard.figures.areas import events, files, own
from dashboard.measures.selection import Selection
from dashboard.store import Store
from dashboard.wording import words


def weeks(store: Store, selection: Selection) -> Exhibit:
    """Give visits and actions week by week."""
    rows, where = events.by_week(store, selection), words.area_name(selection.area, store)
    drawn, late = events.is_drawn(rows), arriving.marked(store, selection)
    return Exhibit(
        "area-events-weeks",
        events.headline(rows, store, selection),
        f"Visits and actions each week, {words.noun(selection)}, {where}",
        (Columns(rows, events.names(store, selection), late),) if drawn else (),
        files.file(store, selection, rows, "visits and actions"),
        (arriving.note(store, selection),) if drawn else (),
    )


def latest(store: Store, selection: Selection) -> Exhibit | None:
    """Give the latest visits and actions of an area; England has too many to be of use."""
    if selection.area is None:
        return None
    found = events.latest(store, selection)
    return Exhibit(
        "area-events",
        events.headline_latest(found),
        f"Visits and actions of the period, latest first, {words.noun(selection)}",
        (Records(events.text(found.rows), events.HEADINGS, of=found.all_of),)
        if found.all_of
        else (),
        files.of_events(store, selection, found),
        source=words.more(found.all_of - events.SHOWN),
    )


def authority(store: Store, selection: Selection) -> Exhibit:
    """Give the visits to authorities themselves, and the standing judgement as context."""
    rows, judgement = own.visits(store, selection), own.judgement(store, selection)
    listed = Records(own.text(rows, store), own.HEADINGS, caption=judgement, of=rows.height)
    return Exhibit(
        "area-own",
        own.headline(rows, store, selection),
        "Visits to local authorities themselves, latest first",
        () if rows.is_empty() else (listed,),
        files.file(store, selection, rows, "own visits"),
        (judgement,) if rows.is_empty() else (),
        words.more(rows.height - own.SHOWN),
    )
