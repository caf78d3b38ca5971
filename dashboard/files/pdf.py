"""A briefing of two pages as a tagged PDF that a screen reader can read."""

import json
from dataclasses import asdict
from importlib.resources import as_file, files
from pathlib import Path
from typing import Literal

import typst

from dashboard.files.briefing import ASK, Briefing
from dashboard.files.rowheads import with_row_headings

TEMPLATE = Path(__file__).parent / "briefing.typ"
STANDARD: Literal["ua-1"] = "ua-1"


def to_pdf(briefing: Briefing) -> bytes:
    """Write a briefing as PDF/UA: tagged, in English, with a title; the same bytes each time.

    Text is handed over as data, so none of it can act as markup.
    """
    told = {"filters": briefing.filters, "asking": ASK}
    with as_file(files("fontpkg_arimo") / "files") as fonts:
        content = typst.compile(
            str(TEMPLATE),
            format="pdf",
            font_paths=[str(fonts)],
            ignore_system_fonts=True,
            pdf_standards=[STANDARD],
            sys_inputs={"briefing": json.dumps(asdict(briefing) | told)},
        )
    return with_row_headings(content)
