"""Every file of a release, by its place: the same bytes whenever and by whomever it is written."""

from collections.abc import Mapping
from hashlib import sha256

from dashboard.disclosure.release import Release
from dashboard.figures import words
from dashboard.files.briefing import to_html, to_pdf
from dashboard.files.csv import to_csv
from dashboard.measures.selection import ENGLAND
from dashboard.packs.released import notes
from dashboard.packs.released.books import briefing, workbook
from dashboard.packs.released.pages import pages
from dashboard.packs.released.pictures import picture
from dashboard.packs.released.rows import every, table
from dashboard.packs.workbooks import FORMS
from dashboard.packs.workbooks import written as as_workbook


def written(release: Release) -> Mapping[str, bytes]:
    """Write every file of a release."""
    files = texts(release) | _documents(release)
    sums = [f"{sha256(content).hexdigest()}  {name}\n" for name, content in sorted(files.items())]
    return files | {"SHA256SUMS": "".join(sums).encode()}


def texts(release: Release) -> dict[str, bytes]:
    """Write the files of a release that are text, which costs little."""
    files = {f"{name}.html": page.encode() for name, page in pages(release).items()}
    facts = {
        "as_at_release": release.name,
        "source": notes.source(release),
        "marking": notes.MARKING,
        "method": " ".join(notes.method(release)),
    }
    files["figures.csv"] = to_csv(every(release), facts)
    for of in release.tables:
        files[f"tables/{of.name}.csv"] = to_csv(table(release, of), facts)
        files[f"pictures/{of.name}.svg"] = picture(release, of, ENGLAND).encode()
    for place in (ENGLAND, *release.regions):
        files[f"briefings/{words.slug(place)}.html"] = to_html(briefing(release, place))
    return files


def _documents(release: Release) -> dict[str, bytes]:
    from dashboard.files.png import to_png  # their libraries are slow to import
    from dashboard.files.word import to_docx

    files = {f"tables.{form}": as_workbook(form, workbook(release)) for form in FORMS}
    for of in release.tables:
        files[f"pictures/{of.name}.png"] = to_png(picture(release, of, ENGLAND))
    for place in (ENGLAND, *release.regions):
        told, stem = briefing(release, place), f"briefings/{words.slug(place)}"
        files[f"{stem}.pdf"] = to_pdf(told)
        files[f"{stem}.docx"] = to_docx(told)
        files[f"{stem}.ods"] = as_workbook("ods", workbook(release, place))
    return files
