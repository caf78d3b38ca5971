"""Typesets a briefing on A4. Its text is handed over as data, so that none acts as markup."""

import json
from dataclasses import asdict
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import typst

from dashboard.files.briefing import ASK, Briefing

TEMPLATE = Path(__file__).parent / "briefing.typ"


def typeset(briefing: Briefing, **form: Any) -> Any:
    """Compile a briefing in the font that travels with the dashboard; the same bytes each time.

    A PDF is bytes, and so is a picture of a single page; those of more are a list.
    """
    told = {"filters": briefing.filters, "asking": ASK}
    with as_file(files("fontpkg_arimo") / "files") as fonts:
        return typst.compile(
            str(TEMPLATE),
            font_paths=[str(fonts)],
            ignore_system_fonts=True,
            sys_inputs={"briefing": json.dumps(asdict(briefing) | told)},
            **form,
        )
