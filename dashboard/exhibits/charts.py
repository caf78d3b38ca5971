"""Charts that are tables with a mark in each row: what each describes of its rows.

Nothing is drawn here; `dashboard.render` draws each kind in one way.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from dashboard.exhibits.common import axis
from dashboard.measures import Selection
from dashboard.settings import Settings


@dataclass(frozen=True)
class Bars:
    """A share for each row as a bar, with a line for a whole.

    `rows` has name, numerator, denominator, value and status; `line` is the share of the whole
    that `of` names, or None; the row named `here` is marked. A `caption` is said above the bars
    where an exhibit has several, and `end` is then where the axis of all of them ends. A name leads
    to the same choice with the filter that it `chooses`, if any.
    """

    rows: pl.DataFrame
    heading: str
    unit: str
    line: float | None = None
    of: str = ""
    caption: str = ""
    here: str | None = None
    end: float | None = None
    chooses: str = ""

    def __post_init__(self) -> None:
        """Take names as text: what draws and measures them knows no word of a closed list."""
        if self.rows.schema.get("name") not in (None, pl.String):
            named = self.rows.with_columns(pl.col("name").cast(pl.String))
            object.__setattr__(self, "rows", named)


@dataclass(frozen=True)
class Counts:
    """A count or several for each row as bars on one scale; `columns` names each, by its column.

    Where it is `narrow`, each name has a line of its own on a narrow screen. A name that is no
    total leads to the same choice with the filter that it `chooses`, if any, but for the one that
    is chosen `here`, which is marked.
    """

    rows: pl.DataFrame
    columns: Mapping[str, str]
    heading: str
    totals: tuple[str, ...] = ()
    narrow: bool = False
    here: str | None = None
    chooses: str = ""


@dataclass(frozen=True)
class Stack:
    """The four reasons of each row as parts of a bar: name, selection_basis, n, N and value.

    A name that is no total leads to the same choice with the filter that it `chooses`, if any, but
    for the one that is chosen `here`, which is marked.
    """

    rows: pl.DataFrame
    heading: str
    totals: tuple[str, ...]
    here: str | None = None
    chooses: str = ""


@dataclass(frozen=True)
class Dots:
    """A rate with its likely range for each row, and the letters still awaited.

    Where it is `beside`, prioritised visits have the dot, with sampled visits beside them.
    """

    rows: pl.DataFrame
    heading: str
    beside: bool = False


@dataclass(frozen=True)
class Steps:
    """Steps one after another: a name, a share for its bar, and what is said of it.

    The rows of its exhibit are steps, or with `in_places` shares of several places.
    """

    rows: Sequence[tuple[str, float, Sequence[str]]]
    headings: Sequence[str]
    in_places: bool = False


@dataclass(frozen=True)
class Bridge:
    """Steps that add to and take from one another, each bar from where the last one ends."""

    rows: pl.DataFrame
    heading: str


@dataclass(frozen=True)
class Matrix:
    """A share and its n of N for every setting type and region; some types are totals.

    `down` and `along` are the columns of `rows` that name its rows, under a `heading`, and its
    columns. Where it lies `across`, it takes the whole width of the page; `barred`, each share is
    a bar as well.
    """

    rows: pl.DataFrame
    totals: tuple[str, ...]
    across: bool = False
    heading: str = "Setting type"
    down: str = "setting_type"
    along: str = "region"
    barred: bool = False


@dataclass(frozen=True)
class Groups:
    """Shares of the groups of each kind, two kinds beside one another, with a line for a whole."""

    rows: pl.DataFrame
    line: float | None
    of: str


@dataclass(frozen=True)
class Places:
    """Places side by side: coverage and inspection load of each; the area chosen is marked.

    Each other name leads to the same choice for that place.
    """

    rows: pl.DataFrame
    selection: Selection


@dataclass(frozen=True)
class Calendar:
    """The visits of each place in each week, by letter, with the weeks to come.

    `ahead` says of each week to come what it is where nothing is booked, `restrictions` names
    those of each week, and `key` says what the letters mean on a picture. Weeks that are still
    arriving (`late`) are marked.
    """

    rows: pl.DataFrame
    ahead: Mapping[date, str]
    restrictions: Mapping[date, str]
    key: str
    late: Collection[date] = ()


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
