"""A figure is the same wherever it is met: in the table, in the file, and from the command.

Every page is laid out for choices drawn at random, and each of its panels is held against the file
that it offers; the file is held against the measure, worked out anew by the command.
"""

import io
import json
import re
from dataclasses import dataclass
from functools import partial
from html import unescape

import polars as pl
import pytest
from click.testing import CliRunner

from dashboard.cli import main
from dashboard.exhibits import download as downloads
from dashboard.exhibits.exhibit import AreasMap
from dashboard.exhibits.made import groups
from dashboard.exhibits.pages import PAGES
from dashboard.exhibits.pages.data import DATA
from dashboard.files.csv import to_csv
from dashboard.measures.definitions import BY_NAME
from dashboard.measures.measure import COLUMNS
from dashboard.measures.shape import TYPES
from dashboard.measures.status import Status
from dashboard.render.leading import Links
from dashboard.render.pieces import OnScreen, Opened, of_exhibits

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
    """What stands under one headline: its words, and the files that it offers."""

    text: str
    files: list


@pytest.fixture
def lay_out(monkeypatch):
    """Give a function that makes a page's exhibits anew, and gives what they say and offer."""
    asked = {}

    def described(store, selection, measure, table, columns, name, *beside):
        made = download(store, selection, measure, table, columns, name, *beside)
        asked[id(made.table)] = (selection, measure, made.table)
        return made

    download = downloads.download
    monkeypatch.setattr(downloads, "download", described)

    def laid_out(page, store, selection):
        asked.clear()
        opened = Opened(store, selection, (), Links())
        anew = [partial(make) for section in page.sections for make in section.makes]
        panels = [
            Laid(text_of(group, opened), [each.file for each in group if each.file is not None])
            for group in groups(anew, store, selection)
        ]
        return panels, list(asked.values())

    return laid_out


def text_of(group, opened):
    """Give the words of exhibits under one headline, with what their map is told."""
    pieces = of_exhibits(group, opened, in_full=False)
    return " ".join(unescape(re.sub("<[^>]*>", " ", said(piece))) for piece in pieces)


def said(piece):
    if not isinstance(piece, OnScreen):
        return piece
    if not isinstance(piece.chart, AreasMap):
        return ""
    told = json.dumps(vars(piece.chart))
    return re.sub(r"[\[\]{}\"]|,(?! )", " ", told)


def numbers(text):
    """Find every whole number that a text writes, thousands parted by commas or not."""
    return {int(found.replace(",", "")) for found in NUMBER.findall(text)}


def _said(table, name):
    """List the counts of a column that a page says: of a blank it does not say out of how many."""
    blank = name == "denominator" and "numerator" in table.columns
    rows = table.filter(pl.col("numerator").is_not_null()) if blank else table
    return rows[name].drop_nulls()


def _is_shown(table):
    """Give the rows that have a value: of one of which few letters are out it is kept blank."""
    if "status" not in table.columns:
        return pl.lit(value=True)
    return (table["status"] != Status.HALF.value).fill_null(value=True)


def check_file(panel, file, shown=True):
    """Hold a file against the panel that offers it, and against itself once written and read.

    A figure of 0 may be said in words.
    """
    said = numbers(panel.text)
    counts = [name for name, kind in file.table.schema.items() if kind == pl.Int64]
    whole = shown and CUT not in panel.text
    for name in counts if whole else ():
        missing = {n for n in _said(file.table, name) if n and n not in said}
        assert name in UNSAID or not missing, (
            f"{name} in {file.stem}, not on the page: {sorted(missing)[:5]}"
        )
    if {"numerator", "denominator", "value"} <= set(file.table.columns):
        figures = file.table.select(pl.col("numerator", "denominator", "value").cast(pl.Float64))
        known = figures.filter(pl.col("denominator") > 0, _is_shown(file.table))
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
        for page in PAGES:
            panels, asked = lay_out(page, store, selection)
            for panel in panels:
                for file in panel.files:
                    check_file(panel, file, shown=page is not DATA)
                    files += 1
            compared += sum(check_command(*one, store.as_at) for one in asked)
    assert files > 10 * len(selections)
    assert compared > 20 * len(selections)


def test_every_figure_is_the_same_on_the_page_in_its_file_and_from_the_command(
    lay_out, illustrated, random_selections
):
    drawn = random_selections(illustrated, SHORT, seed=5, of_visits=True, compared=True)
    check_pages(lay_out, illustrated, drawn)


@pytest.mark.long
@pytest.mark.parametrize("first", range(0, LONG, PART))
def test_figures_agree_for_two_hundred_choices(lay_out, illustrated, random_selections, first):
    drawn = random_selections(illustrated, PART, seed=first, of_visits=True, compared=True)
    check_pages(lay_out, illustrated, drawn)
