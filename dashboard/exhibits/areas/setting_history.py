"""One setting by its reference, in time: its register entry, visits, letters and actions."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import polars as pl

from dashboard.exhibits.common.columns import Columns, day, tabled
from dashboard.exhibits.download import Download, download, period
from dashboard.exhibits.exhibit import Exhibit, Words
from dashboard.measures import Selection, Store, choice
from dashboard.measures.definitions.coverage import VISITS
from dashboard.measures.definitions.enforcement import ACTIONS_ISSUED
from dashboard.records import words as w
from dashboard.records.model import empty
from dashboard.wording import words

COLUMNS = {"day": pl.Date, "what": pl.String, "detail": pl.String}
LISTED: Columns = {"Day": day("day"), "What": "what", "In these records": "detail"}
DEFINITION = (
    "What the records hold of this setting up to the day of the figures, whatever the filters. Of "
    "full inspections they hold the last one before the figures, unless it is among the visits."
)
INSPECTED = "Last full inspection"

Row = Mapping[str, Any]
Event = tuple[date, str, str]


def exhibit(store: Store, selection: Selection) -> Exhibit | None:
    """Give the history of the setting that is named; a setting has no other name here."""
    urn = selection.setting
    if urn is None:
        return None
    found = rows(store, urn)
    return Exhibit(
        "setting",
        headline(found, store, urn),
        f"Setting {urn}, in order of time",
        (Words(*tabled(found, LISTED)),) if found.height else (),
        _file(store, selection, found, f"setting {urn}"),
        (DEFINITION,),
    )


def _file(store: Store, selection: Selection, found: pl.DataFrame, name: str) -> Download:
    """Describe the history of one setting, which no filter narrows."""
    made = download(store, Selection(), VISITS, found, found.columns, name, ACTIONS_ISSUED)
    days = period(min(found["day"], default=store.as_at), store.as_at)
    told = made.saying(measure="records", definition=DEFINITION, filters=name, period=days)
    return replace(told, area=choice.area_name(selection.area, store))


def rows(store: Store, urn: str) -> pl.DataFrame:
    """List what happened to a setting, in order: day, what, detail."""
    found = [event for event in _events(store, urn) if event[0] <= store.as_at]
    return pl.DataFrame(found, COLUMNS, orient="row").sort("day", maintain_order=True)


def headline(found: pl.DataFrame, store: Store, urn: str) -> str:
    """Say what the setting is and what was the last that happened to it."""
    row = _setting(store, urn)
    where = choice.area_name(row["la_code"], store)
    what = words.noun(Selection(setting_type=row["setting_type"]), 1)
    said = f"{words.opening(what)} {urn} in {where}"
    if found.is_empty():
        return f"{said}: nothing that these records hold of it has a day"
    day, last, _ = found.row(-1)
    return f"{said}: the last was on {words.day(day)}, {words.within(last)}"


def _setting(store: Store, urn: str) -> Row:
    return _of(store, "settings", urn)[0]


def _of(store: Store, table: str, urn: str) -> list[dict[str, Any]]:
    return store.records.get(table, empty(table)).filter(urn=urn).to_dicts()


def _events(store: Store, urn: str) -> Iterator[Event]:
    setting, visits = _setting(store, urn), _of(store, "visits", urn)
    yield from _registered(setting)
    yield from _inspected(setting, visits)
    for visit in visits:
        yield from _visited(visit)
    for action in _of(store, "actions", urn):
        yield from _acted(action)
    if setting["closed_on"]:
        yield setting["closed_on"], "Left the register", ""


def _registered(setting: Row) -> Iterator[Event]:
    if setting["registered_on"]:
        places = setting["places"]
        said = words.many(places, "places") if places else ""
        now = _listed(setting["sector"], said)
        yield setting["registered_on"], "Registered", now and f"now {now}"


def _inspected(setting: Row, visits: list[dict[str, Any]]) -> Iterator[Event]:
    """Give the last full inspection, where it is not one of the visits."""
    day, grade = setting["last_inspected_on"], setting["last_grade"]
    known = {visit["started_on"] for visit in visits}
    if day and day not in known:
        yield day, INSPECTED, grade.lower() if grade else "judgement not recorded"


def _visited(visit: Row) -> Iterator[Event]:
    basis = words.BASIS[visit["selection_basis"] or w.NOT_RECORDED]
    why = visit["reason"].lower() if visit["reason"] else ""
    how = visit["mode"].lower() if visit["mode"] else ""
    found = visit["outcome"].lower() if visit["outcome"] else ""
    yield visit["started_on"], visit["visit_type"], _listed(basis, why, how, found)
    if visit["published_on"]:
        of = f"of the visit of {words.day(visit['started_on'])}"
        yield visit["published_on"], "Letter or report published", of


def _acted(action: Row) -> Iterator[Event]:
    kind, issued = action["action_type"], action["issued_on"]
    review = action["review_on"]
    due = f"review due {words.day(review)}" if review and not action["ended_on"] else ""
    yield issued, f"Issued: {kind}", due
    if action["ended_on"]:
        yield action["ended_on"], f"Ended: {kind}", f"issued {words.day(issued)}"


def _listed(*said: str | None) -> str:
    return ", ".join(filter(None, said))
