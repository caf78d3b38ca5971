"""Nothing hidden is in any byte that leaves: pages as text, files of every form, whole archives."""

import io
import json
import zipfile

import pdfplumber
import polars as pl
import pytest

from dashboard import delivery
from dashboard.figures import outside
from dashboard.measures.disclosure.declared import declared
from dashboard.measures.selection import Selection
from dashboard.modes import in_mode
from dashboard.reconciliation import open_reconciled
from dashboard.settings import MODES, PUBLIC, SHARE
from dashboard.ui.records import kept
from tests.outside import CANARIES, THRESHOLD, URN, published, told

ASKED = (
    {},
    {"area": "north-west"},
    {"area": "south-east", "type": "all-childrens-homes"},
    {"area": "E08000003", "sector": "private", "judgement": "good", "explain": "coverage"},
    {"to": "2020-10-11"},
    {"from": "2020-03-17"},
)


@pytest.fixture(scope="module")
def snapshots(tmp_path_factory):
    return published(tmp_path_factory.mktemp("canary"))


@pytest.fixture
def served_to(snapshots, monkeypatch):
    """Give a function that sets the mode of the server, as its environment does."""

    def to(mode):
        monkeypatch.setenv("VISITS_SNAPSHOTS", str(snapshots))
        monkeypatch.setenv("VISITS_HIDDEN_BELOW", str(THRESHOLD))
        monkeypatch.setenv("VISITS_MODE", mode)
        kept.cache_clear()

    yield to
    kept.cache_clear()


def texts(name, content):
    """Read all text of a file, unpacking what is packed."""
    if name.endswith((".xlsx", ".ods", ".docx", ".zip")):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            for inner in packed.namelist():
                yield from texts(inner, packed.read(inner))
    elif name.endswith(".pdf"):
        with pdfplumber.open(io.BytesIO(content)) as pdf:
            yield " ".join(page.extract_text() for page in pdf.pages)
    elif not name.endswith((".png", ".thmx")):
        yield content.decode("utf-8", "replace")


def everything_given(asked):
    """Give every text of every page and file for an address."""
    for path in delivery.VIEWS:
        yield f"{path} as text", delivery.text(path, asked)
        store, selection = delivery.read(asked)
        page = delivery.lay_out(path, store, selection)
        for name in page.run.offers:
            for form in ("csv", "xlsx", "ods", "svg"):
                try:
                    made = delivery.deliver(path, f"{name}.{form}", asked)
                except delivery.NoSuchFileError as why:
                    yield f"{path}/{name}.{form}", str(why)
                else:
                    for text in texts(made.name, made.content):
                        yield made.name, text
    for name in (
        "briefing.pdf",
        "briefing.html",
        "briefing.docx",
        "briefing.ods",
        "everything.zip",
    ):
        made = delivery.deliver("summary", name, asked)
        for text in texts(made.name, made.content):
            yield made.name, text


def test_the_canaries_are_in_what_is_internal(served_to):
    """Else their absence elsewhere would prove nothing."""
    served_to("internal")
    there = (("enforcement", "north-west"), ("found", "south-east"))
    found = {n for path, area in there for n in told(delivery.text(path, {"area": area}))}
    assert found == set(CANARIES)


@pytest.mark.long
@pytest.mark.parametrize("mode", [SHARE, PUBLIC])
@pytest.mark.parametrize("asked", ASKED, ids=str)
def test_no_canary_and_no_record_is_in_any_byte_that_leaves(served_to, mode, asked):
    served_to(mode)
    for name, text in everything_given(asked):
        assert not told(text), f"{name}: {told(text)}"
        assert not URN.search(text), name


def test_a_reader_of_an_internal_server_gets_a_safe_page_by_its_address(served_to):
    served_to("internal")
    for path in ("summary", "found", "enforcement", "areas"):
        page = delivery.text(path, {"mode": "share", "area": "north-west"})
        assert not told(page) and not URN.search(page)
        assert MODES[SHARE].partition(":")[0] in page
        assert "mode=share" in page
        assert "Illustrative" in page or "illustrative" not in page


@pytest.mark.parametrize("asked", ["open", "internal", "share"])
def test_an_address_never_asks_for_more_than_the_server_gives(served_to, asked):
    served_to(PUBLIC)
    store, _ = delivery.read({"mode": asked})
    assert store.mode == PUBLIC


def test_each_file_is_logged_with_its_hash_before_it_is_given(served_to, snapshots):
    served_to(SHARE)
    made = delivery.deliver("enforcement", "actions.csv", {})
    lines = [json.loads(line) for line in (snapshots / "releases.jsonl").read_text().splitlines()]
    assert lines[-1]["name"] == made.name
    assert made.name.removesuffix(".csv").endswith(lines[-1]["sha256"][:8])
    assert any(line["kind"] == "figures" for line in lines)


def test_hidden_figures_read_c_in_files_with_the_reason(served_to):
    served_to(SHARE)
    made = delivery.deliver("enforcement", "actions.csv", {}).content.decode("utf-8-sig")
    rows = pl.read_csv(io.StringIO(made), infer_schema=False)
    gone = rows.filter(pl.col("status") == "[c] hidden")
    assert gone.height and set(gone["numerator"]) == {"[c]"}
    assert all("[c] means hidden" in said for said in rows["hidden"])
    assert set(rows["mode"]) == {MODES[SHARE]}


@pytest.mark.parametrize("mode", [SHARE, PUBLIC])
def test_every_declared_table_can_be_taken_away(mode):
    store = in_mode(open_reconciled(None), mode)
    for path in {column.page for column in declared(mode)}:
        page = delivery.lay_out(path, store, Selection())
        assert set(page.run.offers) == {c.table for c in declared(mode) if c.page == path}
        assert "<h1>" in "".join(page.run.pieces)


def test_figures_for_the_public_are_rounded():
    store = in_mode(open_reconciled(None), PUBLIC)
    rows = outside.rows(store, declared(PUBLIC))
    for name, n in rows.drop_nulls("numerator").select("name", "numerator").iter_rows():
        assert n % (10 if name == "England" else 5) == 0
    assert rows["status"].str.starts_with("[c]").any()
