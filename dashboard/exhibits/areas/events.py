"""An area in time: visits and actions week by week, the latest, and visits to the authority."""

from dashboard.exhibits.areas import area_files, authority_itself, timeline
from dashboard.exhibits.common import arriving
from dashboard.exhibits.common.columns import tabled
from dashboard.exhibits.exhibit import Columns, Exhibit, Records
from dashboard.measures import area_events, authority_services, choice, week_completeness
from dashboard.measures.selection import Selection
from dashboard.measures.store import Store
from dashboard.wording import words


def weeks(store: Store, selection: Selection) -> Exhibit:
    """Give visits and actions week by week."""
    rows, where = area_events.by_week(store, selection), choice.area_name(selection.area, store)
    drawn, late = area_events.is_drawn(rows), week_completeness.unfinished(store, selection)
    return Exhibit(
        "area-events-weeks",
        timeline.headline(rows, store, selection),
        f"Visits and actions each week, {words.noun(selection)}, {where}",
        (Columns(rows, timeline.names(store, selection), late),) if drawn else (),
        area_files.file(store, selection, rows, "visits and actions by week"),
        (arriving.note(store, selection),) if drawn else (),
    )


def latest(store: Store, selection: Selection) -> Exhibit | None:
    """Give the latest visits and actions of an area; England has too many to be of use."""
    if selection.area is None:
        return None
    found = timeline.latest(store, selection)
    told = timeline.columns(found.rows, selection)
    return Exhibit(
        "area-events",
        timeline.headline_latest(found),
        f"Visits and actions of the period, latest first, {words.noun(selection)}",
        (Records(*tabled(found.rows, told), of=found.all_of),) if found.all_of else (),
        area_files.of_events(store, selection, found),
        (timeline.NO_REASON,) if timeline.WHY not in told and found.all_of else (),
        source=words.more(found.all_of - timeline.SHOWN),
    )


def authority(store: Store, selection: Selection) -> Exhibit:
    """Give the visits to authorities themselves, and the standing judgement as context."""
    rows, judgement = (
        authority_services.visits(store, selection),
        authority_itself.judgement(store, selection),
    )
    listed = Records(
        *tabled(rows.head(authority_itself.SHOWN), authority_itself.columns(store)),
        caption=judgement,
        of=rows.height,
    )
    return Exhibit(
        "area-own",
        authority_itself.headline(rows, store, selection),
        "Visits to local authorities themselves, latest first",
        () if rows.is_empty() else (listed,),
        area_files.file(store, selection, rows, "own visits"),
        (judgement,) if rows.is_empty() else (),
        words.more(rows.height - authority_itself.SHOWN),
        stays=True,
    )
