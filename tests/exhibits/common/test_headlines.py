"""Every sentence is true: its numbers are asked again of the measures, its names of the areas."""

import re
from dataclasses import replace
from datetime import timedelta

import polars as pl
import pytest

from dashboard.exhibits.common import arriving, headlines, least_visited, week_headlines
from dashboard.exhibits.coverage import matrix, on_site_bands
from dashboard.exhibits.summary import summary_answer
from dashboard.measures import Selection, choice, coverage_of_types, on_site_times, results, weekly
from dashboard.measures.definitions.coverage import COVERAGE, VISITS
from dashboard.measures.definitions.why import SHARE_PRIORITISED
from dashboard.measures.filters import PLACES_UNIT
from dashboard.records import words as w
from dashboard.settings import sunday
from dashboard.wording import words
from dashboard.wording.together import MOST, together
from tests import by_hand
from tests.counted import counts, directly, in_figures

BANNED = re.compile(
    r"\b(None|nan|NaN|NA|null|worst|best|league|ranked|fail\w*|poor\w*|please|key)\b"
)
DRAWN = 60


def said(opened, selection):
    """Write every sentence of both pages, by name."""
    rows, by_region = (
        results.by_authority(opened, selection),
        results.by_region(opened, selection),
    )
    weeks, types = weekly.by_week(opened, selection), coverage_of_types.by_type(opened, selection)
    return {
        "summary": headlines.summary(opened, selection),
        "coverage": least_visited.coverage(rows, by_region, opened, selection),
        "areas": least_visited.areas(rows, selection, opened),
        "regions": least_visited.regions(by_region, selection),
        "types": matrix.headline(types, selection),
        "weeks": week_headlines.weeks(weeks, opened, selection),
        "reached": week_headlines.reached(
            weekly.reached_by_week(opened, selection), opened, selection
        ),
    }


def check_form(name, sentence):
    assert not BANNED.search(sentence), sentence
    assert sentence == " ".join(sentence.split()), "one space between words"
    assert sentence[0].isupper() or sentence[0].isdigit()
    assert not re.search(r"[,;:(]$|\(\)| [.,;)]|\.\.", sentence), sentence
    is_text = name in ("summary", "coverage")
    assert sentence.endswith(".") == is_text, "a heading has no full stop, a paragraph has one"


def check_visited(opened, selection, sentence):
    """The answer's n of N is the measure's, and the authorities' own is theirs."""
    n, total, value, *_ = directly(opened, results.coverage_measure(selection), selection).row(0)
    if not total:
        assert " has no " in sentence
    elif n is None:
        assert words.number(total) in sentence
        assert "do not tell of visits" in sentence
    elif total == 1 and selection.unit == "settings":
        assert sentence.startswith("We have visited " if n else "We have not visited ")
        assert counts(sentence) == []
    else:
        assert counts(sentence)[0] == (n, total)
        assert (f"({words.percent(value)}" in sentence) == (total >= 10 and n not in (0, total))
        own = directly(opened, COVERAGE, selection, setting_type=w.LOCAL_AUTHORITY).row(0)[:3]
        if "and" in sentence and "local authorities" in sentence.split(".")[0]:
            assert selection.setting_type == w.LOCAL_AUTHORITY or own[:2] in counts(sentence)


def check_because(opened, selection, sentence):
    n, total, value, *_ = directly(opened, SHARE_PRIORITISED, selection).row(0)
    if selection.selection_basis:
        assert " prioritised" not in sentence, "all of them are, or none"
        return
    if " prioritised" not in sentence:
        by_reason = directly(opened, VISITS, selection, ["selection_basis"])
        stated = by_reason.filter(pl.col("selection_basis") != w.NOT_RECORDED)
        assert not total or not stated["numerator"].sum()
    elif total < 10:
        made = f"{n} of {total} visits {'was' if n < 2 else 'were'} prioritised"
        one = f"The one visit was {'' if n else 'not '}prioritised"
        assert (one if total == 1 else made) in in_figures(sentence)
    else:
        assert f"{words.opening(words.percent(value))} of visits were prioritised" in sentence


def check_the_one(n, total, sentence):
    """A single setting is said in words, and only a single one."""
    assert total == 1
    assert sentence.partition(";")[0].endswith(f" has {'' if n else 'not '}been visited")


def check_areas(opened, selection, sentence):
    measure = results.coverage_measure(selection)
    if selection.is_authority:
        n, total, *_ = directly(opened, measure, selection).row(0)
        if sentence.startswith("The one "):
            check_the_one(n, total, sentence)
            return
        assert sentence.startswith(words.opening(words.place(selection.area, opened)))
        assert counts(sentence) == ([(n, total)] if total and n is not None else [])
        return
    rows = directly(opened, measure, selection, ["la_code"]).filter(pl.col("denominator") > 0)
    none = rows.filter(pl.col("numerator") == 0).height
    if selection.area and rows.height != 1:
        assert words.place(selection.area, opened) in sentence
    if rows.is_empty():
        assert sentence.startswith("No authority")
    elif sentence.startswith("The one "):
        check_the_one(*rows.row(0)[1:3], sentence)
    elif rows.height == 1:
        assert counts(sentence) == [rows.row(0)[1:3]]
    elif none == rows.height:
        own = f"Not one of the {words.number(none)} "
        assert own in sentence or f" in any of the {words.number(none)} authorities" in sentence
    elif none and selection.setting_type != w.LOCAL_AUTHORITY:
        many = "1 authority" if none == 1 else f"{none} authorities"
        assert sentence.startswith(f"In {many}")
        sizes = directly(opened, COVERAGE, replace(selection, unit="settings"), ["la_code"])
        small = sizes.filter(pl.col("denominator") < 5)["la_code"].to_list()
        few = rows.filter(pl.col("numerator") == 0, pl.col("la_code").is_in(small)).height == none
        said, _, size = sentence.partition(": ")
        assert said.endswith(f" (of {rows.height} that have any)")
        assert size.endswith("fewer than 5") == few
    elif none:
        assert counts(sentence) == [(none, rows.height)]
    else:
        assert sentence.startswith(("We have visited at least one ", "All"))


def check_regions(opened, selection, sentence):
    measure, column = results.coverage_measure(selection), selection.region_column
    asked = directly(opened, measure, selection.anywhere(), [column])
    shown = asked.filter(pl.col("denominator") >= 10)
    if not asked["denominator"].sum():
        assert sentence.startswith("No region has")
    elif shown.height < 2:
        assert sentence.startswith("Too few")
    elif shown["value"].n_unique() == 1:
        few = ((asked["denominator"] > 0) & (asked["denominator"] < 10)).any()
        said = "All regions with 10 or more are" if few else "All regions are"
        assert sentence == f"{said} the same: {words.percent(shown['value'][0])} visited"
    else:
        least = shown.filter(pl.col("value") == pl.col("value").min())[column].cast(pl.String)
        names, _, verb = sentence.partition(" is " if len(least) == 1 else " are ")
        if len(least) > MOST:
            assert sentence.startswith(f"{len(least)} of {shown.height} regions")
            said = "none visited" if not min(shown["value"]) else "the least visited, at"
            assert said in sentence
            return
        said_of = together([words.the_region(name) for name in sorted(least)])
        assert names == words.opening(said_of)
        assert "the least visited region" in verb


def check_types(opened, selection, sentence):
    measure = results.coverage_measure(selection)
    asked = directly(opened, measure, selection, ["setting_type"])
    shown = asked.filter(pl.col("denominator") >= 10).sort("value")
    if shown.height < 2:
        assert "least" not in sentence
    elif shown["value"].n_unique() > 1:
        least = shown.filter(pl.col("value") == shown["value"][0])
        for kind in least["setting_type"] if least.height <= MOST else ():
            assert words.NOUNS[kind] in sentence[0].lower() + sentence[1:]
        if least.height > MOST:
            assert sentence.startswith(f"{least.height} of {shown.height} setting types")
        if least.height == 1:
            assert counts(sentence) == [least.row(0)[1:3]]


def check_weeks(opened, selection, sentence):
    asked = dict(directly(opened, VISITS, selection, ["week"]).select("week", "numerator").rows())
    if not sum(asked.values()):
        assert sentence.startswith(("No visits to", arriving.NONE_COMPLETE))
        return
    found = re.match(r"([\d,]+|No) visits? in the week of (\d+ \w+)", sentence)
    if found is None:
        assert sentence == arriving.NONE_COMPLETE
        return
    full = by_hand.complete_weeks(opened, selection)
    made = asked.get(full[-1], 0)
    assert found.groups() == (words.number(made) if made else "No", words.day(full[-1], False))
    change = re.search(r"(up|down) ([\d,]+) on|the same as|, nor in", sentence)
    if change:
        before = asked.get(full[-2], 0)
        moved = int((change[2] or "0").replace(",", "")) * (-1 if change[1] == "down" else 1)
        assert asked.get(full[-1], 0) - before == moved


def check_reached(opened, selection, sentence):
    measure, last = results.coverage_measure(selection), choice.last_day(selection, opened)
    n, total, *_ = directly(opened, measure, selection).row(0)
    if not total:
        assert sentence == "Coverage over time cannot be shown"
        return
    if total == 1:
        assert f" had {'' if n else 'not '}been visited by " in sentence
        return
    assert counts(sentence) == [(n, total)]
    assert words.day(last) in sentence
    earlier = [day for week in opened.weeks if (day := sunday(week)) <= last - timedelta(weeks=4)]
    then = re.search(r"; ([\d,]+) four weeks before", sentence)
    if earlier and earlier[-1] >= choice.first_day(selection, opened):
        before = directly(opened, measure, replace(selection, until=earlier[-1]))
        assert then[1] == words.number(before["numerator"][0])
    else:
        assert then is None


CHECKS = {
    "areas": check_areas,
    "regions": check_regions,
    "types": check_types,
    "weeks": check_weeks,
    "reached": check_reached,
}


def check_all(opened, selections):
    for selection in selections:
        sentences = said(opened, selection)
        for name, sentence in sentences.items():
            check_form(name, sentence)
        check_visited(opened, selection, sentences["coverage"])
        if "visits" not in opened.cube.tables:
            continue
        check_because(opened, selection, sentences["summary"])
        for name, check in CHECKS.items():
            check(opened, selection, sentences[name])


@pytest.mark.parametrize("records", ["illustrated", "at_the_end"])
def test_every_sentence_says_what_the_measures_say(records, request, random_selections):
    opened = request.getfixturevalue(records)
    check_all(opened, random_selections(opened, DRAWN))


def test_every_sentence_is_true_at_the_edges(edge, random_selections):
    check_all(edge, [Selection(), *random_selections(edge, 12)])


def test_every_tile_reads_as_words(any_store, random_selections):
    for selection in [Selection(), *random_selections(any_store, 12)]:
        figures = summary_answer.figures(any_store, selection)
        assert len(figures) == 5
        for tile in figures:
            assert all(tile)
            assert not BANNED.search(" ".join(tile))


def test_the_least_visited_region_is_named(open_records, edges):
    register = edges["all visited"].records["settings"].to_dicts()
    west = edges["all visited"].authorities.filter(region="North West")["la_code"]
    visited = [row for row in register if row["la_code"] not in set(west)]
    opened = open_records([plain(row) for row in register], [visit(row) for row in visited])
    rows = results.by_region(opened, Selection())
    assert least_visited.regions(rows, Selection()) == "The North West is the least visited region"


def plain(row):
    return {name: None if value is None else str(value) for name, value in row.items()}


def visit(row):
    return {
        "visit_id": f"V{row['urn']}",
        "urn": row["urn"],
        "visit_type": "Assurance visit",
        "selection_basis": None,
        "started_on": "2020-09-14",
    }


def test_regions_that_tie_for_least_are_all_named():
    rows = pl.DataFrame(
        {"name": ["A", "C", "B"], "numerator": [9, 1, 1], "denominator": [10, 10, 10]}
    ).with_columns(value=pl.col("numerator") / pl.col("denominator"))
    assert least_visited.regions(rows, Selection()) == "B and C are the least visited regions"


def test_regions_that_are_all_equal_name_none(edges):
    rows = results.by_region(edges["all equal"], Selection())
    assert least_visited.regions(rows, Selection()) == "All regions are the same: 33% visited"


def test_a_region_with_few_settings_is_never_called_the_least_visited():
    rows = pl.DataFrame(
        {"name": ["A", "B", "C"], "numerator": [0, 3, 5], "denominator": [9, 10, 10]}
    ).with_columns(value=pl.col("numerator") / pl.col("denominator"))
    assert least_visited.regions(rows, Selection()) == (
        "B is the least visited region among those with 10 or more"
    )


def test_regions_without_such_settings_are_not_taken_for_missing_visits(illustrated):
    chosen = Selection(setting_type="Secure training centre", sector="Academy")
    rows = results.by_region(illustrated, chosen)
    assert least_visited.regions(rows, chosen) == "No region has academy secure training centres"


def typed(*counts_of):
    return pl.DataFrame(
        [(kind, "England", n, total, n / total) for kind, n, total in counts_of],
        schema=["setting_type", "region", "numerator", "denominator", "value"],
        orient="row",
    )


def test_the_least_visited_type_is_said_to_be_so_among_those_with_enough():
    rows = typed(("Boarding school", 1, 10), ("Children's home", 8, 20), (w.HOMES[1], 0, 7))
    assert matrix.headline(rows, Selection()) == (
        "Boarding schools are the least visited type among those with 10 or more: 1 of 10 (10%)"
    )


def test_types_that_tie_for_least_are_all_named():
    rows = typed(("Boarding school", 1, 10), ("Children's home", 2, 20), (w.HOMES[1], 9, 10))
    assert matrix.headline(rows, Selection()) == (
        "Boarding schools and children's homes are the least visited: 10%"
    )


def test_types_that_cannot_be_compared_say_why(illustrated, edges):
    def said_of(opened, **chosen):
        selection = Selection(**chosen)
        return matrix.headline(coverage_of_types.by_type(opened, selection), selection)

    homes = {"setting_type": "Children's home"}
    assert said_of(illustrated, **homes) == "Children's homes: 704 of 2,546 (28%) visited"
    assert said_of(illustrated, area="E06000053") == "Providers: too few of each type to compare"
    assert said_of(illustrated, area="E06000053", **homes) == "Children's homes: none in scope"
    assert said_of(edges["no visits supplied"]) == ("Providers: how many are visited is not known")


def test_many_types_that_tie_are_counted_and_not_listed():
    few = [(kind, 0, 10) for kind in w.SETTING_TYPES[:5]]
    rows = typed(*few, ("Boarding school", 1, 10))
    assert matrix.headline(rows, Selection()) == "5 of 6 setting types have none visited"


def test_types_that_are_all_equal_name_none():
    rows = typed(("Boarding school", 0, 10), ("Children's home", 0, 20))
    said_of = matrix.headline(rows, Selection())
    assert said_of == "All setting types with enough to compare are the same: 0% visited"


def test_an_authority_is_spoken_of_alone_and_not_as_151_in_itself(illustrated):
    chosen = Selection(area="E10000016", setting_type=w.ALL_HOMES)
    rows = results.by_authority(illustrated, chosen)
    n, total, *_ = directly(illustrated, COVERAGE, chosen).row(0)
    said_of = least_visited.areas(rows, chosen, illustrated)
    all_n, all_total, *_ = directly(illustrated, COVERAGE, chosen.anywhere()).row(0)
    assert said_of == (
        f"Kent: {n} of {total} children's homes of all types ({words.percent(n / total)}) visited; "
        f"in England {words.percent(all_n / all_total)} are"
    )


def test_authorities_own_visits_are_spoken_of_as_theirs(illustrated):
    chosen = Selection(setting_type=w.LOCAL_AUTHORITY)
    rows = results.by_authority(illustrated, chosen)
    none = rows.filter(pl.col("numerator") == 0).height
    said_of = least_visited.areas(rows, chosen, illustrated)
    assert said_of == f"{none} of 151 local authorities have had no visit"


def test_where_nothing_is_visited_no_sentence_says_so_many_of_as_many(illustrated):
    chosen = Selection(area="London", setting_type=w.LOCAL_AUTHORITY)
    rows = results.by_authority(illustrated, chosen)
    assert least_visited.areas(rows, chosen, illustrated) == (
        "Not one of the 33 local authorities in London has had a visit"
    )


def test_one_setting_is_not_spoken_of_as_several(illustrated):
    chosen = Selection(area="E09000001")
    assert headlines.visited(illustrated, chosen) == (
        "We have not visited the one provider in the City of London in the period."
    )
    council = chosen.changed("setting_type", w.LOCAL_AUTHORITY)
    assert headlines.visited(illustrated, council) == (
        "We have not visited the City of London council in the period."
    )
    scilly = Selection(area="E06000053")
    rows = results.by_authority(illustrated, scilly)
    assert least_visited.areas(rows, scilly, illustrated) == (
        "The one provider in the Isles of Scilly has not been visited; in England 24% have"
    )
    bands = on_site_times.bands(illustrated, scilly)
    assert on_site_bands.headline(bands, illustrated, scilly) == (
        "We have not been on site at the one provider within the last year"
    )


def test_places_that_agencies_do_not_have_are_not_taken_for_agencies(illustrated):
    chosen = Selection(setting_type="Independent fostering agency", unit=PLACES_UNIT)
    rows = results.by_authority(illustrated, chosen)
    assert least_visited.areas(rows, chosen, illustrated) == (
        "No authority has places in independent fostering agencies"
    )


def test_records_without_visits_say_that_coverage_is_not_known(edges):
    opened = edges["no visits supplied"]
    sentence = headlines.visited(opened, Selection())
    assert sentence == (
        "England has 96 providers. These records do not tell of visits to providers, so we cannot "
        "say who has been visited."
    )


def test_nothing_visited_yet_is_a_zero(edges):
    assert headlines.visited(edges["nothing visited yet"], Selection()) == (
        "In England we have visited none of the 96 providers."
    )


def test_the_pace_is_the_mean_of_four_complete_weeks(at_the_end):
    value, under = week_headlines.pace(at_the_end, Selection())
    asked = dict(
        directly(at_the_end, VISITS, Selection(), ["week"]).select("week", "numerator").rows()
    )
    full = by_hand.complete_weeks(at_the_end, Selection())[-4:]
    assert value == words.number(asked.get(full[-1], 0))
    mean = int(sum(asked.get(week, 0) for week in full) / 4 + 0.5)
    assert under.endswith(f"; {mean} a week over the 4 weeks to then")
