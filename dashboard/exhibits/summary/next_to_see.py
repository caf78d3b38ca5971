"""What to look at next, each with a link to the page that has the rest."""

from dashboard.exhibits.exhibit import Exhibit, Link, Sentences
from dashboard.exhibits.summary import next_items
from dashboard.measures import Selection, Store


def items(store: Store, selection: Selection) -> Exhibit | None:
    """List what to look at, if anything, each with a link that keeps the filters."""
    found = next_items.items(store, selection)
    if not found:
        return None
    listed = tuple((item.sentence, _leading(item, selection)) for item in found)
    return Exhibit(
        "look",
        "Look at these",
        next_items.title(store, selection),
        (Sentences(listed),),
        next_items.file(found, store, selection),
    )


def _leading(item: next_items.Item, selection: Selection) -> Link:
    chosen = selection.changed("area", item.area or selection.area)
    there = chosen.changed("part", item.part)
    return Link(f"See {item.seen}", item.page, there, item.section)
