"""Data and downloads: can I trust this, and can I have it?"""

from dashboard.exhibits.data import checked, intake, meaning, taken, what_changed
from dashboard.exhibits.page import Page, Section
from dashboard.measures.parts import CAME_IN, CHANGED, MEANING, NEWS, TRUST

DATA = Page(
    name="Data and downloads",
    path="data",
    question="Can I trust this, and can I have it?",
    answer=checked.answer,
    sections=(
        Section("Everything in one file", (taken.everything,), part=TRUST),
        Section(checked.CHECKS, (checked.checks,), part=TRUST),
        Section(
            "Take the tables away",
            (taken.filters, taken.authorities, taken.regions, taken.types),
            part=TRUST,
        ),
        Section("Every row", (intake.rows, intake.ledger), part=CAME_IN),
        Section("How complete", (intake.fields,), part=CAME_IN),
        Section("What the records reach", (intake.reach, intake.mended), part=CAME_IN),
        Section(
            "What changed",
            (what_changed.figures, what_changed.records),
            part=CHANGED,
            never_empty=True,
        ),
        Section("Definitions and method", (meaning.definitions,), part=MEANING),
        Section("News and notices", (meaning.notices,), part=NEWS),
    ),
    filters_at_head=False,
)
