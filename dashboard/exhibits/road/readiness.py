"""What is still to be done before full inspections start, each as n of N."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import polars as pl

from dashboard.exhibits.download import N_OF_N, of_settings
from dashboard.exhibits.exhibit import Exhibit, Matrix
from dashboard.exhibits.page import Make
from dashboard.exhibits.road import readiness_counts
from dashboard.measures import Measure, Selection, Store, WithheldError
from dashboard.measures.definitions.coverage import COVERAGE, SETTINGS
from dashboard.measures.definitions.letters import WAITING
from dashboard.measures.definitions.readiness import NEVER_INSPECTED
from dashboard.measures.road import readiness
from dashboard.measures.road.tracks import has_any
from dashboard.wording import withheld, words

TITLE = "What is left to do for each setting type, on the day of the figures"
KINDS = ("name", "left")
"""The columns of the table: a setting type, and what is left to do."""


@dataclass(frozen=True)
class Kind:
    """A kind of thing that is left to do: what counts it, what that means and how it is said."""

    name: str
    measure: Measure
    means: str
    count: Callable[[Store, Selection], pl.DataFrame]
    how: readiness_counts.Left


def _kinds(store: Store) -> tuple[Kind, ...]:
    letters, never = readiness_counts.LETTERS, readiness_counts.NEVER
    seen, since = readiness_counts.not_seen(store), words.day(store.starts[0].day)
    means = readiness_counts.unseen_means(store)
    return (
        Kind(f"Not seen since {since}", COVERAGE, means, readiness.unseen, seen),
        Kind(
            "Never inspected", NEVER_INSPECTED, NEVER_INSPECTED.definition, readiness.never, never
        ),
        Kind(
            "Visits without a published letter",
            WAITING,
            WAITING.definition,
            readiness.waiting,
            letters,
        ),
    )


def left(store: Store, selection: Selection) -> Exhibit | None:
    """Give who is not seen or never inspected and letters to come, of both tracks and each type.

    What the records do not tell of any of them is left out, and so is what is held back, which is
    said. Raises WithheldError where all that they tell is held back.
    """
    counted, held = _counted(store, selection)
    if held and not counted:
        raise held[0]
    if not counted:
        return None
    rows = pl.concat(rows.with_columns(left=pl.lit(kind.name)) for kind, rows in counted.items())
    rows = rows.filter(pl.col("whole") | (pl.col("denominator").sum().over("name") > 0))
    wholes = tuple(rows.filter("whole")["name"].unique(maintain_order=True))
    totals = wholes if rows["name"].n_unique() > len(wholes) else ()
    choices = _choices(selection)
    said = [readiness_counts.left(rows, kind.how, choices) for kind, rows in counted.items()]
    measures, means = tuple(k.measure for k in counted), " ".join(k.means for k in counted)
    return Exhibit(
        "unseen",
        said[0],
        TITLE,
        (Matrix(rows, totals, True, "Settings", *KINDS, barred=True),),
        of_settings(store, selection, measures, rows.select(*KINDS, *N_OF_N), "readiness", means),
        (*(f"{each}." for each in said[1:]), *map(withheld.sentence, held)),
    )


def _counted(
    store: Store, selection: Selection
) -> tuple[dict[Kind, pl.DataFrame], list[WithheldError]]:
    """Count each kind of which the records tell any, and give why others are held back."""
    counted: dict[Kind, pl.DataFrame] = {}
    held: list[WithheldError] = []
    for kind in _kinds(store):
        try:
            rows = kind.count(store, selection)
        except WithheldError as why:
            held.append(why)
        else:
            counted |= {kind: rows} if readiness.is_counted(rows) else {}
    return counted, held


def _choices(selection: Selection) -> dict[str, Selection]:
    return {name: chosen for name, whole, chosen in readiness.groups(selection) if whole}


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
        (Matrix(rows, (), True, "Last full inspection", "age", "name", barred=True),),
        of_settings(store, selection, (SETTINGS,), rows, "readiness ages", title),
    )


def _where_any(
    make: Callable[[Store, Selection], Exhibit | None], store: Store, selection: Selection
) -> Exhibit | None:
    """Make an exhibit where the filters leave a setting of any track."""
    return make(store, selection) if has_any(store, selection) else None


EXHIBITS: tuple[Make, ...] = tuple(partial(_where_any, make) for make in (left, ages))
