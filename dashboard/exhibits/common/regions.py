"""How far each region has been visited."""

from dashboard.exhibits import download
from dashboard.exhibits.common import least_visited
from dashboard.exhibits.exhibit import Bars, Exhibit
from dashboard.measures import Selection, Store, results
from dashboard.wording import words


def regions(store: Store, selection: Selection) -> Exhibit:
    """Give the share visited in each region, most first, whatever area is chosen."""
    measure, everywhere = results.coverage_measure(selection), selection.anywhere()
    rows, whole = results.by_region(store.as_counted, selection), store.scope.label
    kind = "Ofsted region" if selection.regions == 8 else "statistical region"
    line = store.ask(measure, everywhere)["value"][0]
    own = results.region_of(store, selection)
    columns = ["name", *download.N_OF_N]
    return Exhibit(
        "regions",
        least_visited.regions(rows, selection),
        f"{words.opening(words.counted(selection))} visited, % of those in scope, by {kind}",
        (
            Bars(
                rows, words.opening(kind), "Visited, out of", line, whole, here=own, chooses="area"
            ),
        ),
        download.download(store, everywhere, measure, rows, columns, "visited by region"),
        source=(words.period(selection, store), *words.whichever_is_chosen(selection, store)),
    )
