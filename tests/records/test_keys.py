"""Rows are put in the order of their keys, and keys are found whatever their hashes are."""

from itertools import permutations

import polars as pl
import pytest

from dashboard.records.keys import in_order, places


def lengths(keys):
    """Stand in for hashes that different keys share."""
    return pl.Series([len(key or "") for key in keys], dtype=pl.UInt64)


@pytest.mark.parametrize("hashes", ["apart", "shared"])
def test_keys_are_found_even_where_two_share_a_hash(hashes, monkeypatch):
    if hashes == "shared":
        monkeypatch.setattr(pl.Series, "hash", lengths)
    asked, known = pl.Series(["b", None, "x", "a", "b"]), pl.Series(["a", "b", "c"])
    assert places(asked, known).to_list() == [1, None, None, 0, 1]
    assert places(asked, known.clear()).to_list() == [None] * 5
    assert places(asked.clear(), known).to_list() == []


def test_each_of_many_keys_is_found_in_its_own_place():
    known = pl.Series([f"EX{number:06}" for number in range(20_000)])
    asked = known.reverse()
    assert places(asked, known).to_list() == list(reversed(range(20_000)))


@pytest.mark.parametrize("keys", [["7", "10", "100"], ["10", None, "EX1", "7", "SC2", "007"]])
def test_the_order_of_rows_does_not_depend_on_how_they_came(keys):
    orders = {
        tuple(in_order(pl.DataFrame({"key": [*each], "n": 1}), ["key"])["key"])
        for each in permutations(keys)
    }
    due = [key for key in ("007", "7", "10", "100", "EX1", "SC2", None) if key in keys]
    assert orders == {tuple(due)}


def test_a_row_comes_where_it_would_without_the_others():
    whole = in_order(pl.DataFrame({"key": ["EX1", "10", "9"]}), ["key"])
    part = in_order(pl.DataFrame({"key": ["10", "9"]}), ["key"])
    assert whole["key"].to_list() == [*part["key"], "EX1"]


def test_rows_of_two_keys_are_in_the_order_of_both():
    rows = pl.DataFrame({"key": ["2", "10", "2"], "n": [2, 1, 1]})
    assert in_order(rows, ["key", "n"]).rows() == [("10", 1), ("2", 1), ("2", 2)]
