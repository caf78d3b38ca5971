"""Days of figures: those that are kept, and a band where the open ones are not the latest."""

from datetime import date
from functools import lru_cache
from html import escape
from pathlib import Path

from dashboard.measures.opening import days, opening_day
from dashboard.measures.store import Store
from dashboard.settings import snapshots_folder
from dashboard.ui import address
from dashboard.ui.carried import CARRIES
from dashboard.wording import words

MOST = 26
"""So many days are listed, the latest first: half a year of weeks."""


def menu(store: Store) -> str:
    """List the days of which figures are kept, closed until asked for; nothing where it is one."""
    root = snapshots_folder()
    return _menu(root, opening_day(root), store.as_at)


@lru_cache(maxsize=32)
def _menu(root: Path | None, latest: date | None, shown: date) -> str:
    """Write the list, the same for every choice: a browser adds the filters to its links.

    The days are looked for anew once figures of another day are the latest.
    """
    listed = sorted(days(root), reverse=True)[:MOST]
    if len(listed) < 2:
        return ""
    items = "".join(f"<li>{_to(day, day == latest, day == shown)}</li>" for day in listed)
    said = f"Figures of {words.day(shown)}"
    return f'<details class="days"><summary>{said}</summary><ul>{items}</ul></details>'


def band(store: Store, asked: date | None, to_latest: str) -> str:
    """Say that the figures of the day that was asked for are not the latest, with the way there.

    An old link must not look like today. Records may be older than that day.
    """
    latest = opening_day(snapshots_folder())
    if asked is None or latest is None or store.as_at == latest:
        return ""
    which = "earlier" if store.as_at < latest else "later"
    said = f"These are {which} figures, as at {words.day(store.as_at)}. "
    link = f'<a href="{escape(to_latest)}">See those of {words.day(latest)}</a>'
    return f'<p class="notice other-day" role="status">{escape(said)}{link}.</p>'


def _to(day: date, is_latest: bool, is_shown: bool) -> str:
    """Lead to a day; the latest is asked for without a day."""
    current = ' aria-current="date"' if is_shown else ""
    asked = "" if is_latest else day.isoformat()
    return f'<a {CARRIES}{current} href="?{address.AS_AT}={asked}">{words.day(day)}</a>'
