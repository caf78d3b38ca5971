"""What is worked out for every area at once is, for each, what is worked out for it alone."""

import random

from polars.testing import assert_frame_equal

from dashboard.measures.area_answers import answer
from dashboard.measures.definitions import MEASURES
from dashboard.measures.evaluation import evaluate
from dashboard.measures.measure import COLUMNS, MeasureError
from dashboard.measures.questions import Answers


def test_an_answer_for_an_area_is_that_of_the_area_alone(any_store, random_selections):
    chance, answers, compared = random.Random(11), Answers(), 0
    for selection in random_selections(any_store, 40, seed=11, of_visits=True):
        measure, by = chance.choice(MEASURES), chance.sample(COLUMNS, chance.choice((0, 1, 1, 2)))
        where = selection.limits(measure, {})
        period = any_store.period(selection.since, selection.until)
        try:
            alone = evaluate(measure, any_store.cube, period, by, where)
        except MeasureError:
            continue
        for _ in "first", "again":
            found = answer(measure, any_store.cube, period, by, where, answers)
            assert_frame_equal(found, alone, check_exact=True)
        compared += selection.area is not None
    assert compared > 5
