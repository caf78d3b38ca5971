"""Figures as they are published, as an Atom feed: what a feed reader asks for again and again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree

KIND = "application/atom+xml; charset=utf-8"
SPACE = "http://www.w3.org/2005/Atom"


@dataclass(frozen=True)
class Entry:
    """A day of figures: the name that nothing else has, its title, its address and what it says.

    The address is relative to that of the feed.
    """

    name: str
    day: date
    title: str
    address: str
    said: str


def to_atom(
    title: str, address: str, subtitle: str, author: str, entries: Sequence[Entry]
) -> bytes:
    """Write the feed (RFC 4287) at an address of entries, the newest first.

    There is at least one. The day of an entry is its time, for nothing else of it is recorded.
    """
    feed = ElementTree.Element("feed", {"xmlns": SPACE, "xml:lang": "en-GB"})
    _text(feed, "id", _id(address))
    _text(feed, "title", title)
    _text(feed, "subtitle", subtitle)
    _text(feed, "updated", _time(max(entry.day for entry in entries)))
    _text(ElementTree.SubElement(feed, "author"), "name", author)
    ElementTree.SubElement(feed, "link", {"href": "./"})
    for entry in entries:
        told = ElementTree.SubElement(feed, "entry")
        _text(told, "id", _id(entry.name))
        _text(told, "title", entry.title)
        _text(told, "updated", _time(entry.day))
        ElementTree.SubElement(told, "link", {"href": entry.address})
        _text(told, "content", entry.said, type="text")
    ElementTree.indent(feed)
    return ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True)


def _text(parent: ElementTree.Element, name: str, text: str, **attributes: str) -> None:
    ElementTree.SubElement(parent, name, attributes).text = text


def _id(name: str) -> str:
    return uuid5(NAMESPACE_URL, name).urn


def _time(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
