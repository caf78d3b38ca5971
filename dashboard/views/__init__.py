"""The pages: each asks, works out and shows, in the order in which the eye meets it."""

from collections.abc import Callable, Sequence
from functools import partial
from types import ModuleType

from dashboard.measures.selection import Selection
from dashboard.store import Store
from dashboard.views import (
    areas,
    coverage,
    data,
    enforcement,
    found,
    outside,
    road,
    summary,
    why,
)

PAGES: tuple[tuple[str, str, ModuleType], ...] = (
    ("Summary", "summary", summary),
    ("Coverage", "coverage", coverage),
    ("Why we went", "why", why),
    ("What we found", "found", found),
    ("Enforcement", "enforcement", enforcement),
    ("Road to full inspections", "road", road),
    ("Areas", "areas", areas),
    ("Data and downloads", "data", data),
)
"""Every page in the order of the navigation: its name, its address and its module."""

Page = Callable[[Store, Selection, Sequence[str]], None]


def page_of(path: str, store: Store) -> Page:
    """Give what lays a page out: its own module, or only what may be seen outside."""
    name, view = next((name, view) for name, its_path, view in PAGES if its_path == path)
    if outside.stands_in(path, store):
        return partial(outside.page, name, path, view.QUESTION)
    page: Page = view.page
    return page
