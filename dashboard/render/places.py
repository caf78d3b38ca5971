"""The marks of places side by side: each area has its own, and so has what is around it."""

from collections.abc import Mapping

from dashboard.render import theme

AREA, WHOLE = "area", "whole"


def marks(kinds: Mapping[str, str]) -> dict[str, str]:
    """Name the mark of each place: that of an area by its order, of the others by their kind."""
    areas = [name for name, kind in kinds.items() if kind == AREA]
    return {name: f"a{areas.index(name)}" if kind == AREA else kind for name, kind in kinds.items()}


def colour(place: str, kinds: Mapping[str, str]) -> str:
    """Give the colour of a place: that of an area by its order, grey of what is around."""
    mark = marks(kinds)[place]
    return theme.PLACES[int(mark[1:])] if kinds[place] == AREA else theme.CATEGORIES[4]
