"""Why we went: are we going where concern is greatest, and still learning from good practice?"""

from dashboard.exhibits.page import Page, Section
from dashboard.exhibits.why import authorities, drivers, kinds, shares, since_judged, why_answer
from dashboard.measures import Selection, Store
from dashboard.measures.parts import BEHIND, OUTCOMES, REASONS, SPLIT


def answer(store: Store, selection: Selection) -> str:
    """Answer the page's question by reasons, or else by who was visited since they were judged."""
    said = why_answer.answer(store, selection), since_judged.sentence(store, selection)
    return " ".join(filter(None, said))


WHY = Page(
    name="Why we went",
    path="why",
    question="Are we going where concern is greatest, and still learning from good practice?",
    answer=answer,
    tiles=why_answer.traced_tiles,
    note=authorities.not_told,
    sections=(
        Section("Since they were judged", (since_judged.exhibit,)),
        Section("Kinds of visit", (kinds.exhibit,)),
        Section("Local authorities", (authorities.mapped,), part=REASONS),
        Section(
            "Judgement and sample",
            (authorities.tiers, authorities.sampled),
            abreast=True,
            part=REASONS,
        ),
        Section("By region", (shares.regions,), part=SPLIT),
        Section("By type", (shares.types,), part=SPLIT),
        Section("Over time", (shares.weeks,), part=SPLIT),
        Section("What lay behind", (drivers.exhibit,), part=BEHIND),
        Section("What was found", (authorities.outcomes,), part=OUTCOMES),
    ),
)
