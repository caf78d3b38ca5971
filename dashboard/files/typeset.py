"""Typesets a briefing on A4. Its text is handed over as data, so that none acts as markup."""

import json
from collections.abc import Callable
from dataclasses import asdict
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import typst

from dashboard.files.briefing import ASK, Briefing

END, BOTTOM, ROW = "<end>", 810, 10.2
"""What marks the end of a briefing; the foot of a page and the height of a row, in points."""
TEMPLATE = Path(__file__).parent / "briefing.typ"


def typeset(briefing: Briefing, **form: Any) -> Any:
    """Compile a briefing in the font that travels with the dashboard; the same bytes each time.

    A PDF is bytes, and so is a picture of a single page; those of more are a list.
    """
    return _with(briefing, typst.compile, **form)


def end(briefing: Briefing) -> tuple[int, float]:
    """Say on which page a briefing ends, and for how many more rows of a table that has room."""
    (at,) = json.loads(_with(briefing, typst.query, selector=END, field="value"))
    return at["page"], (BOTTOM - at["y"]) / ROW


def _with(briefing: Briefing, work: Callable[..., Any], **form: Any) -> Any:
    told = {"filters": briefing.filters, "asking": ASK}
    with as_file(files("fontpkg_arimo") / "files") as fonts:
        return work(
            str(TEMPLATE),
            font_paths=[str(fonts)],
            ignore_system_fonts=True,
            sys_inputs={"briefing": json.dumps(asdict(briefing) | told)},
            **form,
        )
