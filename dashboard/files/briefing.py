"""What a briefing says, whatever it is written as."""

from dataclasses import dataclass

ASK = "To ask about"
"""Heads what is to be asked about."""


@dataclass(frozen=True)
class Picture:
    """A chart: what it shows in a sentence, its statistical title and its drawing."""

    headline: str
    title: str
    svg: str


@dataclass(frozen=True)
class Listing:
    """A table: what it shows, its title, its headings and its rows of text."""

    headline: str
    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Briefing:
    """Everything that a briefing says.

    `figures` are label, value and what it is out of; `ask` is what to ask about, and `shown` has
    every filter with its value. Its tables are set as `loose` as its pages have room, from 0.
    """

    title: str
    standing: tuple[str, ...]
    sentences: tuple[str, ...]
    figures: tuple[tuple[str, str, str], ...]
    pictures: tuple[Picture, ...]
    listings: tuple[Listing, ...]
    caveats: tuple[str, ...]
    shown: tuple[tuple[str, str], ...]
    foot: str
    ask: tuple[str, ...] = ()
    loose: float = 0

    @property
    def filters(self) -> str:
        """Write every filter with its value, in one line."""
        return "; ".join(f"{name}: {value}" for name, value in self.shown)
