"""A file holds what its page shows for the same address, in every form and for everybody."""

import html
import io
import re
import threading
from datetime import date
from urllib.parse import parse_qsl, urlsplit

import polars as pl
import pytest
from streamlit.delta_generator import DeltaGenerator

from dashboard import delivery, store
from dashboard.delivery import NoSuchFileError, deliver, lay_out
from dashboard.measures.selection import Selection
from dashboard.publishing import publish
from dashboard.records.intake import from_folder
from dashboard.ui import address
from dashboard.ui.run import Run, running
from tests.files.reading import read
from tests.files.rules import faults

PATHS = tuple(delivery.VIEWS)
ASKED = {"type": "childrens-home", "to": "2020-11-22"}
KENT = {"area": "E10000016"}


@pytest.fixture(autouse=True)
def no_snapshots(monkeypatch):
    monkeypatch.delenv("VISITS_SNAPSHOTS", raising=False)


@pytest.fixture(autouse=True)
def nothing_drawn(monkeypatch):
    """Fail where anything is sent to a browser: nobody sees these pages."""

    def fail(*_, **__):
        pytest.fail("a page that nobody sees was drawn")

    monkeypatch.setattr(DeltaGenerator, "_enqueue", fail)


def cells(table):
    """Give the numbers of a table, row by row: a mark stands for a blank."""
    return [
        [cell for cell in row if type(cell) in (int, float)]
        for row in (table.rows() if isinstance(table, pl.DataFrame) else table)
    ]


def table_of(book, place):
    sheet = book.sheets[3 + place]
    _, top, bottom, *_ = sheet.tables[0]
    return sheet.rows[top:bottom]


@pytest.mark.parametrize("path", PATHS)
def test_page_csv_and_both_workbooks_hold_the_same_figures(path):
    page = lay_out(path, *delivery.read(ASKED))
    books = {
        form: read(deliver(path, f"page.{form}", ASKED).content, form) for form in ("ods", "xlsx")
    }
    for place, (name, offer) in enumerate(page.run.offers.items()):
        content = deliver(path, f"{name}.csv", ASKED).content
        shown = offer.file.table
        filed = pl.read_csv(io.BytesIO(content), infer_schema_length=None)
        assert cells(filed.select(shown.columns)) == cells(shown), name
        for form, book in books.items():
            assert close(cells(table_of(book, place)), cells(shown)), (name, form)


def close(one, other):
    """Say whether two tables hold the same numbers; spreadsheets keep sixteen digits."""
    if not other:
        return one == [[]]
    return all(a == pytest.approx(b, rel=1e-14) for a, b in zip(one, other, strict=True))


@pytest.mark.parametrize("form", ["ods", "xlsx"])
@pytest.mark.parametrize("path", PATHS)
def test_every_workbook_keeps_the_rules(path, form):
    made = deliver(path, f"page.{form}", {})
    assert faults(made.content, form) == []


@pytest.mark.parametrize("form", ["ods", "xlsx"])
def test_a_workbook_of_one_table_keeps_the_rules(form):
    made = deliver("coverage", f"areas.{form}", KENT)
    assert faults(made.content, form) == []
    assert made == deliver("coverage", f"areas.{form}", KENT)
    assert re.fullmatch(rf"england-visited-by-authority-2020-12-07-\w{{8}}\.{form}", made.name)


@pytest.mark.parametrize("path", PATHS)
def test_every_link_of_a_page_gives_its_file(illustrated, path):
    selection, _ = address.read(ASKED, illustrated)
    run = Run(path, address.of_files(selection, date(2020, 12, 7), illustrated), drawn=False)
    with running(run):
        delivery.VIEWS[path][1].page(illustrated, selection, ())
    links = re.findall(r'href="(/files/[^"]+)"', "".join(run.pieces))
    assert len(links) == 3 * len(run.offers)
    for link in links[:: 5 if len(links) > 15 else 1]:
        parts = urlsplit(html.unescape(link))
        _, _, page, name = parts.path.split("/")
        made = deliver(page, name, dict(parse_qsl(parts.query)))
        assert made.content
        assert "2020-12-07" in made.name


def test_names_differ_where_files_do():
    asked = ({}, KENT, {"unit": "places"}, {"to": "2020-11-22"}, {"asat": "2020-11-30"})
    names = [deliver("coverage", "types.csv", query).name for query in asked]
    assert len(set(names)) == len(asked)


def test_everybody_gets_their_own_file_at_the_same_moment():
    asked = [{"type": "childrens-home"}, {"unit": "places"}, {"sector": "private"}]
    alone = [deliver("coverage", "areas.xlsx", query) for query in asked]
    found = {}

    def ask(number):
        found[number] = deliver("coverage", "areas.xlsx", asked[number % len(asked)])

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [found[number] for number in range(6)] == alone * 2


@pytest.mark.parametrize(
    ("path", "name", "query", "why"),
    [
        ("nowhere", "page.ods", {}, "no such page"),
        ("summary", "regions.exe", {}, "Files end in"),
        ("summary", "nothing.csv", {}, "no such table"),
        ("summary", "page.csv", {}, "no such table"),
        ("summary", "regions.csv", {"snapshot": "../../etc"}, "not kept here"),
        ("summary", "regions.csv", {"asat": "1999-01-01"}, "choose a day"),
    ],
)
def test_a_file_that_is_not_there_is_said_in_a_sentence(path, name, query, why):
    with pytest.raises(NoSuchFileError, match=why):
        deliver(path, name, query)


def test_a_file_is_of_the_snapshot_that_its_page_showed(
    tmp_path, monkeypatch, edges, write_records
):
    rows = edges["one visit"].records["settings"].to_dicts()
    register = [{k: None if v is None else str(v) for k, v in row.items()} for row in rows]
    root = tmp_path / "snapshots"
    names = []
    for count in (len(register), len(register) - 5):
        folder = write_records(tmp_path / f"records{count}", register[:count], [])
        day = edges["one visit"].as_at
        names.append(publish(root, from_folder(folder, day), day))
    monkeypatch.setenv("VISITS_SNAPSHOTS", str(root))
    for name, count in zip(names, (len(register), len(register) - 5), strict=True):
        opened = store.open_store(root, None, name)
        query = dict(parse_qsl(address.of_files(Selection(), None, opened)))
        content = deliver("summary", "regions.csv", query).content
        filed = pl.read_csv(io.BytesIO(content))
        assert filed["denominator"].sum() == count
        assert set(filed["snapshot"]) == {name}
    kept = delivery.read({"asat": "2020-12-07"})[0].name
    other = next(name for name in names if name != kept)
    with pytest.raises(NoSuchFileError, match="have changed"):
        deliver("summary", "regions.csv", {"snapshot": other, "asat": "2020-12-07"})


@pytest.mark.long
def test_two_hundred_choices_agree_in_every_form(illustrated, random_selections):
    for number, selection in enumerate(random_selections(illustrated, 200, seed=5)):
        path, form = PATHS[number % len(PATHS)], ("ods", "xlsx")[number // len(PATHS) % 2]
        query = address.write(selection)
        page = lay_out(path, illustrated, selection)
        made = deliver(path, f"page.{form}", query)
        assert faults(made.content, form) == [], query
        book = read(made.content, form)
        for place, (name, offer) in enumerate(page.run.offers.items()):
            content = deliver(path, f"{name}.csv", query).content
            filed = pl.read_csv(io.BytesIO(content), infer_schema_length=None)
            shown = cells(offer.file.table)
            assert cells(filed.select(offer.file.table.columns)) == shown, (query, name)
            assert close(cells(table_of(book, place)), shown), (query, name)
