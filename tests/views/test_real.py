"""Pages over published files: no inspection is ungraded, no week unfinished, no 0 not known."""

import re
from datetime import date
from html import unescape
from pathlib import Path

import pytest

from dashboard import delivery
from dashboard.audit.reconciliation import open_reconciled
from dashboard.exhibits.common import caveats
from dashboard.measures import week_completeness
from dashboard.measures.definitions.coverage import VISITS
from dashboard.measures.selection import Selection
from dashboard.packs import briefings
from dashboard.publishing.publish import publish
from dashboard.records import words as w
from dashboard.records.intake import from_release
from dashboard.wording import words

OFSTED = Path(__file__).parents[3] / "shared" / "ofsted"
YEARS = {
    date(2022, 3, 31): (
        "provider_at_march_2022.csv",
        "joiners_leavers_22.csv",
        "inspections_in_year_2021_22.csv",
    ),
    date(2023, 3, 31): ("Childrens_social_care_in_England_2023_underlying_data.ods",),
}
HEADS = re.compile(
    r'<(?:h2 class="headline"|p class="answer"|p class="caveat")>(.*?)</(?:h2|p)>'
    r'|<div class="tiles">(.*?)</div></div>',
    re.DOTALL,
)
FALSE = (
    re.compile(r"(?<!monitoring and focused )[Vv]isits are not (inspections and are not )?graded"),
    re.compile(r"\b0 of 0\b"),
)
"""What must not be said where records tell of full inspections."""
OF_AUTHORITIES = re.compile(
    r"[Tt]here are no (local authorities|visits|letters|settings)|has no local authorities"
    r"|has local authorities|: none in scope|[Nn]o local authorities|No visits to local authorities"
)
"""What must not be said of authorities where records do not tell of them."""

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(not OFSTED.is_dir(), reason=f"Ofsted's files are not in {OFSTED}"),
]


@pytest.fixture(scope="module", params=YEARS, ids=str)
def real(request, tmp_path_factory):
    root, day = tmp_path_factory.mktemp("real"), request.param
    publish(root, from_release([OFSTED / name for name in YEARS[day]], day), day)
    return open_reconciled(root, None, None)


def text(piece):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", piece)).split())


def test_pages_of_published_files_say_nothing_that_the_files_do_not(real):
    assert "are inspections" in caveats.graded(real, Selection())
    complete = week_completeness.complete(real, Selection(), VISITS)
    ended = {words.day(day, False) for day in complete}
    young = {words.day(day, False) for day in real.weeks if day > complete[-1]} - ended
    for path in delivery.VIEWS:
        pieces = "\n".join(delivery.lay_out(path, real, Selection()).pieces)
        said = text(pieces)
        for false in FALSE:
            assert not false.search(said), (path, false.search(said))
        for head in HEADS.findall(pieces):
            weeks = set(re.findall(r"week of (\d+ [A-Z]\w+)", text("".join(head))))
            assert not weeks & young, (path, text("".join(head)))


@pytest.mark.parametrize("path", delivery.VIEWS)
def test_authorities_that_are_not_told_of_are_not_known(real, path):
    authorities = Selection(setting_type=w.LOCAL_AUTHORITY)
    if real.tells(VISITS, authorities):
        pytest.skip("these files tell of visits to authorities")
    for chosen in (Selection(), authorities):
        said = text("\n".join(delivery.lay_out(path, real, chosen).pieces))
        found = OF_AUTHORITIES.search(said)
        assert not found, said[max(found.start() - 80, 0) : found.end() + 80]


def test_a_briefing_of_published_files_says_the_same(real):
    made = briefings.briefing(real, Selection(), {})
    said = " ".join([*made.sentences, *made.caveats, *map(" ".join, made.figures)])
    assert "are inspections" in said
    for false in FALSE:
        assert not false.search(said), false.search(said)
