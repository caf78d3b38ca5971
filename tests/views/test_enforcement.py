"""The Enforcement page: opens on every kind of records, and never shows a blank as 0."""

import re
from datetime import date

import polars as pl
import pytest

from dashboard.exhibits.pages.enforcement import ENFORCEMENT
from dashboard.measures import opening as store
from dashboard.records import words as w
from tests.views import opening


def opened(records, **address):
    return opening.opened(ENFORCEMENT, records, **address)


@pytest.mark.parametrize("day", ["2020-09-07", "2020-12-07", "2021-03-31"])
def test_the_whole_page_is_there_on_illustrative_records(day):
    _, said = opened(store.make_illustrative(date.fromisoformat(day)))
    assert said.count('class="headline"') == said.count('class="tools"') == 9
    assert "Download this table" in said
    assert "no rows" not in said, "there is nothing to take away"
    assert "Where have we used our powers, and is it resolved?" in said
    for heading in ("In force", "Issued", "Ended", "Days open"):
        assert heading in said
    assert ("Median wait" in said) == (day > "2020-09-07")


@pytest.mark.parametrize(
    "address",
    [
        {"area": "north-west"},
        {"area": "E10000016", "type": "childrens-home", "sector": "private"},
        {"type": "secure-childrens-home"},
        {"from": "2020-03-17", "to": "2020-09-06", "regions": "9"},
        {"area": "E06000053"},
        {"judgement": "not-recorded", "unit": "places"},
    ],
)
def test_every_filter_leaves_a_page_that_reads(illustrated, address):
    _, said = opened(illustrated, **address)
    assert re.search(r'<p class="answer">[A-Z0-9][^<]+\.</p>', said)


@pytest.mark.parametrize("kind", ["local-authority", "boarding-school", "secure-training-centre"])
def test_powers_that_do_not_apply_are_marked_and_never_zero(illustrated, kind):
    _, said = opened(illustrated, type=kind)
    assert "Enforcement powers do not apply" in said
    assert said.count(">not applicable</strong>") == 4
    assert "<strong>0</strong>" not in said
    assert 'class="headline"' not in said
    assert "Download this table" not in said


def test_a_register_without_visits_or_actions_says_what_is_missing(edges):
    _, said = opened(edges["no visits supplied"])
    assert "do not hold enforcement" in said
    assert said.count("Not known: ") == 1
    assert "can be added by whoever prepares these records" in said
    assert "action_type" not in said
    assert 'class="columns"' not in said
    assert 'class="counts"' not in said


def test_every_edge_opens(edge):
    opened(edge)
    opened(edge, type="local-authority")


def test_the_table_on_the_page_is_the_one_that_is_taken_away(illustrated):
    _, said = opened(illustrated, area="north-west")
    listed = re.findall(r"<th scope=row>(?:<a [^>]*>)?(EX\d{6})<", said)
    actions = illustrated.records["actions"].filter(pl.col("ended_on").is_null())
    assert set(listed) <= set(actions["urn"])
    assert listed
    assert said.count(w.LOCAL_AUTHORITY) >= 1
