"""The address of a page: every filter as a short stable word, defaults left out.

    ?area=north-west&type=all-childrens-homes&sector=private&judgement=good
    &from=2020-04-01&to=2020-11-22&made=remote&visit=monitoring-visit&reason=other&behind=follow-up
    &unit=places&regions=9&map=map&compare=E10000016,london&show=fairness&asat=2020-11-23
    &inspectors=100&each=2.5&unseen=80&lost=2

An area is a region's slug or an authority's ONS code; those compared are parted by commas. On a
page, a value that is not known is left out and said so, and a code of another vintage is mapped to
the authority that holds it. For a file and a page as text, which nobody asks again, both are
refused: see `read_exactly`.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from dashboard.measures import MeasureError, Selection, Store
from dashboard.measures.filter import Filter
from dashboard.measures.filters import BY_NAME, FILTERS
from dashboard.measures.scenario import AS_IT_IS, LIMITS, Scenario, fits
from dashboard.measures.selection import is_code
from dashboard.settings import INTERNAL, MODES, PUBLIC, snapshots_folder
from dashboard.ui.areas_asked import area_asked, areas_compared
from dashboard.ui.notices import Notice, NotKnownError
from dashboard.wording import words

FIELDS = {each.address: each.name for each in FILTERS}
"""For each name in the address, the field of a selection."""
DEFAULTS = [(each, name, getattr(Selection(), name)) for each, name in FIELDS.items()]
"""The same with what each is where nothing is chosen, which is left out."""
SUPPOSED = {
    "inspectors": "inspectors",
    "each": "visits_each",
    "unseen": "unseen",
    "lost": "weeks_lost",
}
"""For each name in the address, the field of a scenario."""
AS_AT = "asat"
SNAPSHOT = "snapshot"
"""Named in the address of a file only, so that a file is of the same records as its page."""
SETTING = "setting"
"""The reference of a setting whose history is shown, on the page of its area."""
MODE = "mode"
"""Asks for what a mode gives; only what is internal is laid out for an address."""
ONLY = "only"
"""Which exhibit of the page is shown alone, if any."""
EXPLAIN = "explain"
"""Which figure of the page is explained, if any."""
OF = "of"
"""Of which exhibit figures are offered to be explained; without it of the whole page."""


def write(selection: Selection) -> dict[str, str]:
    """Give the address of a selection, leaving out what is the default."""
    told = vars(selection)
    chosen = {
        name: _written(told[field]) for name, field, default in DEFAULTS if told[field] != default
    }
    if selection.scenario == AS_IT_IS and not selection.setting:
        return chosen
    supposed = {
        name: f"{getattr(selection.scenario, field):g}"
        for name, field in SUPPOSED.items()
        if getattr(selection.scenario, field) != getattr(AS_IT_IS, field)
    }
    one = {SETTING: selection.setting} if selection.setting else {}
    return chosen | supposed | one


def of_files(selection: Selection, as_at: date | None, store: Store) -> str:
    """Write the query of a file's address: the filters, the day asked for and the snapshot."""
    own = {SNAPSHOT: store.name} if snapshots_folder() else {}
    day = {AS_AT: as_at.isoformat()} if as_at else {}
    return urlencode(write(selection) | day | own)


def _written(value: str | int | date | tuple[str, ...]) -> str:
    if isinstance(value, tuple):
        return ",".join(map(_written, value))
    if isinstance(value, str):
        return value if is_code(value) else words.slug(value)
    return str(value)


def read(address: Mapping[str, str], store: Store) -> tuple[Selection, tuple[str, ...]]:
    """Read a selection from an address, with a notice for each value that was not used as it is.

    The period is checked against the records: a start that was not declared, or an end that is
    not the end of a week, is ignored with a notice. So is a day of the figures that is no date.
    """
    chosen, notices = _read(address, store)
    return chosen, tuple(notice.on_a_page for notice in notices)


def read_exactly(address: Mapping[str, str], store: Store) -> Selection:
    """Read a selection from the address of a file, which never holds more than was asked for.

    A NotKnownError says what cannot be read. A new code of the same area stands for the old one.
    """
    chosen, notices = _read(address, store)
    wrong = [notice.why for notice in notices if notice.wider]
    if wrong:
        raise NotKnownError(" ".join([*wrong, "Open the page and choose again."]))
    return chosen


def _read(address: Mapping[str, str], store: Store) -> tuple[Selection, list[Notice]]:
    notices: list[Notice] = []
    _day(address, AS_AT, notices)
    regions = _choice(address, BY_NAME["regions"], [])
    whole = f"We have shown {store.scope.label}."
    chosen = Selection(
        area=area_asked(address.get("area"), regions, store, notices, whole),
        compare=areas_compared(address.get("compare"), regions, store, notices),
        since=_day(address, "from", notices),
        until=_day(address, "to", notices),
        scenario=_scenario(address, notices),
        setting=_setting(address.get(SETTING), store, notices),
        **{each.name: _choice(address, each, notices) for each in FILTERS if each.choices},
    )
    return _in_period(chosen, store, notices), notices


def _choice(address: Mapping[str, str], each: Filter, notices: list[Notice]) -> Any:
    """Read one of the choices of a filter: without one, what it is until another is chosen."""
    default = None if each.every else each.choices[0]
    asked = address.get(each.address)
    if asked is None:
        return default
    for choice in each.choices:
        if words.slug(str(choice)) == words.slug(asked):
            return choice
    called = each.called or each.address
    notices.append(Notice(f'This link has a {called} that we do not know ("{asked}").'))
    return default


def _day(address: Mapping[str, str], name: str, notices: list[Notice]) -> date | None:
    asked = address.get(name)
    try:
        return date.fromisoformat(asked) if asked else None
    except ValueError:
        notices.append(Notice(f'This link has a date that we cannot read ("{asked}").'))
        return None


def _scenario(address: Mapping[str, str], notices: list[Notice]) -> Scenario:
    """Read what is supposed of the weeks to come; a number out of its limits is left out."""
    found: dict[str, Any] = {}
    for name, field in SUPPOSED.items():
        if name in address:
            value = _number(address[name])
            if value is not None and fits(field, value):
                found[field] = value if field == "visits_each" else int(value)
            else:
                least, most = LIMITS[field]
                why = f'This link has a number for {name} that we cannot use ("{address[name]}").'
                limits = f"We left it out; it can be from {least:g} to {most:g}."
                notices.append(Notice(why, limits))
    return Scenario(**found)


def _setting(asked: str | None, store: Store, notices: list[Notice]) -> str | None:
    if asked is None or (store.records["settings"]["urn"] == asked).any():
        return asked
    notices.append(Notice(f'This link has a setting that is not in these records ("{asked}").'))
    return None


def _number(asked: str) -> float | None:
    return float(asked) if re.fullmatch(r"\d{1,5}(\.\d)?", asked) else None


def _in_period(chosen: Selection, store: Store, notices: list[Notice]) -> Selection:
    """Drop a start or an end that these records cannot count from or to."""
    for field in ("since", "until"):
        tried = replace(chosen, until=None) if field == "since" else chosen
        try:
            store.period(tried.since, tried.until)
        except MeasureError as fault:
            notices.append(Notice(str(fault), "We left it out of this link."))
            chosen = chosen.changed(field, None)
    return chosen


def mode_of(address: Mapping[str, str]) -> str:
    """Read the mode that an address asks for; one that is not known is for outside."""
    asked = address.get(MODE, INTERNAL)
    return asked if asked in MODES else PUBLIC


def day_of(address: Mapping[str, str]) -> date | None:
    """Read the day of the figures from an address; one that cannot be read counts as none."""
    return _day(address, AS_AT, [])
