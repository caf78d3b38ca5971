"""What we found: what are visits telling us? Visits are not graded, and nobody is ranked."""

from dashboard.exhibits.common import caveats
from dashboard.exhibits.found import concerns, found_answer, letters, said, visits
from dashboard.exhibits.found.tiles import tiles
from dashboard.exhibits.page import Page, Section
from dashboard.measures import Selection, Store, serious_concerns
from dashboard.measures.parts import COMPARED, CONCERNS, LETTERS, MADE, MENTIONED


def answer(store: Store, selection: Selection) -> str:
    """Answer the page's question from the concerns of each reason for a visit."""
    return found_answer.answer(
        store, selection, serious_concerns.by_basis(store.as_counted, selection)
    )


def caveat(store: Store, selection: Selection) -> str:
    """Say what must be read with what visits found; nothing where there were none."""
    visits = found_answer.total(store.as_counted, selection)
    return caveats.caveat(store, selection) if visits != 0 else ""


def note(store: Store, selection: Selection) -> str:
    """Say what these records do not tell of visits and of areas for priority action."""
    lacking = found_answer.not_held(store, selection), letters.not_told(store, selection)
    return " ".join(filter(None, lacking))


FOUND = Page(
    name="What we found",
    path="found",
    question="What are visits telling us?",
    answer=answer,
    tiles=tiles,
    caveat=caveat,
    note=note,
    sections=(
        Section("Priority action", (letters.authorities,), part=CONCERNS),
        Section("Serious concerns", (concerns.by_basis,), part=CONCERNS),
        Section("By judgement", (concerns.by_judgement,), part=COMPARED),
        Section("Every four weeks", (concerns.by_weeks,), part=COMPARED),
        Section("By setting type", (concerns.by_type,), part=COMPARED),
        Section("Themes", (said.mentions,), part=MENTIONED),
        Section("Two themes", said.CALLED_OUT, part=MENTIONED),
        Section("Good practice", (said.good_practice,), part=MENTIONED),
        Section("How we visited", (visits.how, visits.by_week), part=MADE),
        Section("What each way found", (concerns.by_mode,), part=MADE),
        Section("Time taken", (letters.publication, letters.followed), part=LETTERS),
        Section("Letters waiting", (letters.waiting,), part=LETTERS),
    ),
)
