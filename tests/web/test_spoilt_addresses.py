"""Words of an address that are none of ours: no fault, and no more than their page says of them."""

from urllib.parse import quote, urlencode

import pytest

from tests.driving import Driven

HUGE = "9" * 5000
SPOILT = (
    "",
    " ",
    "\x00",
    "%00",
    "\ud7ff\U0001f600",
    "../../etc/passwd",
    "<script>alert(1)</script>",
    "'; drop table visits; --",
    "${7*7}{{7*7}}%(a)s",
    "nan",
    "-1",
    "1e999",
    "0000-00-00",
    "9999-12-31",
    "2020-11-30T00:00:00Z",
    "20201130",
    "2020-W49-1",
    "٢٠٢٠-١١-٣٠",
    "[]",
    '{"area":"x"}',
    "areas,regions",
    "coverage.area~kent.area~leeds",
    ".~.~",
    "coverage." + "area~kent." * 300,
    HUGE,
)
WORDS = ("only", "explain", "of", "setting", "show", "day", "asat", "compare", "snapshot", "until")
SHOWN = ("only", "explain", "setting")
"""Words of which a page says itself that they lead nowhere."""
TWICE = (("only", "areas", "only", "regions"), ("area", "kent", "area", "leeds"))
"""A word that is given twice, with its two values."""


@pytest.mark.long
@pytest.mark.parametrize("path", ["/", "/since", "/feed.atom", "/files/areas/x.csv"])
def test_an_address_is_answered_whatever_its_words_hold(server, path):
    for word in WORDS:
        for value in SPOILT:
            asked = f"{path}?{urlencode({word: value})}"
            status, headers, body = server.ask(asked)
            assert status in (200, 404), (asked[:200], status, body[:200])
            assert b"<script>alert" not in body or headers["Content-Type"].startswith("text/plain")
            assert headers["X-Content-Type-Options"] == "nosniff"
    for name, one, _, other in TWICE:
        assert server.ask(f"{path}?{name}={one}&{name}={other}")[0] in (200, 404)
    for raw in ("%", "%zz", "%ff%fe", "a[]=1&a[x]=2", "&&&=&=", "only", "day=%C3%28", "?" * 99):
        status, _, body = server.ask(f"{path}?{raw}")
        assert status in (200, 400, 404), (raw, status, body[:200])


def test_since_says_nothing_of_what_is_no_day_and_repeats_none_of_it(server):
    for value in SPOILT:
        status, headers, body = server.ask(f"/since?day={quote(value)}")
        assert (status, headers["Content-Type"]) == (200, "text/plain; charset=utf-8")
        assert b"script" not in body and len(body) < 300


@pytest.mark.long
@pytest.mark.parametrize("page", ["", "coverage", "enforcement", "areas"])
def test_a_page_opens_whatever_its_address_holds(server, page):
    """What is asked for twice, or with a setting, an area and a figure that there are not."""
    one = Driven(f"http://127.0.0.1:{server.port}")
    queries = [urlencode({word: value}) for word in SHOWN for value in SPOILT]
    queries += [f"{name}={value}&{name}={other}" for name, value, _, other in TWICE]
    queries += [
        urlencode({"explain": "coverage", "of": value, "only": "areas", "setting": value})
        for value in SPOILT
    ]
    for query in queries:
        one.open(page, query)
        assert not one.exceptions, query[:200]
        assert len(one.text) > 200, query[:200]
    one.close()
