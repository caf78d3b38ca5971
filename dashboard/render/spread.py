"""A briefing as one picture: its pages beside each other, for a message or a slide."""

from base64 import b64encode
from struct import pack, unpack
from zlib import crc32

from dashboard.files.briefing import Briefing
from dashboard.files.png import to_png
from dashboard.files.typeset import typeset

DOTS, GAP, DESK = 150, 30, "#e5e7eb"
"""Pixels to the inch, pixels of desk around each page, and its colour."""
HEAD, SIZE = 33, slice(16, 24)
"""A PNG begins with so many bytes that say what it is; these are its width and height."""


def to_spread(briefing: Briefing) -> bytes:
    """Draw the pages of the PDF side by side as a PNG that says in words what it shows."""
    made = typeset(briefing, format="png", ppi=DOTS)
    pages = [made] if isinstance(made, bytes) else made
    wide, high = unpack(">II", pages[0][SIZE])
    width = len(pages) * (wide + GAP) + GAP
    drawn = "".join(
        f'<image x="{GAP + place * (wide + GAP)}" y="{GAP}" width="{wide}" height="{high}" '
        f'href="data:image/png;base64,{b64encode(page).decode()}"/>'
        for place, page in enumerate(pages)
    )
    whole = to_png(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {high + 2 * GAP}">'
        f'<rect width="100%" height="100%" fill="{DESK}"/>{drawn}</svg>',
        width,
    )
    return _saying(whole, {"Title": briefing.title, "Description": alt(briefing)})


def alt(briefing: Briefing) -> str:
    """Say what the picture shows, for who cannot see it: its title and its sentences."""
    return " ".join((f"{briefing.title}. {'. '.join(briefing.standing)}.", *briefing.sentences))


def _saying(png: bytes, told: dict[str, str]) -> bytes:
    """Write texts into a PNG, as international text (iTXt) after its head."""
    chunks = b"".join(
        _chunk(f"{name}\0\0\0en-GB\0\0{text}".encode()) for name, text in told.items()
    )
    return png[:HEAD] + chunks + png[HEAD:]


def _chunk(content: bytes) -> bytes:
    body = b"iTXt" + content
    return pack(">I", len(content)) + body + pack(">I", crc32(body))
