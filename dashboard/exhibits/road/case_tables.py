"""The cases of a scenario as a table: each track as it is, and as it would be."""

from collections.abc import Iterator, Sequence

import polars as pl

from dashboard.exhibits.road import chances, rates, sentences
from dashboard.measures.forecast import BAND_SAID
from dashboard.measures.road.capacity import Supposed
from dashboard.measures.road.track import Track
from dashboard.wording import words

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


CASE_HEADINGS = (
    "Track",
    "Case",
    "Visits a week",
    "To settings not yet seen",
    "First visits a week",
    "Chance",
    f"Target reached (range of {BAND_SAID})",
)


AS_IT_IS, SCENARIO = "as it is", "your scenario"


def cases(tracks: Sequence[Track], supposed: Supposed) -> pl.DataFrame:
    """Give a row for each track as it is, and one in the scenario where there is one."""
    listed = [_case(*each) for each in _cases(tracks, supposed)]
    return pl.DataFrame(listed, schema=CASES, orient="row")


Case = tuple[Track, str, float | None, float | None]


def _cases(tracks: Sequence[Track], supposed: Supposed) -> Iterator[Case]:
    """Go through the tracks: each with its case, its visits a week and their share to unseen."""
    for track, use, then in zip(tracks, supposed.uses, supposed.planned, strict=True):
        yield track, AS_IT_IS, use.visits_a_week, use.unseen
        if then is not None:
            yield then.track, SCENARIO, then.visits_a_week, then.unseen


def _case(track: Track, name: str, visits: float | None, unseen: float | None) -> tuple:
    made = track.achieved_a_week
    return (track.name, name, visits, unseen, made, track.chance, track.first, track.last)


def cases_text(tracks: Sequence[Track], supposed: Supposed) -> list[list[str]]:
    """Write the same as a table shows it."""
    return [
        [
            track.name,
            name,
            rates.rate(visits),
            "no visits" if unseen is None else words.percent(unseen),
            rates.rate(track.achieved_a_week),
            chances.in_a_hundred(track.chance),
            sentences.between(track),
        ]
        for track, name, visits, unseen in _cases(tracks, supposed)
    ]
