"""What we found: what are visits telling us? Visits are not graded, and nobody is ranked."""

from dashboard.exhibits.found import concerns, letters, said, visits
from dashboard.exhibits.page import Page, Section
from dashboard.figures import caveats, found
from dashboard.figures import concerns as counted
from dashboard.figures.tiles import Tile
from dashboard.measures.selection import Selection
from dashboard.store import Store


def answer(store: Store, selection: Selection) -> str:
    """Answer the page's question from the concerns of each reason for a visit."""
    return found.answer(store, selection, counted.by_basis(store.as_counted, selection))


def tiles(store: Store, selection: Selection) -> list[Tile]:
    """Give serious concerns side by side and letters waiting; none where there is no visit."""
    if not found.total(store.as_counted, selection):
        return []
    return found.figures(store, selection, counted.by_basis(store.as_counted, selection))


FOUND = Page(
    name="What we found",
    path="found",
    question="What are visits telling us?",
    answer=answer,
    tiles=tiles,
    caveat=caveats.caveat,
    sections=(
        Section("Serious concerns", (concerns.by_basis,)),
        Section("Serious concerns compared", concerns.COMPARED),
        Section("What letters mention", said.EXHIBITS),
        Section("How we visited", (visits.how, visits.by_week)),
        Section("Letters", letters.EXHIBITS),
    ),
)
