"""Files on demand: for the address of a file, the page is laid out unseen and the file written.

What is written is what the page offers for the same address, because the same code lays it out.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from dashboard.access import scope as access
from dashboard.delivery.asked import NoSuchFileError, read
from dashboard.delivery.laid_out import VIEWS, Page, lay_out
from dashboard.exhibits.download import Offer
from dashboard.files.csv import to_csv
from dashboard.files.workbook import Workbook
from dashboard.measures import Selection, Store, choice
from dashboard.packs import archive, briefings, maps, workbooks
from dashboard.render import pictures, slides
from dashboard.render.briefing import to_html
from dashboard.render.toolbar import SLIDE
from dashboard.ui import address
from dashboard.wording import words

EVERYTHING = "everything.zip"
BRIEFING = "briefing"
BRIEFING_FORMS = briefings.FORMS | workbooks.FORMS
PICTURES = {"svg": "image/svg+xml", "png": "image/png"}
WHOLE_PAGE = "page"
"""The name of the workbook that holds every table of a page."""


@dataclass(frozen=True)
class File:
    """A finished file: its name, its media type and its bytes."""

    name: str
    kind: str
    content: bytes


def deliver(
    path: str, name: str, query: Mapping[str, str], scope: access.Scope = access.NO_LIMIT
) -> File:
    """Write the file of a page that an address names."""
    if path not in VIEWS:
        raise NoSuchFileError("There is no such page.")
    store, selection = read(query, scope)
    return _written(path, name, store, selection, query.get(address.EXPLAIN))


def _written(
    path: str, name: str, store: Store, selection: Selection, explained: str | None
) -> File:
    if name == EVERYTHING:
        return everything(store, selection)
    stem, _, form = name.rpartition(".")
    if stem == BRIEFING and form in BRIEFING_FORMS:
        return brief(form, store, selection)
    if form not in (forms := workbooks.TYPES | PICTURES | maps.TYPES):
        raise NoSuchFileError(f"Files end in {words.listed([*forms])}.")
    page = lay_out(path, store, selection, explained=explained)
    if stem == WHOLE_PAGE and form != "csv":
        return whole_page(form, page)
    is_slide = form == "png" and stem.endswith(SLIDE)
    offer = page.offers.get(stem.removesuffix(SLIDE) if is_slide else stem)
    if offer is None:
        lacking = f"{page.name} has no such table for what the filters leave."
        raise NoSuchFileError(" ".join(page.withheld) or lacking)
    if is_slide:
        return of_slide(offer)
    if form in PICTURES:
        return picture(form, offer)
    if form in maps.TYPES:
        return shapes(form, offer)
    if form == "csv":
        content = to_csv(offer.file.table, offer.file.facts)
        return _hashed(offer.file.stem, form, workbooks.TYPES[form], content)
    book = workbooks.workbook(offer.title, [offer], page.store, page.selection)
    return of_workbook(offer.file.stem, book, form)


def picture(form: str, offer: Offer) -> File:
    """Draw a table as SVG or PNG, with all that is needed to read it inside."""
    from dashboard.files.png import to_png  # its library is slow to import

    draw = pictures.drawing(offer)
    if draw is None:
        raise NoSuchFileError("This table has no picture to take away.")
    drawn = pictures.picture(offer, draw)
    content = drawn.encode() if form == "svg" else to_png(drawn)
    return _hashed(offer.file.stem, form, PICTURES[form], content)


def of_slide(offer: Offer) -> File:
    """Draw a table as PNG at the size of a slide."""
    from dashboard.files.png import to_png  # its library is slow to import

    draw = pictures.drawing(offer)
    drawn = slides.slide(offer, draw) if draw and offer.slides else None
    if drawn is None:
        raise NoSuchFileError("This table has no picture that fits a slide.")
    content = to_png(drawn, slides.PIXELS)
    return _hashed(f"{offer.file.stem}{SLIDE}", "png", PICTURES["png"], content)


def shapes(form: str, offer: Offer) -> File:
    """Write a map as GeoPackage or GeoJSON: each authority, its figures and its shape."""
    if not offer.vintage or not offer.file.height:
        raise NoSuchFileError("This table is on no map to take away.")
    return _hashed(offer.file.stem, form, maps.TYPES[form], maps.written(form, offer))


def whole_page(form: str, page: Page) -> File:
    """Write every table of a page as one workbook."""
    if not page.offers:
        lacking = f"{page.name} has no table for what the filters leave."
        raise NoSuchFileError(" ".join(page.withheld) or lacking)
    book = workbooks.workbook(page.name, [*page.offers.values()], page.store, page.selection)
    area = choice.area_name(page.selection.area, page.store)
    return of_workbook(words.slug(f"{area} {page.name} {page.store.as_at}"), book, form)


def everything(store: Store, selection: Selection) -> File:
    """Write every table of every page, and every figure, as one zip."""
    pages = [lay_out(path, store, selection) for path in VIEWS]
    offered = {page.path: (page.name, [*page.offers.values()]) for page in pages}
    content = archive.everything(offered, store, selection)
    stem = words.slug(f"{choice.area_name(selection.area, store)} everything {store.as_at}")
    return _hashed(stem, "zip", "application/zip", content)


def brief(form: str, store: Store, selection: Selection) -> File:
    """Write a briefing of two pages in one of its forms, or the workbook of its tables."""
    from dashboard.files import pdf, word  # their libraries are slow to import
    from dashboard.render import spread

    laid_out = {path: lay_out(path, store, selection).offers for path in briefings.PAGES}
    chosen = briefings.taken(laid_out, store, selection)
    area = choice.area_name(selection.area, store)
    stem = words.slug(f"{area} briefing {store.as_at}")
    if form in workbooks.FORMS:
        book = workbooks.workbook("Briefing", [*chosen.values()], store, selection)
        return of_workbook(stem, book, form)
    told = briefings.briefing(store, selection, chosen)
    write = {"pdf": pdf.to_pdf, "docx": word.to_docx, "png": spread.to_spread, "html": to_html}
    return _hashed(stem, form, BRIEFING_FORMS[form], write[form](told))


def of_workbook(stem: str, book: Workbook, form: str) -> File:
    """Write a workbook; its name ends in the start of the hash that is on its cover."""
    content = workbooks.written(form, book)
    return File(named(stem, book.digest, form), workbooks.TYPES[form], content)


def _hashed(stem: str, form: str, kind: str, content: bytes) -> File:
    """Give a file whose name ends in the start of its own hash."""
    return File(named(stem, sha256(content).hexdigest(), form), kind, content)


def named(stem: str, digest: str, form: str) -> str:
    """Name a file so that two that differ never have one name."""
    return f"{stem}-{digest[:8]}.{form}"
