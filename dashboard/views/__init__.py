"""The pages: each asks, works out and shows, in the order in which the eye meets it."""

from types import ModuleType

from dashboard.views import (
    areas,
    coverage,
    data,
    enforcement,
    found,
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
