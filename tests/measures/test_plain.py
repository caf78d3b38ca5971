"""Small tables in plain Python add up and divide as Polars would."""

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.measures import plain
from dashboard.measures.results import total

COUNTS = st.tuples(st.none() | st.integers(0, 99), st.integers(0, 99))


@given(st.lists(COUNTS, min_size=1, max_size=6))
def test_parts_add_up_as_those_of_a_result_do(parts):
    rows = pl.DataFrame(
        parts, schema={n: pl.Int64 for n in plain.COUNTED if n != "value"}, orient="row"
    )
    expected = total(rows.with_columns(of=pl.lit("all")), ["of"]).row(0)[1:]
    n, out_of = plain.add_up(parts)
    assert (n, out_of, plain.share_of(n, out_of)) == expected


def test_columns_of_nothing_have_their_types():
    assert {column.name: column.dtype for column in plain.columns([])} == plain.COUNTED


def test_figures_are_looked_up_by_the_word_of_the_first_column():
    rows = pl.DataFrame({"week": ["a", "b"], "numerator": [1, None], "denominator": [3, 4]})
    assert plain.by_word(rows, "numerator", "denominator") == {"a": (1, 3), "b": (None, 4)}


@pytest.mark.parametrize("places", [[], [2], [1, 2, 3], [0, 2], [3, 1, 2], [2, 1], [0, 3, 2]])
def test_rows_at_some_places_are_those_in_their_order(places):
    rows = pl.DataFrame({"a": [10, 11, 12, 13]})
    assert plain.rows_at(rows, np.array(places, np.int64))["a"].to_list() == [
        10 + place for place in places
    ]
