"""What is worked out for every area at once is, for each, what is worked out for it alone."""

import random
from dataclasses import replace

from polars.testing import assert_frame_equal

from dashboard.measures.definitions import MEASURES
from dashboard.measures.definitions.coverage import VISITS
from dashboard.measures.evaluation import answer, evaluate
from dashboard.measures.known import listed
from dashboard.measures.measure import COLUMNS, MeasureError
from dashboard.measures.questions import Answers
from dashboard.measures.selection import Selection


def test_an_answer_for_an_area_is_that_of_the_area_alone(any_store, random_selections):
    chance, answers, compared = random.Random(11), Answers(), 0
    for selection in random_selections(any_store, 40, seed=11, of_visits=True):
        measure, by = chance.choice(MEASURES), chance.sample(COLUMNS, chance.choice((0, 1, 1, 2)))
        where = selection.limits(measure, {})
        period = any_store.period(selection.since, selection.until)
        try:
            alone = listed(evaluate(measure, any_store.cube, period, by, where))
        except MeasureError:
            continue
        for _ in "first", "again":
            found = answer(measure, any_store.cube, period, by, where, answers)
            assert_frame_equal(found, alone, check_exact=True)
        compared += selection.area is not None
    assert compared > 5


def test_areas_of_which_nothing_is_counted_are_answered_as_each_alone(any_store, random_selections):
    chance, answers, blank = random.Random(5), Answers(), 0
    areas = any_store.authorities["la_code"].to_list()
    for selection in random_selections(any_store, 30, seed=5, of_visits=True):
        measure, by = chance.choice(MEASURES), chance.choice(((), (), ("week",), ("setting_type",)))
        period = any_store.period(selection.since, selection.until)
        for area in chance.sample(areas, 8):
            where = selection.changed("area", area).limits(measure, {})
            try:
                alone = listed(evaluate(measure, any_store.cube, period, by, where))
            except MeasureError:
                break
            found = answer(measure, any_store.cube, period, by, where, answers)
            assert_frame_equal(found, alone, check_exact=True)
            blank += not alone.height or not alone["numerator"].sum()
    assert blank > 20


def test_an_area_that_is_counted_above_and_not_below_keeps_its_count(illustrated):
    rare = replace(VISITS.numerator, only=(("selection_basis", "Sampled"), ("mode", "Remote")))
    measure, answers, found = replace(VISITS, denominator=rare), Answers(), set()
    for area in illustrated.authorities["la_code"]:
        where = Selection(area=area).limits(measure, {})
        one = answer(measure, illustrated.cube, illustrated.period(), (), where, answers)
        assert_frame_equal(
            one, evaluate(measure, illustrated.cube, illustrated.period(), (), where)
        )
        found |= {one["numerator"][0]} if not one["denominator"][0] else set()
    assert len(found) > 2
