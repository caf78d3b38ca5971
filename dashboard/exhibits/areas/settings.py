"""The settings of an area: visited by type, last on site, and what is not shown of them."""

from dashboard.exhibits.areas import area_files, coverage_by_type, last_on_site, not_shown
from dashboard.exhibits.common.columns import tabled
from dashboard.exhibits.exhibit import Exhibit, Matrix, Steps, Words
from dashboard.measures import Selection, Store
from dashboard.records.words import ALL_HOMES, ALL_PROVIDERS
from dashboard.wording import words


def types(store: Store, selection: Selection) -> Exhibit:
    """Give coverage by setting type beside the region and England."""
    rows = coverage_by_type.rows(store, selection)
    return Exhibit(
        "area-types",
        coverage_by_type.least(rows, store, selection)
        or coverage_by_type.headline(rows, store, selection),
        f"{words.opening(words.counted(selection))} visited, by setting type",
        (Matrix(rows, (ALL_HOMES, ALL_PROVIDERS), across=True),),
        area_files.coverage(store, selection, rows),
        tuple(filter(None, (coverage_by_type.left_out(rows, store, selection),))),
        source=(words.period(selection, store),),
    )


def last_seen(store: Store, selection: Selection) -> Exhibit | None:
    """Give when anyone was last on site at each setting, where that is known."""
    if not last_on_site.is_known(store, selection):
        return None
    rows = last_on_site.rows(store, selection)
    return Exhibit(
        "area-last-seen",
        last_on_site.headline(store, selection),
        f"Time since anyone was on site, {words.noun(selection)}",
        (Steps(last_on_site.text(rows), last_on_site.headings(rows), in_places=True),),
        area_files.file(store, selection, rows, "last on site"),
        (last_on_site.note(store, selection),),
    )


def hidden(store: Store, selection: Selection) -> Exhibit:
    """Give how many settings cannot be shown and why."""
    rows = not_shown.rows(store, selection)
    return Exhibit(
        "area-hidden",
        not_shown.headline(rows, store, selection),
        "What this page cannot show, and why",
        (Words(*tabled(rows, not_shown.COLUMNS)),),
        area_files.file(store, selection, rows, "not shown"),
    )
