"""Published words become ours whatever their case, spacing and dashes; others are named."""

import polars as pl
import pytest

from dashboard.records import words
from dashboard.records.ofsted.dates import day, fault
from dashboard.records.ofsted.vocabulary import (
    EVENT_TYPES,
    JUDGEMENTS,
    OUTCOMES,
    PROVISION_TYPES,
    SECTORS,
    STATUSES,
)

VOCABULARIES = (EVENT_TYPES, JUDGEMENTS, OUTCOMES, PROVISION_TYPES, SECTORS, STATUSES)


def meaning(vocabulary, *said):
    rows = pl.DataFrame({"said": said}, schema={"said": pl.String})
    return rows.select(vocabulary.read("said")).to_series().to_list()


@pytest.mark.parametrize("vocabulary", VOCABULARIES, ids=lambda v: v.name)
def test_every_word_is_read_in_any_case_and_spacing(vocabulary):
    for said, ours in vocabulary.meaning.items():
        shouted = "  " + said.upper().replace(" ", "\u00a0 ")
        assert meaning(vocabulary, said, shouted) == [ours, ours]


@pytest.mark.parametrize("vocabulary", VOCABULARIES, ids=lambda v: v.name)
def test_a_word_that_is_not_known_is_named_and_a_blank_is_not_a_fault(vocabulary):
    rows = pl.DataFrame({"said": ["Lighthouse", None]})
    if vocabulary is PROVISION_TYPES:
        assert meaning(vocabulary, "Lighthouse", None) == [words.ANOTHER_TYPE, None]
        return
    assert meaning(vocabulary, "Lighthouse", None) == [None, None]
    said = rows.select(vocabulary.fault("said")).to_series().to_list()
    assert said == [f'{vocabulary.name} "Lighthouse" is not known', None]


def test_every_one_of_our_providers_and_visits_can_be_read():
    assert {*PROVISION_TYPES.meaning.values(), words.ANOTHER_TYPE} == set(words.PROVIDERS)
    assert set(EVENT_TYPES.meaning.values()) == set(words.VISIT_TYPES)
    assert set(words.GRADES) < set(JUDGEMENTS.meaning.values())


@pytest.mark.parametrize(
    ("said", "ours"),
    [
        ("Children's Home", "Children's home"),
        ("Children’s home", "Children's home"),
        ("Adoption support agency", "Adoption support agency"),
        (
            "Residential special school (registered as a children's home)",
            "Residential special school (registered as a children's home)",
        ),
    ],
)
def test_provision_types(said, ours):
    assert meaning(PROVISION_TYPES, said) == [ours]


@pytest.mark.parametrize(
    ("said", "ours"),
    [
        ("SC – Emergency inspection", "Emergency inspection"),
        ("SC - Emergency inspection", "Emergency inspection"),
        ("Monitoring inspection", "Monitoring visit"),
        ("LA Monitoring visit", "Monitoring visit"),
        ("ILACS Standard Inspection", "Full inspection"),
        ("ILACS Short Inspection", "Full inspection"),
        ("ILACS Focused Visit", "Focused visit"),
        ("Interim inspection", "Interim inspection"),
    ],
)
def test_event_types(said, ours):
    assert meaning(EVENT_TYPES, said) == [ours]


def test_both_spellings_of_requires_improvement_are_one_judgement():
    both = meaning(JUDGEMENTS, "Requires Improvement to be good", "Requires improvement")
    assert both == ["Requires improvement to be good"] * 2


def test_the_rarer_spelling_is_counted_and_two_words_of_one_meaning_are_not():
    rows = pl.DataFrame(
        {"said": ["Full inspection"] * 3 + ["FULL inspection", "ILACS Short Inspection", "Other"]}
    )
    assert EVENT_TYPES.variants(rows, "said") == {"FULL inspection": 1}


def test_dates_are_read_in_each_form_that_the_files_use():
    said = [
        *("1/9/2020", "2020-09-01", "2020-09-01T00:00:00", "2020-09-01 00:00:00", "2020/09/01"),
        *("20200901", "1st Sept 2020", "01-Sep-20", "Tuesday, 1 September 2020", "Tue 1 Sep 2020"),
        *("Sept 1, 2020", "September 1st, 2020"),
    ]
    read = pl.Series("said", said).to_frame().select(day(pl.col("said"))).to_series()
    assert read.cast(pl.String).to_list() == ["2020-09-01"] * len(said)


@pytest.mark.parametrize(
    "said",
    [
        "31/02/2021",
        "03/31/2021",
        "31/03/21",
        "March 2021",
        "44286",
        "2021-03-31T09:30:00",
        "31 Feb 2021",
        "20211331",
        "10020331",
        "3 May 0021",
        "Tuesday",
        "May 31",
    ],
)
def test_anything_else_is_not_a_date_and_is_named(said):
    rows = pl.DataFrame({"day": [said, None]})
    wrong = rows.select(fault("day", "inspection date")).to_series().to_list()
    assert wrong == [f'inspection date "{said}" is not a date (dd/mm/yyyy or yyyy-mm-dd)', None]


@pytest.mark.parametrize(
    ("said", "ours"),
    [
        ("Children's Homes", words.HOMES[0]),
        ("Childrens Home", words.HOMES[0]),
        ("CHILDRENS  HOMES", words.HOMES[0]),
        ("Secure childrens home", words.HOMES[1]),
        ("Residential special school (> 295 days per year)", words.HOMES[2]),
        ("Residential special schools (over 295 days a year)", words.HOMES[2]),
        ("Residential Special School - registered as a childrens home", words.HOMES[2]),
        ("Independent fostering agencies", "Independent fostering agency"),
        ("Residential Family Centres", "Residential family centre"),
        ("Residential special schools", "Residential special school"),
        ("Residential special school (<295 days/year)", words.ANOTHER_TYPE),
        ("IFA", words.ANOTHER_TYPE),
        ("Children's hospice", words.ANOTHER_TYPE),
    ],
)
def test_a_type_is_known_in_the_plural_and_without_its_signs(said, ours):
    assert meaning(PROVISION_TYPES, said) == [ours]


def test_no_two_types_are_one_when_they_are_compared_loosely():
    known = {**PROVISION_TYPES.meaning, **PROVISION_TYPES.former}
    assert meaning(PROVISION_TYPES, *known) == list(known.values())
