"""Coverage: who have we visited, and who have we not?"""

from dashboard.exhibits.common import least_visited, visited
from dashboard.exhibits.coverage import (
    bridge,
    group_gaps,
    matrix,
    on_site_bands,
    strip,
    unreached,
    unseen,
    weeks,
)
from dashboard.exhibits.page import Page, Section
from dashboard.measures import Selection, Store, results
from dashboard.measures.parts import AREAS, FAIRNESS, LEFT, TYPES, WEEKS


def answer(store: Store, selection: Selection) -> str:
    """Answer the page's question: how many were visited, and where fewest."""
    by_authority = results.by_authority(store.as_counted, selection)
    by_region = results.by_region(store.as_counted, selection)
    return least_visited.coverage(by_authority, by_region, store, selection)


COVERAGE = Page(
    name="Coverage",
    path="coverage",
    question="Who have we visited, and who have we not?",
    answer=answer,
    sections=(
        Section("Every area", (visited.authorities,), part=AREAS),
        Section("The register", (bridge.exhibit,), part=AREAS),
        Section("By region", (visited.regions,), part=TYPES),
        Section("By type", (matrix.exhibit,), part=TYPES),
        Section("Over time", (weeks.made, weeks.reached), part=WEEKS),
        Section(
            "Who is left",
            (unreached.exhibit, on_site_bands.exhibit, unseen.longest_unseen, unseen.never_on_site),
            part=LEFT,
        ),
        Section("Fairness", (group_gaps.exhibit, strip.exhibit), part=FAIRNESS),
    ),
)
