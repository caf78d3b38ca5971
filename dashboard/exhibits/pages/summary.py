"""Summary: are we seeing the settings we most need to see?"""

from dashboard.exhibits.common import caveats, visited
from dashboard.exhibits.page import Page, Section
from dashboard.exhibits.road.last_course import with_last_word
from dashboard.exhibits.summary import last_week, next_items, road_by_month, summary_answer
from dashboard.exhibits.summary.tiles import tiles
from dashboard.measures.parts import LAST_WEEK, STANDING

SUMMARY = Page(
    name="Summary",
    path="summary",
    question="Are we seeing the settings we most need to see?",
    answer=summary_answer.answer,
    standing=with_last_word,
    tiles=tiles,
    note=caveats.caveat,
    sections=(
        Section(
            "At a glance",
            (road_by_month.exhibit, visited.weeks, next_items.exhibit),
            right=(visited.at_a_glance, visited.regions),
            part=STANDING,
        ),
        Section("In the last week", (last_week.exhibit,), part=LAST_WEEK),
    ),
)
