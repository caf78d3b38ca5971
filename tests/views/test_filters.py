"""No filter is passed over: what it can limit is limited, and everything else says that it is not.

A figure limited to some visits must be that of records which hold no others. So each page is laid
out with a filter, again without it, and again from records with those visits alone: every table
that does not say otherwise is the last of these, and one that says it is not limited the second.
"""

import random
import re
from dataclasses import fields, replace
from functools import cache

import polars as pl
import pytest

from dashboard.delivery import VIEWS, lay_out
from dashboard.exhibits.areas import timeline
from dashboard.exhibits.data.long_table import figures
from dashboard.exhibits.explained import sentences
from dashboard.exhibits.explained.offers import offered
from dashboard.exhibits.road.readiness import KINDS
from dashboard.exhibits.summary import last_week
from dashboard.measures import Selection, chosen_records, cube
from dashboard.measures.definitions import MEASURES
from dashboard.measures.definitions.coverage import SETTINGS as SETTINGS_IN_SCOPE
from dashboard.measures.filter import MORE
from dashboard.measures.filters import FILTERS
from dashboard.measures.narrowing import NARROWING, OF_VISITS, both
from dashboard.measures.shape import HOW, TYPES
from dashboard.packs import briefings
from dashboard.records import words as w
from dashboard.render.explanation import behind_it
from dashboard.ui import filters
from dashboard.wording import filtered, words

CHOICES = [(each, word) for each in OF_VISITS for word in each.choices]
FEW = [("visit_mode", "Remote"), ("visit_type", "Monitoring visit"), ("reason", "Follow-up")]
FEW += [("selection_basis", w.SAMPLED)]
AREAS = (None, "London", "E10000016")
FIGURES = 6
ALL = "whatever the filters"
"""So many figures of a page are explained."""


@cache
def with_only(opened, column, word):
    """Give records of the same register whose visits are those that a filter leaves."""
    held = pl.col(column).cast(pl.String).fill_null(w.NOT_RECORDED) == word
    visits = opened.records["visits"].filter(held)
    findings = opened.records["findings"].join(visits, on="visit_id", how="semi")
    records = {**opened.records, "visits": visits, "findings": findings}
    counted = cube.build(records, [start.day for start in opened.starts], opened.as_at)
    return replace(opened, records=records, cube=counted)


def named(name):
    return next(each for each in FILTERS if each.name == name)


@pytest.fixture(scope="module")
def late(at_the_end):
    """Hash a store by what it is, so that what is made from it is made once."""

    class Hashed(type(at_the_end)):
        __hash__ = object.__hash__

    known = {each.name: getattr(at_the_end, each.name) for each in fields(at_the_end) if each.init}
    return Hashed(**known)


def check_measures(opened, each, word, selection):
    """Hold every measure against records with only such visits, or against no filter at all."""
    chosen = selection.changed(each.name, word)
    for measure in MEASURES:
        free = filtered.unlimited(chosen, measure)
        plain = opened if free else with_only(opened, each.column, word)
        for by in ([], ["setting_type"], ["la_code"]):
            found, expected = opened.ask(measure, chosen, by), plain.ask(measure, selection, by)
            assert_same(found, expected, by, measure.name)


def assert_same(found, expected, by, name):
    """Compare two results: a group without anything has a row in one of them only."""
    some = pl.any_horizontal(pl.col("numerator", "denominator").fill_null(0) != 0)
    assert (
        found.filter(some)
        .sort(by or "numerator")
        .equals(expected.filter(some).sort(by or "numerator"))
    ), name


def test_every_filter_is_a_field_of_a_selection_with_a_word_for_each_choice():
    names = [each.name for each in fields(Selection)]
    assert {*names} - {each.name for each in FILTERS} == {"scenario", "setting"}
    assert names[: len(FILTERS)] == [each.name for each in FILTERS]
    for each in OF_VISITS:
        assert each.limit and each.every, f"{each.name}: it needs a limit, and every"
        unsaid = set(each.choices) ^ set(each.words)
        assert unsaid == set(), f"{each.name}: say in words what is left by {unsaid}"
    addresses = [each.address for each in FILTERS]
    again = {one for one in addresses if addresses.count(one) > 1}
    assert again == set(), "two filters have one address"


def test_every_filter_of_figures_limits_and_says_what_it_is_written_to():
    for each in FILTERS:
        known = f"{each.name}: {each.column} is no column that a filter may limit, such as {HOW}"
        assert not each.column or each.applies_to, known
    for each in NARROWING:
        held = {*TYPES[each.column].categories}
        assert {*each.choices} <= held, f"{each.name}: {each.column} holds {sorted(held)}"
        unsaid = {*each.choices} - {*each.words, w.NOT_RECORDED}
        assert unsaid == set(), f"{each.name}: say in words what is left by {unsaid}"


def test_lists_of_settings_are_those_that_a_filter_written_to_leaves_of_figures(late):
    for each in NARROWING:
        for word in each.choices:
            chosen = Selection(area="London").changed(each.name, word)
            counted = late.ask(SETTINGS_IN_SCOPE, chosen)["numerator"][0] or 0
            listed = chosen_records.seen(late, chosen).height
            assert listed == counted, f"{each.name}: {listed} settings are listed, not {counted}"
            assert words.noun(chosen) != words.noun(Selection(area="London")), each.name


@pytest.mark.parametrize(("name", "word"), FEW)
def test_every_measure_is_limited_rightly_or_says_that_it_is_not(late, name, word):
    check_measures(late, named(name), word, Selection())


@pytest.mark.long
@pytest.mark.parametrize(("each", "word"), CHOICES, ids=lambda one: getattr(one, "name", one))
@pytest.mark.parametrize("area", AREAS)
def test_every_measure_is_limited_rightly_for_every_choice(late, each, word, area):
    check_measures(late, each, word, Selection(area=area))


def test_a_filter_and_a_further_limit_that_contradict_leave_nothing(late):
    chosen = Selection(visit_type="Monitoring visit")
    measure = next(each for each in MEASURES if each.name == "visits")
    assert late.ask(measure, chosen, visit_type="Assurance visit")["numerator"][0] == 0
    assert both({"setting_type": "a", "mode": "b"}, {"setting_type": "c"})["setting_type"] == "c"


def check_page(opened, path, each, word, selection):
    """Hold every table of a page against the same page of other records; count the limited."""
    chosen, phrase = selection.changed(each.name, word), f"only {each.words[word]}"
    page = lay_out(path, opened, chosen)
    unlimited = lay_out(path, opened, selection).offers
    fewer = with_only(opened, each.column, word)
    limited = lay_out(path, fewer, selection).offers
    weeks = last_week.of(opened, chosen), last_week.of(fewer, selection)
    said = re.sub("<[^>]*>", " ", " ".join(page.pieces))
    assert phrase in said and each.limit in said
    count = 0
    for name, offer in page.offers.items():
        told, free = offer.file.facts.get("filters", ""), offer.file.unlimited
        whatever = ALL in told
        if path != "data" or told:
            assert phrase in told or each.limit in told or whatever, name
        assert bool(free) == ("not limited" in told) or whatever, name
        assert not free or words.opening(free) in said, name
        if name in NOT_COUNTS or (name == "week" and weeks[0] != weeks[1]):
            continue  # of fewer visits it is not told alike which weeks are complete
        wanted = (unlimited, limited) if phrase in told and free else (limited,)
        if not (name.startswith("why-") and name not in limited):
            check_table(name, offer, (unlimited,) if phrase not in told else wanted)
        count += phrase in told
    return count


NOT_COUNTS = {"look", "steps"}
"""Sentences, some of the register and others of visits; and what followed, by a visit of any kind.
"""


def check_table(name, offer, others):
    """Hold a table against those of other pages: it is one of them, or each cell is of one.

    Why we went shows what records without such visits, or without any reason, cannot.
    """
    tables = [_told(other[name].file.table, offer) for other in others if name in other]
    assert tables or name.startswith("why-") or not offer.file.height, name
    if not tables or any(offer.file.table.equals(each) for each in tables):
        return
    for column in offer.file.table.columns:
        found, own = offer.file.table[column], [t[column] for t in tables if column in t.columns]
        assert all(each.len() == found.len() for each in own), name
        same = pl.any_horizontal(found.eq_missing(each) for each in own)
        assert pl.select(same).to_series().all(), (name, column)


def _told(table, offer):
    """Leave of another table what this one tells of: what is left to do is listed where any is."""
    if offer.file.table.columns[: len(KINDS)] != [*KINDS]:
        return table
    return table.join(offer.file.table, on=KINDS, how="semi", maintain_order="left")


@pytest.mark.parametrize("path", VIEWS)
def test_every_table_of_a_page_is_limited_or_says_that_it_is_not(late, path):
    chance = random.Random(path)
    name, word = chance.choice(FEW)
    check_page(late, path, named(name), word, Selection())


@pytest.mark.long
@pytest.mark.parametrize("path", VIEWS)
@pytest.mark.parametrize(("each", "word"), CHOICES, ids=lambda one: getattr(one, "name", one))
def test_every_table_is_limited_for_every_choice(late, path, each, word):
    limited = [check_page(late, path, each, word, Selection(area=area)) for area in AREAS]
    if path in ("summary", "coverage", "areas"):
        assert all(limited), "a page with visits has tables that are limited"


def check_explained(opened, path, each, word, chance):
    """Explain figures of a page: the records behind each add up, and the filter is said."""
    chosen = Selection().changed(each.name, word)
    asked = lay_out(path, opened, chosen).store.asked
    every = offered(asked, opened, chosen)
    assert every
    for key in chance.sample(sorted(every), min(FIGURES, len(every))):
        figure = every[key]
        said = sentences.filters(figure, opened, chosen)
        found = behind_it(figure, opened)
        if found is not None:
            added = (found.numerator, found.denominator)
            assert added == (figure.numerator or 0, figure.denominator), key
        load = "other filters change nothing" in said
        assert each.words[word] in said or f"not limited by {each.limit}" in said or load, key


@pytest.mark.parametrize("path", VIEWS)
def test_what_explains_a_figure_obeys_the_filter_or_says_not(late, path):
    chance = random.Random(path)
    check_explained(late, path, named("visit_mode"), "Both", chance)


@pytest.mark.long
@pytest.mark.parametrize("path", VIEWS)
@pytest.mark.parametrize(("each", "word"), CHOICES, ids=lambda one: getattr(one, "name", one))
def test_what_explains_a_figure_obeys_every_choice(late, path, each, word):
    check_explained(late, path, each, word, random.Random(f"{path} {word}"))


@pytest.mark.parametrize(("name", "word"), FEW)
def test_a_list_of_visits_has_those_that_the_filter_leaves_and_no_others(late, name, word):
    each, selection = named(name), Selection(area="London")
    listed = timeline.listed(late, selection.changed(name, word))
    assert listed.equals(timeline.listed(with_only(late, each.column, word), selection))


@pytest.mark.parametrize(("name", "word"), FEW)
def test_the_long_table_and_the_briefing_say_the_filter(late, name, word):
    each, chosen = named(name), Selection().changed(name, word)
    for measure, status in figures(late, chosen).select("measure", "status").unique().iter_rows():
        own = next(one for one in MEASURES if one.name == measure)
        assert (f"not limited by {each.limit}" in status) == bool(chosen.unlimited(own)), measure
    told = briefings.briefing(late, chosen, {})
    assert (each.label, each.options.get(word, word)) in told.shown
    assert any(each.limit in caveat for caveat in told.caveats)


def test_every_filter_of_visits_is_offered_under_more():
    offered_there = [each.name for each in filters.at(MORE)]
    assert {each.name for each in OF_VISITS} <= set(offered_there)


@pytest.mark.parametrize(("name", "word"), [*FEW, ("visit_mode", "On site")])
def test_the_visits_and_letters_of_the_last_week_are_those_that_the_filter_leaves(late, name, word):
    each = named(name)
    found = last_week.rows(late, Selection().changed(name, word))
    limited = last_week.rows(with_only(late, each.column, word), Selection())
    for of_visits in ("Visits made", "Letters published"):
        assert found.filter(name=of_visits).equals(limited.filter(name=of_visits)), of_visits
