"""Keys are found in another table, whatever their hashes are."""

import polars as pl
import pytest

from dashboard.records.keys import places


def lengths(keys):
    """Stand in for hashes that different keys share."""
    return pl.Series([len(key or "") for key in keys], dtype=pl.UInt64)


@pytest.mark.parametrize("hashes", ["apart", "shared"])
def test_keys_are_found_even_where_two_share_a_hash(hashes, monkeypatch):
    if hashes == "shared":
        monkeypatch.setattr(pl.Series, "hash", lengths)
    asked, known = pl.Series(["b", None, "x", "a", "b"]), pl.Series(["a", "b", "c"])
    assert places(asked, known).to_list() == [1, None, None, 0, 1]
