"""Fairness of coverage: groups by hand, the least and the most visited, and a dot for each area."""

import re
from datetime import date

import polars as pl
import pytest

from dashboard.exhibits.coverage import group_gaps, strip
from dashboard.exhibits.exhibit import Groups
from dashboard.measures import Selection, coverage_gaps, opening, results
from dashboard.measures.filters import PLACES_UNIT
from dashboard.records import words as w
from dashboard.render.html import groups
from dashboard.render.plotly import strip as strip_plot
from dashboard.wording import words
from tests import by_hand, conftest

KENT = "E10000016"


def groups_by_hand(opened, selection):
    """Count for every group of every kind: visited, in scope."""
    seen = {v["urn"] for v in by_hand.visits_of(opened, selection)}
    found = {}
    for row in by_hand.settings_of(opened, selection):
        if not by_hand.is_open(row, opened.as_at):
            continue
        places = row["places"] or 0
        size = next(
            (n for n, (a, b) in w.SIZES.items() if a <= places <= b), coverage_gaps.NO_PLACES
        )
        names = {
            "Size": size,
            "Sector": row["sector"] or w.NOT_RECORDED,
            "Prior judgement": row["last_grade"] or w.NOT_RECORDED,
            "Region": row["region"],
        }
        amount = places if selection.unit == PLACES_UNIT else 1
        for kind, name in names.items():
            n, total = found.get((kind, name), (0, 0))
            found[kind, name] = (n + amount * (row["urn"] in seen), total + amount)
    return {key: counts for key, counts in found.items() if counts[1]}


@pytest.mark.parametrize("day", [date(2020, 9, 7), date(2021, 3, 31)])
def test_every_group_is_what_plain_python_counts(day, random_selections):
    opened = opening.make_illustrative(day)
    for selection in [Selection(), *random_selections(opened, 20, 31)]:
        rows = coverage_gaps.rows(opened, selection)
        found = {
            (row["kind"], row["name"]): (row["numerator"], row["denominator"])
            for row in rows.to_dicts()
        }
        expected = groups_by_hand(opened, selection)
        kinds = [kind for kind, _ in expected]
        several = {k: v for k, v in expected.items() if kinds.count(k[0]) > 1}
        assert found == several


def test_the_sentence_names_the_widest_gap_with_n_of_n(illustrated, random_selections):
    for selection in [Selection(), *random_selections(illustrated, 40, 32)]:
        rows = coverage_gaps.rows(illustrated, selection)
        said = group_gaps.headline(rows, illustrated, selection)
        enough = [
            row
            for row in rows.to_dicts()
            if row["denominator"] >= 10 and row["name"] != w.NOT_RECORDED
        ]
        shares = {}
        for row in enough:
            shares.setdefault(row["kind"], []).append((row["value"], row))
        gaps = {
            kind: max(v for v, _ in of) - min(v for v, _ in of)
            for kind, of in shares.items()
            if len(of) > 1
        }
        if not gaps:
            assert said.startswith("Too few")
            continue
        if not max(gaps.values()):
            assert said.startswith("All groups are the same")
            continue
        kind = re.match(r"The widest gap(?: is|,) by ([\w ]+?)(?::|, is no clearer)", said)[1]
        assert gaps[words.opening(kind)] == max(gaps.values())
        figures = re.findall(r"([\d,]+) of ([\d,]+)", said)
        low, high = (int(n.replace(",", "")) / int(t.replace(",", "")) for n, t in figures)
        values = [value for value, _ in shares[words.opening(kind)]]
        assert (low, high) == pytest.approx((min(values), max(values)))


def test_it_reads_like_this(illustrated):
    rows = coverage_gaps.rows(illustrated, Selection())
    assert group_gaps.headline(rows, illustrated, Selection()) == (
        "The widest gap is by prior judgement: 90 of 569 providers last judged outstanding (16%) "
        "are visited. The most is 201 of 419 last judged requires improvement to be good (48%)"
    )
    drawn = groups.table(Groups(rows, 0.24, "London"), "")
    assert drawn.count('class="bars"') == 4
    assert '<span class="of">London 24%</span>' in drawn


def test_without_visits_groups_are_not_compared(edges):
    opened = edges["no visits supplied"]
    rows = coverage_gaps.rows(opened, Selection())
    assert group_gaps.headline(rows, opened, Selection()) == (
        "Coverage cannot be compared: how many providers are visited is not known"
    )
    assert "too few to compare" in groups.table(Groups(rows, None, "England"), "")


def dots(figure):
    return [
        (name, x, filled != "white")
        for trace in figure.to_dict()["data"]
        for name, x, filled in zip(
            trace["hovertext"], trace["x"], trace["marker"]["color"], strict=True
        )
    ]


def test_every_authority_with_enough_settings_has_one_dot(illustrated, random_selections):
    for selection in [Selection(), *random_selections(illustrated, 25, 33)]:
        rows = strip.rows(illustrated, selection)
        assert rows.height == 151
        shown = [row for row in rows.to_dicts() if row["settings"] >= 5 and row["denominator"]]
        drawn = dots(strip_plot.figure(rows, 0.2, selection))
        assert sorted(x for _, x, _ in drawn) == pytest.approx(
            sorted(round(row["value"], 4) for row in shown)
        )
        assert sum(filled for *_, filled in drawn) == sum(r["denominator"] >= 10 for r in shown)
        note = strip.note(rows, selection)
        few = sum(1 for r in rows.to_dicts() if r["denominator"] and r["settings"] < 5)
        none = sum(1 for r in rows.to_dicts() if not r["denominator"])
        assert (f"{few} with fewer than 5" in note) == bool(few)
        assert (f"{none} with none" in note) == bool(none)
        assert few + none + len(shown) == 151


def test_the_chosen_authority_and_its_region_are_marked(illustrated):
    chosen = Selection(area=KENT)
    rows = strip.rows(illustrated, chosen)
    traces = strip_plot.figure(rows, 0.24, chosen).to_dict()["data"]
    assert [trace["name"] for trace in traces] == ["Other authorities", "South East", "Kent"]
    assert list(traces[2]["hovertext"]) == ["Kent: 25 of 115 (22%)"]
    south_east = results.by_authority(illustrated, Selection(area="South East"))
    beside = {text.partition(":")[0] for text in traces[1]["hovertext"]}
    assert beside < set(south_east["la_name"]) - {"Kent"}
    region = strip_plot.figure(rows, 0.24, Selection(area="South East")).to_dict()["data"]
    assert [trace["name"] for trace in region] == ["Other authorities", "South East"]
    assert strip.headline(rows, chosen) == (
        "In 49 of the 97 authorities in England with 10 or more providers, 18% to 30% of them are "
        "visited; in Kent 25 of 115 (22%)"
    )


def test_half_of_the_authorities_do_lie_where_the_sentence_says(illustrated, random_selections):
    for selection in [Selection(), *random_selections(illustrated, 25, 34)]:
        rows = strip.rows(illustrated, selection)
        said = strip.headline(rows, selection)
        found = re.search(
            r"In (?:all|([\d,]+) of the) ([\d,]+) authorities .*? (?:none|(\d+)%)(?: to (\d+)%)? "
            "of them are",
            said,
        )
        enough = [r["value"] for r in rows.to_dicts() if r["denominator"] >= 10]
        assert (found is not None) == (len(enough) >= 4), said
        if not found:
            continue
        low = int(found[3] or 0)
        high = int(found[4] or low)
        inside = sum(low <= words.whole(value) <= high for value in enough)
        within = int(found[1] or found[2])
        assert int(found[2]) == len(enough)
        assert inside >= within >= len(enough) / 2


def test_a_dot_keeps_its_height_whatever_is_chosen(illustrated):
    heights = [strip_plot.jitter(code) for code in illustrated.authorities["la_code"]]
    assert all(0 <= height <= 1 for height in heights)
    assert len(set(heights)) > 120


def test_groups_too_small_to_compare_are_said_to_be_left_out(illustrated):
    counts = {"Private": (0, 9), "Voluntary": (3, 12), "Health authority": (6, 12)}
    rows = [("Sector", name, n, of, n / of, "shown") for name, (n, of) in counts.items()]
    columns = ("kind", "name", "numerator", "denominator", "value", "status")
    found = pl.DataFrame(rows, schema=columns, orient="row").sort("value")
    said = group_gaps.headline(found, illustrated, Selection())
    assert said.startswith("The widest gap, by sector, is no clearer")


def test_a_gap_is_sayable_in_one_breath_whatever_is_chosen(illustrated, random_selections):
    for selection in [Selection(), *random_selections(illustrated, 25, 35)]:
        rows = coverage_gaps.rows(illustrated, selection)
        said = group_gaps.headline(rows, illustrated, selection)
        assert max(len(part.split()) for part in said.split(". ")) <= 30, said
        if "places" not in words.counted(selection):
            assert said.count(f" {words.noun(selection)} ") <= 1, said


def test_what_is_not_recorded_is_no_group_to_compare():
    counts = {"Private": 9, "Voluntary": 12, "Not recorded": 1}
    rows = [("Sector", name, n, 20, n / 20, "shown") for name, n in counts.items()]
    columns = ("kind", "name", "numerator", "denominator", "value", "status")
    found = pl.DataFrame(rows, schema=columns, orient="row").sort("value")
    row = coverage_gaps.gaps(found).row(0, named=True)
    assert (row["least_name"], row["most_name"]) == ("Private", "Voluntary")


def test_a_judgement_that_a_visit_gave_is_no_reason_for_it(open_records):
    rows = conftest.everywhere()
    for kind, is_compared in (("Assurance visit", True), ("Full inspection", False)):
        visits = [v | {"visit_type": kind} for v in conftest.visits_to(rows[:40])]
        opened = open_records(rows, visits)
        kinds = coverage_gaps.rows(opened, Selection())["kind"].unique().to_list()
        assert ("Prior judgement" in kinds) == is_compared
        note = group_gaps.note(opened, Selection())
        assert note.startswith("Prior judgement is left out") != is_compared
        remote = Selection(visit_mode="Remote")
        assert coverage_gaps.rows(opened, remote).equals(coverage_gaps.rows(opened, Selection()))
        assert group_gaps.note(opened, remote) == note
