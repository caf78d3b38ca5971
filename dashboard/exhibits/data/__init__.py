"""Data and downloads: can I trust this, and can I have it?"""

from dashboard.exhibits.data import came_in, changed, checked, meaning, taken
from dashboard.exhibits.page import Page, Section

DATA = Page(
    name="Data and downloads",
    path="data",
    question="Can I trust this, and can I have it?",
    answer=checked.answer,
    sections=(
        Section("What should be equal", (checked.checks,)),
        Section(
            "What came in",
            (came_in.rows, came_in.ledger, came_in.reach, came_in.mended, came_in.fields),
        ),
        Section("What changed", (changed.figures, changed.records)),
        Section(
            "Take the tables away",
            (taken.filters, taken.authorities, taken.regions, taken.types, taken.everything),
        ),
        Section("What each figure means", (meaning.definitions,)),
    ),
    filters_at_head=False,
)
