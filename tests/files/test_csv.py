"""A file says exactly what the page says, and no cell of it can run as a formula."""

import csv
import io

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.files.csv import plain_text, to_csv

RISKY = ["=1+1", "+1", "-1", "@a", "\t=1", "\r=1", "|x", " =1", "\u00a0=1", "\u200b=1", "＝1", "\0"]


def test_a_table_reads_back_with_its_facts_on_every_row():
    table = pl.DataFrame({"name": ["Kent", "Bristol, City of"], "value": [0.5, None]})
    content = to_csv(table, {"as_at": "2020-12-07"})
    assert content.startswith(b"\xef\xbb\xbf")
    assert b"\r\n" in content
    back = pl.read_csv(io.BytesIO(content))
    assert back.select("name", "value").equals(table)
    assert back["as_at"].to_list() == ["2020-12-07"] * 2


@pytest.mark.parametrize("text", RISKY)
def test_text_that_would_run_is_led_by_an_apostrophe(text):
    assert plain_text(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "Kent", "3 of 8", "1=2", "St Helens"])
def test_other_text_is_left_as_it_is(text):
    assert plain_text(text) == text


def test_negative_numbers_stay_numbers():
    assert b"\r\n-3\r\n" in to_csv(pl.DataFrame({"change": [-3]}))


@given(st.lists(st.text(max_size=8), min_size=1, max_size=5))
def test_any_text_comes_back_whole(texts):
    content = to_csv(pl.DataFrame({"t": texts, "n": list(range(len(texts)))}))
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert [row[0].removeprefix("'") for row in rows[1:]] == [t.removeprefix("'") for t in texts]
