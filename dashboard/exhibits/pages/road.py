"""Road to full inspections: when will we be ready, and what would change that?"""

from dashboard.exhibits.page import Page, Section
from dashboard.exhibits.road import ahead, authorities, earlier, readiness, sentences
from dashboard.measures import Selection, Store
from dashboard.measures.parts import AUTHORITIES, EARLIER, EVENTS, FORECAST, TO_DO
from dashboard.measures.road.tracks import tracks


def answer(store: Store, selection: Selection) -> str:
    """Answer the page's question: where each track stands for its date."""
    return sentences.answer(tracks(store.as_counted, selection), store)


ROAD = Page(
    name="Road to full inspections",
    path="road",
    question="When will we be ready, and what would change that?",
    answer=answer,
    sections=(
        Section("Where we stand", (ahead.standing,), part=FORECAST),
        Section("The road", (), each=ahead.roads, abreast=True, part=FORECAST),
        Section("Another capacity", (ahead.capacity,), part=FORECAST),
        Section(
            "Authorities", (authorities.visited,), right=(authorities.regions,), part=AUTHORITIES
        ),
        Section("Events", (ahead.events,), part=EVENTS),
        Section("Still to be done", readiness.EXHIBITS, part=TO_DO),
        Section("Earlier forecasts", (earlier.last_ones, earlier.trials), part=EARLIER),
    ),
)
