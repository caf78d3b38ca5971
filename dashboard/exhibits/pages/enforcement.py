"""Enforcement: where have we used our powers, and is it resolved?"""

from dashboard.exhibits.enforcement import counted, enforcement_answer, judged, listed
from dashboard.exhibits.enforcement.tiles import tiles
from dashboard.exhibits.page import Page, Section
from dashboard.measures.parts import ACTIONS, FOLLOWED, IN_FORCE, KINDS

ENFORCEMENT = Page(
    name="Enforcement",
    path="enforcement",
    question="Where have we used our powers, and is it resolved?",
    answer=enforcement_answer.answer,
    tiles=tiles,
    sections=(
        Section("Last judged inadequate", (judged.regions,)),
        Section("No visit recorded since", (judged.waiting,)),
        Section("To add enforcement", (listed.needed,)),
        Section("Due for review", (listed.reviews,), part=IN_FORCE),
        Section("Where", (counted.authorities, counted.regions), part=IN_FORCE),
        Section("By kind", (counted.kinds,), part=KINDS),
        Section("By setting type", (counted.types,), part=KINDS),
        Section("Over time", (counted.weeks,), part=KINDS),
        Section("What followed", (listed.followed,), part=FOLLOWED),
        Section("More than one", (listed.several,), part=ACTIONS),
        Section("Every action", (listed.records,), part=ACTIONS),
    ),
)
