"""What is still to be done before full inspections start, each as n of N."""

from collections.abc import Callable
from functools import partial

import polars as pl

from dashboard.exhibits.enforcement.enforcement_answer import file_of
from dashboard.exhibits.exhibit import Bars, Cells, Exhibit
from dashboard.exhibits.page import Make
from dashboard.exhibits.road import readiness_counts
from dashboard.measures.definitions.coverage import COVERAGE, SETTINGS
from dashboard.measures.definitions.letters import WAITING
from dashboard.measures.definitions.readiness import NEVER_INSPECTED
from dashboard.measures.measure import Measure
from dashboard.measures.road import readiness
from dashboard.measures.road.tracks import has_any
from dashboard.measures.selection import Selection
from dashboard.measures.store import Store


def letters(store: Store, selection: Selection) -> Exhibit:
    """Give the letters that are not published yet."""
    rows = readiness.waiting(store, selection)
    said = _said(rows, readiness_counts.LETTERS, selection)
    unit = "Not yet published of visits"
    return _left("letters", WAITING, WAITING.definition, rows, said, unit, store, selection)


def never(store: Store, selection: Selection) -> Exhibit:
    """Give the settings that have never had a full inspection."""
    rows, means = readiness.never(store, selection), NEVER_INSPECTED.definition
    said = _said(rows, readiness_counts.NEVER, selection)
    return _left(
        "never", NEVER_INSPECTED, means, rows, said, "Never inspected, out of", store, selection
    )


def unseen(store: Store, selection: Selection) -> Exhibit:
    """Give the settings that nobody has seen since routine inspections were suspended."""
    rows, means = readiness.unseen(store, selection), readiness_counts.unseen_means(store)
    said = _said(rows, readiness_counts.not_seen(store), selection)
    return _left("unseen", COVERAGE, means, rows, said, "Not seen, out of", store, selection)


def _said(rows: pl.DataFrame, how: readiness_counts.Left, selection: Selection) -> str:
    return readiness_counts.left(rows, how, _choices(selection))


def _choices(selection: Selection) -> dict[str, Selection]:
    return {name: chosen for name, whole, chosen in readiness.groups(selection) if whole}


def _left(
    key: str,
    measure: Measure,
    means: str,
    rows: pl.DataFrame,
    said: str,
    unit: str,
    store: Store,
    selection: Selection,
) -> Exhibit:
    """Give one count for both tracks and for each type, as bars."""
    charts = (Bars(rows, "Settings", unit),) if readiness.is_counted(rows) else ()
    table = rows.drop("whole")
    file = file_of(store, selection, (measure,), table, f"readiness {key}", means)
    return Exhibit(key, said, means, charts, file)


def ages(store: Store, selection: Selection) -> Exhibit | None:
    """Give how old the last full inspections are, where the day of any is known."""
    rows = readiness.ages(store, selection)
    if not readiness_counts.any_dated(rows):
        return None
    title = "Settings in scope by the age of their last full inspection, on the day of the figures"
    return Exhibit(
        "ages",
        readiness_counts.old(rows, _choices(selection)),
        title,
        (
            Cells(
                readiness_counts.age_texts(rows), readiness_counts.age_headings(rows), shares=True
            ),
        ),
        file_of(store, selection, (SETTINGS,), rows, "readiness ages", title),
    )


def _where_any(
    make: Callable[[Store, Selection], Exhibit | None], store: Store, selection: Selection
) -> Exhibit | None:
    """Make an exhibit where the filters leave a setting of any track and it draws a figure."""
    made = make(store, selection) if has_any(store, selection) else None
    return made if made and made.charts else None


EXHIBITS: tuple[Make, ...] = tuple(
    partial(_where_any, make) for make in (letters, never, unseen, ages)
)
