"""Types and judgements of later years are listed where the records hold some, and counted."""

import pytest

from dashboard.measures import Selection, coverage_of_types
from dashboard.measures.kinds import judgements, types_of
from dashboard.records import words as w
from tests.conftest import setting


@pytest.fixture(scope="module")
def with_later(open_records):
    rows = [
        setting(1, "E08000035"),
        setting(2, "E08000035", w.SUPPORTED_ACCOMMODATION)
        | {"last_grade": w.SUPPORTED_OUTCOMES[1]},
        setting(3, "E08000035", w.ANOTHER_TYPE),
    ]
    return open_records(rows)


def test_a_later_type_is_listed_only_where_there_is_one(with_later, illustrated):
    assert types_of(with_later, w.ALL_PROVIDERS) == w.PROVIDERS
    assert not {*types_of(illustrated, w.ALL_PROVIDERS)} & {*w.LATER_TYPES}
    assert types_of(illustrated, w.ANOTHER_TYPE) == (w.ANOTHER_TYPE,)


def test_a_later_type_counts_in_the_total(with_later):
    rows = coverage_of_types.by_type(with_later, Selection()).filter(region="England")
    counts = dict(rows.select("setting_type", "denominator").iter_rows())
    assert (counts[w.SUPPORTED_ACCOMMODATION], counts[w.ANOTHER_TYPE]) == (1, 1)
    assert counts[w.ALL_PROVIDERS] == 3


def test_the_outcome_of_supported_accommodation_is_none_of_the_grades(with_later, illustrated):
    assert judgements(with_later) == (*w.GRADES, w.SUPPORTED_OUTCOMES[1])
    assert judgements(illustrated) == w.GRADES
    assert not {*w.GRADES} & {*w.SUPPORTED_OUTCOMES}
