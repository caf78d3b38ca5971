"""Days of figures: those that are kept, and a band where the open ones are not the latest."""

from collections.abc import Callable
from datetime import date
from functools import lru_cache
from html import escape
from pathlib import Path

from dashboard.measures.opening import days, opening_day
from dashboard.measures.store import Store
from dashboard.settings import Settings
from dashboard.wording import words

ToDay = Callable[[date | None], str]
"""Gives the address of the same choice on a day; without one, of the latest figures."""
MOST = 26
"""So many days are listed, the latest first: half a year of weeks."""


def menu(store: Store, to_day: ToDay) -> str:
    """List the days of which figures are kept, closed until asked for; nothing where it is one."""
    root = Settings().snapshots
    latest = opening_day(root)
    listed = _listed(root, latest)
    if len(listed) < 2:
        return ""
    items = "".join(
        f"<li><a{_current(day == store.as_at)} href="
        f'"{escape(to_day(None if day == latest else day))}">{words.day(day)}</a></li>'
        for day in listed
    )
    return f'<li><details class="days"><summary>Other days</summary><ul>{items}</ul></details></li>'


@lru_cache(maxsize=8)
def _listed(root: Path | None, _latest: date | None) -> list[date]:
    """List the last days; looked for anew once figures of another day are the latest."""
    return sorted(days(root), reverse=True)[:MOST]


def band(store: Store, asked: date | None, to_latest: str) -> str:
    """Say that the figures of the day that was asked for are not the latest, with the way there.

    An old link must not look like today. Records may be older than that day.
    """
    latest = opening_day(Settings().snapshots)
    if asked is None or latest is None or store.as_at == latest:
        return ""
    which = "earlier" if store.as_at < latest else "later"
    said = f"These are {which} figures, as at {words.day(store.as_at)}. "
    link = f'<a href="{escape(to_latest)}">See those of {words.day(latest)}</a>'
    return f'<p class="notice other-day" role="status">{escape(said)}{link}.</p>'


def _current(here: bool) -> str:
    return ' aria-current="date"' if here else ""
