"""Which places stand beside one another: the areas compared, what they lie in, and all there is."""

from dataclasses import dataclass
from typing import Literal

from dashboard.measures import Selection, Store, choice, comparator_areas
from dashboard.measures.selection import is_code
from dashboard.wording import words

Kind = Literal["area", "region", "similar", "whole"]


@dataclass(frozen=True)
class Peer:
    """A place that is shown beside others: its name, what it is, and the areas that make it up.

    An area is an authority's code, a region's name, or None for all there is.
    """

    name: str
    kind: Kind
    areas: tuple[str | None, ...]

    @property
    def area(self) -> str | None:
        """The area of a place that is one area."""
        return self.areas[0]


def compared(selection: Selection) -> tuple[str, ...]:
    """List the areas that are compared: the one that is chosen first, then the others."""
    own = () if selection.area is None else (selection.area,)
    return tuple(dict.fromkeys((*own, *selection.compare)))


def peers(store: Store, selection: Selection) -> tuple[Peer, ...]:
    """Give the areas compared, the region they share, similar authorities of one, and the whole."""
    areas = compared(selection)
    own = tuple(
        Peer(words.short_name(choice.area_name(area, store)), "area", (area,)) for area in areas
    )
    more = (*_region(store, selection, areas), *_similar(store, areas))
    return (*own, *more, Peer(choice.area_name(None, store), "whole", (None,)))


def _region(store: Store, selection: Selection, areas: tuple[str, ...]) -> tuple[Peer, ...]:
    """Give the region that all authorities compared lie in, where it is not compared itself."""
    codes = [area for area in areas if is_code(area)]
    lie_in = {comparator_areas.region_of(store, selection.changed("area", code)) for code in codes}
    return tuple(
        Peer(name, "region", (name,)) for name in lie_in if len(lie_in) == 1 and name not in areas
    )


def _similar(store: Store, areas: tuple[str, ...]) -> tuple[Peer, ...]:
    """Give the authorities that are like the only one that is compared, taken together."""
    codes = comparator_areas.alike(store, areas[0]) if len(areas) == 1 and is_code(areas[0]) else ()
    return (Peer(f"{len(codes)} similar authorities", "similar", codes),) if codes else ()
