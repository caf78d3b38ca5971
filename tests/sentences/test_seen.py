"""Sentences that were false or odd, each with what is right of the same records.

`SEEN` is read against whole pages, `SPOKEN` against the ones of a board: a page must say what is
right and must not say what was seen. Figures that pages rest on are held in `FIGURES`.
"""

import re
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest

from dashboard import delivery
from dashboard.audit.reconciliation import reconciled
from dashboard.delivery import NoSuchFileError
from dashboard.measures import opening
from dashboard.publishing.publish import publish
from dashboard.records import words as w
from dashboard.records.intake import from_folder
from dashboard.wording.elapsed import past_day
from tests.conftest import AGENCY, DAY, FIRST_VISIT, everywhere, visit, visits_to
from tests.sentences.__main__ import said

SCILLY, KENT, LAMBETH = "E06000053", "E10000016", "E09000022"
HOMES = everywhere()
AGENCIES = [row | {"urn": f"EX1{row['urn'][3:]}"} for row in everywhere(AGENCY)]
OWN = [
    {"urn": row["la_code"], "setting_type": w.LOCAL_AUTHORITY, "la_code": row["la_code"]}
    for row in HOMES[::6]
]


def inspections():
    """Give full inspections, of which no file says why they were made."""
    given = {"visit_type": w.FULL_INSPECTION, "selection_basis": None}
    return [made | given for made in visits_to(HOMES[::2])]


def without_outcomes():
    """Give visits whose letters are published and say nothing."""
    out = (FIRST_VISIT + timedelta(60)).isoformat()
    return [made | {"published_on": out, "mode": "On site"} for made in visits_to(HOMES[::2])]


RECORDS = {
    "inspections": lambda: (HOMES, inspections()),
    "visits to homes alone": lambda: ([*HOMES, *AGENCIES], visits_to(HOMES[::2])),
    "visits to authorities alone": lambda: (
        [*HOMES, *OWN],
        [visit(500 + n, row) for n, row in enumerate(OWN)],
    ),
    "no outcomes": lambda: (HOMES, without_outcomes()),
}
"""Records that do not say what they reach: what they do not hold is not known."""


class Seen(NamedTuple):
    """A page of some records, what it said, and what it says."""

    records: str
    path: str
    query: dict
    seen: str
    right: str


SEEN = (
    Seen(
        "inspections",
        "found",
        {},
        r"Visits are not inspections",
        r"All 48 visits are inspections\.(?! [A-Z][a-z, ]+ visits are not graded)",
    ),
    Seen(
        "inspections",
        "coverage",
        {"type": "local-authority"},
        r"[Tt]here are no local authorities|no local authorities",
        r"These records do not tell of local authorities\.",
    ),
    Seen(
        "inspections",
        "why",
        {},
        r"0 of 48|\b0%",
        r"Why each visit was made is not in these records: 48 visits, none with a reason",
    ),
    Seen(
        "inspections",
        "enforcement",
        {},
        r"\b0 (?:settings|actions)|No actions? ",
        r"do not hold enforcement, so we cannot say where powers have been used",
    ),
    Seen(
        "illustrative",
        "summary",
        {"reason": "prioritised-on-concerns"},
        r"100% of visits were prioritised",
        r"In England we have visited 800 of 3,319 providers \(24%\)",
    ),
    *(
        Seen(
            "inspections",
            path,
            {"reason": "prioritised-on-concerns"},
            r"do not tell of providers|providers are not known|no visits in the period",
            right,
        )
        for path, right in {
            "summary": r"the reason for the visit is not known",
            "coverage": r"48 of 96 providers \(50%\)\. .*In \d+ authorit|visited at least one",
            "why": r"These records do not tell the reason for the visit, so we cannot say why",
            "found": r"do not tell the reason for the visit, so we cannot say what visits found",
            "areas": r"Providers visited: 48 of 96 \(50%\) in England",
        }.items()
    ),
    Seen(
        "visits to homes alone",
        "summary",
        {"type": "independent-fostering-agency"},
        r"0 of 96|\b0%|no visits in the period",
        r"of 96; which were visited is not known",
    ),
    Seen(
        "visits to homes alone",
        "coverage",
        {},
        r"of 192 providers|of which 144",
        r"48 of 96 providers \(50%\)\. 96 independent fostering agencies are not counted, because "
        r"these records do not tell of visits to them",
    ),
    Seen(
        "visits to homes alone",
        "road",
        {},
        r"144 of 192",
        r"48 of 96 providers \(50%\) have not been seen since 17 March 2020",
    ),
    Seen(
        "visits to homes alone",
        "areas",
        {},
        r"2\.2 for every 10|no visit on site",
        r"4\.4 for every 10 providers",
    ),
    Seen(
        "visits to authorities alone",
        "summary",
        {},
        r"0 of 96|○ Off course|■ Off course",
        r"do not tell of visits to providers, so we cannot say who has been visited",
    ),
    Seen(
        "before any visit",
        "road",
        {},
        r"0 of 192 \(0%\) visited|■ Off course",
        r"do not tell of visits to providers, so we cannot say who has been visited",
    ),
    Seen(
        "before any visit",
        "coverage",
        {},
        r"cannot be (?:compared|shown|coloured)|is not in these records\b(?!\.)",
        r"do not tell of visits to providers",
    ),
    Seen(
        "no outcomes",
        "found",
        {},
        r"why each visit was made is not in these records",
        r"no published letter has an outcome recorded",
    ),
    Seen(
        "illustrative",
        "road",
        {},
        r"25% before 1 January(?! 2021\))|the range held what happened",
        r"the target is 38 \(25%\) before 1 January 2021",
    ),
    Seen(
        "illustrative",
        "coverage",
        {},
        r"Not seen on site yet: 69 of 85",
        r"338 of 3,319 providers \(10%\) have no visit on site on record; 69 of them registered",
    ),
    Seen(
        "illustrative",
        "found",
        {},
        r"in each four weeks|mean of those published",
        r"in 2 of 4 spans of four weeks; in the other 2 too few letters are out to say",
    ),
    Seen(
        "illustrative",
        "found",
        {"area": SCILLY},
        r"How they were chosen is not recorded",
        r"There were no visits to providers in the Isles of Scilly in the period",
    ),
    Seen(
        "illustrative",
        "coverage",
        {"type": "voluntary-adoption-agency", "sector": "voluntary"},
        r"voluntary voluntary",
        r"2 of 35 voluntary adoption agencies \(6%\)",
    ),
    Seen(
        "illustrative",
        "areas",
        {"area": LAMBETH},
        r"beside 5 similar authorities, of which",
        r"No authority is much like Lambeth: the nearest is [\d.]+ times as far",
    ),
    Seen(
        "illustrative",
        "found",
        {"area": "london"},
        r"\b1 of its \d+ authority\b|\bnoneof\b|\b0 of 0\b",
        r"London",
    ),
    Seen(
        "illustrative",
        "summary",
        {"type": "local-authority", "sector": "private"},
        r"[Pp]rivate local authorit",
        r"Local authorities have no sector but their own\. Try all providers or all sectors\.",
    ),
    Seen(
        "illustrative",
        "summary",
        {"type": "local-authority", "sector": "local-authority"},
        r"of another sector|no sector but",
        r"In England we have visited 21 of 151 local authorities \(14%\)",
    ),
    Seen(
        "illustrative",
        "summary",
        {"area": SCILLY},
        r"^The one provider in the Isles of Scilly has not been visited$",
        r"The one provider in the Isles of Scilly has not been visited; in England 24% have",
    ),
    Seen(
        "illustrative",
        "road",
        {"area": "north-west", "judgement": "inadequate"},
        r"too few for a pace.*too few for a pace|too few .* to say.*too few .* to say",
        r"In the North West there are too few settings to say: we have visited 2 of 3 local auth",
    ),
    Seen(
        "illustrative",
        "road",
        {"area": "london", "type": "adoption-support-agency"},
        r"6 of 6 adoption",
        r"Not one of the 6 adoption support agencies has been seen since 17 March 2020",
    ),
    Seen(
        "at the end",
        "summary",
        {},
        r"reached their target; providers have reached",
        r"Local authorities and providers have reached their target",
    ),
    Seen(
        "at the end",
        "road",
        {"area": "london"},
        r"their earliest date and make|0 of 2 forecasts",
        r"are past 1 January 2021, their earliest date, and make [\d.]+ first visits a week",
    ),
    Seen(
        "illustrative",
        "areas",
        {"area": "london"},
        r"visited 0 of 33|The latest \d+ were",
        r"We have visited none of the 33 councils in London",
    ),
    Seen(
        "illustrative",
        "summary",
        {},
        r"down 28|week of (?:23|30) November[,:] ",
        r"63 visits in the week of 16 November, up 2 on the week before",
    ),
)
SPOKEN = (
    (
        "road",
        r"projections? held|held what happened",
        r"Both forecasts for providers.* were right",
    ),
    (
        "areas",
        r"counted .* but never placed",
        r"We never show where a home or other provider is below its authority",
    ),
    (
        "areas",
        r"within the 369 days before|of those ever seen",
        r"half were last seen on site in .*past",
    ),
    (
        "coverage",
        r"have had none of them visited",
        r"In 26 authorities we have visited no provider \(of 150 that have any\)",
    ),
    (
        "found",
        r"Judgement held before the 36 visits",
        r"17 of the 36 prioritised visits that found serious concerns were to providers "
        r"last judged good or outstanding",
    ),
    ("coverage", r"Visited of in scope", r"Visited, out of"),
    ("areas", r"\bstacked\b|\bclear week", r"\bbusy\b"),
    ("coverage", r"\[e\]", r"we estimate about 13 more visits \(8 to 19, 8 times in 10\)"),
    ("enforcement", r"\d\.5 days", r"36 days"),
    ("enforcement", r"\b(\d+) \1 actions", r"one action each; the longest in force 138 days"),
    (
        "why",
        r"because we had concerns [0-9]|to learn from good practice \d",
        r"prioritised, 18% sampled",
    ),
    (
        "found",
        r"visits a week \(",
        r"74 of 124 visits \(60%\) were wholly on site in the 2 whole weeks with national restr",
    ),
    ("found", r"22\.7|27 mean", r"28 working days until half are out"),
)
"""A page of all of England as at 7 December 2020: what it said, and what a leader can say aloud."""

ELSEWHERE = {
    "records without a visit to an agency said 0 of 339": (
        "test_a_type_that_nothing_tells_of_is_not_known_and_named"
    ),
    "March 2021 from records that begin in April 2021 said 0 of 3,403": (
        "test_a_day_before_the_first_that_is_told_of_is_not_known"
    ),
    "a register of inspected providers said 0 of 3,888 were never inspected": (
        "test_a_register_of_inspected_providers_alone_does_not_say_how_many_never_were"
    ),
    "the time series of a release was not used: coverage said 93%, published totals about 86%": (
        "test_the_release_of_2023_is_compared_with_its_own_time_series"
    ),
    "4 visits in a week whose reports were unpublished, down 28": (
        "test_nothing_known_of_delays_leaves_the_weeks_older_than_the_standard"
    ),
    "56 visits, down 19, with 13 expected still": (
        "test_what_is_still_to_come_lies_in_its_range_eight_times_in_ten"
    ),
    "5 full weeks with restrictions, of which some lay half within them": (
        "test_the_sentence_on_restrictions_is_true_of_the_visits_themselves"
    ),
    "91% in time and 22.7 days of what came to 65% and 28.0": (
        "test_what_is_said_early_is_nearer_to_what_came_than_the_published_alone"
    ),
    "a range of 8 in 10 that held 14% to 80%": (
        "test_the_shipped_range_holds_on_every_kind_and_is_never_a_point"
    ),
    "29 and 12 of 40 ranges on the weekly records": (
        "test_on_the_weekly_records_it_holds_more_often_than_the_pace_alone"
    ),
    "a status word where 12 of 40 forecasts were right": (
        "test_a_record_under_six_in_ten_gives_no_word"
    ),
    "98% of the pace was red and 96% amber": ("test_more_of_the_pace_is_never_a_worse_word"),
    "under 1 in 100 of a target that was then met": (
        "test_weeks_without_a_visit_do_not_mean_that_none_will_come"
    ),
    "somebody was heavily visited in 88% of runs that fell on all alike": (
        "test_visits_that_fall_on_all_alike_make_nobody_heavy_in_nine_of_ten_cases"
    ),
    "a widest gap that chance gives in 78 of 100 cases": (
        "test_a_gap_is_held_against_what_dealing_anew_would_give"
    ),
    "a difference found in 49 of 100 cases by ranges that do not overlap": (
        "test_ranges_that_overlap_may_still_differ_clearly"
    ),
    "Lambeth beside authorities that are far from it": (
        "test_an_authority_is_far_where_its_nearest_is_twice_as_far_as_is_usual"
    ),
    "in half of the 8 authorities 0% are visited: all 8; in half of the 4: 3 of 4": (
        "test_the_middle_half_is_counted_and_not_cut_off"
    ),
    "1.25 as 1.2 beside percentages rounded half up": (
        "test_every_number_is_rounded_half_up_and_none_is_said"
    ),
    "last on site 9 Dec, of the year before": (
        "test_a_day_of_another_year_is_said_with_its_year_and_how_long_ago"
    ),
    "0 of 3 never inspected as none visited yet": ("test_each_blank_has_its_own_status"),
    "a visit that mentions a theme on two sides counted twice": (
        "test_a_letter_that_mentions_a_theme_twice_counts_once"
    ),
    "a file of an unknown area with the figures of England": (
        "test_what_is_not_there_is_said_in_words"
    ),
}
"""Figures that were wrong and are held by another test: what was wrong, and the test."""


@pytest.fixture(scope="module")
def opened(tmp_path_factory, write_records, illustrated, at_the_end):
    """Give a function that opens some of the records, each once."""
    found = {"illustrative": reconciled(illustrated), "at the end": reconciled(at_the_end)}

    def of(name):
        if name not in found:
            held = "visits to homes alone" if name == "before any visit" else name
            folder = write_records(tmp_path_factory.mktemp("records"), *RECORDS[held]())
            (folder / "reach.csv").unlink()
            root = tmp_path_factory.mktemp("snapshots")
            publish(root, from_folder(folder, DAY), DAY)
            day = FIRST_VISIT.replace(day=7) if name == "before any visit" else DAY
            found[name] = reconciled(opening.open_store(root, day))
        return found[name]

    return of


@pytest.fixture(scope="module")
def page(opened):
    """Give a function that reads a page, each once."""
    read = {}

    def text(records, path, **query):
        key = records, path, *query.items()
        if key not in read:
            read[key] = "\n".join(block.text for block in said(path, opened(records), query))
        return read[key]

    return text


@pytest.mark.parametrize("case", SEEN, ids=lambda case: f"{case.path}: {case.right[:40]}")
def test_a_page_says_what_is_right_and_not_what_was_seen(page, case):
    text = page(case.records, case.path, **case.query)
    assert re.search(case.right, text), text
    assert not re.search(case.seen, text), re.search(case.seen, text)


@pytest.fixture(scope="module")
def every_test():
    """Name every test that there is."""
    files = Path(__file__).parents[1].rglob("test_*.py")
    return {
        name for file in files for name in re.findall(r"^def (test_\w+)", file.read_text(), re.M)
    }


@pytest.mark.parametrize(("wrong", "held"), ELSEWHERE.items(), ids=ELSEWHERE)
def test_every_other_figure_that_was_wrong_is_held_by_a_test(every_test, wrong, held):
    assert held in every_test, wrong


@pytest.mark.parametrize(("path", "seen", "right"), SPOKEN, ids=[right for _, _, right in SPOKEN])
def test_what_a_leader_reads_aloud_can_be_said(page, path, seen, right):
    text = page("illustrative", path)
    assert re.search(right, text), text
    assert not re.search(seen, text), re.search(seen, text)


def test_the_council_of_an_authority_is_spoken_of_as_one_does(page):
    text = page("illustrative", "areas", area=KENT)
    assert "We have not visited Kent council" in text
    assert "has had no visit that is in these records" not in text


def test_days_not_seen_are_counted_from_one_day_that_the_page_says(page):
    """Where a page counts to another day than its period, it says which."""
    for sentence in re.findall(r".*not been seen.*", page("illustrative", "road")):
        assert "since 17 March 2020" in sentence or "(routine inspections suspended)" in sentence


@pytest.mark.parametrize(
    "query",
    [{"area": "E99999999"}, {"to": "2020-13-45"}, {"type": "nonsense"}, {"sector": "nonsense"}],
    ids=str,
)
def test_what_there_is_not_is_refused_and_never_wider(query):
    with pytest.raises(NoSuchFileError):
        delivery.read(query)


def test_a_day_of_another_year_is_said_with_its_year_and_how_long_ago():
    """ "Last on site 9 Dec" was of the year before."""
    assert past_day(date(2019, 12, 9), DAY) == "364 days ago (9 December 2019)"
