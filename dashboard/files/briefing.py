"""A briefing of two pages: a tagged PDF that a screen reader can read, and the same as HTML."""

import json
from dataclasses import asdict, dataclass
from html import escape
from importlib.resources import as_file, files
from pathlib import Path
from typing import Literal

import typst

from dashboard.files.rowheads import with_row_headings
from dashboard.files.style import STYLE

TEMPLATE = Path(__file__).parent / "briefing.typ"
STANDARD: Literal["ua-1"] = "ua-1"


@dataclass(frozen=True)
class Picture:
    """A chart: what it shows in a sentence, its statistical title and its drawing."""

    finding: str
    title: str
    svg: str


@dataclass(frozen=True)
class Listing:
    """A table: what it shows, its title, its headings and its rows of text."""

    finding: str
    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Briefing:
    """Everything that a briefing says.

    `figures` are label, value and what it is out of; `shown` has every filter with its value.
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

    @property
    def filters(self) -> str:
        """Write every filter with its value, in one line."""
        return "; ".join(f"{name}: {value}" for name, value in self.shown)


def to_pdf(briefing: Briefing) -> bytes:
    """Write a briefing as PDF/UA: tagged, in English, with a title; the same bytes each time.

    Text is handed over as data, so none of it can act as markup.
    """
    with as_file(files("fontpkg_arimo") / "files") as fonts:
        content = typst.compile(
            str(TEMPLATE),
            format="pdf",
            font_paths=[str(fonts)],
            ignore_system_fonts=True,
            pdf_standards=[STANDARD],
            sys_inputs={"briefing": json.dumps(asdict(briefing) | {"filters": briefing.filters})},
        )
    return with_row_headings(content)


def to_html(briefing: Briefing) -> bytes:
    """Write a briefing as one page of HTML without a script, which prints on two sheets."""
    pictures = "".join(
        f"<section><h2>{escape(p.finding)}</h2><p>{escape(p.title)}</p>"
        f'<div role="img" aria-label="{escape(p.finding)}">{p.svg}</div></section>'
        for p in briefing.pictures
    )
    figures = "".join(
        f"<div><dt>{escape(label)}</dt>"
        f"<dd><strong>{escape(value)}</strong> {escape(under)}</dd></div>"
        for label, value, under in briefing.figures
    )
    page = (
        '<!DOCTYPE html>\n<html lang="en-GB"><head><meta charset="utf-8">'
        f"<title>{escape(briefing.title)}</title><style>{STYLE}</style></head><body><main>"
        f"<h1>{escape(briefing.title)}</h1><p>{escape(' | '.join(briefing.standing))}</p>"
        f"{_list(briefing.sentences)}<dl>{figures}</dl>"
        f'<div class="pictures">{pictures}</div>{"".join(map(_listing, briefing.listings))}'
        f"<h2>Read this with care</h2>{_list(briefing.caveats)}"
        f"<h2>What is shown</h2><p>{escape(briefing.filters)}.</p></main>"
        f"<footer><p>{escape(briefing.foot)}</p></footer></body></html>\n"
    )
    return page.encode()


def _list(sentences: tuple[str, ...]) -> str:
    return f"<ul>{''.join(f'<li>{escape(sentence)}</li>' for sentence in sentences)}</ul>"


def _listing(listing: Listing) -> str:
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in listing.headings)
    body = "".join(
        f'<tr><th scope="row">{escape(row[0])}</th>'
        + "".join(f"<td>{escape(cell)}</td>" for cell in row[1:])
        + "</tr>"
        for row in listing.rows
    )
    return (
        f"<h2>{escape(listing.finding)}</h2><table><caption>{escape(listing.title)}</caption>"
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )
