"""The records behind a figure: counting them is a second way to every measure."""

import random
from datetime import date

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.measures import Period, shape
from dashboard.measures.behind import behind, rules, tables
from dashboard.measures.definitions import MEASURES
from dashboard.measures.definitions.coverage import COVERAGE, PLACES_COVERAGE, VISITED, VISITS
from dashboard.measures.definitions.enforcement import ACTIONS_IN_FORCE
from dashboard.measures.definitions.found import SERIOUS_CONCERNS
from dashboard.measures.definitions.letters import DAYS_TO_PUBLISH
from dashboard.measures.evaluation import evaluate
from dashboard.measures.known import Told
from dashboard.records import words
from dashboard.settings import monday
from tests.measures.test_measure import (
    CODES,
    DAY,
    PERIOD,
    STARTS,
    built,
    consequences,
    home,
    recorded,
    visit,
)

NAMES = {"name", "la_name", "provider_name", "text", "address", "postcode"}
GRADES = {"last_grade", "outcome", "grade"}


def agrees(measure, opened, period, where):
    """Check that the records behind a measure add up to it."""
    ((n, total, *_),) = evaluate(measure, opened.cube, period, (), where).rows()
    told = Told(measure, opened.cube, period, (), where)
    if not told.standing.is_known:
        assert n is None, measure.name
        return
    found = behind(measure, opened.records, opened.as_at, period, where, told.only)
    if found is None:
        assert n is None, measure.name
        return
    assert (found.numerator, found.denominator) == (n or 0, total), (measure.name, period, where)
    assert found.counted.height + found.left_out.height == found.rows.height
    assert found.counted["above"].null_count() == 0
    assert found.left_out["above"].count() == 0


def random_limits(measure, opened, chance):
    """Draw up to three limits that a measure may have."""
    keys = [key for key in shape.KEYS[measure.numerator.table] if key not in shape.PERIODS]
    values = {"week": opened.weeks, "la_code": opened.authorities["la_code"].to_list()}
    drawn = chance.sample([*keys, *shape.AREAS], chance.randint(0, 3))
    where = {}
    for key in drawn:
        kind = shape.TYPES[key]
        known = values.get(key) or kind.categories.to_list()
        where[key] = str(chance.choice(known))
    if "setting_type" in where and chance.random() < 0.6:
        where["setting_type"] = chance.choice((words.ALL_HOMES, words.ALL_PROVIDERS))
    return where


@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: measure.name)
def test_the_records_behind_every_measure_add_up_to_it(any_store, measure):
    chance = random.Random(measure.name)
    for start in any_store.starts:
        for _ in range(3):
            weeks = [week for week in any_store.weeks if week >= monday(start.day)]
            period = Period(start.day, chance.choice(weeks))
            agrees(measure, any_store, period, random_limits(measure, any_store, chance))
        agrees(measure, any_store, any_store.period(start.day), {})


class Opened:
    """The few things of a store that the checks ask for."""

    def __init__(self, history):
        self.records, self.cube, self.as_at = recorded(*history), built(*history), DAY


@pytest.mark.long
@settings(max_examples=30, suppress_health_check=list(HealthCheck))
@given(
    history=consequences(),
    since=st.sampled_from(STARTS),
    week=st.sampled_from([date(2020, 9, 7), date(2020, 10, 12), date(2020, 10, 19)]),
)
def test_they_add_up_for_any_records(history, since, week):
    opened = Opened(history)
    for measure in MEASURES:
        agrees(measure, opened, Period(since, week), {})


def reasons(measure, opened, period, where):
    """Count the records that are left out of a measure by the reason given."""
    found = behind(measure, opened.records, opened.as_at, period, where)
    return dict(found.left_out.group_by("why").len().sort("why").iter_rows())


def test_what_is_left_out_says_why():
    register = [
        home("EX000000"),
        home("EX000001", registered_on=date(2020, 12, 20)),
        home("EX000002", closed_on=date(2020, 10, 1)),
        home("EX000003"),
        home("EX000004"),
        home("EX000005", CODES[-1]),
    ]
    visits = [
        visit(1, "EX000000", date(2020, 9, 14)),
        visit(2, "EX000000", date(2020, 10, 14)),
        visit(3, "EX000003", date(2020, 4, 14)),
    ]
    here = {"la_code": CODES[0]}
    opened = Opened((register, visits))
    found = behind(COVERAGE, opened.records, DAY, PERIOD, here)
    assert found.counted.select("urn", "first_visit_on").rows() == [("EX000000", date(2020, 9, 14))]
    assert (found.numerator, found.denominator) == (1, 3)
    assert reasons(COVERAGE, opened, PERIOD, here) == {
        "joined the register after the day of the figures": 1,
        "left the register by the day of the figures": 1,
        "no visit in the period, only before or after it": 1,
        "no visit in these records": 1,
    }
    assert reasons(VISITS, opened, PERIOD, here) == {"the visit started before the period": 1}
    assert reasons(VISITS, opened, Period(STARTS[-1], date(2020, 9, 14)), here) == {
        "the visit started after the period": 1,
        "the visit started before the period": 1,
    }
    assert reasons(SERIOUS_CONCERNS, opened, PERIOD, here) == {
        "letter not yet published": 2,
        "the visit started before the period": 1,
    }


def test_a_cell_is_one_part_of_the_whole(illustrated):
    week = {"week": "2020-11-16", "selection_basis": words.SAMPLED}
    found = behind(VISITS, illustrated.records, illustrated.as_at, illustrated.period(), week)
    assert set(found.counted["selection_basis"]) == {words.SAMPLED}
    assert found.counted["started_on"].is_between(date(2020, 11, 16), date(2020, 11, 22)).all()
    assert {"in another week", "made for another reason"} <= set(found.left_out["why"])


def test_sums_tell_what_each_record_adds(illustrated):
    for measure in (PLACES_COVERAGE, DAYS_TO_PUBLISH):
        found = behind(measure, illustrated.records, illustrated.as_at, illustrated.period())
        assert found.numerator == found.counted["above"].sum() > found.counted.height


def test_those_of_the_whole_come_first_among_those_left_out(illustrated):
    found = behind(VISITED, illustrated.records, illustrated.as_at, illustrated.period())
    assert found.denominator is None
    found = behind(COVERAGE, illustrated.records, illustrated.as_at, illustrated.period())
    inside = found.left_out["below"].is_not_null()
    assert inside.head(found.denominator - found.numerator).all()
    assert not inside.tail(-(found.denominator - found.numerator)).any()


@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: measure.name)
def test_no_name_and_no_grade_is_told(illustrated, measure):
    found = behind(measure, illustrated.records, illustrated.as_at, illustrated.period())
    assert not (NAMES | GRADES) & set(found.rows.columns)
    assert {"urn", "setting_type", "authority"} <= set(found.rows.columns)


def test_records_that_are_not_there_have_nothing_behind_them(edges):
    opened = edges["no visits supplied"]
    for measure in (COVERAGE, VISITS, ACTIONS_IN_FORCE):
        assert behind(measure, opened.records, opened.as_at, opened.period()) is None


def test_every_table_that_is_counted_has_rules():
    assert rules.TABLES.keys() == tables.KINDS.keys() == shape.KEYS.keys()
    for table, keys in shape.KEYS.items():
        rest = set(keys) - {*shape.PERIODS, *shape.WHO}
        assert rest <= rules.ELSEWHERE.keys(), table
    for measure in MEASURES:
        for part in filter(None, (measure.numerator, measure.denominator)):
            assert {column for column, _ in part.only} <= rules.ELSEWHERE.keys()
            assert (
                tables.KINDS[part.table] == tables.kind_of(measure) or part.table in rules.OF_VISITS
            )


def test_the_records_are_left_as_they_were(illustrated):
    before = {name: table.clone() for name, table in illustrated.records.items()}
    for measure in MEASURES:
        behind(measure, illustrated.records, illustrated.as_at, illustrated.period())
    assert all(before[name].equals(table) for name, table in illustrated.records.items())
    assert isinstance(illustrated.records["visits"], pl.DataFrame)
