"""Every page is read through as text: its words are well put, and its headlines true."""

import re
from collections import Counter
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest

from dashboard import delivery
from dashboard.audit.reconciliation import reconciled
from dashboard.exhibits.summary import road_by_month
from dashboard.measures import Selection, opening
from dashboard.measures.definitions.coverage import COVERAGE
from dashboard.publishing.publish import publish
from dashboard.records.intake import from_folder, from_release
from tests.conftest import AGENCY, DAY, everywhere, visits_to
from tests.sentences.agreeing import aimed, disagreeing
from tests.sentences.blocks import blocks, headlines, is_headline
from tests.sentences.faults import breathless, faults, unsayable
from tests.sentences.outside import outside
from tests.sentences.recount import Recount
from tests.sentences.truth import SAID, untrue

OFSTED = Path(__file__).parents[3] / "shared" / "ofsted"
PUBLISHED = {
    "2021": ("provider_at_march_2021.csv", "joiners_leavers_21.csv"),
    "2022": (
        "provider_at_march_2022.csv",
        "joiners_leavers_22.csv",
        "inspections_in_year_2021_22.csv",
    ),
    "2023": ("Childrens_social_care_in_England_2023_underlying_data.ods",),
    "2022, a register only": ("provider_at_march_2022.csv",),
}
ILLUSTRATIVE = ("2020-10-19", "2020-12-07", "2021-03-31")
ONE_TYPE = "visits to one type"
TELLS = {
    "2022": {"coverage", "found"},
    "2023": {"coverage", "found"},
    ONE_TYPE: {"coverage", "why", "found"},
}
"""The pages whose figures the records reach; none of a register without visits."""

EACH = 43
IN_WEEK = re.compile(r"week of (\d+) (\w+)")
MONTHS = [f"{date(2020, month, 1):%B}" for month in range(1, 13)]
ALOUD = ("h2", "h3", "dd", "p")
"""The elements that a leader would read out; others are cells, marks and lists of the records."""
found_in = cache(faults)


@pytest.fixture(scope="module")
def opened(request, tmp_path_factory, write_records):
    """Open the records of a name, and write their tables out for the recount."""
    name = request.param
    if name in ILLUSTRATIVE:
        records = opening.make_illustrative(date.fromisoformat(name))
    elif name == ONE_TYPE:
        records = opening.open_store(of_one_type(tmp_path_factory, write_records))
    else:
        if not OFSTED.is_dir():
            pytest.skip(f"Ofsted's published files are not in {OFSTED}")
        root, day = tmp_path_factory.mktemp("snapshots"), date(int(name[:4]), 3, 31)
        publish(root, from_release([OFSTED / file for file in PUBLISHED[name]], day), day)
        records = opening.open_store(root)
    folder = tmp_path_factory.mktemp("tables")
    for table, rows in records.records.items():
        rows.write_csv(folder / f"{table}.csv")
    counted = Recount(folder, records.as_at, records.starts[-1].day, reach=name != ONE_TYPE)
    return name, reconciled(records), counted


def of_one_type(tmp_path_factory, write_records):
    """Publish homes and agencies, with visits to homes alone and no word of what is reached."""
    agencies = [row | {"urn": f"EX1{row['urn'][3:]}"} for row in everywhere(AGENCY)]
    visits = [
        visit
        | {
            "mode": "On site",
            "published_on": (date.fromisoformat(visit["started_on"]) + timedelta(35)).isoformat(),
            "outcome": "Serious concerns" if n % 7 == 0 else "No serious concerns",
        }
        for n, visit in enumerate(visits_to(everywhere()[::2]))
    ]
    folder = write_records(
        tmp_path_factory.mktemp("one type") / "records", [*everywhere(), *agencies], visits
    )
    (folder / "reach.csv").unlink()
    root = tmp_path_factory.mktemp("snapshots")
    publish(root, from_folder(folder, DAY), DAY)
    return root


def of_code(path, block):
    """Say whether names of the code may stand in a block: where files and tables are explained."""
    return path == "data" or block.element == "li"


def wrong_words(path, said):
    """List what is wrong with the words of a page."""
    return (
        [
            (fault, place)
            for block in said
            for fault, place in found_in(block.text)
            if not (fault == "a name of the code" and of_code(path, block))
        ]
        + [fault for block in said if block.element in ALOUD for fault in unsayable(block.text)]
        + [fault for block in said if is_sentence(block) for fault in breathless(block.text)]
    )


def is_sentence(block):
    """Say whether a block is a headline or the answer; a figure has its parts beside it."""
    return is_headline(block) and block.element != "dd"


def unfinished(said, as_at):
    """List the headlines that speak of a week that is not over or still arriving."""
    late = {hit for block in said if "(still arriving)" in block.text for hit in weeks_of(block)}
    return [
        headline
        for headline in headlines(said)
        for day, month in IN_WEEK.findall(headline)
        if (day, month) in late or is_after(int(day), MONTHS.index(month) + 1, as_at)
    ]


def weeks_of(block):
    return re.findall(r"(\d+) (\w+) \d{4} \(still arriving\)", block.text)


def is_after(day, month, as_at):
    """Say whether a week of the last year that begins on a day ends after the records do."""
    year = as_at.year if (month, day) <= (as_at.month, as_at.day) else as_at.year - 1
    return date(year, month, day) + timedelta(days=6) > as_at


def read_through(opened, selections):
    """Read every page of some choices: what is wrong, and how many figures were held to be true.

    What Data and downloads says hardly depends on a choice, so it is read for some of them.
    """
    _, records, counted = opened
    wrong, held = [], Counter()
    for place, selection in enumerate(selections):
        for path in [each for each in delivery.VIEWS if each != "data" or place % 10 == 0]:
            said = blocks(delivery.lay_out(path, records, selection, files=False).pieces)
            wrong += [(path, selection, fault) for fault in wrong_words(path, said)]
            wrong += [(path, selection, week) for week in unfinished(said, records.as_at)]
            wrong += [(path, selection, each) for each in disagreeing(said, records, selection)]
            told = outside(headlines(said), counted, selection)
            wrong += [(path, selection, "outside the reach", each) for each in told]
            if path in SAID and selection.unit == "settings":
                false, right = untrue(path, headlines(said), counted, selection)
                wrong += [(path, selection, each) for each in false]
                held[path] += right
    return wrong, held


def check(opened, selections):
    wrong, held = read_through(opened, selections)
    assert not wrong, f"{len(wrong)}: {wrong[:5]}"
    name = opened[0]
    tells = set(SAID) if name in ILLUSTRATIVE else TELLS.get(name, set())
    assert {path for path in held if held[path]} == tells
    return held


@pytest.mark.parametrize("opened", ["2020-12-07", ONE_TYPE], indirect=True)
def test_a_few_choices_read_well_and_are_true(opened, random_selections):
    check(opened, random_selections(opened[1], 12, seed=2, of_visits=True))


def test_a_column_of_another_share_than_its_name_is_seen(illustrated, monkeypatch):
    london = Selection(area="London")
    assert not aimed(illustrated, london)
    monkeypatch.setattr(road_by_month, "name", lambda track: f"{track.target.share:.0%}")
    assert aimed(illustrated, london) == ["25%"]


@pytest.mark.long
@pytest.mark.parametrize("opened", [*ILLUSTRATIVE, *PUBLISHED, ONE_TYPE], indirect=True)
def test_every_page_reads_well_and_is_true_whatever_is_chosen(opened, random_selections):
    check(opened, random_selections(opened[1], EACH, seed=12, of_visits=True))


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("Of the the 12 visits", "a word twice"),
        ("1 of 1 visits was", "one of several"),
        ("there was 1 visits", "one of several"),
        ("1 rows not used", "one of several"),
        ("and 2 visit in May", "several of one"),
        ("1 visit were made", "one with the verb of several"),
        ("noneof 19", "a space missing"),
        ("24%of 865", "a space missing"),
        ("8 of 3 providers", "more than all"),
        ("3 of 10 (31%)", "a percentage that is another"),
        ("2 of 4 (50%)", "a percentage of fewer than ten"),
        ("0 of 0", "nothing of nothing"),
        ("read None", "no word for a blank"),
        ("see setting_type", "a name of the code"),
        ("so <b>much", "markup"),
        ("12 visits , then", "a space too many"),
        ("visits ().", "marks that clash"),
    ],
)
def test_each_fault_is_seen(text, fault):
    assert fault in {name for name, _ in faults(text)}


@pytest.mark.parametrize(
    "text", ["we have visited 0 of 1 provider", "Of 1 visit, 1 has no letter", "1 of the 1 due"]
)
def test_one_alone_as_n_of_n_is_seen(text):
    assert unsayable(text)


def test_a_headline_of_more_than_thirty_words_is_seen():
    assert breathless(f"{'so ' * 30}on") and not breathless(f"{'so ' * 29}on. {'so ' * 30}")


@pytest.mark.parametrize("text", ["a chance of 1 to 2 in 10", "6 of 1,200", "the week of 1 March"])
def test_other_ones_may_be_said(text):
    assert not unsayable(text)


def alone(records):
    """Choose authorities and types with one setting: some visited, some not, and one authority."""
    by = ["la_code", "setting_type"]
    found = records.ask(COVERAGE, Selection(), by).filter(denominator=1)
    few = [found.filter(numerator=n).sort(by).head(3) for n in (0, 1)]
    chosen = [Selection(area=la, setting_type=str(kind)) for p in few for la, kind in p[by].rows()]
    return [*chosen, Selection(area=chosen[0].area, setting_type="Local authority")]


@pytest.mark.parametrize("opened", ["2020-12-07"], indirect=True)
def test_one_setting_or_visit_alone_is_spoken_of_as_one(opened):
    chosen = alone(opened[1])
    assert len(chosen) == 7
    wrong, _ = read_through(opened, chosen)
    assert not wrong, f"{len(wrong)}: {wrong[:5]}"


@pytest.mark.parametrize("opened", ["2020-12-07"], indirect=True)
def test_a_headline_with_another_number_is_seen(opened, random_selections):
    _, records, counted = opened
    (choice,) = random_selections(records, 1, seed=2)
    true = counted.coverage(choice)
    said = f"In England we have visited {true['visited'] + 1} of {true['scope']} providers."
    assert untrue("coverage", [said], counted, choice) == (
        [(said, (true["visited"], true["scope"]))],
        1,
    )


def test_a_headline_on_a_week_that_still_arrives_is_seen():
    pieces = (
        "<h2>4 visits in the week of 30 November</h2><table><tr><th>30 November 2020 "
        "(still arriving)</th></tr></table>"
    )
    assert unfinished(blocks([pieces]), date(2020, 12, 7))
    assert not unfinished(
        blocks(["<h2>4 visits in the week of 23 November</h2>"]), date(2020, 12, 7)
    )
    assert unfinished(blocks(["<h2>4 visits in the week of 7 December</h2>"]), date(2020, 12, 7))
