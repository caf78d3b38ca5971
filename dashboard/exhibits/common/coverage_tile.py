"""The share visited at the head of several pages: how it moved, and where it leads."""

from dashboard.exhibits.common import tile_weeks
from dashboard.exhibits.common.traced import Traced
from dashboard.measures import Selection, results
from dashboard.measures.parts import AREAS


def visited(selection: Selection) -> dict[str, Traced]:
    """Trace the share visited, of settings or of places, to the map of Coverage."""
    measure = results.coverage_measure(selection)
    return {measure.label: Traced("coverage", AREAS, "areas", measure, weeks=tile_weeks.reached)}
