"""The pages of a release as text: its tables, what they say and what may be read from them."""

from collections.abc import Sequence
from html import escape

import polars as pl

from dashboard.disclosure import release_notes
from dashboard.disclosure.release import Release, Table
from dashboard.disclosure.release_rows import said, sentence, table
from dashboard.measures.selection import ENGLAND
from dashboard.render.alone import document
from dashboard.render.html.markup import headed, row, texts
from dashboard.wording import words

NAMES = {
    "coverage": "Coverage",
    "why": "Why we went",
    "found": "What we found",
    "enforcement": "Enforcement",
}
INDEX = "index"
FORMS = {"pdf": "PDF", "docx": "Word", "png": "picture", "html": "web page", "ods": "tables"}


def pages(release: Release) -> dict[str, str]:
    """Write the first page and a page for every part that has a table, by name."""
    own = {page: [t for t in release.tables if t.page == page] for page in NAMES}
    shown = {page: tables for page, tables in own.items() if tables}
    written = {page: _page(release, page, tables, [*shown]) for page, tables in shown.items()}
    return {INDEX: _index(release, [*shown]), **written}


def _index(release: Release, shown: Sequence[str]) -> str:
    parts = [f"<li>{escape(sentence(table(release, t), ENGLAND))}.</li>" for t in release.tables]
    links = {
        "Every table as one workbook": "tables.ods",
        "The same for Excel": "tables.xlsx",
        "Every figure in one table (CSV)": "figures.csv",
        "Hashes of all files": "SHA256SUMS",
    }
    files = "".join(f'<li><a href="{to}">{escape(name)}</a></li>' for name, to in links.items())
    briefings = "".join(map(_briefings, (ENGLAND, *release.regions)))
    body = (
        f"<ul>{''.join(parts)}</ul><h2>Take it away</h2><ul>{files}</ul>"
        f"<h2>Briefings</h2><ul>{briefings}</ul>"
    )
    return _document(release, "Assurance visits", body, "", shown)


def _briefings(area: str) -> str:
    stem = f"briefings/{words.slug(area)}"
    links = ", ".join(f'<a href="{stem}.{form}">{name}</a>' for form, name in FORMS.items())
    return f"<li>{escape(area)}: {links}</li>"


def _page(release: Release, page: str, tables: Sequence[Table], shown: Sequence[str]) -> str:
    body = "".join(_section(release, of) for of in tables)
    return _document(release, NAMES[page], body, page, shown)


def _section(release: Release, of: Table) -> str:
    rows = table(release, of)
    meaning = "".join(f"<li>{escape(s.label)}: {escape(s.definition)}</li>" for s in of.columns)
    links = ", ".join(
        f'<a href="{to}">{name}</a>'
        for name, to in {
            "CSV": f"tables/{of.name}.csv",
            "SVG": f"pictures/{of.name}.svg",
            "PNG": f"pictures/{of.name}.png",
        }.items()
    )
    return (
        f"<h2>{escape(of.title)}</h2><p>{escape(sentence(rows, ENGLAND))}.</p>"
        f"{_html(rows, of.title, release.name)}<p>{links}</p><ul>{meaning}</ul>"
    )


def _html(rows: pl.DataFrame, caption: str, day: str) -> str:
    labels = rows["measure"].unique(maintain_order=True)
    body = "".join(
        row(str(name), texts(_cell(each, day) for each in group.iter_rows(named=True)))
        for (name, _), group in rows.group_by("name", "code", maintain_order=True)
    )
    return (
        f"<table><caption>{escape(caption)}</caption><thead>{headed(['Area', *labels])}</thead>"
        f"<tbody>{body}</tbody></table>"
    )


def _cell(row: dict[str, object], day: str) -> str:
    """Write a figure, with its day where that is an earlier release's."""
    return said(row) if row["as_at"] in ("", day) else f"{said(row)} (as at {row['as_at']})"


def _document(release: Release, title: str, body: str, here: str, shown: Sequence[str]) -> str:
    standing = release_notes.standing(release)
    listed = ((INDEX, "Release"), *((page, NAMES[page]) for page in shown))
    links = " | ".join(
        f'<a href="{to}.html"{" aria-current=page" if to == here else ""}>{name}</a>'
        for to, name in listed
    )
    told = "".join(f"<li>{escape(said)}</li>" for said in release_notes.method(release))
    whole = (
        f"<nav>{links}</nav><main><h1>{escape(title)}</h1><p>{escape(' | '.join(standing))}</p>"
        f"<p>{escape(release_notes.period(release))}.</p>{body}"
        f"<h2>How to read these figures</h2><ul>{told}<li>{release_notes.NOBODY}</li></ul></main>"
        f"<footer><p>Questions: {escape(release_notes.contact(release))}</p></footer>"
    )
    return document(f"{title}: release of {words.day(release.as_at)}", whole)
