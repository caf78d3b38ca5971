"""How visits were made: on site, remote or both."""

import polars as pl

from dashboard.exhibits.areas import restrictions
from dashboard.exhibits.common import arriving
from dashboard.exhibits.download import N_OF_N
from dashboard.exhibits.exhibit import Bars, Columns, Exhibit
from dashboard.exhibits.found.concern_headlines import MADE
from dashboard.exhibits.found.exhibits import exhibit
from dashboard.measures import Selection, Store, visit_mode_counts, week_completeness
from dashboard.measures.definitions.coverage import VISITS
from dashboard.wording import spoken, words

UNKNOWN = "unknown"
"""The column of `by_week` for visits of which it is not recorded."""


def how(store: Store, selection: Selection) -> Exhibit | None:
    """Give visits on site, remote and both, where that is known of any."""
    rows = visit_mode_counts.by_mode(store, selection)
    if not visit_mode_counts.any_mode(rows):
        return None
    said, title = sentence(rows), f"Visits to {words.noun(selection)}, by how they were made"
    drawn, columns = Bars(rows, "How", "Of all visits"), ("name", *N_OF_N)
    of = store, selection
    return exhibit(of, "how-we-visited", said, title, (drawn,), VISITS, rows, columns)


def by_week(store: Store, selection: Selection) -> Exhibit | None:
    """Give the visits of each week by how they were made, unless they are chosen by it."""
    any_mode = visit_mode_counts.any_mode(visit_mode_counts.by_mode(store, selection))
    if selection.visit_mode or not any_mode:
        return None
    rows = visit_mode_counts.by_week(store, selection)
    names = {name: visit_mode_counts.COLUMNS[name] for name in rows.columns[1:]}
    return exhibit(
        (store, selection),
        "how-by-week",
        under_restrictions(rows, store, selection),
        f"Visits to {words.noun(selection)} each week, by how they were made",
        (Columns(rows, names, week_completeness.unfinished(store, selection)),),
        VISITS,
        rows,
        notes=(arriving.note(store, selection),),
    )


def under_restrictions(rows: pl.DataFrame, store: Store, selection: Selection) -> str:
    """Say how many visits were on site, in weeks with national restrictions and without.

    `rows` are those of `by_week`; only complete weeks count, and of those that restrictions fall on
    only the ones that lie wholly within them. Visits of which it is not recorded are said apart.
    """
    full = rows.filter(pl.col("week").is_in(week_completeness.complete(store, selection, VISITS)))
    weeks, milestones = full["week"].to_list(), store.records["milestones"]
    inside, outside = (
        full.filter(pl.col("week").is_in(list(some)))
        for some in (
            restrictions.whole_weeks(milestones, weeks),
            {*weeks} - {*restrictions.of_weeks(milestones, weeks)},
        )
    )
    if not inside.height or not outside.height:
        said = f"{words.opening(_on_site(full))} in complete weeks"
        return f"{said}{_unknown(full)}" if full.height else arriving.NONE_COMPLETE
    without = _of_visits(outside)[1] if _of_visits(inside)[0] else _on_site(outside)
    return (
        f"{words.opening(_on_site(inside))} in {_weeks(inside)} with national restrictions; "
        f"{words.within(without)} in {_weeks(outside)} without"
        f"{_unknown(pl.concat([inside, outside]))}"
    )


def _unknown(rows: pl.DataFrame) -> str:
    """Say of how many visits of some weeks it is not recorded how they were made."""
    count = int(rows[UNKNOWN].sum()) if UNKNOWN in rows.columns else 0
    told = f"{words.number(count)} {'other was' if count == 1 else 'others were'}"
    return f"; how {told} made is not recorded" if count else ""


def _on_site(rows: pl.DataFrame) -> str:
    """Say how many visits of some weeks were wholly on site: "74 of 124 visits (60%) were ..."."""
    total, said = _of_visits(rows)
    if not total:
        return f"There were {said}"
    if total == 1:
        return f"The one visit was {'not ' * said.startswith('not')}wholly on site"
    counts, _, share = said.partition(" (")
    were = "was" if said.startswith(("1 of", "none", "neither")) else "were"
    visits = words.for_count(total, "visits")
    return f"{counts} {visits}{share and f' ({share}'} {were} wholly on site"


def _of_visits(rows: pl.DataFrame) -> tuple[int, str]:
    """Count the visits of some weeks of which it is recorded, and write those on site as n of N."""
    total = int(rows.drop("week", UNKNOWN, strict=False).sum().sum_horizontal()[0])
    none = "no visits of which it is recorded" if _unknown(rows) else "no visits"
    return total, spoken.some(int(rows["on_site"].sum()), total) if total else none


def _weeks(rows: pl.DataFrame) -> str:
    return "the whole week" if rows.height == 1 else f"the {rows.height} whole weeks"


def sentence(rows: pl.DataFrame) -> str:
    """Say how many visits were on site, remote and both."""
    first, *others = rows.iter_rows(named=True)
    whole = [row for row in rows.iter_rows(named=True) if row["numerator"] == row["denominator"]]
    if whole:
        total, how = whole[0]["denominator"], MADE[whole[0]["name"]]
        visits = f"{words.opening(words.every(total))} {words.for_count(total, 'visits')}"
        return f"{visits} {'was' if total == 1 else 'were'} {how}"
    counts, _, share = words.n_of_n(first["numerator"], first["denominator"]).partition(" (")
    rate = f" ({share}" if share else ""
    rest = [
        f"{words.number(row['numerator'])} {row['name'].lower()}"
        for row in others
        if row["numerator"]
    ]
    of, one = first["denominator"], 1 in (first["numerator"], first["denominator"])
    made = f"{counts} {words.for_count(of, 'visits')} {'was' if one else 'were'}"
    return f"{made} {first['name'].lower()}{rate}{', ' if rest else ''}{words.listed(rest)}"
