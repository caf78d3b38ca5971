"""Hand-made files in Ofsted's layouts: written for a test, never copied from a release."""

import csv
import io
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "table", "text")
)
ODS_KIND = "application/vnd.oasis.opendocument.spreadsheet"
CANARY = "CANARY 12 Hidden Lane"

PROVIDER = [
    "Web link",
    "URN",
    "Linked Education URN",
    "Provision type",
    "Registration date",
    "Registration status",
    "Name",
    "Address 1",
    "Town",
    "County",
    "Postcode",
    "Ofsted region",
    "Government Office Region",
    "Local authority",
    "Parliamentary constituency",
    "Sector",
    "Places",
    "Organisation which owns the provider",
]
JUDGED = "Overall experiences and progress of children and young people"
LATEST = ["Event type", "Inspection date", "Publication date", "Event number", JUDGED]
EVENT = [
    "Inspection event type",
    "Inspection date",
    "Inspection publication date",
    "Inspection event number",
    f"Inspection {JUDGED.lower()}",
]
BANNER = ["Provider information", *[""] * (len(PROVIDER) - 1), "Latest Full Inspection", *[""] * 4]
MOVES = [
    "URN",
    "Provision type",
    "Ofsted Region",
    "Local authority",
    "Parliamentary constituency",
    "Sector",
    "Places",
    "Registration date",
    "Resigned/closed date",
    "Joiner status",
    "Leaver status",
    "Registration status",
    "Name",
]


def provider_cells(urn="SC000001", **said):
    """One provider's own columns; whatever must never be loaded holds the canary."""
    cells = dict.fromkeys(PROVIDER, CANARY) | {
        "URN": urn,
        "Linked Education URN": "",
        "Provision type": "Children's home",
        "Registration date": "24/04/2009",
        "Registration status": "Active",
        "Ofsted region": "North East, Yorkshire and the Humber",
        "Government Office Region": "Yorkshire and The Humber",
        "Local authority": "Leeds",
        "Sector": "Private",
        "Places": "4",
    }
    return list((cells | said).values())


def register_row(urn="SC000001", latest=None, **said):
    """One provider of a register, with its latest full inspection."""
    found = ["Full inspection", "21/10/2019", "29/11/2019", "10098497", "Good"]
    return provider_cells(urn, **said) + (found if latest is None else latest)


def event_row(urn="SC000001", kind="Full inspection", day="07/06/2020", number="10000001", **said):
    """One event of a provider, published a month later."""
    published = said.pop("published", "30/11/2020")
    return [*provider_cells(urn, **said), kind, day, published, number, "Good"]


def move_row(urn="SC000009", left="", **said):
    """One joiner or leaver."""
    cells = {
        "URN": urn,
        "Provision type": "Children's home",
        "Ofsted Region": "North East, Yorkshire and the Humber",
        "Local authority": "Leeds",
        "Parliamentary constituency": CANARY,
        "Sector": "Private",
        "Places": "3",
        "Registration date": "25/01/2016",
        "Resigned/closed date": left,
        "Joiner status": "",
        "Leaver status": "Leaver" if left else "",
        "Registration status": "Active",
        "Name": CANARY,
    }
    return list((cells | said).values())


class Layouts:
    """What a test needs to lay out a table: the headings, and rows that fit them."""

    provider, latest, event, banner, moves = PROVIDER, LATEST, EVENT, BANNER, MOVES
    judged, canary = JUDGED, CANARY
    register_row, event_row, move_row = map(staticmethod, (register_row, event_row, move_row))

    def register(self, *rows):
        return [BANNER, PROVIDER + LATEST, *rows]

    def events(self, *rows):
        return [PROVIDER + EVENT, *rows]


def ods_cell(value):
    if value is None or value == "":
        return "<table:table-cell/>"
    said = escape(str(value))
    return (
        f'<table:table-cell office:value-type="string"><text:p>{said}</text:p></table:table-cell>'
    )


def ods_sheet(name, rows):
    lines = (f"<table:table-row>{''.join(map(ods_cell, row))}</table:table-row>" for row in rows)
    return f'<table:table table:name="{escape(name)}">{"".join(lines)}</table:table>'


@pytest.fixture
def layouts():
    return Layouts()


@pytest.fixture
def write_csv(tmp_path):
    """Write rows as a CSV; `encoding` as a release may have it."""

    def write(name: str, rows, encoding="utf-8") -> Path:
        text = io.StringIO()
        csv.writer(text).writerows(rows)
        path = tmp_path / name
        path.write_bytes(text.getvalue().encode(encoding))
        return path

    return write


@pytest.fixture
def write_ods(tmp_path):
    """Write sheets as the smallest ODS that opens."""

    def write(name: str, sheets, kind=ODS_KIND) -> Path:
        body = "".join(ods_sheet(title, rows) for title, rows in sheets.items())
        content = (
            f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {SPACES} '
            f'office:version="1.2"><office:body><office:spreadsheet>{body}'
            "</office:spreadsheet></office:body></office:document-content>"
        )
        manifest = (
            '<?xml version="1.0"?><manifest:manifest xmlns:manifest='
            '"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry '
            f'manifest:full-path="/" manifest:media-type="{ODS_KIND}"/></manifest:manifest>'
        )
        path = tmp_path / name
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("mimetype", kind)
            archive.writestr("META-INF/manifest.xml", manifest)
            archive.writestr("content.xml", content)
        return path

    return write
