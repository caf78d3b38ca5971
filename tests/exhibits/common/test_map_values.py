"""What the map is sent: a state and a printed figure that agree, for every authority."""

import re

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.audit.reconciliation import reconciled
from dashboard.exhibits.areas import last_on_site
from dashboard.exhibits.areas_map import AreasMap
from dashboard.exhibits.common import areas_map, difference_from_england, map_facts, map_values
from dashboard.exhibits.pages import PAGES
from dashboard.measures import Selection, results
from dashboard.measures.definitions.coverage import COVERAGE
from dashboard.measures.definitions.enforcement import ACTIONS_IN_FORCE
from dashboard.measures.filters import DIFFERENCES, PLACES_UNIT
from dashboard.records import words as w
from dashboard.render import svg
from dashboard.ui.area_map import payload
from tests.planting import planted

BOUNDS = {"1": (0, 20), "2": (20, 40), "3": (40, 60), "4": (60, 101)}
BUDGET = 5_600


def shown(opened, selection):
    rows, regions = results.by_authority(opened, selection), results.by_region(opened, selection)
    return rows, areas_map.coverage(regions, opened, selection)


def row(n, total, settings=None):
    counts = {"numerator": n, "denominator": total, "settings": total}
    if settings is not None:
        counts["settings"] = settings
    frame = pl.DataFrame([counts], schema=dict.fromkeys(counts, pl.Int64))
    return results.with_status(frame).row(0, named=True)


def test_the_band_agrees_with_the_percentage_that_is_printed():
    for total in (*range(10, 60), 99, 200, 1000):
        for n in range(total + 1):
            state, printed, *_ = map_values.area_value(row(n, total))
            if n == 0:
                assert (state, printed) == ("0", "0%")
                continue
            assert printed != "0%"
            first, end = BOUNDS[state]
            assert first <= int(printed.strip("<>%")) < end


@pytest.mark.parametrize(
    ("counts", "value"),
    [
        ((0, 0), ("none", "none", 0, 0)),
        ((None, 0), ("none", "none", 0, 0)),
        ((None, 12), ("unknown", "[x]", None, 12)),
        ((2, 4), ("few", "2/4", 2, 4)),
        ((0, 4), ("few", "0/4", 0, 4)),
        ((3, 5), ("4", "3/5", 3, 5)),
        ((0, 5), ("0", "0/5", 0, 5)),
        ((31, 74), ("3", "42%", 31, 74)),
        ((1, 900), ("1", "<1%", 1, 900)),
    ],
)
def test_each_state_is_told_apart(counts, value):
    assert map_values.area_value(row(*counts)) == value


def test_places_of_few_settings_are_not_coloured():
    assert map_values.area_value(row(12, 30, settings=4)) == ("few", "40%", 12, 30)


def test_every_authority_of_the_vintage_is_sent_and_the_whole_is_small(any_store):
    for unit in ("settings", PLACES_UNIT):
        _, values = shown(any_store, Selection(unit=unit))
        assert set(values.values) == set(any_store.authorities["la_code"])
        sent = payload(values)
        assert len(sent) <= BUDGET


def test_a_region_sends_its_own_authorities_and_an_authority_is_marked_among_all(illustrated):
    _, inside = shown(illustrated, Selection(area="London"))
    assert len(inside.values) == 33
    assert (inside.selected, inside.selected_region) == (None, "London")
    _, beside = shown(illustrated, Selection(area="E10000016"))
    assert len(beside.values) == 151
    assert (beside.selected, beside.selected_region) == ("E10000016", None)


def test_the_map_sends_what_the_table_and_the_file_hold(illustrated):
    rows, values = shown(illustrated, Selection(setting_type=w.ALL_HOMES))
    for area in rows.iter_rows(named=True):
        _, _, n, total = values.values[area["la_code"]]
        assert (n, total) == (area["numerator"] or 0, area["denominator"])


def test_every_state_that_is_sent_is_in_the_legend(any_store, random_selections):
    for selection in [Selection(), *random_selections(any_store, 10)]:
        _, values = shown(any_store, selection)
        states = {value[0] for value in values.values.values()}
        assert states <= {name for name, _ in values.legend}


def test_records_without_visits_are_unknown_on_the_map_and_regions_have_no_figure(edges):
    _, values = shown(edges["no visits supplied"], Selection())
    assert {value[0] for value in values.values.values()} == {"unknown", "none"}
    assert values.regions == {}


def mapped(opened, selection):
    """Give every map of every page, by the path of its page, with its exhibit."""
    makes = ((page.path, make) for page in PAGES for part in page.sections for make in part.makes)
    made = ((path, make(opened, selection)) for path, make in makes)
    there = ((path, each, chart) for path, each in made if each for chart in each.charts)
    return {path: (each, chart) for path, each, chart in there if isinstance(chart, AreasMap)}


def test_six_pages_have_a_map_that_is_small_with_a_legend_and_shapes_to_take(illustrated):
    found = mapped(illustrated, Selection())
    assert {*found} == {"summary", "coverage", "why", "enforcement", "road", "areas"}
    for path, (exhibit, chart) in found.items():
        assert {*chart.values} == set(exhibit.rows["code"]), path
        assert {state for state, *_ in chart.values.values()} <= {name for name, _ in chart.legend}
        assert chart.figure != "state" or all(chart.says[n] for _, _, n, _ in chart.values.values())
        assert len(payload(chart)) <= BUDGET, path
        assert 'path d="M' in svg.drawing(exhibit)(exhibit.rows), path


def test_the_map_of_enforcement_has_one_colour_and_adds_up(illustrated, edges):
    _, chart = mapped(illustrated, Selection(area="London"))["enforcement"]
    counted = illustrated.ask(ACTIONS_IN_FORCE, Selection(area="London"))["numerator"][0]
    assert sum(n or 0 for _, _, n, _ in chart.values.values()) == counted > 0
    assert {state for state, *_ in chart.values.values()} == {"3", "0", "none"}
    assert chart.regions == {"London": str(counted)}
    assert all((state == "3") == bool(n) for state, _, n, _ in chart.values.values())
    assert "enforcement" not in mapped(edges["no visits supplied"], Selection())


def test_the_maps_of_authorities_show_the_standing_judgement_and_whether_we_went(illustrated):
    found, own = mapped(illustrated, Selection()), Selection(setting_type=w.LOCAL_AUTHORITY)
    by = ["la_code", "last_grade"]
    asked = illustrated.ask(COVERAGE, own, by).with_columns(pl.col("last_grade").cast(pl.String))
    (_, judged), (_, reached) = found["why"], found["road"]
    for code, grade, n in asked.select(*by, "numerator").iter_rows():
        assert reached.values[code][0] == ("4" if n else "0")
        assert (judged.values[code][0] in ("4", "open")) == (grade == "Inadequate")
        assert judged.values[code][0] != ("open" if n else "4")
        said = judged.says[judged.values[code][2]]
        assert said.startswith(("last judged " + grade.lower(), grade.lower())), said
        assert said.endswith("not yet visited") == (n == 0)
    worst = asked.filter(last_grade="Inadequate")
    states = [state for state, *_ in judged.values.values()]
    assert states.count("4") == worst["numerator"].sum() == 13
    assert judged.england == f"{13 / worst.height:.0%}"


def test_differences_from_england_are_coloured_by_where_they_lie(illustrated):
    _, bands = shown(illustrated, Selection())
    _, differ = shown(illustrated, Selection(colours=DIFFERENCES))
    whole, legend = int(bands.england.strip("%")), dict(differ.legend)
    sizes = {}
    for code, (state, printed, n, total) in differ.values.items():
        assert (n, total) == bands.values[code][2:], "the table and the card stay"
        assert state in legend
        if code not in differ.shares:
            assert state in ("few", "none")
            assert total < 10
            continue
        points = int(differ.shares[code].strip("<>%")) - whole
        assert printed.replace("\N{MINUS SIGN}", "-") == (f"{points:+d}" if points else "0")
        side = "high" if points > 0 else "low"
        assert state.startswith(("even", side))
        sizes.setdefault(state[-1], []).append(abs(points))
    assert max(sizes["n"]) < min(sizes["1"]) <= max(sizes["1"]) < min(sizes["2"])
    assert legend["even"].endswith(f"of England ({bands.england})")
    assert all(len(each) > 10 for each in sizes.values())
    assert "difference from England" in differ.title


def test_there_are_no_differences_where_england_or_most_authorities_have_no_share(edges):
    for name in ("no visits supplied", "one home"):
        _, sent = shown(edges[name], Selection(colours=DIFFERENCES))
        assert (sent.figure, sent.shares) == ("share", {}), name


@given(st.lists(st.integers(0, 100), min_size=5, max_size=160), st.integers(0, 100))
def test_any_shares_have_a_scale_whose_words_are_true(shares, whole):
    values = {str(n): ("1", f"{share}%", share, 100) for n, share in enumerate(shares)}
    found = difference_from_england.differences(values, f"{whole}%", ())
    said = {state: text.partition(" (")[0] for state, text in found.legend}
    for n, share in enumerate(shares):
        size, state = abs(share - whole), found.values[str(n)][0]
        cuts = [int(number) for number in re.findall(r"\d+", said[state])]
        if state == "even":
            assert size <= (cuts[0] if cuts else 0)
        elif state.endswith("2"):
            assert size >= cuts[0]
        else:
            assert cuts[0] <= size <= cuts[-1]


def test_the_title_says_unit_area_and_period(illustrated):
    chosen = Selection(setting_type=w.ALL_HOMES, unit=PLACES_UNIT)
    assert map_values.title(illustrated, chosen) == (
        "Places in children's homes of all types visited, % of those in scope, by local "
        "authority, 1 September to 7 December 2020"
    )


def test_the_card_tells_what_is_in_force_and_awaited_there_as_the_measures_count_it(illustrated):
    chosen = Selection(area="London")
    _, sent = shown(illustrated, chosen)
    for name, measure in map_facts.FACTS.items():
        counted = illustrated.ask(measure, chosen, ["la_code"])
        some = {code: n for code, n in counted.select("la_code", "numerator").iter_rows() if n}
        assert sent.facts[name] == some
        assert sum(some.values()) == illustrated.ask(measure, chosen)["numerator"][0]


def test_the_card_is_silent_where_powers_do_not_apply_or_records_do_not_tell(illustrated, edges):
    _, sent = shown(illustrated, Selection(setting_type=w.LOCAL_AUTHORITY))
    assert list(sent.facts) == ["Letters awaited"]
    _, sent = shown(edges["no visits supplied"], Selection())
    assert "Letters awaited" not in sent.facts


@pytest.mark.parametrize("chosen", [Selection(), Selection(setting_type=w.ALL_HOMES)])
def test_the_card_says_when_anyone_was_last_on_site_as_the_profile_does(illustrated, chosen):
    _, sent = shown(illustrated, chosen)
    assert {code for code, value in sent.values.items() if value[0] != "none"} == {*sent.on_site}
    for code, days in sent.on_site.items():
        day = last_on_site.latest(illustrated, chosen.changed("area", code))
        assert days == (None if day is None else (illustrated.as_at - day).days)


def test_the_card_does_not_know_when_anyone_was_on_site_where_no_record_tells(edges):
    planted_sight = reconciled(planted(edges["all visited"], "sight", "settings"))
    assert map_facts.on_site(planted_sight, Selection()) == {}
    untold = map_facts.on_site(edges["no visits supplied"], Selection())
    assert untold["seen"].startswith("Last on site, going by") == bool(untold["on_site"])


def test_the_figure_of_england_is_that_of_its_regions_or_none(illustrated, edges):
    figures = illustrated.ask(results.coverage_measure(Selection()), Selection())
    n, total = figures.select("numerator", "denominator").row(0)
    assert shown(illustrated, Selection())[1].england == f"{n / total:.0%}"
    assert shown(edges["no visits supplied"], Selection())[1].england == ""
