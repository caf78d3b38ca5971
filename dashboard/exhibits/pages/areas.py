"""Areas: what do I need to know before I speak to this authority or region?"""

from dashboard.exhibits.areas import (
    area_answer,
    authority_itself,
    band,
    compared,
    comparison,
    coverage_by_type,
    last_on_site,
    not_shown,
    setting_history,
    timeline,
    visit_calendar,
)
from dashboard.exhibits.areas.tiles import tiles
from dashboard.exhibits.common import visited
from dashboard.exhibits.page import Page, Section
from dashboard.measures.parts import BESIDE, GLANCE, HAPPENED, LOAD, SEEN

AREAS = Page(
    name="Areas",
    path="areas",
    question="What do I need to know before I speak to this authority or region?",
    answer=area_answer.answer,
    tiles=tiles,
    sections=(
        Section("One setting", (setting_history.exhibit,)),
        Section("Side by side", (compared.profile,), part=GLANCE),
        Section(
            "By area and type",
            (visited.to_choose,),
            right=(coverage_by_type.exhibit,),
            wide=True,
            part=GLANCE,
        ),
        Section("Beside others", (comparison.exhibit,), part=GLANCE),
        Section(
            "Areas compared",
            (compared.side_by_side, compared.over_time),
            part=BESIDE,
            when=lambda selection: bool(selection.compare),
        ),
        Section("The authority itself", (authority_itself.exhibit,), part=SEEN),
        Section("Inspection load", (visit_calendar.exhibit,), part=LOAD),
        Section("Last on site", (last_on_site.exhibit,), part=SEEN),
        Section("What happened", (timeline.by_week, timeline.latest_first), part=HAPPENED),
        Section("What is not shown", (not_shown.exhibit,), part=HAPPENED),
    ),
    finds_areas=True,
    band=band.facts,
)
