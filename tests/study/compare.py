"""How often a range held, how wide it was and its score, for each method and kind of programme."""

from functools import cache

import numpy as np
import polars as pl

from dashboard.illustrative import LAST, mondays
from dashboard.measures import week_completeness
from dashboard.measures.forecast import BAND, WEEKS_NEEDED
from dashboard.measures.opening import make_illustrative
from dashboard.measures.road.tracks import seen_by_week, tracks
from tests.study.methods import METHODS
from tests.study.series import KINDS, simulate

SEED = 20201207
AHEAD = (4, 8)


def scored(low, high, came):
    """Give whether a range held, its width and its interval score (Gneiting and Raftery 2007)."""
    missed = max(low - came, 0) + max(came - high, 0)
    return low <= came <= high, high - low, high - low + 2 / (1 - BAND) * missed


def simulated(runs, methods=METHODS, kinds=KINDS):
    """Try methods on simulated programmes: kind, method, tries, held (share), width, score."""
    rows = []
    for kind in kinds:
        chances = np.random.default_rng([SEED, KINDS.index(kind)])
        for series in [simulate(kind, chances) for _ in range(runs)]:
            for name, method in methods.items():
                low, _, high = method(series.counts, series.days, series.total, series.days_to_come)
                rows.append((kind, name, *scored(low, high, series.came)))
    return summed(rows)


def summed(rows):
    """Average what was scored."""
    columns = {"kind": pl.String, "method": pl.String, "held": pl.Boolean}
    scores = {"width": pl.Float64, "score": pl.Float64}
    table = pl.DataFrame(rows, schema=columns | scores, orient="row")
    return table.group_by("kind", "method", maintain_order=True).agg(
        pl.len().alias("tries"), pl.col("held", "width", "score").mean()
    )


@cache
def known_each_week():
    """Give what was known on each Monday of the illustrative records: day, track, weeks, marked."""
    found = []
    for day in mondays():
        opened = make_illustrative(day)
        for track in tracks(opened):
            weeks = seen_by_week(opened, track.selection)
            late = set(week_completeness.unfinished(opened, track.selection))
            found.append((day, track, weeks, late))
    return tuple(found)


def on_snapshots(methods=METHODS, complete=True):
    """Try methods on each Monday's records, against what was known in the end.

    Without `complete`, weeks that were still arriving are taken as they stood.
    """
    end = make_illustrative(LAST)
    after = {track.name: seen_by_week(end, track.selection) for track in tracks(end)}
    rows = []
    for day, track, weeks, late in known_each_week():
        over = weeks.filter(~pl.col("week").is_in(list(late))) if complete else weeks
        if over.height < WEEKS_NEEDED:
            continue
        rest = weeks.slice(over.height)
        known, since = int(rest["first_visits"].sum()), int(rest["days"].sum())
        for horizon in AHEAD:
            later = after[track.name].filter(pl.col("week") >= day).head(horizon)
            if later.height < horizon:
                continue
            until = after[track.name].filter(pl.col("week") <= later["week"][-1])
            came = int(until["first_visits"].sum()) - int(over["first_visits"].sum())
            for name, method in methods.items():
                counts, days = over["first_visits"].to_list(), over["days"].to_list()
                asked = (counts, days, track.denominator, int(later["days"].sum()), known, since)
                low, _, high = method(*asked)
                rows.append((track.name, name, *scored(low, high, came)))
    return summed(rows)
