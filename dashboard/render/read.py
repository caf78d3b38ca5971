"""A page that is read and not shown: every part of it as HTML, and every table that it offers."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from dashboard.exhibits.download import Offer
from dashboard.exhibits.made import Group, group_of, groups
from dashboard.exhibits.page import Page
from dashboard.measures.trust import WithheldError
from dashboard.render.head import alone, head
from dashboard.render.pieces import Opened, in_its_place, of_exhibits, offer
from dashboard.wording.withheld import sentence


@dataclass
class Read:
    """What a page says in pieces of HTML, what it offers by name, and what it holds back."""

    pieces: list[str] = field(default_factory=list)
    offers: dict[str, Offer] = field(default_factory=dict)
    withheld: list[str] = field(default_factory=list)

    def hold(self, why: WithheldError) -> None:
        """Say what is held back, and why."""
        self.withheld.append(sentence(why))
        self.pieces.append(in_its_place(why))


def read_alone(page: Page, opened: Opened, key: str) -> Read | None:
    """Lay the exhibits out to be read that stand under one headline of a page.

    They are named by the key of one of them; None where the page has none of that name.
    """
    group = group_of(key, page, opened.store, opened.selection)
    return _of([group], opened, Read([alone(page, opened)])) if group else None


def read(page: Page, opened: Opened) -> Read:
    """Lay a page out to be read, with all its parts."""
    found = Read()
    try:
        found.pieces += head(page, opened)
        for section in page.sections:
            _of(groups(section.makes, opened.store, opened.selection), opened, found)
    except WithheldError as why:
        found.hold(why)
    return found


def _of(made: Iterable[Group], opened: Opened, found: Read) -> Read:
    """Add what groups of exhibits say and offer."""
    for group in made:
        if isinstance(group, WithheldError):
            found.hold(group)
            continue
        found.pieces += (p for p in of_exhibits(group, opened, in_full=True) if isinstance(p, str))
        found.offers |= {each.key: taken for each in group if (taken := offer(each))}
    return found
