"""Every page opens on every set of records with every choice, and says in words what it shows."""

import hashlib
import re
from dataclasses import replace
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

import dashboard
from dashboard.exhibits.exhibit import Exhibit
from dashboard.exhibits.page import Section
from dashboard.exhibits.pages import PAGES
from dashboard.exhibits.pages.coverage import COVERAGE
from dashboard.exhibits.pages.summary import SUMMARY
from dashboard.measures.parts import ALL, AREAS, BESIDE, PARTS, TYPES, WEEKS
from dashboard.publishing.publish import publish
from dashboard.records.intake import from_folder
from dashboard.ui.contents import name
from dashboard.wording import words

VIEWS = {page.name: page for page in PAGES}
WITHOUT_FIGURES = ("Data and downloads",)
"""Pages whose tables describe the records and the measures, so that they need no source or file."""

APP = Path(dashboard.__file__).parent / "app.py"
MACHINE = re.compile(r"\b(None|nan|NaN|NaT|NA|null|undefined|Traceback)\b")
ADDRESSES = [
    {"area": "north-west"},
    {"area": "E10000016", "type": "all-childrens-homes"},
    {"area": "E06000053", "type": "secure-childrens-home"},
    {"type": "independent-fostering-agency", "unit": "places"},
    {"type": "local-authority", "judgement": "good"},
    {"sector": "not-recorded", "judgement": "not-recorded"},
    {"area": "yorkshire-and-the-humber", "regions": "9", "map": "map"},
    {"from": "2020-03-17", "to": "2020-09-13"},
    {"to": "2020-09-06", "sector": "academy"},
    {"show": "weeks", "area": "south-west"},
    {"show": "who-is-left", "area": "E10000016"},
    {"show": "fairness", "area": "E10000016", "unit": "places"},
    {"area": "E10000002", "type": "<script>", "from": "soon", "to": "2020-11-25"},
]
USUAL = (ADDRESSES[1], ADDRESSES[6], ADDRESSES[-1])
"""Those that are tried each time."""


def script(store, view):
    import streamlit as st

    from dashboard.render.leading import Links
    from dashboard.ui import address as ui_address
    from dashboard.ui import foot, header
    from dashboard.ui.page import show

    selection, notices = ui_address.read(st.query_params.to_dict(), store)
    st.html(header.top(store, header.data_page()))
    count = show(view, store, selection, notices)
    st.html(foot.foot(store, Links(), count))


def opened(view, records, **address):
    """Open a page from an address: with all its parts, where that names none."""
    page = AppTest.from_function(
        script, default_timeout=30, kwargs={"store": records, "view": view}
    )
    page.query_params.update({"show": "all"} | address)
    return page.run()


def html_of(page):
    return [element.proto.body for element in page.main if element.type == "html"]


def check_page(page):
    assert not page.exception
    bodies = html_of(page)
    for body in bodies:
        assert not MACHINE.search(body), body
    answers = [re.search(r'<p class="answer">(.+?)</p>', body) for body in bodies]
    answer = next(found[1] for found in answers if found)
    assert re.match(r"[A-Z0-9].*\.$", answer), answer
    titles = [found[1] for body in bodies if (found := re.search("<h1>(.+?)</h1>", body))]
    assert len(titles) == 1
    if titles[0] not in WITHOUT_FIGURES:
        check_findings(page)


def parts_of(page):
    """Name the findings and toolbars of a page in the order in which they are read."""
    named = {'class="headline"': "headline", 'class="tools"': "tools"}
    for element in page.main:
        if element.type == "html":
            for mark in re.findall("|".join(named), element.proto.body):
                yield named[mark]


def check_findings(page):
    """After each headline and before the next: what can be done with it."""
    waiting = []
    found = 0
    for part in parts_of(page):
        if part == "headline":
            assert waiting == [], f"{waiting} is missing before the next headline"
            waiting, found = ["tools"], found + 1
        elif waiting:
            assert waiting.pop(0) == part, f"a {part} comes too early"
    assert waiting == []
    pictures = [e for e in page.main if e.type in ("plotly_chart", "bidi_component")]
    assert found or not pictures, "a picture has a headline above it"


def fingerprint(records):
    """Hash every frame that a store holds."""
    tables = {**records.records, **{f"cube {n}": t for n, t in records.cube.tables.items()}}
    return {
        name: hashlib.sha256(table.write_ipc(None).getvalue()).hexdigest()
        for name, table in tables.items()
    }


@pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS)
def test_every_page_opens_on_all_records_and_leaves_them_as_they_were(any_store, view):
    before = fingerprint(any_store)
    check_page(opened(view, any_store))
    assert fingerprint(any_store) == before


@pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS)
@pytest.mark.parametrize("address", USUAL, ids=lambda a: "&".join(a.values()))
def test_every_page_opens_from_a_link(illustrated, view, address):
    check_page(opened(view, illustrated, **address))


@pytest.mark.long
@pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS)
@pytest.mark.parametrize("address", ADDRESSES, ids=lambda a: "&".join(a.values()))
def test_every_page_opens_from_any_link(illustrated, view, address):
    before = fingerprint(illustrated)
    check_page(opened(view, illustrated, **address))
    assert fingerprint(illustrated) == before


@pytest.mark.long
@pytest.mark.parametrize("view", [page for page in PAGES if page.parts], ids=lambda p: p.path)
def test_every_part_of_a_page_opens_alone_on_all_records(any_store, view):
    """Its link is marked, and nothing of another part is shown; areas are compared if any are."""
    for part in view.parts:
        compare = {"compare": "E10000016"} if part == BESIDE else {}
        page = opened(view, any_store, show=words.slug(part), **compare)
        check_page(page)
        said = " ".join(html_of(page))
        assert re.findall('aria-current="true">([^<]+)<', said) == [PARTS[part]]
        shown = {s.name for s in view.sections if f'id="{name(s)}"' in said}
        assert shown <= {s.name for s in view.sections if s.part == part or not s.part}


def test_each_part_has_a_word_that_no_other_page_has():
    parts = [part for page in PAGES for part in page.parts]
    assert sorted(parts) == sorted(PARTS)
    assert len({words.slug(part) for part in (*parts, ALL)}) == len(parts) + 1
    assert {part for page in PAGES for part in page.parts[1:]}, "there are parts"


def parted(asked, *keys):
    """Give a page with a part for each key, one exhibit in each but in "none"; note who is made."""

    def makes(key):
        def make(_store, _selection):
            asked.append(key)
            return Exhibit(key, notes=(key,)) if key != "none" else None

        return (make,)

    parts = zip(keys, (AREAS, TYPES, WEEKS), strict=False)
    return replace(COVERAGE, sections=tuple(Section(k, makes(k), part=part) for k, part in parts))


@pytest.mark.parametrize(
    ("show", "made"),
    [("first", "one"), ("of-another", "one"), ("types", "two"), ("all", "one two")],
)
def test_only_what_is_open_is_made_and_whether_there_is_a_first(illustrated, show, made):
    asked = []
    page = opened(parted(asked, "one", "two"), illustrated, show=show)
    assert not page.exception
    assert {*asked} == {"one", *made.split()}


def test_a_page_whose_first_part_is_empty_opens_the_next_and_lists_those_that_are_not(illustrated):
    said = " ".join(html_of(opened(parted([], "none", "two", "none"), illustrated, show="first")))
    assert f">{PARTS[AREAS]}</a>" not in said
    assert f">{PARTS[WEEKS]}</a>" not in said
    assert f'aria-current="true">{PARTS[TYPES]}</a>' in said
    nothing = " ".join(html_of(opened(parted([], "none", "none"), illustrated, show="first")))
    assert "On this page" not in nothing


@pytest.mark.parametrize("view", [SUMMARY, COVERAGE], ids=["Summary", "Coverage"])
def test_a_link_into_the_edges_is_answered_in_words(edge, view):
    for address in ({"area": "E10000016"}, {"area": "london", "unit": "places"}):
        check_page(opened(view, edge, **address))


def test_what_a_link_gets_wrong_is_said_on_the_page_as_text(illustrated):
    page = opened(SUMMARY, illustrated, area="E10000002", type="<script>alert(1)</script>")
    said = "".join(html_of(page))
    assert "We have shown Buckinghamshire (E06000060)." in said
    assert "<script>" not in said
    assert "&lt;script&gt;" in said


def test_records_without_visits_show_no_zero(edges):
    for view, show in ((SUMMARY, "first"), (COVERAGE, "areas"), (COVERAGE, "types")):
        page = opened(view, edges["no visits supplied"], show=show)
        said = re.sub("<[^>]*>", " ", " ".join(html_of(page)))
        assert "do not tell of visits" in said
        assert not re.search(r"\b0%|\b0 of ", said)


def test_the_file_of_one_authoritys_map_does_not_claim_to_hold_that_authority_only(illustrated):
    page = opened(COVERAGE, illustrated, area="E10000016")
    assert not page.exception
    said = " ".join(html_of(page))
    assert "authorities in Kent" not in said
    assert ">E10000016<" not in said, "an area is shown by its name"


@pytest.fixture
def app(monkeypatch):
    """Give a function that opens the whole app on a folder of snapshots, or on none."""

    def run(root=None, **address):
        monkeypatch.delenv("VISITS_SNAPSHOTS", raising=False)
        if root is not None:
            monkeypatch.setenv("VISITS_SNAPSHOTS", str(root))
        st.cache_resource.clear()
        page = AppTest.from_file(str(APP), default_timeout=30)
        page.query_params.update(address)
        return page.run()

    yield run
    st.cache_resource.clear()


@pytest.fixture
def snapshots(tmp_path, edges, write_records):
    """Publish one snapshot and give its folder."""
    rows = edges["one visit"].records["settings"].to_dicts()
    register = [{k: None if v is None else str(v) for k, v in row.items()} for row in rows]
    folder = write_records(tmp_path / "records", register, [])
    day = edges["one visit"].as_at
    publish(tmp_path / "snapshots", from_folder(folder, day), day)
    return tmp_path / "snapshots"


def test_the_app_opens_on_its_summary(app):
    page = app()
    check_page(page)
    assert "<h1>Summary</h1>" in " ".join(html_of(page))


def test_the_app_opens_a_snapshot(app, snapshots):
    page = app(snapshots)
    check_page(page)
    assert "invented" not in " ".join(html_of(page))


def test_a_day_that_is_no_date_opens_the_usual_day_and_says_so(app):
    page = app(asat="last Monday")
    check_page(page)
    assert "a date that we cannot read (&quot;last Monday&quot;)" in " ".join(html_of(page))


@pytest.mark.parametrize("day", ["1999-01-01", "0001-01-01", "2100-01-01"])
def test_a_day_that_the_illustrative_records_do_not_have_is_said_in_words(app, day):
    page = app(asat=day)
    assert not page.exception
    assert [error.value for error in page.error] == [error.value.strip() for error in page.error]
    assert "choose a day from 7 September 2020 to 31 March 2021." in page.error[0].value


@pytest.mark.parametrize("day", ["1999-01-01", "0001-01-01", "2009-06-01"])
def test_a_day_long_before_a_snapshot_is_said_in_words(app, snapshots, day):
    page = app(snapshots, asat=day)
    assert not page.exception
    assert len(page.error) == 1
    assert page.error[0].value.endswith(".")


def spoil_table(snapshot):
    (snapshot / "settings.parquet").write_bytes(b"PAR1")


def drop_table(snapshot):
    (snapshot / "visits.parquet").unlink()


def tear_manifest(snapshot):
    (snapshot / "manifest.json").write_text('{"name": ')


def empty_manifest(snapshot):
    (snapshot / "manifest.json").write_text("{}")


@pytest.mark.parametrize("spoil", [spoil_table, drop_table, tear_manifest, empty_manifest])
def test_a_damaged_snapshot_is_said_in_words(app, snapshots, spoil):
    spoil(next(folder for folder in snapshots.iterdir() if folder.is_dir()))
    page = app(snapshots)
    assert not page.exception
    assert len(page.error) == 1
    assert re.search(r"damaged.* Build the snapshot again", page.error[0].value)


def test_a_folder_without_snapshots_says_how_to_make_one(app, tmp_path):
    page = app(tmp_path)
    assert not page.exception
    assert "Run visits-dashboard build" in page.error[0].value
