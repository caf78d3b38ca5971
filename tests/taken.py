"""Compares what a page shows with every form in which it is taken away, figure for figure."""

import html
import io
import re
from datetime import date
from functools import lru_cache

import polars as pl
import pytest
from lxml.etree import fromstring
from lxml.html import document_fromstring

from dashboard.exhibits.found import found_answer
from dashboard.exhibits.road import sentences as road
from dashboard.files.csv import plain_text, to_csv
from dashboard.files.word import to_docx
from dashboard.files.zipped import unpack
from dashboard.measures import serious_concerns
from dashboard.measures.road.tracks import tracks
from dashboard.packs import briefings, workbooks
from dashboard.render import pictures, slides
from dashboard.render.briefing import to_html
from dashboard.render.spread import alt
from dashboard.ui import twin
from dashboard.wording import cells, words
from tests.files.reading import read
from tests.files.rules import broken

LISTED = 15
"""So many rows of a list of records are on a page at least."""
KEYS = ("name", "la_name", "setting_type", "urn", "step")
DAYS = ("week", "by")
NO_FIGURES = (*KEYS, *DAYS, "kind", "denominator")
"""What a row has though it is blank: a page leaves such a row out."""
DRAWN = {
    "load": "a calendar: a letter for each visit",
    "changed-records": "a list for machines; the page has its sums",
    "changed-figures": "a list for machines; the page has the counts that differ",
}
"""The files whose rows a page does not have in figures, and what it has instead."""
FIGURE = re.compile(r"[\d,]+ of [\d,]+|[−+]?\d[\d,.]*%?")


def numbers(rows):
    """Give the numbers of a table, row by row; a mark or a word stands for a blank."""
    return [[cell for cell in row if type(cell) in (int, float)] for row in rows]


def close(one, other):
    """Say whether two tables hold the same numbers; spreadsheets keep sixteen digits."""
    if not other:
        return one == [[]]
    return all(a == pytest.approx(b, rel=1e-14) for a, b in zip(one, other, strict=True))


def in_files(page):
    """List where the CSV, the ODS and the XLSX of a page differ from what it offers."""
    offers = page.offers
    if not offers:
        return []
    book = workbooks.workbook(page.name, [*offers.values()], page.store, page.selection)
    found = []
    for form in workbooks.FORMS:
        back = read(workbooks.written(form, book), form)
        found += [f"{form}: {fault}" for fault in (*broken(back), *in_book(back, offers))]
    for name, offer in offers.items():
        shown = offer.file.table
        content = io.BytesIO(to_csv(shown, offer.file.facts))
        filed = pl.read_csv(content, infer_schema_length=None)
        if numbers(filed.select(map(plain_text, shown.columns)).rows()) != numbers(shown.rows()):
            found.append(f"csv: {name}")
    return found


def in_book(book, offers):
    """List the tables of a workbook that differ from what is offered, which are in that order."""
    found = []
    for sheet, (name, offer) in zip(book.sheets[3:], offers.items(), strict=True):
        _, top, bottom, *_ = sheet.tables[0]
        if not close(numbers(sheet.rows[top:bottom]), numbers(offer.file.table.rows())):
            found.append(name)
    return found


def in_pictures(page):
    """List the pictures of a page that say a blank as if it were a figure, or cannot be read."""
    found = []
    for name, offer in page.offers.items():
        draw = pictures.drawing(offer)
        said = "".join(fromstring(pictures.picture(offer, draw)).itertext()) if draw else ""
        found += [name] if re.search(r"\b(None|nan|NaN|inf)\b", said) else []
    return found


MARKS = re.compile(r'class="(?:room|columns|strip|way|track|parts|range)\b')
"""What a page draws bars, columns, calendars and dots with."""


def unpictured(page):
    """List what a page draws, by its sentence, without a link to take it away as a picture."""
    _, *panels = "".join(page.pieces).split('<h2 class="headline">')
    return [
        panel.partition("</h2>")[0]
        for panel in panels
        if MARKS.search(panel) and ".svg" not in panel
    ]


def in_text(page):
    """List the figures that a page offers in a file and that its twin of text does not show.

    A long list of records is cut on the page, which then says how many more rows the file has.
    """
    written, found = _lines(page), []
    for name, offer in page.offers.items():
        if name in DRAWN:
            continue
        rows = offer.file.table
        for row in rows.head(LISTED if "urn" in rows.columns else rows.height).iter_rows(
            named=True
        ):
            asked = [*_keys(row), *_figures(row)]
            is_blank = all(row[name] is None for name in rows.columns if name not in NO_FIGURES)
            if not is_blank and not any(all(text in line for text in asked) for line in written):
                found.append((name, asked))
    return found


def _keys(row):
    """Say how a row is named on a page."""
    names = [row[name] for name in KEYS if row.get(name)]
    names = [row["age"]] if "age" in row else [n for n in names if n != row.get("step")] or names
    days = (date.fromisoformat(row[name]) for name in DAYS if row.get(name))
    return names + [words.day(day, year=False) for day in days]


def _figures(row):
    """Write the figures of a row as a page does."""
    n, total = row.get("numerator"), row.get("denominator")
    if "reason" in row:
        return [words.number(n), words.number(total)]
    if "mean_days" in row:
        return [words.n_of_n(row["published"], row["visits"])] if row["visits"] else []
    if "wait_counted" in row and not total:
        return []
    if "step" in row and total is None:
        return ["not known" if n is None else words.number(n)]
    if {"numerator", "denominator", "value"} <= set(row):
        return [cells.figure(row).partition(" (")[0]]
    if "middle" in row:
        row = row | {"denominator": None}
    counts = (value for value in row.values() if type(value) is int)
    return [words.number(count) for count in counts]


NUMBER = r"\d+(?:,\d{3})*"
N_OF_N = re.compile(
    rf"(?<![\d,])({NUMBER}) of ({NUMBER})(?!\d)(?! are drawn)(?:(?: [a-z'-]+)* \(([^()]*\d%)\))?"
)
"""A figure in words: n of N, and its share if it is given."""
ENOUGH = 10
"""A share is given from so many on."""


def in_forms(pages):
    """List the figures that a briefing or a picture says and no page, and shares of too few.

    Briefings as HTML, as Word and as the words of a picture; pictures at both sizes, with their
    alternative texts.
    """
    said = " ".join(_text(" ".join(page.pieces)) for page in pages.values())
    shown, found = {_counts(each) for each in N_OF_N.finditer(said)}, _too_few("pages", said)
    for form, text in _forms(pages):
        found += _too_few(form, text)
        found += [
            f"{form}: {each[0]}" for each in N_OF_N.finditer(text) if _counts(each) not in shown
        ]
    return found


def _forms(pages):
    """Give all that is taken away as text, by the name of its form."""
    page = pages["summary"]
    store, selection = page.store, page.selection
    offers = {path: each.offers for path, each in pages.items()}
    told = briefings.briefing(store, selection, briefings.taken(offers, store, selection))
    yield "briefing.html", _text(to_html(told).decode())
    yield "briefing.png", alt(told)
    yield "briefing.docx", _text(unpack(to_docx(told))["word/document.xml"].decode())
    for path, each in pages.items():
        for name, offer in each.offers.items():
            if draw := pictures.drawing(offer):
                yield f"{path}/{name}.svg", _text(pictures.picture(offer, draw))
                drawn = slides.slide(offer, draw) if offer.slides else None
                yield f"{path}/{name}-slide.png", _text(drawn or "")


def _text(markup):
    """Give what markup says, with the alternative texts in it."""
    alts = re.findall(r'(?:aria-label|alt|descr|title)="([^"]*)"', markup)
    return " ".join(html.unescape(" ".join((re.sub(r"<[^>]+>", " ", markup), *alts))).split())


def _counts(found):
    return found[1], found[2]


def _too_few(form, text):
    """List the shares that are given out of too few."""
    shares = (each for each in N_OF_N.finditer(text) if each[3])
    return [f"{form}: {each[0]}" for each in shares if int(each[2].replace(",", "")) < ENOUGH]


def in_briefing(pages, whole=True):
    """List where a briefing differs from the pages, by the path of each: as HTML and as ODS.

    Its workbook may hold thousands of settings: it is left out unless the `whole` is asked for.
    """
    page = pages["summary"]
    store, selection = page.store, page.selection
    offers = {path: each.offers for path, each in pages.items()}
    chosen = briefings.taken(offers, store, selection)
    told = briefings.briefing(store, selection, chosen)
    found = []
    book = workbooks.workbook("Briefing", [*chosen.values()], store, selection)
    if chosen and whole:
        back = read(workbooks.written("ods", book), "ods")
        found += [*broken(back), *in_book(back, chosen)]
    root = document_fromstring(to_html(told))
    for use, (path, name) in TAKEN.items():
        table, titles = root.iter("table"), offers[path].get(name)
        rows = [
            [*row.itertext()]
            for one in table
            if titles and one.findtext("caption").startswith(titles.title)
            for row in one.iter("tr")
        ]
        lines = _lines(pages[path]) if rows else []
        found += [f"{use}: {row}" for row in rows[1:] if not _is_shown(row, lines)]
    said = {path: _squeezed(" ".join(pages[path].pieces)) for path in pages}
    outside = (
        *_outside(store, selection),
        chosen["changed"].headline if "changed" in chosen else "",
    )
    for sentence in told.sentences:
        text = _squeezed(html.escape(sentence.rstrip(".")))
        if not any(text in page for page in said.values()) and sentence.rstrip(".") not in outside:
            found.append(f"not said on any page: {sentence}")
    for figure in told.figures:
        parts = "; ".join(figure).split("; ")
        page = said["summary"].casefold()  # a line of its own begins with "Not known"
        if not all(_squeezed(html.escape(part)).casefold() in page for part in parts):
            found.append(f"not on the Summary: {figure}")
    return found


TAKEN = {
    "types": ("areas", "area-types"),
    "profile": ("areas", "profile"),
    "events": ("areas", "area-events"),
    "unseen": ("coverage", "unseen"),
    "seen": ("areas", "area-last-seen"),
    "actions": ("enforcement", "records"),
    "parts": ("areas", "beside"),
    "kinds": ("why", "why-kinds"),
    "letters": ("found", "letters"),
    "waiting": ("found", "letters-waiting"),
}


def _outside(store, selection):
    """Give what a briefing says of pages that are not laid out for it."""
    rows = serious_concerns.by_basis(store, selection)
    return (
        road.answer(tracks(store, selection), store).rstrip("."),
        found_answer.answer(store, selection, rows).rstrip("."),
    )


def _is_shown(row, lines):
    """Say whether a row of a briefing is a row of its page: its name and every figure of it."""
    asked = [text.partition(" (")[0] for text in row if text not in ("[x]", "")]
    return any(all(text in line for text in asked) for line in lines)


def _lines(page):
    """Give the rows of every table of a page as text."""
    return _rows(tuple(page.pieces))


@lru_cache(maxsize=16)
def _rows(pieces):
    root = document_fromstring(twin.document("", "", [], pieces))
    return [" ".join(row.itertext()) for row in root.iter("tr")]


def _squeezed(text):
    return re.sub(r"\s+", "", text)
