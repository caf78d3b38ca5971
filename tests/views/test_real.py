"""Pages over published files: no inspection is ungraded, no week unfinished, no 0 not known."""

import re
from datetime import date
from html import unescape
from pathlib import Path

import pytest

from dashboard import delivery
from dashboard.audit.reconciliation import open_reconciled
from dashboard.files import typeset
from dashboard.measures import Selection, week_completeness
from dashboard.measures.definitions.coverage import VISITS
from dashboard.packs import briefings
from dashboard.publishing.publish import publish
from dashboard.records import words as w
from dashboard.records.intake import from_release
from dashboard.wording import words
from tests import taken
from tests.sentences.blocks import blocks, headlines

OFSTED = Path(__file__).parents[3] / "shared" / "ofsted"
YEARS = {
    date(2022, 3, 31): (
        "provider_at_march_2022.csv",
        "joiners_leavers_22.csv",
        "inspections_in_year_2021_22.csv",
    ),
    date(2023, 3, 31): ("Childrens_social_care_in_England_2023_underlying_data.ods",),
}
EVERY_YEAR = {
    date(2018, 3, 31): ("provider_at_march_2018.csv",),
    date(2019, 3, 31): (
        "provider_at_march_2019.csv",
        "joiners_leavers_19.csv",
        "All_SocCare_inspec_1819.csv",
    ),
    date(2020, 3, 31): (
        "provider_at_march_2020.csv",
        "joiners_leavers_20.csv",
        "All_SocCare_inspec_1920.csv",
    ),
    date(2021, 3, 31): ("provider_at_march_2021.csv", "joiners_leavers_21.csv"),
    **YEARS,
    date(2024, 3, 31): ("provider_at_march_2023.csv", "All_SocCare_inspec_2324.csv"),
    date(2025, 3, 31): (
        "provider_at_march_2023.csv",
        "LA_Inspection_Outcomes_as_at_31_March_2025.ods",
    ),
}
RECOUNTED = {
    2018: ("England has at least 2,797 providers", "37 of 2,797 providers (1%) had their last"),
    2019: (
        "visited 2,549 of 3,002 providers (85%)",
        "89 in the week of 11 February",
        "238 of 3,480 visits; 13 over 30",
        "3,057 of 3,255 (94%) of those due",
        "In 2 authorities we have visited no provider (of 152 that have any)",
        "on site at 2,513 of 3,002 providers (84%)",
        "unseen longest in these records was last seen at a full inspection on 24 February 2011",
        "24 of 3,002 providers (1%) had their last",
    ),
    2020: (
        "visited 2,534 of 3,150 providers (80%)",
        "106 in the week of 10 February",
        "268 of 3,463 visits; 15 over 30",
        "2,839 of 3,210 (88%) of those due",
        "In 2 authorities we have visited no provider (of 151 that have any)",
        "on site at 2,484 of 3,150 providers (79%)",
        "unseen longest in these records was last seen at a full inspection on 24 April 2012",
        "15 of 3,150 providers (under 1%) had their last",
    ),
    2021: (
        "England has 3,402 providers",
        "565 of 3,402 providers (17%) have never had a full inspection",
    ),
    2022: (
        "visited 2,782 of 3,576 providers (78%)",
        "109 in the week of 7 February",
        "374 of 3,606 visits; 75 over 30",
        "37 of 83 providers last judged inadequate (45%) have no visit since in these records, "
        "which begin on 1 April 2021",
        "In 3 authorities we have visited no provider (of 151 that have any): all 3 have fewer",
        "on site at 2,750 of 3,576 providers (77%)",
        "unseen longest in these records was last seen at a full inspection on 4 December 2008",
        "233 of 3,576 providers (7%) had their last",
        "267 of 3,576 providers (7%) have never had a full inspection",
    ),
    2023: (
        "visited 2,843 of 3,812 providers (75%)",
        "110 in the week of 13 February",
        "388 of 3,765 visits; 46 over 30",
        "In 2 authorities we have visited no provider (of 151 that have any)",
        "176 of 3,812 providers (5%) had their last",
    ),
    2024: (
        "tell of providers up to 31 March 2023 only",
        "128 visits in the week of 5 February",
        "416 of 4,160 visits; 36 over 30",
    ),
    2025: (
        "tell of providers up to 31 March 2023 only",
        "98 of 152 local authorities in England (64%) have been visited",
        "(14%) had their last full inspection three or more years ago; for providers that is not",
    ),
}
"""What the pages of a year say, counted from the files as published, in Polars and by hand."""
FALSE = (
    re.compile(
        r"(?<!onitoring )(?<!ocused )(?<!ssurance )[Vv]isits? (is|are) not "
        r"(inspections and are not )?graded"
    ),
    re.compile(r"\b0 of 0\b"),
)
"""What must not be said where records tell of full inspections."""
OF_AUTHORITIES = re.compile(
    r"[Tt]here are no (local authorities|visits|letters|settings)|has no local authorities"
    r"|has local authorities|: none in scope|[Nn]o local authorities|No visits to local authorities"
)
"""What must not be said of authorities where records do not tell of them."""

BOTH = (w.LOCAL_AUTHORITY, w.ALL_PROVIDERS)
BOTH_AS_TRACKS = ("Local authorities, January 2021", "Providers, April 2021")

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


@pytest.mark.parametrize("day", EVERY_YEAR, ids=str)
def test_each_year_says_what_its_files_tell_and_not_known_of_the_rest(day, tmp_path):
    publish(tmp_path, from_release([OFSTED / name for name in EVERY_YEAR[day]], day), day)
    opened = open_reconciled(tmp_path, None, None)
    complete = week_completeness.complete(opened, Selection(), VISITS)
    young = {words.day(week, False) for week in opened.weeks if week > max(complete, default=day)}
    read = {
        path: blocks(delivery.lay_out(path, opened, Selection()).pieces) for path in delivery.VIEWS
    }
    every = " ".join(block.text for found in read.values() for block in found)
    assert not [each for each in RECOUNTED[day.year] if each not in every]
    assert not any(false.search(every) for false in FALSE)
    for path, found in read.items():
        for head in headlines(found):
            assert not {*re.findall(r"week of (\d+ [A-Z]\w+)", head)} & young, (path, head)
    unknown = [block.text for block in read["enforcement"] if block.text.startswith("Not known: ")]
    assert unknown == ["Not known: Enforcement actions (enforcement is not in these records)"]
    told = {kind: opened.tells(VISITS, Selection(setting_type=kind)) for kind in BOTH}
    for block in read["summary"]:
        if block.text.startswith(BOTH_AS_TRACKS) and "○" in block.text:
            kind = BOTH[block.text.startswith(BOTH_AS_TRACKS[1])]
            assert told[kind] or "○ Not known" in block.text, block.text
    assert told[w.ALL_PROVIDERS] is ("visits are inspections. " in every)
    assert told[w.ALL_PROVIDERS] or not re.search(r"providers? visited|visited no prov", every)


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


def test_no_form_of_a_dozen_choices_says_what_no_page_does(real, random_selections):
    for selection in random_selections(real, 12, seed=2, of_visits=True):
        pages = {path: delivery.lay_out(path, real, selection) for path in delivery.VIEWS}
        assert taken.in_forms(pages) == [], selection


@pytest.mark.parametrize("area", [None, "London", "E08000035", "E10000016", "E06000053"])
def test_a_briefing_of_published_files_fills_two_pages(real, area):
    made = Selection(area=area)
    offers = {path: delivery.lay_out(path, real, made).offers for path in briefings.PAGES}
    page, left = typeset.end(briefings.briefing(real, made, briefings.taken(offers, real, made)))
    assert page == 2
    assert left < 8, "rows of about 76 on a page"
