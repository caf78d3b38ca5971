"""A page is a value: its exhibits can be had, drawn and held against their rows, unseen."""

import inspect
import re
from functools import partial
from importlib import import_module
from itertools import chain, product
from pkgutil import iter_modules, walk_packages

import polars as pl
import pytest

import dashboard.exhibits as rooms
from dashboard.areas.authorities import REGIONS
from dashboard.exhibits import pages
from dashboard.exhibits.common import visited
from dashboard.exhibits.coverage import weeks
from dashboard.exhibits.exhibit import (
    Bars,
    Columns,
    Counts,
    Exhibit,
    Link,
    Placed,
    Prose,
    ReasonsByWeek,
    Rule,
    Sentences,
    Stack,
    Tracks,
    WeekTotals,
)
from dashboard.exhibits.page import Page
from dashboard.exhibits.pages import PAGES
from dashboard.measures import Selection, Status, week_completeness
from dashboard.measures.definitions.coverage import COVERAGE, PLACES_COVERAGE
from dashboard.measures.parts import PARTS
from dashboard.records import words as w
from dashboard.render import html, plotly, svg
from dashboard.render.leading import Links
from dashboard.render.pieces import Opened
from dashboard.render.read import read
from dashboard.settings import PACKAGE
from dashboard.web.routes import routes
from dashboard.wording.words import slug
from tests.conftest import KENT

OVER_TIME = {"coverage", "found", "why", "road"}
NO_TABLE = Placed | Prose | Sentences | Link | Tracks | Rule
WEEKLY = (ReasonsByWeek, WeekTotals, Columns)
COUNTED = {"numerator", "denominator", "value"}
DRAWN = COUNTED | {"status"}
"""What a chart draws of a figure, and its file tells."""
BARS = DRAWN | {"name"}
VISITED = (COVERAGE.name, PLACES_COVERAGE.name)
MOVED = {page.path: page for page in PAGES}


def columns_of(chart):
    """Name the columns of what a chart draws."""
    rows = getattr(chart, "rows", None)
    return rows.columns if isinstance(rows, pl.DataFrame) else ()


def exhibits(page, store, selection):
    """Make the exhibits of a page that there are for a choice."""
    return [*chain.from_iterable(of(section, store, selection) for section in page.sections)]


def of(section, store, selection):
    """Make the exhibits of a section that there are for a choice."""
    made = (make(store, selection) for make in section.makes)
    return [each for each in made if each is not None]


@pytest.mark.parametrize("path", MOVED)
def test_every_exhibit_says_what_it_shows_and_has_its_rows(illustrated, random_selections, path):
    for selection in [Selection(), *random_selections(illustrated, 4, seed=3)]:
        shown = exhibits(MOVED[path], illustrated, selection)
        keys = [each.key for each in shown]
        assert {key for key in keys if keys.count(key) > 1} == set(), "two exhibits have one key"
        files = [each.file.stem for each in shown if each.file]
        again = {stem for stem in files if files.count(stem) > 1}
        assert again == set(), "two exhibits have one name for their files"
        for each in shown:
            assert each.key == slug(each.key), f"{each.key}: a key is small letters and hyphens"
            assert isinstance(each, Exhibit)
            assert each.title or each.notes, each.key
            is_whole = bool(each.headline) == (each.file is not None) or each.about
            assert is_whole, f"{each.key}: give it a headline and a file, or say that it is about"
            for chart in each.charts:
                if isinstance(chart, Bars):
                    blank = BARS - {*columns_of(chart)}
                    assert blank == set(), f"{each.key}: rows of Bars have no {sorted(blank)}"
                    said = {*chart.rows["status"]} <= {status.value for status in Status}
                    assert said, f"{each.key}: give its rows a status with results.with_status"
                lost = DRAWN & {*columns_of(chart)} - {*each.rows.columns}
                told = ", ".join(sorted(lost))
                assert lost == set(), f"{each.key}: its file leaves out {told}, which is drawn"
        first = [made[0] for s in MOVED[path].sections if (made := of(s, illustrated, selection))]
        assert not any(each.continued for each in first), "there is no headline above it"


@pytest.mark.parametrize("path", MOVED)
def test_every_chart_is_drawn_as_a_table_that_says_its_rows(illustrated, path):
    shown = exhibits(MOVED[path], illustrated, Selection())
    every = [(each, chart) for each in shown for chart in each.charts]
    charts = [(each, chart) for each, chart in every if not isinstance(chart, NO_TABLE)]
    assert charts
    for each, chart in charts:
        drawn = html.drawn(chart, each.title)
        undrawn = f"{each.key}: name what draws {type(chart).__name__} in dashboard/render/html"
        assert drawn.count("<t") > 3, undrawn
    assert any(plotly.is_drawn(chart) for _, chart in charts) == (path in OVER_TIME)


@pytest.mark.parametrize("path", MOVED)
def test_what_leads_nowhere_is_drawn_once_for_a_choice(illustrated, monkeypatch, path):
    opened, drawn, draw = Opened(illustrated, Selection(), (), Links()), [], html.drawn
    monkeypatch.setattr(
        html, "drawn", lambda chart, *more: drawn.append(chart) or draw(chart, *more)
    )
    first = read(MOVED[path], opened).pieces
    drawn.clear()
    assert read(MOVED[path], opened).pieces == first
    assert all(map(html.leads, drawn))


def test_every_chart_of_weeks_marks_those_that_are_not_finished(illustrated):
    late, charts = week_completeness.unfinished(illustrated, Selection()), []
    for page in PAGES:
        for each in exhibits(page, illustrated, Selection()):
            charts += [(each.key, c) for c in each.charts if isinstance(c, WEEKLY)]
    assert len(late) == 3
    assert len(charts) >= 5
    assert [key for key, chart in charts if tuple(chart.late) != late] == []
    drawn = svg.drawing(visited.weeks(illustrated, Selection()))
    picture = drawn(visited.weeks(illustrated, Selection()).rows)
    assert picture.count('fill="url(#over-2') == len(late) + 1, "and the sample in the key"


def test_visits_are_shown_by_reason_only_where_one_is_recorded(illustrated):
    some = weeks.made(illustrated, Selection())
    none = weeks.made(illustrated, Selection(selection_basis=w.NOT_RECORDED))
    assert [type(chart) for chart in some.charts] == [ReasonsByWeek]
    assert [type(chart) for chart in none.charts] == [WeekTotals]
    assert "reason" not in none.title


@pytest.mark.parametrize("path", MOVED)
@pytest.mark.parametrize("edge", ["all visited", "nothing visited yet", "no visits supplied"])
def test_only_what_counts_settings_visited_says_that_none_is_visited(edges, edge, path):
    for each in exhibits(MOVED[path], edges[edge], Selection()):
        if "status" in each.rows.columns:
            unvisited = each.rows.filter(status=Status.UNVISITED.value).height
            counted = each.file.facts["measure"].split(", ")[0]
            assert not unvisited or (counted in VISITED and each.key != "unseen"), each.key


@pytest.mark.parametrize("path", MOVED)
def test_a_section_has_a_name_and_an_exhibit_stands_in_one_section_only(path):
    page = MOVED[path]
    every, again = (
        [*chain.from_iterable(section.makes for section in page.sections)] for _ in range(2)
    )
    assert every == again, "what one makes is remembered by it"
    assert len(set(every)) == len(every)
    assert all(section.name for section in page.sections)
    unknown = {section.part for section in page.sections} - {"", *PARTS}
    assert unknown == set(), "name the part in PARTS (dashboard/measures/parts.py)"
    assert page.question.endswith("?"), f"{page.name}: its question ends with ?"


@pytest.mark.parametrize("path", MOVED)
def test_a_page_answers_in_a_sentence(illustrated, path):
    answer = MOVED[path].answer(illustrated, Selection())
    assert answer.endswith("."), f"{path}: its answer is no sentence: {answer}"


def whole(make):
    """Give the function that makes an exhibit, whatever is wrapped around it."""
    if isinstance(make, partial):
        return whole(next(filter(callable, make.args), make.func))
    return make


def makes_an_exhibit(found, module):
    """Say whether a function of a module makes an exhibit for a page."""
    if not inspect.isfunction(found) or found.__module__ != module.__name__:
        return False
    signature = inspect.signature(found)
    gives = signature.return_annotation in (Exhibit, Exhibit | None)
    own = list(signature.parameters) == ["store", "selection"]
    return gives and own and not found.__name__.startswith("_")


def test_every_exhibit_that_is_made_stands_in_a_section_of_a_page():
    shown = {whole(make) for page in PAGES for section in page.sections for make in section.makes}
    modules = [import_module(m.name) for m in walk_packages(rooms.__path__, f"{rooms.__name__}.")]
    made = [found for m in modules for found in vars(m).values() if makes_an_exhibit(found, m)]
    assert len(made) > 40
    lost = [f"{each.__module__}.{each.__name__}" for each in made if each not in shown]
    assert lost == [], "name it in a Section of its page"


@pytest.mark.parametrize("area", [None, "London", KENT])
def test_the_name_of_every_region_beside_a_bar_leads_to_it(illustrated, edges, area):
    """But that of the one that is chosen, or holds the authority that is."""
    chosen, met = Selection(area=area, colours="differences"), set()
    makes = [make for page in PAGES for section in page.sections for make in section.makes]
    for store, make in product((illustrated, edges["all equal"]), makes):
        made = make(store, chosen)
        for chart in made.charts if made else ():
            has_names = isinstance(chart, Bars | Counts | Stack)
            named = set(chart.rows["name"]) & {*REGIONS} if has_names else ()
            if len(named) > 1:
                assert html.leads(chart), made.key
                drawn = html.drawn(
                    chart, "", lambda _, there: f"{there.colours}: {there.area}", chosen
                )
                led = set(re.findall('<a href="differences: ([^"]+)">', drawn))
                assert led == named - {chart.here}, made.key
                met.add(made.key)
    assert {"regions", "why-sampled", "why-regions"} <= met


def test_every_page_that_a_room_describes_is_in_the_navigation():
    made = [import_module(f"{pages.__name__}.{each.name}") for each in iter_modules(pages.__path__)]
    found = [each for room in made for each in vars(room).values() if isinstance(each, Page)]
    described = {page.path for page in found}
    lost = described - {page.path for page in PAGES}
    assert lost == set(), "name it in PAGES (dashboard/exhibits/pages/__init__.py)"
    for told in ("path", "name"):
        each = [getattr(page, told) for page in PAGES]
        assert {one for one in each if each.count(one) > 1} == set(), f"two pages have one {told}"
    wrong = [page.path for page in PAGES if page.path != slug(page.path)]
    assert wrong == [], "a path is small letters and hyphens"
    ours = {route.path.split("/")[1] for route in routes()} & {page.path for page in PAGES}
    assert ours == set(), "the server has another answer at this path (dashboard/web/routes.py)"


@pytest.mark.parametrize("room", ["measures", "exhibits", "render", "files", "packs", "ui"])
def test_nothing_that_makes_or_draws_a_page_asks_what_is_going_on_around_it(room):
    modules = {path: path.read_text(encoding="utf-8") for path in (PACKAGE / room).rglob("*.py")}
    assert modules
    assert [path.name for path, code in modules.items() if "ContextVar" in code] == []


def test_the_walk_of_a_visit_goes_through_files_that_there_are():
    told = (PACKAGE / "docs" / "architecture.md").read_text(encoding="utf-8")
    walk = told.partition("One visit row")[2].partition("## Pages")[0]
    named = re.findall(r"^\d\. `([\w/]+\.py)`", walk, re.M)
    assert 5 < len(named) <= 9
    assert [name for name in named if not (PACKAGE / name).exists()] == []


def test_bars_are_drawn_of_names_that_are_words_of_a_closed_list():
    kinds = pl.Series("name", ["Good", "Inadequate"], pl.Enum(["Good", "Inadequate"]))
    counts = {"numerator": [6, 3], "denominator": [12, 12], "value": [0.5, 0.25]}
    rows = pl.DataFrame({"name": kinds, **counts, "status": ["shown", "shown"]})
    drawn = html.drawn(Bars(rows, "Judgement", "Visited, out of"), "Visited")
    assert "Inadequate" in drawn and "3 of 12" in drawn
