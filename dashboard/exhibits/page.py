"""A page as a value: its question, its answer, its figures and its exhibits in order."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dashboard.exhibits.exhibit import Exhibit
from dashboard.figures.tiles import Tile
from dashboard.measures.selection import Selection
from dashboard.store import Store

Make = Callable[[Store, Selection], Exhibit | None]
"""Makes an exhibit; None where there is nothing to show. Raises WithheldError where a figure of it
is held back."""


@dataclass(frozen=True)
class Section:
    """Exhibits that belong together, one below the other or side by side.

    With a `part` it is one of those of which a reader sees one at a time: only that is made.
    `each` gives further exhibits, where their number is that of an installation's tracks.
    """

    name: str
    exhibits: tuple[Make, ...]
    beside: bool = False
    part: str = ""
    each: Callable[[], tuple[Make, ...]] = tuple

    @property
    def makes(self) -> tuple[Make, ...]:
        """What makes its exhibits, in order."""
        return self.exhibits + self.each()


@dataclass(frozen=True)
class Page:
    """One page. What shows it (Streamlit, text, a file) is given this and nothing else.

    `caveat` is what must be read with all of it. Where it is of one area, `finds_areas` offers a
    search for them. The filters stand at its head, or else in one of its exhibits.
    """

    name: str
    path: str
    question: str
    answer: Callable[[Store, Selection], str]
    sections: tuple[Section, ...]
    tiles: Callable[[Store, Selection], Sequence[Tile]] | None = None
    caveat: Callable[[Store, Selection], str] | None = None
    finds_areas: bool = False
    filters_at_head: bool = True
