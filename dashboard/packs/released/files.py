"""Every file of a release, by its place: the same bytes whenever and by whomever it is written."""

from collections.abc import Callable, Mapping
from functools import partial
from hashlib import sha256

from dashboard.disclosure import release_notes
from dashboard.disclosure.release import Release, Table
from dashboard.disclosure.release_rows import every, table
from dashboard.files.briefing import Briefing
from dashboard.files.csv import to_csv
from dashboard.files.pdf import to_pdf
from dashboard.measures.selection import ENGLAND
from dashboard.packs.released.books import briefing, workbook
from dashboard.packs.released.pictures import picture
from dashboard.packs.workbooks import FORMS
from dashboard.packs.workbooks import written as as_workbook
from dashboard.render.briefing import to_html
from dashboard.render.released import pages
from dashboard.wording import words

SUMS = "SHA256SUMS"


def written(release: Release) -> Mapping[str, bytes]:
    """Write every file of a release."""
    files = texts(release) | {name: make() for name, make in makers(release).items()}
    sums = [f"{sha256(content).hexdigest()}  {name}\n" for name, content in sorted(files.items())]
    return files | {SUMS: "".join(sums).encode()}


def texts(release: Release) -> dict[str, bytes]:
    """Write the files of a release that are text, which costs little."""
    files = {f"{name}.html": page.encode() for name, page in pages(release).items()}
    facts = {
        "as_at_release": release.name,
        "source": release_notes.source(release),
        "marking": release_notes.MARKING,
        "method": " ".join(release_notes.method(release)),
    }
    files["figures.csv"] = to_csv(every(release), facts)
    for of in release.tables:
        files[f"tables/{of.name}.csv"] = to_csv(table(release, of), facts)
        files[f"pictures/{of.name}.svg"] = picture(release, of, ENGLAND).encode()
    for place in (ENGLAND, *release.regions):
        files[f"briefings/{words.slug(place)}.html"] = to_html(briefing(release, place))
    return files


def lightly(release: Release) -> dict[str, bytes | None]:
    """Write the files that are text, and name all others without content."""
    return {**dict.fromkeys((*makers(release), SUMS)), **texts(release)}


def makers(release: Release) -> dict[str, Callable[[], bytes]]:
    """Say for each file that is no text how it is written."""
    made: dict[str, Callable[[], bytes]] = {
        f"tables.{form}": partial(_book, form, release, None) for form in FORMS
    }
    for of in release.tables:
        made[f"pictures/{of.name}.png"] = partial(_drawn, release, of)
    for place in (ENGLAND, *release.regions):
        stem = f"briefings/{words.slug(place)}"
        made[f"{stem}.pdf"] = partial(_brief, to_pdf, release, place)
        made[f"{stem}.docx"] = partial(_word, release, place)
        made[f"{stem}.png"] = partial(_spread, release, place)
        made[f"{stem}.ods"] = partial(_book, "ods", release, place)
    return made


def _book(form: str, release: Release, place: str | None) -> bytes:
    return as_workbook(form, workbook(release, place))


def _brief(write: Callable[[Briefing], bytes], release: Release, place: str) -> bytes:
    return write(briefing(release, place))


def _word(release: Release, place: str) -> bytes:
    from dashboard.files.word import to_docx  # its library is slow to import

    return _brief(to_docx, release, place)


def _spread(release: Release, place: str) -> bytes:
    from dashboard.render.spread import to_spread  # its library is slow to import

    return _brief(to_spread, release, place)


def _drawn(release: Release, of: Table) -> bytes:
    from dashboard.files.png import to_png  # its library is slow to import

    return to_png(picture(release, of, ENGLAND))
