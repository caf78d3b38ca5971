"""Fairness of coverage: the least and the most visited by size, sector, prior judgement and region.

This is our own coverage, so its groups may be ranked; what was found at them may not.
"""

from collections.abc import Callable

import polars as pl

from dashboard.exhibits.download import N_OF_N, download
from dashboard.exhibits.exhibit import Exhibit, Groups
from dashboard.measures import Selection, Store, choice, coverage_gaps, graded_inspections, results
from dashboard.measures.coverage_gaps import compared, gaps
from dashboard.measures.statistics import UNLIKELY, widest_by_chance
from dashboard.wording import spoken, words

MEANT = (
    "Settings we have concerns about are visited first, so coverage is meant to differ by prior "
    "judgement."
)
FOLLOWS = (
    "Prior judgement is left out: inspections count as visits here and give the judgement anew, so "
    "a setting not yet inspected is mostly one not yet visited."
)
FEW = "Groups of fewer than 10 are shown but not compared."


def exhibit(store: Store, selection: Selection) -> Exhibit:
    """Give coverage by size, sector, prior judgement and region, and the gap in each."""
    measure, rows = results.coverage_measure(selection), coverage_gaps.rows(store, selection)
    overall, columns = store.ask(measure, selection)["value"][0], ["kind", "name", *N_OF_N]
    where, noun = choice.area_name(selection.area, store), words.opening(words.counted(selection))
    kinds = words.listed([kind.lower() for kind in rows["kind"].unique(maintain_order=True)])
    by = f", by {kinds}" if kinds else ""
    return Exhibit(
        "groups",
        headline(rows, store, selection),
        f"{noun} visited, % of those in scope{by}, {words.period(selection, store)}, {where}",
        (Groups(rows, overall, where),),
        download(store, selection, measure, rows, columns, "visited by group"),
        (note(store, selection),),
    )


def headline(found: pl.DataFrame, store: Store, selection: Selection) -> str:
    """Say where the gap in coverage is widest, with n of N for the least and the most visited."""
    widest = gaps(found)
    thing = words.counted(selection)
    if found["numerator"].null_count():
        return f"Coverage cannot be compared: how many {thing} are visited is not known"
    if widest.is_empty():
        return f"Too few {thing} to compare groups"
    row = widest.row(0, named=True)
    if not row["gap"]:
        return f"All groups are the same: {words.percent(row['least_value'])} visited"
    least, most = (_end(row, end, store, selection) for end in ("least", "most"))
    said, by = "The widest gap", f"by {row['kind'].lower()}"
    if _by_chance(found, row["kind"]) >= UNLIKELY:
        low, high = (figure for figure, _ in (least, most))
        return f"{said}, {by}, is no clearer than chance: from {low} to {high}"
    low, high = (spoken.placed(*end) for end in (least, most))
    other = high.replace(f" {thing} ", " ", 1)
    return f"{said} is {by}: {low} are visited. The most is {other}"


def _end(row: dict, end: str, store: Store, selection: Selection) -> tuple[str, str]:
    """Give n of N of the least or the most visited group, and its name in a sentence."""
    figure = words.n_of_n(row[f"{end}_numerator"], row[f"{end}_denominator"])
    return figure, _named(row["kind"], row[f"{end}_name"], store, selection)


def _by_chance(found: pl.DataFrame, kind: str) -> float:
    """Give how often the widest of the kinds would be as wide by chance (Bonferroni)."""
    enough = compared(found)
    counts = enough.filter(kind=kind).select("numerator", "denominator").rows()
    return widest_by_chance(tuple(counts)) * enough["kind"].n_unique()


def _named(kind: str, name: str, store: Store, selection: Selection) -> str:
    """Name a group as it stands in a sentence."""
    written: dict[str, Callable[[], str]] = {
        "Size": lambda: f"{words.counted(selection)} with {words.within(name)}",
        "Sector": lambda: words.counted(selection.changed("sector", name)),
        "Prior judgement": lambda: words.counted(selection.changed("last_grade", name)),
        "Region": lambda: f"{words.counted(selection)} in {words.place(name, store)}",
    }
    return written[kind]()


def note(store: Store, selection: Selection) -> str:
    """Say what coverage is meant to differ by, or why it is not told by prior judgement."""
    counted = selection.of(results.coverage_measure(selection))
    return f"{FOLLOWS if graded_inspections.gave_judgements(store, counted) else MEANT} {FEW}"
