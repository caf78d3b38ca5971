"""Enforcement: where have we used our powers, and is it resolved?"""

from dashboard.exhibits.enforcement import counted, listed
from dashboard.exhibits.page import Page, Section
from dashboard.figures import enforcement

ENFORCEMENT = Page(
    name="Enforcement",
    path="enforcement",
    question="Where have we used our powers, and is it resolved?",
    answer=enforcement.answer,
    tiles=enforcement.tiles,
    sections=(
        Section("What these records need", (listed.needed,)),
        Section("How many", (counted.kinds, counted.weeks)),
        Section(
            "Where",
            (counted.authorities,),
            right=(counted.regions, counted.types),
            wide=True,
        ),
        Section("What followed", (listed.followed,)),
        Section("Actions in force", (listed.reviews, listed.several, listed.records)),
    ),
)
