"""Places side by side, as they are described: their shares as dots, and what they reached."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl

from dashboard.exhibits.common import axis
from dashboard.settings import Settings


@dataclass(frozen=True)
class Profile:
    """Several shares, each a line on which every place has a dot; all lines have one scale.

    `rows` has name, place, numerator, denominator, value and status; a share out of too few has no
    dot. `kinds` says of each place in order what it is: an area, a region, similar ones, the whole.
    """

    rows: pl.DataFrame
    kinds: Mapping[str, str]

    @property
    def end(self) -> float:
        """Where the scale ends: at the first tenth that holds every dot."""
        enough = pl.col("denominator") >= Settings.percentage_from
        return axis.end(self.rows.filter(enough)["value"])


@dataclass(frozen=True)
class ReachedBeside:
    """The share that several places reached by the end of each week, each a line with its name.

    `rows` has place, by, numerator, denominator and value; places that are `drawn` have a
    line, the others too few settings for one. Weeks still arriving (`late`) are marked.
    """

    rows: pl.DataFrame
    kinds: Mapping[str, str]
    drawn: Collection[str]
    start: date
    late: Collection[date] = ()
