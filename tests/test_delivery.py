"""A file holds what its page shows for the same address, in every form and for everybody."""

import html
import io
import json
import re
import threading
from dataclasses import replace
from datetime import date
from hashlib import sha256
from urllib.parse import parse_qsl, urlsplit

import pdfplumber
import polars as pl
import pytest
from lxml.etree import fromstring
from lxml.html import document_fromstring
from PIL import Image
from streamlit.delta_generator import DeltaGenerator

from dashboard import delivery
from dashboard.audit.earlier import since_last
from dashboard.audit.reconciliation import reconciled
from dashboard.delivery import NoSuchFileError, deliver, lay_out
from dashboard.exhibits.common import headlines
from dashboard.exhibits.data import long_table, main_changes
from dashboard.exhibits.enforcement import enforcement_answer
from dashboard.exhibits.summary import summary_answer
from dashboard.files.csv import to_csv
from dashboard.files.zipped import unpack
from dashboard.measures import (
    actions_in_force,
    choice,
    enforcement_powers,
    opening,
    unseen_settings,
    week_completeness,
)
from dashboard.measures.definitions import MEASURES
from dashboard.measures.definitions.coverage import COVERAGE, VISITED, VISITS
from dashboard.measures.filters import FILTERS
from dashboard.measures.selection import Selection
from dashboard.packs.listings import LEAST, is_moved
from dashboard.publishing.publish import publish
from dashboard.records.intake import from_folder
from dashboard.render import pictures
from dashboard.ui import address
from dashboard.wording import cells, words
from tests.files import pdf_rules
from tests.files.rules import faults
from tests.planting import planted

PATHS = tuple(delivery.VIEWS)
OTHERS = (
    {"area": "north-west"},
    {"type": "childrens-home"},
    {"area": "E06000053"},
    {"type": "secure-training-centre", "area": "london"},
)
"""What a briefing may be of besides England and an authority."""
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


@pytest.mark.parametrize(("path", "form"), [("coverage", "ods"), ("summary", "xlsx")])
def test_a_workbook_of_a_page_keeps_the_rules(path, form):
    made = deliver(path, f"page.{form}", {})
    assert faults(made.content, form) == []


@pytest.mark.long
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
    query = address.of_files(selection, date(2020, 12, 7), illustrated)
    page = lay_out(path, illustrated, selection, query)
    own = "".join(page.pieces[:-1])  # without the foot, whose links are of the whole page
    links = re.findall(r'href="(\.\./files/[^"]+)"', own)
    drawn = sum(pictures.drawing(offer) is not None for offer in page.offers.values())
    mapped = sum(bool(offer.vintage) for offer in page.offers.values())
    slides = sum(each.slides and bool(pictures.drawing(each)) for each in page.offers.values())
    known = 3 * len(page.offers) + 2 * drawn + slides + 2 * mapped + (path == "data")
    assert len(links) == known
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
        opened = opening.open_store(root, None, name)
        query = dict(parse_qsl(address.of_files(Selection(), None, opened)))
        content = deliver("summary", "regions.csv", query).content
        filed = pl.read_csv(io.BytesIO(content))
        assert filed["denominator"].sum() == count
        assert set(filed["snapshot"]) == {name}
    kept = delivery.read({"asat": "2020-12-07"})[0].name
    other = next(name for name in names if name != kept)
    with pytest.raises(NoSuchFileError, match="have changed"):
        deliver("summary", "regions.csv", {"snapshot": other, "asat": "2020-12-07"})


@pytest.mark.parametrize("path", PATHS)
def test_every_page_has_a_twin_of_text_and_tables(path):
    said = delivery.text(path, KENT)
    root = document_fromstring(said)
    assert root.get("lang") == "en-GB"
    assert " - Kent - " in root.findtext("head/title")
    assert len(root.findall(".//h1")) == 1
    assert not re.search(r"<(script|img|iframe|svg|link|button|input)\b|\bon\w+=", said)
    assert all(h.startswith(("../", "?", "#")) for h in re.findall(r'(?:href|src)="([^"]*)"', said))
    assert all(found.get("open") is not None for found in root.iter("details"))
    page = lay_out(path, *delivery.read(KENT))
    shown = [offer for offer in page.offers.values() if offer.file.table.height]
    assert len(root.findall(".//table")) >= (1 if path == "data" else len(shown) - 2)
    links = [link.get("href") for link in root.findall(".//nav//a")]
    assert links == [f"../text/{other}?area=E10000016" for other in PATHS]


def test_the_map_has_a_table_in_the_twin():
    said = delivery.text("coverage", {})
    assert said.count("<td>Isles of Scilly</td>") == 1
    assert "Blackpool</td><td>North West</td><td>9 of 29 (31%)</td>" in said


NOT_KNOWN = (
    *({each.address: "nonsense"} for each in FILTERS),
    {"unit": ""},
    {"area": "E99999999"},
    {"area": "E06000061"},
    {"area": "<b>x</b>", "type": "childrens-home"},
    {"asat": "soon"},
    {"asat": "1999-01-01"},
    {"from": "2020-04-02"},
    {"to": "2021-01-10"},
    {"inspectors": "-1"},
    {"mode": "nonsense"},
)
"""Addresses of which a page would show more than was asked for: part of a county is one of them."""


@pytest.mark.parametrize("query", NOT_KNOWN, ids=str)
def test_what_is_not_known_is_refused_and_never_answered_wider(query):
    with pytest.raises(NoSuchFileError) as refused:
        delivery.read(query)
    assert re.fullmatch(r"[A-Z].{20,}\.", str(refused.value))
    assert "We left it out" not in str(refused.value)
    assert "We have shown" not in str(refused.value)


@pytest.mark.parametrize("name", ["regions.csv", "regions.svg", "page.xlsx", "briefing.pdf"])
def test_every_kind_of_file_refuses_it(name):
    with pytest.raises(NoSuchFileError, match="castle"):
        deliver("summary", name, {"type": "castle"})


def test_a_figure_that_is_not_known_is_refused_by_its_files_and_by_the_text():
    with pytest.raises(NoSuchFileError, match="coverage~x"):
        deliver("summary", "explained.csv", {"explain": "coverage~x"})
    with pytest.raises(NoSuchFileError, match="coverage~x"):
        delivery.text("summary", {"explain": "coverage~x"})


def test_the_new_code_of_the_same_area_is_no_other_area():
    said = delivery.text("summary", {"area": "E10000002"})
    assert " - Buckinghamshire - " in said
    assert "We have shown Buckinghamshire (E06000060)" in said
    assert delivery.read({"area": "E10000002"})[1] == Selection(area="E06000060")


def test_the_text_explains_the_figure_that_is_asked_for(illustrated):
    n, total, *_ = illustrated.ask(COVERAGE, Selection()).row(0)
    said = delivery.text("summary", {"explain": "coverage"})
    assert f"{n} visited, of {words.number(total)} in scope" in said
    assert said.count("<table") == delivery.text("summary", {}).count("<table") + 2


@pytest.mark.parametrize(
    "query",
    [{}, KENT, *(pytest.param(query, marks=pytest.mark.long) for query in OTHERS)],
    ids=lambda query: "-".join(query.values()) or "england",
)
def test_a_briefing_is_two_pages_that_say_what_the_pages_say(query):
    made = deliver("enforcement", "briefing.pdf", query)
    assert made == deliver("summary", "briefing.pdf", query)
    assert re.fullmatch(r"[a-z-]+-briefing-2020-12-07-[0-9a-f]{8}\.pdf", made.name)
    store_, selection = delivery.read(query)
    assert pdf_rules.faults(made.content) == []
    with pdfplumber.open(io.BytesIO(made.content)) as pdf:
        assert len(pdf.pages) == 2
        filled = pdf.pages[1].crop((0, pdf.pages[1].height * 4 / 5, pdf.pages[1].width, 780))
        assert filled.extract_text()
        said = unspaced("".join(page.extract_text() for page in pdf.pages))
    page = deliver("summary", "briefing.html", query).content.decode()
    assert deliver("summary", "briefing.docx", query).content.startswith(b"PK")
    seen = unseen_settings.longest_ago(store_, selection).rows
    moved = main_changes.offer(store_, selection)
    for text in (
        "Internal",
        "Snapshot: illustrative-2020-12-07",
        f"Setting type: {selection.setting_type}; Sector: All sectors; Prior judgement: All prior",
        *(["What changed since 30 November 2020"] if is_moved(moved) else []),
        moved.headline,
        *seen["urn"].head(LEAST),
        *(
            actions_in_force.listed(store_, selection)["urn"].head(LEAST)
            if enforcement_powers.applies(selection)
            else ()
        ),
        headlines.summary(store_, selection),
        enforcement_answer.answer(store_, selection),
        words.showing(selection, store_),
        *(value for _, value, _ in map(cells.in_words, summary_answer.figures(store_, selection))),
    ):
        assert unspaced(text) in said, text
        assert html.escape(text) in page
    weeks = week_completeness.unfinished(store_, selection) and "Visits started each week" in page
    assert ("still arriving" in page) == bool(weeks)
    assert faults(deliver("summary", "briefing.ods", query).content, "ods") == []


def test_what_changed_adds_up_for_any_choice(illustrated, random_selections):
    for selection in random_selections(illustrated, 12, seed=3, of_visits=True):
        compared = since_last(illustrated)
        rows = main_changes.rows(compared, selection)
        assert rows.height == (6 if enforcement_powers.applies(selection) else 4)
        for _, then, *steps, now in rows.iter_rows():
            assert then + sum(steps) == now
        since = replace(selection, since=compared.since, until=None)
        shown = dict(rows.select("count", "now").iter_rows())
        for measure in (VISITS, VISITED):
            assert shown[measure.label] == illustrated.ask(measure, since)["numerator"][0]


@pytest.mark.parametrize(
    ("path", "name", "texts"),
    [
        ("summary", "weeks", ["31 August", "Visits started each week"]),
        ("summary", "regions", ["199 of 735 (27%)", "North East, Yorkshire", "the least visited"]),
        ("coverage", "areas", ["Kent", "3/9", "Under 20%"]),
        ("coverage", "weeks", ["still arriving", "Other reason", "28 Sep"]),
        ("coverage", "strip", ["England 24%", "each dot a local authority"]),
        ("why", "why-regions", ["865 visits", "Sampled", "59%"]),
        ("found", "concerns-judgement", ["range 9 to 22%", "Requires improvement to be good"]),
        ("enforcement", "kinds", ["Compliance notice", "Actions issued", "[z]"][:2]),
        ("road", "road-providers", ["Target 50%", "Range of 8 in 10 outcomes", "at earliest"]),
    ],
)
def test_a_picture_says_all_that_is_needed_to_read_it(path, name, texts):
    made = deliver(path, f"{name}.svg", {})
    said = made.content.decode()
    written = unspaced("".join(fromstring(made.content).itertext()))
    for text in (*texts, "As at 7 December 2020", "Source: illustrative records", "England, "):
        assert unspaced(text) in written, text
    assert not re.search(r"<(script|image|style)|href|url\((?!#)", said)
    drawn = deliver(path, f"{name}.png", {})
    assert drawn == deliver(path, f"{name}.png", {})
    with Image.open(io.BytesIO(drawn.content)) as opened:
        assert opened.width == 1600
        assert len(opened.convert("L").getcolors()) > 20


def test_a_map_to_take_away_is_the_one_that_is_shown():
    hexagons = deliver("coverage", "areas.svg", KENT).content.decode()
    assert len(set(re.findall("<title>(.+?)</title>", hexagons))) == 151
    assert "Gaps between them are" in hexagons
    real = deliver("coverage", "areas.svg", KENT | {"map": "map"}).content.decode()
    shapes = set(re.findall("<title>(.+?)</title>", real))
    assert len(shapes) == 151
    assert "Kent: 22%" in shapes
    assert "Boundaries of 2020" in real
    assert hexagons.count("#ffdd00") == real.count("#ffdd00") == 1


@pytest.mark.parametrize("path", PATHS)
def test_every_picture_of_a_page_can_be_taken_away(path):
    page = lay_out(path, *delivery.read(KENT))
    for name, offer in page.offers.items():
        draw = pictures.drawing(offer)
        if draw is None:
            continue
        said = pictures.picture(offer, draw)
        text = unspaced("".join(fromstring(said.encode()).itertext()))
        facts = offer.file.facts
        assert unspaced(offer.headline) in text, name
        assert unspaced(offer.title) in text, name
        assert (
            unspaced(f"{facts['filters']}. As at 7 December 2020. Source: {facts['source']}")
            in text
        )
        assert not re.search(r"<(script|image|style)|href|url\((?!#)|nan|NaN|None", said), name
        assert said == pictures.picture(offer, draw)


def unspaced(text):
    return re.sub(r"\s+|-", "", text)


@pytest.mark.parametrize("edge", ["no visits supplied", "nothing on the register", "one home"])
def test_a_briefing_is_made_of_any_records(edges, edge):
    opened = edges[edge]
    made = delivery.brief("pdf", opened, Selection())
    assert made.content.startswith(b"%PDF")
    assert b"NaN" not in delivery.brief("html", opened, Selection()).content


@pytest.mark.parametrize("column", [("reached", "settings"), ("visits", "visits")])
def test_what_fails_a_check_is_in_no_briefing_and_blank_in_the_long_table(illustrated, column):
    doubtful = reconciled(planted(illustrated, *column))
    page = delivery.brief("html", doubtful, Selection()).content.decode()
    assert "We are checking this figure" in page
    assert delivery.brief("pdf", doubtful, Selection()).content.startswith(b"%PDF")
    rows = long_table.figures(doubtful, Selection())
    withheld = [measure for measure in MEASURES if doubtful.trust.doubts(measure)]
    assert withheld
    for measure in withheld:
        n, total, _ = choice.only(doubtful.as_counted.ask(measure, Selection()))
        if measure.is_share and total and total > 100:
            assert words.n_of_n(n, total) not in page
        blank = rows.filter(pl.col("measure") == measure.name)
        assert blank["numerator"].count() == blank["value"].count() == 0
        assert set(blank["status"]) == {"[x] we are checking this figure"}


@pytest.mark.long
def test_everything_is_one_zip_that_explains_itself():
    made = deliver("data", "everything.zip", ASKED)
    files = unpack(made.content)
    assert made.name == f"england-everything-2020-12-07-{sha256(made.content).hexdigest()[:8]}.zip"
    assert faults(files["tables.ods"], "ods") == []
    described = json.loads(files["csv-metadata.json"])["tables"]
    assert [table["url"] for table in described] == [n for n in files if n.endswith(".csv")]
    readme = files["README.txt"].decode()
    for table in described:
        back = pl.read_csv(io.BytesIO(files[table["url"]]), infer_schema=False)
        assert [column["name"] for column in table["tableSchema"]["columns"]] == back.columns
        assert table["url"] in readme
    assert "children's homes, visits from 1 September to 22 November 2020" in readme
    paths = {name.partition("/")[0] for name in files if "/" in name}
    assert paths == set(PATHS)


def test_the_long_table_holds_every_measure_for_every_area(illustrated):
    selection, _ = address.read(ASKED, illustrated)
    rows = long_table.figures(illustrated, selection)
    assert rows.columns == list(long_table.COLUMNS)
    assert rows.height == len(MEASURES) * (1 + 8 + 151)
    assert not rows.select("code", "measure").is_duplicated().any()
    for measure in MEASURES:
        n, total, value = choice.only(illustrated.ask(measure, selection))
        row = rows.row(
            by_predicate=(pl.col("measure") == measure.name) & (pl.col("name") == "England"),
            named=True,
        )
        assert (row["numerator"], row["denominator"], row["value"]) == (n, total, value)
    parts = rows.filter(pl.col("measure") == "coverage", pl.col("code").str.contains(r"^E\d{8}$"))
    assert sum(parts["numerator"][1:]) == parts["numerator"][0]


def test_the_long_table_does_not_show_zero_for_what_is_not_known(edges):
    rows = long_table.figures(edges["no visits supplied"], Selection())
    visits = rows.filter(pl.col("measure") == "visits")
    assert visits["numerator"].null_count() == visits.height
    assert set(visits["status"]) == {"[x] not known"}


def test_a_table_of_blanks_alone_is_written_in_words():
    """Visits without an outcome in their letters: their row says why there is no figure."""
    row = {"numerator": None, "denominator": 4, "value": None}
    assert cells.figure(row | {"status": "[x] outcome not recorded"}) == "outcome not recorded"
    assert cells.figure(row | {"status": "no letter published yet"}) == "no letter published yet"
    assert cells.figure(row) == "not known"


def test_a_page_without_tables_has_no_workbook():
    query = {"type": "local-authority"}
    assert lay_out("enforcement", *delivery.read(query)).offers == {}
    with pytest.raises(NoSuchFileError, match="Enforcement has no table for what the filters"):
        deliver("enforcement", "page.ods", query)


def test_a_link_says_about_how_large_its_file_is(illustrated):
    sizes = {}
    for path in PATHS:
        for name, offer in lay_out(path, illustrated, Selection()).offers.items():
            written = len(to_csv(offer.file.table, offer.file.facts))
            if written > 4_000:
                sizes[path, name] = offer.file.size / written
    assert len(sizes) > 20
    assert {key: ratio for key, ratio in sizes.items() if not 0.7 < ratio < 1.3} == {}
