"""The cases of a scenario as a table: each track as it is, and as it would be."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import polars as pl

from dashboard.exhibits.common.columns import Columns
from dashboard.exhibits.road import chances, rates, sentences
from dashboard.measures.forecast import BAND_SAID
from dashboard.measures.road.capacity import Supposed
from dashboard.measures.road.track import Track
from dashboard.wording import cells, words

CASES = {
    "track": pl.String,
    "case": pl.String,
    "visits_a_week": pl.Float64,
    "share_unseen": pl.Float64,
    "first_visits_a_week": pl.Float64,
    "chance": pl.Float64,
    "first": pl.Date,
    "last": pl.Date,
}


AS_IT_IS, SCENARIO = "as it is", "your scenario"


class Case(NamedTuple):
    """A track in a case, its visits a week and the share of them to settings not yet seen."""

    track: Track
    name: str
    visits: float | None
    unseen: float | None


COLUMNS: Columns = {
    "Track": lambda case: case.track.name,
    "Case": "name",
    "Visits a week": lambda case: rates.rate(case.visits),
    "To settings not yet seen": lambda case: (
        cells.NO_VISITS if case.unseen is None else words.percent(case.unseen)
    ),
    "First visits a week": lambda case: rates.rate(case.track.achieved_a_week),
    "Chance": lambda case: chances.in_a_hundred(case.track.chance),
    f"Target reached (range of {BAND_SAID})": lambda case: sentences.between(case.track),
}
"""What is listed of a case."""


def cases(tracks: Sequence[Track], supposed: Supposed) -> Iterator[Case]:
    """Give each track as it is, and in the scenario where there is one."""
    for track, use, then in zip(tracks, supposed.uses, supposed.planned, strict=True):
        yield Case(track, AS_IT_IS, use.visits_a_week, use.unseen)
        if then is not None:
            yield Case(then.track, SCENARIO, then.visits_a_week, then.unseen)


def frame(cases: Iterable[Case]) -> pl.DataFrame:
    """Give the cases as a frame to take away."""
    rows = [
        (
            case.track.name, case.name, rates.kept(case.visits), rates.kept(case.unseen),
            rates.kept(case.track.achieved_a_week), rates.kept(case.track.chance),
            case.track.first, case.track.last,
        )
        for case in cases
    ]  # fmt: skip
    return pl.DataFrame(rows, schema=CASES, orient="row")
