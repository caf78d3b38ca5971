"""Everything works below /visits, behind a proxy that strips the path and one that passes it on."""

import re
from types import SimpleNamespace
from urllib.parse import urljoin, urlsplit
from urllib.request import urlopen

import pytest

from dashboard import delivery
from tests.browser.serving import opened_browser, readers
from tests.web.proxies import PATH, proxy
from tests.web.serving import serving

BEHIND = [
    pytest.param((True, ""), id="strips"),
    pytest.param((True, "visits"), id="strips-and-named", marks=pytest.mark.long),
    pytest.param((False, "visits"), id="passes"),
]


@pytest.fixture(scope="module", params=BEHIND)
def below(request, two_days, tmp_path_factory):
    strips, named = request.param
    variables = {"STREAMLIT_SERVER_BASE_URL_PATH": named} if named else {}
    folder = tmp_path_factory.mktemp("below")
    with (
        serving(folder, "--snapshots", two_days, **variables) as one,
        proxy(one.port, strips) as (address, missed),
    ):
        yield SimpleNamespace(address=address, missed=missed, server=one)


def get(url):
    with urlopen(url, timeout=60) as answer:
        return answer.url, answer.read().decode("utf-8", "replace")


def test_every_text_page_links_to_what_is_there(below):
    linked = set()
    for path in delivery.VIEWS:
        url, said = get(f"{below.address}/text/{path}")
        found = {urljoin(url, link) for link in re.findall(r'(?:href|src)="([^"#]+)', said)}
        assert found
        assert {one for one in found if not urlsplit(one).path.startswith(f"{PATH}/")} == set()
        linked |= {one for one in found if "/text/" in one or "by_region.csv" in one}
    for url in sorted(linked)[:12]:
        assert get(url.replace("&amp;", "&"))[1]
    assert below.missed == []


@pytest.mark.parametrize("path", ["", "/", "/summary", "/summary/", "/coverage/", "/coverage"])
def test_every_way_to_a_page_stays_below_the_path(below, path):
    url, said = get(f"{below.address}{path}?area=london")
    assert urlsplit(url).path in (f"{PATH}/", f"{PATH}/coverage")
    assert urlsplit(url).query == "area=london"
    own = [urljoin(url, link) for link in re.findall(r'(?:src|href)="([^"]+\.(?:js|css))"', said)]
    assert len(own) > 2
    assert all(get(one)[1] for one in own)
    assert below.missed == []


def test_a_proxy_is_not_believed_about_the_path(below):
    answer = below.server.ask("/text/summary", X_Forwarded_Prefix="/evil", X_Forwarded_Host="evil")
    assert answer[0] == 200
    assert b"evil" not in answer[2]
    moved = below.server.ask("/summary?x=1", X_Forwarded_Prefix="//evil.example")
    assert (moved[0], moved[1]["Location"]) == (307, "./?x=1")


def test_what_streamlit_keeps_for_pages_is_answered_without_the_path_too(below):
    status, headers, _ = below.server.ask("/media/nothing")
    assert status == 404
    assert headers["X-Frame-Options"] == "DENY"


@pytest.mark.long
@pytest.mark.browser
def test_pages_open_move_and_give_files_below_the_path(below):
    with opened_browser() as browser, readers(browser, below) as make:
        reader = make()
        page = reader.open("/coverage?area=london")
        for name in ("Why we went", "Summary", "Areas", "Coverage"):
            page = reader.go(name)
        assert urlsplit(page.url).path == f"{PATH}/coverage"
        assert "area=london" in page.url
        style = "getComputedStyle(document.querySelector('.service')).fontWeight"
        assert page.evaluate(style) == "700"
        links = page.eval_on_selector_all(".files a", "all => all.map(link => link.href)")
        assert links
        assert all(urlsplit(link).path.startswith(f"{PATH}/") for link in links)
        assert page.request.get(links[0]).status == 200
        asked = [urlsplit(url).path for url in reader.requested if url.startswith("http")]
        assert [path for path in asked if not path.startswith(f"{PATH}/")] == []
        assert any("/assets/map_" in path for path in asked)
    assert below.missed == []
