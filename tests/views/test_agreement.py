"""A figure is the same wherever it is met: in the table, in the file, and from the command.

Every page is laid out for choices drawn at random, and each of its panels is held against the file
that it offers; the file is held against the measure, worked out anew by the command.
"""

import io
import json
import re
from dataclasses import dataclass, field
from html import unescape

import polars as pl
import pytest
from click.testing import CliRunner

from dashboard.cli import main
from dashboard.figures import downloads
from dashboard.files.csv import to_csv
from dashboard.measures.definitions import BY_NAME
from dashboard.measures.measure import COLUMNS
from dashboard.measures.shape import TYPES
from dashboard.ui import filters, parts
from dashboard.ui import page as page_of_values
from dashboard.views import PAGES, data

SHORT, LONG, PART = 6, 200, 10
"""So many choices are tried, and so many by each of the long tests."""
NUMBER = re.compile(r"\d[\d,]*")
WORDS = {word for kind in TYPES.values() if isinstance(kind, pl.Enum) for word in kind.categories}
UNSAID = {"days": "the page shows their mean", "total": "the page shows its parts"}
CUT = "in the download"
"""What a page says where its table is longer than it shows."""
SPOKEN = ("status", "label")
"""Columns of words that say what others say already."""
CALLED = {"code": "la_code"}
"""What the command calls a column of a file."""


@dataclass
class Laid:
    """One panel as it was laid out: its words, and each file with what had been said by then."""

    text: str = ""
    files: list = field(default_factory=list)


@pytest.fixture
def lay_out(monkeypatch):
    """Give a function that lays a page out and gives its panels, without a browser."""
    panels, asked = [], {}

    def html(shown, piece):
        kept(shown).text += unescape(re.sub("<[^>]*>", " ", piece)) + " "

    def kept(shown):
        if not hasattr(shown, "laid"):
            shown.laid = Laid()
            panels.append(shown.laid)
        return shown.laid

    def drawn(values, _on_choose, **_):
        panels[-1].text += re.sub(r"[\[\]{}\"]|,(?! )", " ", values.payload().decode())

    def described(store, selection, measure, table, columns, name):
        made = download(store, selection, measure, table, columns, name)
        asked[id(made.table)] = (selection, measure, made.table)
        return made

    download = downloads.download
    monkeypatch.setattr(parts.Panel, "html", html)
    monkeypatch.setattr(parts.Panel, "chart", lambda *_: None)
    monkeypatch.setattr(parts.Panel, "draw", lambda _: None)
    monkeypatch.setattr(
        parts.Panel, "download", lambda shown, _, file, **__: kept(shown).files.append(file)
    )
    for control in ("strip", "picture"):
        monkeypatch.setattr(filters, control, lambda *_: None)
    monkeypatch.setattr(page_of_values, "area_map", drawn)
    monkeypatch.setattr(downloads, "download", described)

    def page(view, store, selection):
        panels.clear()
        asked.clear()
        view.page(store, selection, [])
        return panels, list(asked.values())

    return page


def numbers(text):
    """Find every whole number that a text writes, thousands parted by commas or not."""
    return {int(found.replace(",", "")) for found in NUMBER.findall(text)}


def check_file(panel, file, shown=True):
    """Hold a file against the panel that offers it, and against itself once written and read.

    A figure of 0 may be said in words.
    """
    said = numbers(panel.text)
    counts = [name for name, kind in file.table.schema.items() if kind == pl.Int64]
    whole = shown and CUT not in panel.text
    for name in counts if whole else ():
        missing = {n for n in file.table[name].drop_nulls() if n and n not in said}
        assert name in UNSAID or not missing, (
            f"{name} in {file.stem}, not on the page: {sorted(missing)[:5]}"
        )
    if {"numerator", "denominator", "value"} <= set(file.table.columns):
        figures = file.table.select(pl.col("numerator", "denominator", "value").cast(pl.Float64))
        known = figures.filter(pl.col("denominator") > 0)
        ratio = known["numerator"] / known["denominator"]
        assert known["value"].to_list() == pytest.approx(ratio.to_list(), nan_ok=False, abs=1e-12)
    back = pl.read_csv(io.BytesIO(to_csv(file.table, file.facts)), infer_schema=False)
    assert back.height == file.table.height
    for name in counts:
        assert back[name].cast(pl.Int64).equals(file.table[name])


def by_columns(table):
    """Give the columns that a file's rows are split by, where the command can split so."""
    spoken = (*SPOKEN, "name") if "code" in table.columns else SPOKEN
    words = [c for c in table.columns if table.schema[c] == pl.String and c not in spoken]
    splits = bool(words) and all(CALLED.get(column, column) in COLUMNS for column in words)
    return words if splits and "numerator" in table.columns else None


def check_command(selection, measure, table, as_at):
    """Hold a file against what the command prints for the same choice."""
    by = by_columns(table)
    if by is None or measure.name not in BY_NAME or (selection.regions == 9 and "region" in by):
        return 0
    words = ["measure", measure.name, "--as-at", str(as_at), "--format", "json"]
    words += [w for column in by for w in ("--by", CALLED.get(column, column))]
    words += [
        w for c, word in selection.of(measure).where().items() for w in ("--where", f"{c}={word}")
    ]
    words += ["--from", str(selection.since)] if selection.since else []
    words += ["--to", str(selection.until)] if selection.until else []
    printed = json.loads(CliRunner().invoke(main, words, catch_exceptions=False).stdout)
    expected = {
        tuple(row[CALLED.get(c, c)] for c in by): (row["numerator"], row["denominator"])
        for row in printed
    }
    compared = 0
    for row in table.iter_rows(named=True):
        key = tuple(row[column] for column in by)
        if key in expected:
            found = (row["numerator"], row.get("denominator"))
            wanted = expected[key]
            assert found == wanted or (found[1] is None and found[0] == wanted[0]), (key, measure)
            compared += 1
        elif "Local authority" not in key:
            beyond = row["numerator"] in (0, None) or not all(word in WORDS for word in key)
            assert beyond, f"the command lacks {key} of {measure.name}"
    return compared


def check_pages(lay_out, store, selections):
    files = compared = 0
    for selection in selections:
        for _, _, view in PAGES:
            panels, asked = lay_out(view, store, selection)
            for panel in panels:
                for file in panel.files:
                    check_file(panel, file, shown=view is not data)
                    files += 1
            compared += sum(check_command(*one, store.as_at) for one in asked)
    assert files > 10 * len(selections)
    assert compared > 20 * len(selections)


def test_every_figure_is_the_same_on_the_page_in_its_file_and_from_the_command(
    lay_out, illustrated, random_selections
):
    check_pages(lay_out, illustrated, random_selections(illustrated, SHORT, seed=5, of_visits=True))


@pytest.mark.long
@pytest.mark.parametrize("first", range(0, LONG, PART))
def test_figures_agree_for_two_hundred_choices(lay_out, illustrated, random_selections, first):
    check_pages(
        lay_out, illustrated, random_selections(illustrated, PART, seed=first, of_visits=True)
    )
