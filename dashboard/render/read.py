"""A page that is read and not shown: every part of it as HTML, and every table that it offers."""

from dataclasses import dataclass, field

from dashboard.exhibits.download import Offer
from dashboard.exhibits.made import groups
from dashboard.exhibits.page import Make, Page
from dashboard.measures.trust import WithheldError
from dashboard.render.head import head
from dashboard.render.pieces import Opened, of_exhibits, offer, withheld
from dashboard.wording import held


@dataclass
class Read:
    """What a page says in pieces of HTML, what it offers by name, and what it holds back."""

    pieces: list[str] = field(default_factory=list)
    offers: dict[str, Offer] = field(default_factory=dict)
    held: list[str] = field(default_factory=list)

    def hold(self, why: WithheldError) -> None:
        """Say what is held back, and why."""
        self.held.append(held.sentence(why))
        self.pieces.append(withheld(why))


def read(page: Page, opened: Opened) -> Read:
    """Lay a page out to be read, with all its parts."""
    found = Read()
    try:
        found.pieces += head(page, opened)
        for section in page.sections:
            _section(found, section.makes, opened)
    except WithheldError as why:
        found.hold(why)
    return found


def _section(found: Read, makes: tuple[Make, ...], opened: Opened) -> None:
    for group in groups(makes, opened.store, opened.selection):
        if isinstance(group, WithheldError):
            found.hold(group)
            continue
        found.pieces += (p for p in of_exhibits(group, opened, in_full=True) if isinstance(p, str))
        found.offers |= {each.key: made for each in group if (made := offer(each))}
