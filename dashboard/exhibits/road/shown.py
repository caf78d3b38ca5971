"""The tracks whose figures may be shown."""

from dashboard.measures import Selection, Store, WithheldError
from dashboard.measures.definitions.coverage import COVERAGE
from dashboard.measures.road.track import Track
from dashboard.measures.road.tracks import tracks


def shown(store: Store, selection: Selection) -> tuple[Track, ...]:
    """Give the tracks; none where there is nothing to visit or what was visited is withheld.

    Where it is withheld, that is said once, in the place of where the tracks stand.
    """
    try:
        store.prove(COVERAGE, selection)
    except WithheldError:
        return ()
    found = tracks(store.as_counted, selection)
    return found if any(track.denominator for track in found) else ()
