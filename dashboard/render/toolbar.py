"""The toolbar of an exhibit: one quiet row beside its headline, the same for every exhibit.

A browser adds what it does by itself: it opens the table, copies and links (`ui/frame/tools.js`).
"""

from html import escape

from dashboard.exhibits.download import Offer
from dashboard.exhibits.exhibit import Exhibit
from dashboard.exhibits.explained.offers import has_any
from dashboard.exhibits.written import anchor_of_exhibit
from dashboard.render import pictures
from dashboard.render.leading import Links
from dashboard.wording import words

FORMS = {"ods": "ODS", "xlsx": "Excel"}
"""The forms of a workbook, by the ending of its file."""

SHAPES = {"gpkg": "GeoPackage", "geojson": "GeoJSON"}
"""The forms of a map with its figures, by the ending of its file."""

PICTURES = {"png": "PNG", "svg": "SVG"}
"""The forms of a picture, by the ending of its file."""

SLIDE, SLIDES = "-slide", {"png": "PNG for a slide"}
"""What the name of a picture for a slide ends with, and its form."""


def name(exhibit: Exhibit) -> str:
    """Name an exhibit in an address, after a #."""
    return anchor_of_exhibit(exhibit.key)


def toolbar(exhibit: Exhibit, made: Offer | None, links: Links, is_tabled: bool) -> str:
    """Offer what can be done with an exhibit; `is_tabled` says that it has a closed table."""
    taken = to_files(exhibit.key, made, links) if made and made.file.height else ""
    panel = f'<details class="take"><summary>Download</summary><div>{taken}</div></details>'
    closed = ' data-table="1"' if is_tabled else ""
    closed += ' data-explained="1"' if has_any(exhibit.asked) else ""
    return (
        f'<div class="tools" role="group" aria-label="{escape(exhibit.title or exhibit.headline)}" '
        f'data-exhibit="{name(exhibit)}"{closed}><details class="opens"><summary>Tools</summary>'
        f'</details><div class="row">{panel if taken else ""}</div></div>'
    )


def to_files(key: str, made: Offer, links: Links) -> str:
    """Link to a file and to its picture, for who may take files.

    They are links rather than buttons: these cost nothing to send beside the rest of a page.
    """
    if not links.files:
        return ""
    file = made.file
    rows = words.many(file.height, "rows", "no")
    size = f"about {words.number(max(round(file.size / 1000), 1))} kB"
    said = {"csv": f"Download this table (CSV, {rows}, {size})"} | FORMS
    lines = [links.to_file(key, said)]
    if pictures.drawing(made):
        slide = f", {links.to_file(f'{key}{SLIDE}', SLIDES)}" if made.slides else ""
        lines.append(f"As a picture: {links.to_file(key, PICTURES)}{slide}")
    if made.vintage and file.height:
        lines.append(f"With its shapes: {links.to_file(key, SHAPES)}")
    return "".join(f'<p class="files">{line}</p>' for line in lines)
