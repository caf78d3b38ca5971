"""What is taken away in any form is what the page shows: figure for figure, whatever is chosen."""

import io
import re
from dataclasses import replace

import openpyxl
import polars as pl
import pytest

from dashboard import delivery
from dashboard.measures.selection import Selection
from dashboard.packs import briefings, workbooks
from tests import taken
from tests.files.reading import read

PATHS = tuple(delivery.VIEWS)
SPOKEN = briefings.PAGES
"""The pages that a briefing is taken from."""
CHOICES, PART = 200, 10
IN_EVERY_FORM = 60
"""Choices of which each form is made whole: 2 s of CPU for one."""
"""So many choices are drawn, and so many by each test: a part is drawn again from its first."""


def laid_out(store, selection, paths):
    return {path: delivery.lay_out(path, store, selection) for path in paths}


@pytest.mark.parametrize("path", PATHS)
def test_a_page_and_its_files_hold_the_same_figures(illustrated, path):
    page = delivery.lay_out(path, illustrated, Selection(area="E10000016"))
    assert taken.in_files(page) == []
    assert taken.in_text(page) == []
    assert taken.unpictured(page) == []


def test_a_few_choices_agree_in_every_form(illustrated, random_selections):
    for selection in random_selections(illustrated, 3, seed=8, of_visits=True):
        pages = laid_out(illustrated, selection, PATHS)
        assert taken.in_briefing(pages, whole=selection.area is not None) == [], selection
        for path, page in pages.items():
            assert taken.in_text(page) == [], (path, selection)


def test_no_form_of_a_few_choices_says_what_no_page_does(illustrated, random_selections):
    for selection in random_selections(illustrated, 3, seed=5, of_visits=True):
        assert taken.in_forms(laid_out(illustrated, selection, PATHS)) == [], selection


def test_a_figure_of_one_form_alone_and_a_share_of_too_few_are_found(illustrated):
    pages = laid_out(illustrated, Selection(area="E10000016"), PATHS)
    offers = dict(pages["areas"].offers)
    for name in ("beside", "area-types"):
        right = offers[name].file
        wrong = right.table.with_columns(numerator=pl.col("numerator") * 0 + 7, denominator=9)
        offers[name] = replace(offers[name], file=replace(right, first=wrong, later=None))
    found = taken.in_forms(pages | {"areas": replace(pages["areas"], offers=offers)})
    assert {each.partition(":")[0] for each in found} == {
        "briefing.html", "briefing.docx", "areas/beside.svg", "areas/beside-slide.png"
    }  # fmt: skip
    pages["why"].pieces.append("<p>3 of 9 visits (33%)</p>")
    assert taken.in_forms(pages) == ["pages: 3 of 9 visits (33%)"]


@pytest.mark.long
@pytest.mark.parametrize("first", range(0, IN_EVERY_FORM, PART))
def test_no_form_of_sixty_choices_says_what_no_page_does(illustrated, random_selections, first):
    for selection in random_selections(illustrated, PART, seed=first, of_visits=True):
        assert taken.in_forms(laid_out(illustrated, selection, PATHS)) == [], selection


@pytest.mark.long
@pytest.mark.parametrize("first", range(0, CHOICES, PART))
def test_two_hundred_choices_agree_in_every_form(illustrated, random_selections, first):
    drawn = random_selections(illustrated, PART, seed=first, of_visits=True)
    for number, selection in enumerate(drawn, first):
        path = PATHS[number % len(PATHS)]
        pages = laid_out(illustrated, selection, dict.fromkeys((*SPOKEN, path)))
        assert taken.in_files(pages[path]) == [], (path, selection)
        assert taken.in_pictures(pages[path]) == [], (path, selection)
        assert taken.in_briefing(pages, whole=number == first) == [], selection
        for name, page in pages.items():
            assert taken.in_text(page) == [], (name, selection)


def test_a_figure_that_differs_in_one_form_is_found(illustrated):
    pages = laid_out(illustrated, Selection(area="E10000016"), SPOKEN)
    page = pages["areas"]
    offers = page.offers
    name = "area-types"
    table = offers[name].file.table
    wrong = table.with_columns(numerator=pl.col("numerator") + 1)
    spoilt = replace(offers[name], file=replace(offers[name].file, first=wrong, later=None))
    offers[name] = spoilt
    assert {found for found, _ in taken.in_text(page)} == {name}
    assert taken.in_briefing(pages, whole=False)
    book = workbooks.workbook("Spoilt", [spoilt], page.store, page.selection)
    back = read(workbooks.written("ods", book), "ods")
    right = {name: replace(spoilt, file=replace(spoilt.file, first=table, later=None))}
    assert taken.in_book(back, right) == [name]
    assert taken.in_book(back, {name: spoilt}) == []


@pytest.mark.parametrize(
    ("path", "name", "figures"),
    [
        ("coverage", "regions", {"Share"}),
        ("found", "how-by-week", {"On site", "Remote", "Both"}),
        ("found", "letters-waiting", {"Waiting"}),
    ],
)
def test_excel_draws_what_the_page_draws_and_hatches_its_late_weeks(path, name, figures):
    content = delivery.deliver(path, f"{name}.xlsx", {}).content
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[3]
    (chart,) = sheet._charts
    heads = {sheet[re.sub(r".*!|\$", "", each.tx.strRef.f)].value for each in chart.series}
    assert heads == figures
    hatched = {each.idx for each in chart.series[0].dPt}
    assert bool(hatched) == (name == "how-by-week")
