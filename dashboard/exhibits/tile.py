"""A large figure at the head of a page: what it is, how it moved, and the exhibit behind it."""

from dataclasses import dataclass
from typing import NamedTuple

from dashboard.exhibits.written import Link


class Weekly(NamedTuple):
    """A figure of each of the last complete weeks, oldest first, and what it shows in words."""

    values: tuple[float, ...]
    said: str


@dataclass(frozen=True)
class Tile:
    """A figure: its label, its value or a mark for its blank, and what it is out of.

    `change` says what it was in the last figures before, `weeks` draws it by week, `to` leads to
    the exhibit behind it and `figure` names it to be explained: each where there is such a thing.
    """

    label: str
    value: str
    under: str
    change: str = ""
    weeks: Weekly | None = None
    to: Link | None = None
    figure: str = ""
