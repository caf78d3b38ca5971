"""Summary: are we seeing the settings we most need to see?"""

from collections.abc import Sequence

from dashboard.exhibits.common.regions import regions
from dashboard.figures import (
    findings,
    glance,
    tables,
)
from dashboard.figures.road import sentences, small
from dashboard.figures.road.tracks import tracks
from dashboard.measures.definitions.coverage import COVERAGE
from dashboard.measures.selection import Selection
from dashboard.store import Store
from dashboard.ui import filters, parts
from dashboard.ui.page import one
from dashboard.views import panels, summary_week

QUESTION = "Are we seeing the settings we most need to see?"


def page(store: Store, selection: Selection, notices: Sequence[str]) -> None:
    """Lay out the answer, the tracks, five figures, the weeks, the regions and what is new."""
    with parts.panel() as top:
        top.lead("Summary", QUESTION, glance.answer(store, selection))
        top.html(glance.standing(store, selection))
        top.html(filters.showing(store, selection, notices))
        top.html(tables.tiles(glance.figures(store, selection)))
        top.note(findings.caveat(store, selection))
    filters.strip(store, selection)
    left, right = parts.columns(2)
    with left:
        road(store, selection)
        summary_week.weeks(store, selection)
    with right:
        one(regions, store, selection)
        summary_week.next_to_see(store, selection)
        summary_week.happened(store, selection)


@parts.part
def road(store: Store, selection: Selection) -> None:
    """Show how far both tracks have come, and what they need."""
    store.prove(COVERAGE, selection)
    rows = small.rows(store, selection)
    if rows.is_empty():
        return
    with parts.panel() as shown:
        shown.finding(sentences.rates(tracks(store, selection), store), small.title(rows))
        shown.html(small.picture(rows, store, selection))
        shown.html(panels.more(filters.link("road", selection), "See the road to full inspections"))
        shown.source(store)
        shown.download("download_road", small.file(rows, store, selection))
