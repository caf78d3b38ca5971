"""A page as a value: its question, its answer, its figures and its exhibits in order."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dashboard.exhibits.exhibit import Exhibit
from dashboard.exhibits.tile import Tile
from dashboard.measures import Selection, Store
from dashboard.measures.parts import ALL
from dashboard.measures.road.track import Track

Make = Callable[[Store, Selection], Exhibit | None]
"""Makes an exhibit; None where there is nothing to show. Raises WithheldError where a figure of it
is held back."""


@dataclass(frozen=True)
class Section:
    """Exhibits that belong together, one below the other; those to the `right` stand beside them.

    With a `part` it is one of those of which a reader sees one at a time: only that is made. The
    first part answers the question of its page; all of them can be asked for below one another.
    Where it is `wide`, what is on the left has more room than what is to the right; where it stands
    `abreast`, its exhibits share the width by twos. `each` gives further exhibits, where their
    number is that of an installation's tracks. It is there `when` a choice asks for it, or always.
    One that is `never_empty` says why where it has nothing to show, and is not made to find out.
    """

    name: str
    exhibits: tuple[Make, ...]
    right: tuple[Make, ...] = ()
    part: str = ""
    wide: bool = False
    abreast: bool = False
    each: Callable[[], tuple[Make, ...]] = tuple
    when: Callable[[Selection], bool] | None = None
    never_empty: bool = False

    @property
    def makes(self) -> tuple[Make, ...]:
        """What makes its exhibits, in the order in which they are read."""
        return self.exhibits + self.each() + self.right


@dataclass(frozen=True)
class Page:
    """One page. What shows it (Streamlit, text, a file) is given this and nothing else.

    `standing` are tracks whose status stands below the answer. `caveat` is what must be read with
    all of it, `note` what is said below its figures. Where it is of one area, `finds_areas` offers
    a search for them, and a `band` below its answer says what that one is. What the filters leave
    is said at its head, or else in one of its exhibits.
    """

    name: str
    path: str
    question: str
    answer: Callable[[Store, Selection], str]
    sections: tuple[Section, ...]
    tiles: Callable[[Store, Selection], Sequence[Tile]] | None = None
    caveat: Callable[[Store, Selection], str] | None = None
    note: Callable[[Store, Selection], str] | None = None
    standing: Callable[[Store, Selection], Sequence[Track]] | None = None
    finds_areas: bool = False
    band: Callable[[Store, Selection], Sequence[tuple[str, str]]] | None = None
    filters_at_head: bool = True

    @property
    def parts(self) -> tuple[str, ...]:
        """The words of its parts, in order."""
        return tuple(dict.fromkeys(each.part for each in self.sections if each.part))

    def parts_of(self, selection: Selection) -> tuple[str, ...]:
        """Give the words of its parts for a choice, in order."""
        there = (s for s in self.sections if s.when is None or s.when(selection))
        return tuple(dict.fromkeys(each.part for each in there if each.part))

    def shown(self, part: str) -> tuple[Section, ...]:
        """Give the sections that are shown while a part is open, in order."""
        return tuple(each for each in self.sections if part == ALL or each.part in ("", part))
