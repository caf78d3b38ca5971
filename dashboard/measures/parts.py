"""The parts of pages: a reader sees one of a page at a time, or all of them below one another.

Each has a word of its own in an address, which no other page has: so a link opens the part that it
names, and a page that has no such part opens with its first one.
"""

from collections.abc import Mapping

FIRST, ALL = "first", "all"
"""What a page opens with, and all of its parts on one page."""

AREAS, TYPES, WEEKS = "areas", "types", "weeks"
LEFT, FAIRNESS = "who is left", "fairness"

PARTS: Mapping[str, str] = {
    AREAS: "Where",
    TYPES: "By region and type",
    WEEKS: "Over time",
    LEFT: "Who is left",
    FAIRNESS: "Fairness of coverage",
}
"""What each part is called, by its word."""
