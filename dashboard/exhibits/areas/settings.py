"""The settings of an area: visited by type, last on site, and what is not shown of them."""

from dashboard.exhibits.exhibit import Exhibit, Matrix, Steps
from dashboard.exhibits.written import Words
from dashboard.figures.areas import coverage, files, limits, sight
from dashboard.measures.selection import Selection
from dashboard.records.words import ALL_HOMES, ALL_PROVIDERS
from dashboard.store import Store
from dashboard.wording import words


def types(store: Store, selection: Selection) -> Exhibit:
    """Give coverage by setting type beside the region and England."""
    rows = coverage.rows(store, selection)
    return Exhibit(
        "area-types",
        coverage.headline(rows, store, selection),
        f"{words.opening(words.counted(selection))} visited, by setting type",
        (Matrix(rows, (ALL_HOMES, ALL_PROVIDERS), across=True),),
        files.coverage(store, selection, rows),
        tuple(filter(None, (coverage.left_out(rows, store, selection),))),
        source=(words.period(selection, store),),
    )


def last_seen(store: Store, selection: Selection) -> Exhibit:
    """Give when anyone was last on site at each setting."""
    rows = sight.rows(store, selection)
    return Exhibit(
        "area-last-seen",
        sight.headline(store, selection),
        f"Time since anyone was on site, {words.noun(selection)}",
        (Steps(sight.text(rows), sight.headings(rows), in_places=True),),
        files.file(store, selection, rows, "last on site"),
        (sight.note(store, selection),),
    )


def hidden(store: Store, selection: Selection) -> Exhibit:
    """Give how many settings cannot be shown and why."""
    rows = limits.rows(store, selection)
    return Exhibit(
        "area-hidden",
        limits.headline(rows, store, selection),
        "What this page cannot show, and why",
        (Words(limits.text(rows), limits.HEADINGS),),
        files.file(store, selection, rows, "not shown"),
    )
