"""The pictures of a briefing: the visits of each week, shares side by side and the map."""

from collections.abc import Mapping

from dashboard.exhibits.areas_map import AreasMap
from dashboard.exhibits.common import visited
from dashboard.exhibits.download import Offer
from dashboard.files.briefing import Picture
from dashboard.measures import Selection, Store, choice, comparator_areas, week_completeness
from dashboard.render.svg.areas import mapped
from dashboard.render.svg.columns import weekly
from dashboard.render.svg.tables import bars
from dashboard.wording import cells, words

WIDTH = 520
"""The width of a picture of which two stand side by side, as its text is 15 high."""


def pictures(
    chosen: Mapping[str, Offer], store: Store, selection: Selection
) -> tuple[Picture, ...]:
    """Draw the visits of each week, the shares visited side by side and the map: what is known."""
    drawn = []
    weeks, beside, places = (chosen.get(name) for name in ("weeks", "beside", "map"))
    if weeks is not None and (made := _weeks(weeks, store, selection)):
        drawn.append(made)
    if beside is not None and _is_known(beside):
        drawn.append(_beside(beside, store, selection))
    if places is not None and _is_known(places):
        drawn.append(_map(places, store, selection))
    return tuple(drawn)


def _is_known(offer: Offer) -> bool:
    """Say whether any share of a table is known; else there is nothing to draw."""
    return bool(offer.file.table["value"].count())


def _map(places: Offer, store: Store, selection: Selection) -> Picture:
    """Draw the map for half a page: without text in its shapes, where it could not be read."""
    (shown,) = visited.at_a_glance(store, selection).charts
    assert isinstance(shown, AreasMap)
    return Picture(places.headline, places.title, mapped(shown, WIDTH))


def _weeks(own: Offer, store: Store, selection: Selection) -> Picture | None:
    """Draw the visits of each week; for an authority without any, those of its region."""
    said, chosen, title, table = "", selection, own.title, own.file.table
    if selection.is_authority and not table["numerator"].sum():
        region = comparator_areas.region_of(store, selection)
        chosen = selection.changed("area", region)
        around = visited.weeks(store, chosen)
        said, title, table = f"{region}: {around.headline}", around.title, around.rows
    if not table["numerator"].sum():
        return None
    late = week_completeness.unfinished(store, chosen)
    return Picture(said or own.headline, title, weekly(table, WIDTH, late))


def _beside(beside: Offer, store: Store, selection: Selection) -> Picture:
    """Draw shares visited side by side; those of regions are headed by what is chosen of them."""
    area = choice.area_name(selection.area, store)
    title = f"{words.opening(words.counted(selection))} visited, % of those in scope, side by side"
    if selection.is_authority:
        return Picture(beside.headline, title, bars(beside.file.table, WIDTH, here=area))
    own = beside.file.table.filter(name=area)
    said = [f"{area}: {cells.figure(row)} visited" for row in own.iter_rows(named=True)]
    drawn = bars(beside.file.table, WIDTH, here=area)
    return Picture((said or [beside.headline])[0], beside.title, drawn)
