"""Summary: are we seeing the settings we most need to see?"""

from dashboard.exhibits.common import by_authority, caveats
from dashboard.exhibits.common import weeks as totals
from dashboard.exhibits.common.regions import regions
from dashboard.exhibits.page import Page, Section
from dashboard.exhibits.road.last_course import with_last_word
from dashboard.exhibits.summary import next_to_see, road, summary_answer, weeks
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
            (road.months, totals.made, next_to_see.items),
            right=(by_authority.at_a_glance, regions),
            part=STANDING,
        ),
        Section("In the last week", (weeks.last,), part=LAST_WEEK),
    ),
)
