"""An area in time: visits and actions, how many each week, and the latest ones themselves.

Records carry a reference number and an authority, never a name or an address.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from dashboard.exhibits import exhibit
from dashboard.exhibits.areas import area_files
from dashboard.exhibits.common import arriving
from dashboard.exhibits.common.columns import Columns, day, tabled
from dashboard.exhibits.download import Download, begun
from dashboard.exhibits.exhibit import Exhibit, Records
from dashboard.measures import (
    Selection,
    Store,
    area_events,
    chosen_records,
    week_completeness,
)
from dashboard.measures.cached import cached
from dashboard.measures.definitions.coverage import VISITS
from dashboard.measures.definitions.enforcement import ACTIONS_ENDED, ACTIONS_ISSUED
from dashboard.records import words as w
from dashboard.wording import words

SHOWN = 20
WHY = "Why, or until when"
NO_REASON = "No reason is recorded for any of these visits."
EVENTS = (VISITS, ACTIONS_ISSUED, ACTIONS_ENDED)
COUNTED = "Visits that began, and actions issued or ended."
COLUMNS: Columns = {
    "Day": day("day"),
    "What": "what",
    "Setting type": "setting_type",
    "URN": "urn",
    "Authority": "authority",
    WHY: "detail",
}


@dataclass(frozen=True)
class Latest:
    """The latest events, how many there are in all, and how many on the day of the latest."""

    rows: pl.DataFrame
    all_of: int
    same: int


def by_week(store: Store, selection: Selection) -> Exhibit:
    """Give visits and actions week by week."""
    rows = area_events.by_week(store, selection)
    drawn, late = area_events.is_drawn(rows), week_completeness.unfinished(store, selection)
    return Exhibit(
        "area-events-weeks",
        headline(rows, store, selection),
        f"Visits and actions each week, {words.whom(selection, store)}",
        (exhibit.Columns(rows, names(store, selection), late),) if drawn else (),
        _file(store, selection, rows, "visits and actions by week"),
        (arriving.note(store, selection),) if drawn else (),
    )


def latest_first(store: Store, selection: Selection) -> Exhibit | None:
    """Give the latest visits and actions of an area; England has too many to be of use.

    All but the latest are written when the file is taken.
    """
    if selection.area is None:
        return None
    found, name = latest(store, selection), "visits and actions"
    told, some = columns(found.rows, selection), bool(found.all_of)
    file = _file(store, selection, found.rows, name)
    return Exhibit(
        "area-events",
        headline_latest(found),
        f"Visits and actions of the period, latest first, {words.noun(selection)}",
        (Records(*tabled(found.rows, told), of=found.all_of),) if some else (),
        begun(file, found.all_of, lambda: _file(store, selection, listed(store, selection), name)),
        (NO_REASON,) if WHY not in told and some else (),
        words.more(found.all_of - SHOWN),
    )


def _file(store: Store, selection: Selection, rows: pl.DataFrame, name: str) -> Download:
    return area_files.file(store, selection, rows, name, "visits, actions", COUNTED, *EVENTS)


def names(store: Store, selection: Selection) -> Mapping[str, str]:
    """Name the columns of the weeks."""
    return {measure.name: measure.label for measure in area_events.measures(store, selection)}


def columns(rows: pl.DataFrame, selection: Selection) -> Columns:
    """Leave out what is the same in every row: the authority chosen, and that no reason is told."""
    is_same = {
        "Authority": selection.is_authority,
        WHY: (rows["detail"] == words.BASIS[w.NOT_RECORDED]).all(),
    }
    return {name: cell for name, cell in COLUMNS.items() if not is_same.get(name)}


def headline(rows: pl.DataFrame, store: Store, selection: Selection) -> str:
    """Say how many visits and actions there were in the period, and in its last complete week."""
    where = words.place(selection.area, store)
    if not store.tells(VISITS, selection):
        return words.untold(selection, store)
    n = sum(rows[VISITS.name])
    visits = words.many(n, "visits", "no")
    said = words.opening(f"{visits} to {words.noun(selection)} in {where} in the period")
    full = week_completeness.complete(store, selection, VISITS)
    if n and full:
        last = sum(rows.filter(week=full[-1])[VISITS.name])
        said += f", {words.number(last) if last else 'none'} in the {words.week_of(full[-1])}"
    if ACTIONS_ISSUED.name in rows.columns:
        issued, ended = (sum(rows[m.name]) for m in (ACTIONS_ISSUED, ACTIONS_ENDED))
        actions = words.many(issued, "actions", "no")
        said += f"; {actions} issued and {words.number(ended) if ended else 'none'} ended"
    return said


def listed(store: Store, selection: Selection) -> pl.DataFrame:
    """List every visit, and every action issued or ended, in the period, latest first.

    Columns: day, what, setting_type, urn, authority, detail (why we went, or when an action
    ended or is next reviewed).
    """
    return _written(*area_events.in_period(store, selection), store)


@cached
def latest(store: Store, selection: Selection) -> Latest:
    """Give the latest of what `listed` gives, without writing out the others."""
    visits, actions, count = area_events.latest(store, selection, SHOWN)
    rows = _written(visits, actions, store)
    same = rows.filter(pl.col("day") == pl.col("day").max()).height
    return Latest(rows.head(SHOWN), count, same)


def _written(visits: pl.DataFrame, actions: pl.DataFrame, store: Store) -> pl.DataFrame:
    columns = ("urn", "visit_id", "started_on", "visit_type", "selection_basis")
    basis = pl.col("selection_basis").cast(pl.String).fill_null(w.NOT_RECORDED)
    made = chosen_records.told(visits, store, *columns).select(
        "urn",
        pl.col("setting_type").cast(pl.String),
        "authority",
        id="visit_id",
        day="started_on",
        what=pl.col("visit_type").cast(pl.String),
        detail=basis.replace_strict(words.BASIS, return_dtype=pl.String),
    )
    return (
        pl.concat([made, actions.select(made.columns)])
        .sort("day", "id", "what", descending=[True, False, False])
        .select("day", "what", "setting_type", "urn", "authority", "detail")
    )


def headline_latest(found: Latest) -> str:
    """Say which was the latest event."""
    if found.rows.is_empty():
        return "No visit and no action is in these records for this choice"
    day, what, kind = found.rows.row(0)[:3]
    done, _, action = what.rpartition(": ")
    event = " ".join(filter(None, [action.lower(), done.lower()]))
    said = f"The latest was on {words.day(day)}: {event}, {kind.lower()}"
    if found.same == 1:
        return said
    same = found.rows.filter(day=day)["what"]
    acted = same.str.contains(": ")
    what = "actions" if acted.all() else "visits" if not acted.any() else "visits and actions"
    return f"The latest {words.number(found.same)} {what} were on {words.day(day)}"
