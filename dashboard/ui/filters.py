"""The filters. The address holds every choice; widgets only show it and change it.

At the start of a run each widget is given the value that the address has, and a change of a
widget changes the address: so a copied link, the back button and the links between pages all
show what they say.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

import polars as pl
import streamlit as st

from dashboard.measures.choice import first_day
from dashboard.measures.filter import MORE, STRIP, Filter
from dashboard.measures.filters import BY_NAME, FILTERS
from dashboard.measures.kinds import judgements, types_of
from dashboard.measures.selection import Selection, is_code
from dashboard.measures.store import Store
from dashboard.records import words as w
from dashboard.render.leading import Lead
from dashboard.settings import sunday
from dashboard.ui import address
from dashboard.wording import words

OPENED = "more"
"""The key of More filters: what is in it is sent while it is open only."""

DEFAULT = ""
"""Stands in a list for no limit, because a widget takes None for nothing chosen."""


def go(selection: Selection) -> None:
    """Change the address to a selection; the day, and what is explained or shown alone, stay."""
    st.query_params.from_dict(_query(selection, address.EXPLAIN, address.OF, address.ONLY))


def here(selection: Selection) -> str:
    """Give the address of the same page with a selection; the day of the figures stays."""
    return f"?{urlencode(_query(selection))}"


def _query(selection: Selection, *more: str) -> dict[str, str]:
    """Give what an address asks for: a selection, with what stays of the one that is open."""
    return address.write(selection) | _staying(*more)


def _staying(*more: str) -> dict[str, str]:
    """Give what stays of the address that is open."""
    stays = (address.AS_AT, address.MODE, *more)
    asked = st.query_params.to_dict()  # whole: each look into it waits for a lock
    return {name: value for name, value in asked.items() if name in stays}


def leading() -> Lead:
    """Give what leads to a page, or without a path to the same one, with a selection.

    The address is looked into once for all links of a run: 0.3 ms of CPU of Summary's 20.
    """
    stays = _staying()

    def lead(path: str, selection: Selection) -> str:
        written = urlencode(address.write(selection) | stays)
        if path:
            return f"/{path}?{written}" if written else f"/{path}"
        return f"?{written}"

    return lead


def at(place: str) -> list[Filter]:
    """List the filters that are chosen in a place."""
    return [each for each in FILTERS if each.place == place]


def used(selection: Selection, *places: str) -> int:
    """Count the filters of some places that are set."""
    default, fields = Selection(), [each.name for place in places for each in at(place)]
    return sum(getattr(selection, field) != getattr(default, field) for field in fields)


def picture(store: Store, selection: Selection, has_shares: bool) -> None:
    """Offer the two pictures of the same areas and, of shares, the two ways of colouring them."""
    with st.container(horizontal=True, key="pictures"):
        for name in ("picture", "colours") if has_shares else ("picture",):
            choose(BY_NAME[name], store, selection)


def choose(each: Filter, store: Store, selection: Selection) -> None:
    """Show a filter: a list where it may be left open or has many choices, else buttons."""
    key, value = f"filter_{each.name}", getattr(selection, each.name)
    value = DEFAULT if value is None else value
    st.session_state[key] = value  # in every run: on another page the widget is a new one
    options, written = _offered(each, store, selection)
    few = not each.every and each.place != STRIP
    widget: Any = st.radio if few else st.selectbox
    more = {"horizontal": True} if few else {}
    widget(
        each.label,
        options,
        key=key,
        format_func=written,
        on_change=_changed,
        args=(each.name, selection),
        **more,
    )


def _offered(
    each: Filter, store: Store, selection: Selection
) -> tuple[Sequence[Any], Callable[[Any], str]]:
    """Give what a filter offers, and how each choice is written."""
    of_records: dict[str, Callable[[], tuple[Sequence[Any], Callable[[Any], str]]]] = {
        "area": lambda: (_areas(store, selection), _area_label(store)),
        "since": lambda: (
            (DEFAULT, *(start.day for start in store.starts[:-1])),
            _start_label(store),
        ),
        "until": lambda: (_ends(store, selection), _end_label(store)),
    }
    if each.name in of_records:
        return of_records[each.name]()
    names = {DEFAULT: each.every} | dict(each.options)
    known, chosen = _known(each, store), getattr(selection, each.name)
    some = (word for word in each.choices if known is None or word in known or word == chosen)
    options = (DEFAULT, *some) if each.every else tuple(some)
    return options, lambda choice: names.get(choice, words.opening(str(choice)))


def _changed(field: str, before: Selection) -> None:
    value = st.session_state[f"filter_{field}"]
    after = before.changed(field, None if value == DEFAULT else value)
    if field == "regions":
        after = _without_regions(after)
    if BY_NAME[field].place == MORE:
        st.session_state[OPENED] = True  # its name counts those in use; a new name shuts it
    go(after)


def _without_regions(chosen: Selection) -> Selection:
    """Leave the regions of the other set out of a choice."""
    area = chosen.area if chosen.is_authority else None
    return replace(chosen, area=area, compare=tuple(filter(is_code, chosen.compare)))


def choose_area(selection: Selection) -> Callable[[str], None]:
    """Give what happens when an area is chosen on the map: filter to it, or to England again."""
    return lambda code: go(replace(selection, area=code or None))


def _known(each: Filter, store: Store) -> set[str] | None:
    """Give the choices to offer where records decide: those of later years only if some are."""
    if each.name == "setting_type":
        return {*w.GROUPS, *types_of(store, w.ALL_PROVIDERS), w.LOCAL_AUTHORITY}
    return {*judgements(store), w.NOT_RECORDED} if each.name == "last_grade" else None


def _areas(store: Store, selection: Selection) -> tuple[str, ...]:
    column = selection.region_column

    def listed() -> tuple[str, ...]:
        regions = store.authorities[column].unique(maintain_order=True)
        return (DEFAULT, *regions.cast(pl.String), *store.authorities.sort("la_name")["la_code"])

    return store.once(f"areas by {column}", listed)


def _area_label(store: Store) -> Callable[[str], str]:
    return lambda area: (
        store.scope.label if area == DEFAULT else store.names.get(area, f"{area} (region)")
    )


def _start_label(store: Store) -> Callable[[date | str], str]:
    latest = store.starts[-1].day
    return lambda start: words.day(start if isinstance(start, date) else latest)


def _ends(store: Store, selection: Selection) -> tuple[date | str, ...]:
    first = first_day(selection, store)
    ends = [sunday(week) for week in store.weeks]
    return (DEFAULT, *(end for end in reversed(ends) if first <= end < store.as_at))


def _end_label(store: Store) -> Callable[[date | str], str]:
    return lambda end: words.day(end if isinstance(end, date) else store.as_at)
