"""What an exhibit tells in words: tables without marks, written pages, what is shown and links."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.measures.selection import Selection
from dashboard.wording import words

AS_TABLE = "Show as table"
"""What a table of the figures of a picture is offered as, until it is asked for."""


def anchor_of(section: str) -> str:
    """Name a section in an address, after a #."""
    return f"section-{words.slug(section)}"


def anchor_of_exhibit(key: str) -> str:
    """Name an exhibit in an address, after a #."""
    return f"exhibit-{key}"


@dataclass(frozen=True)
class Records:
    """Records as they are listed, one row each, in words; `counted` where the last is a number.

    A `caption` is said above them where an exhibit has no headline. `of` are all the rows that
    there are, where these are the first of them.
    """

    rows: Sequence[Sequence[str]]
    headings: Sequence[str]
    counted: bool = False
    caption: str = ""
    of: int = 0


@dataclass(frozen=True)
class Words:
    """Rows of a few words each (or `numbers`), under the headings that name them.

    `called` names the table where the title of its exhibit does not; with a `closed` it is offered
    under that name until it is asked for. A `wide` one has more columns than a narrow screen holds.
    """

    rows: Sequence[Sequence[str]]
    headings: Sequence[str]
    called: str = ""
    numbers: bool = False
    closed: str = ""
    wide: bool = False


@dataclass(frozen=True)
class Prose:
    """A written page: headings, paragraphs and words in bold; with a `closed` under that name."""

    text: str
    closed: str = ""


@dataclass(frozen=True)
class Link:
    """A link to another page: its words, the page's path, what is chosen there and the place.

    The place is a section, or with its key an `exhibit`.
    """

    said: str
    path: str
    selection: Selection
    section: str = ""
    exhibit: str = ""

    @property
    def anchor(self) -> str:
        """What its address ends with, to land on the place that it names."""
        if self.exhibit:
            return f"#{anchor_of_exhibit(self.exhibit)}"
        return f"#{anchor_of(self.section)}" if self.section else ""


@dataclass(frozen=True)
class Sentences:
    """Sentences one below the other, each with a link to the page that has the rest."""

    rows: Sequence[tuple[str, Link]]


@dataclass(frozen=True)
class Everything:
    """A link to every table of every page as one file; a `caption` is said above it."""

    caption: str


@dataclass(frozen=True)
class Filters:
    """What the filters leave, in words, where a page says so in one of its exhibits."""


@dataclass(frozen=True)
class Cells:
    """Several figures for each row, in words, under the headings that name them."""

    rows: Sequence[Sequence[str]]
    headings: Sequence[str]
