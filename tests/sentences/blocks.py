"""What a page laid out as text says: each block of words, with the kind of element it stands in."""

from html.parser import HTMLParser
from typing import NamedTuple

BLOCKS = {"h1", "h2", "h3", "h4", "p", "li", "dt", "dd", "summary", "caption", "th", "td", "div"}
AROUND = {
    "tr",
    "table",
    "ul",
    "ol",
    "dl",
    "section",
    "figure",
    "details",
    "nav",
    "header",
    "footer",
}
UNREAD = {"style", "script", "svg"}
SPOKEN = ("aria-label", "alt")


class Block(NamedTuple):
    """Words that stand together: the element, its class, and the text with single spaces."""

    element: str
    kind: str
    text: str


class Reader(HTMLParser):
    """Takes the blocks of HTML apart; words of inline elements run on as they are written."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Block] = []
        self.inside: list[tuple[str, str]] = []
        self.words: list[str] = []
        self.unread = 0

    def close_block(self) -> None:
        """Keep what has been read since the last block began, if anything."""
        text = " ".join("".join(self.words).split())
        if text:
            self.found.append(Block(*(self.inside[-1] if self.inside else ("", "")), text))
        self.words = []

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.found += [Block(tag, name, given[name]) for name in SPOKEN if given.get(name)]
        self.unread += tag in UNREAD
        if tag in BLOCKS | AROUND:
            self.close_block()
            self.inside.append((tag, given.get("class") or ""))

    def handle_endtag(self, tag):
        self.unread -= tag in UNREAD
        if tag in BLOCKS | AROUND:
            self.close_block()
            while self.inside and self.inside.pop()[0] != tag:
                pass

    def handle_data(self, data):
        if not self.unread:
            self.words.append(data)


def blocks(pieces):
    """Give the blocks of a page's pieces, in order."""
    reader = Reader()
    reader.feed("".join(pieces))
    reader.close_block()
    return reader.found


def headlines(found):
    """Give what stands over figures: the answer, headlines, and the tiles."""
    return [each.text for each in found if is_headline(each)]


def is_headline(block):
    """Say whether a block is read before all others."""
    return block.element in ("h2", "dd") or "answer" in block.kind.split()
