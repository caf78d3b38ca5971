"""Areas: what do I need to know before I speak to this authority or region?"""

from dashboard.exhibits.areas import area_answer, band, beside, compared, events, history, settings
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
        Section("One setting", (history.setting,)),
        Section("Side by side", (compared.profile,), part=GLANCE),
        Section(
            "By area and type",
            (visited.to_choose,),
            right=(settings.types,),
            wide=True,
            part=GLANCE,
        ),
        Section("Beside others", (beside.others,), part=GLANCE),
        Section(
            "Areas compared",
            (compared.side_by_side, compared.over_time),
            part=BESIDE,
            when=lambda selection: bool(selection.compare),
        ),
        Section("The authority itself", (events.authority,), part=SEEN),
        Section("Inspection load", (beside.load_calendar,), part=LOAD),
        Section("Last on site", (settings.last_seen,), part=SEEN),
        Section("What happened", (events.weeks, events.latest), part=HAPPENED),
        Section("What is not shown", (settings.hidden,), part=HAPPENED),
    ),
    finds_areas=True,
    band=band.facts,
)
