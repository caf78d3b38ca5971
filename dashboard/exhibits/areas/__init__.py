"""Areas: what do I need to know before I speak to this authority or region?"""

from dashboard.exhibits.areas import beside, events, history, settings
from dashboard.exhibits.common import by_authority
from dashboard.exhibits.page import Page, Section
from dashboard.figures.areas import answer

AREAS = Page(
    name="Areas",
    path="areas",
    question="What do I need to know before I speak to this authority or region?",
    answer=answer.answer,
    tiles=answer.figures,
    sections=(
        Section("One setting", (history.setting,)),
        Section("Where", (by_authority.to_choose,), right=(settings.types,), wide=True),
        Section("Beside others", (beside.others,)),
        Section("Inspection load", (beside.load_calendar,)),
        Section("The authority itself", (events.authority,)),
        Section("Last on site", (settings.last_seen,)),
        Section("What happened", (events.weeks, events.latest)),
        Section("What is not shown", (settings.hidden,)),
    ),
    finds_areas=True,
)
