"""A picture to take away shows the figures of its table, mark for mark, and those of its page."""

import re
from datetime import date

import polars as pl
import pytest
from lxml.etree import fromstring

from dashboard.exhibits.areas import comparison, visit_calendar
from dashboard.exhibits.common import areas_map, map_values
from dashboard.exhibits.coverage import strip
from dashboard.exhibits.exhibit import Calendar
from dashboard.exhibits.road import tables as standing
from dashboard.measures import Selection, concern_pathways, results
from dashboard.measures import pathway as steps_of
from dashboard.measures import weekly as measures_weekly
from dashboard.measures.comparator_areas import beside
from dashboard.measures.filters import MAP
from dashboard.measures.road import by_month
from dashboard.measures.road.tracks import tracks
from dashboard.packs import briefing_pictures
from dashboard.render import theme
from dashboard.render.plotly import charts
from dashboard.render.plotly import strip as strip_plot
from dashboard.render.svg import areas, map_looks, tables
from dashboard.render.svg import calendar as drawn_calendar
from dashboard.render.svg import steps as drawn_steps
from dashboard.render.svg.columns import monthly, weekly
from dashboard.render.svg.plotted import plotted

KENT = Selection(area="E10000016")
SVG = "{http://www.w3.org/2000/svg}"


def rectangles(svg, fill):
    """Give the rectangles of a fill: how wide and how high each is."""
    found = fromstring(svg.encode()).iter(f"{SVG}rect")
    return [(float(r.get("width")), float(r.get("height"))) for r in found if r.get("fill") == fill]


def in_proportion(sizes, counts):
    """Say whether sizes stand to one another as counts do."""
    scale = max(sizes) / max(counts)
    return [round(size / scale, 1) for size in sizes] == [
        pytest.approx(count, abs=0.12) for count in counts
    ]


def test_columns_are_as_high_as_their_counts(illustrated):
    rows = measures_weekly.by_week(illustrated, Selection())
    drawn = plotted(charts.visits_by_week(rows))
    for basis, (colour, _) in theme.BASIS.items():
        counts = [n for n in rows.filter(selection_basis=basis)["numerator"] if n]
        assert in_proportion([high for _, high in rectangles(drawn, colour) if high != 16], counts)


def test_the_key_of_weeks_still_arriving_stands_where_one_is_drawn():
    weeks = pl.DataFrame({"week": ["2022-03-21", "2022-03-28"], "numerator": [2, 0]})
    assert "still arriving" not in weekly(weeks, late=[date(2022, 3, 28)])
    assert "still arriving" in weekly(weeks, late=[date(2022, 3, 21)])


def test_lines_go_through_every_share(illustrated):
    rows = measures_weekly.reached_by_week(illustrated, KENT)
    england = measures_weekly.reached_by_week(illustrated, Selection())
    drawn = plotted(charts.reached_by_week(rows, england, "Kent", date(2020, 9, 1)))
    path = next(
        d for d in re.findall(r'<path d="M([^"]+)"[^>]*stroke-width="3"', drawn) if "L" in d
    )
    heights = [float(point.split()[1]) for point in path.split("L")]
    assert in_proportion(
        [max(heights) - y for y in heights], (rows["value"] - rows["value"][0]).to_list()
    )
    assert drawn.count("stroke-dasharray") == 2, "England's line, and its sample in the key"


def test_every_authority_with_enough_settings_has_a_dot(illustrated):
    rows = strip.rows(illustrated, KENT)
    drawn = plotted(strip_plot.figure(rows, 0.24, KENT))
    key, pattern = 3, 1
    assert drawn.count("<circle") - key - pattern == strip.drawn(rows).height


HALF, MM_OF_HALF = briefing_pictures.WIDTH, 86
"""The width of a picture on half a page, and what that is on paper."""


def map_of(opened, selection):
    rows, regions = results.by_authority(opened, selection), results.by_region(opened, selection)
    return rows, areas_map.coverage(regions, opened, selection)


@pytest.mark.parametrize("view", ["hexagons", MAP])
def test_a_picture_of_the_map_names_the_regions_with_their_figures_and_england(illustrated, view):
    _, shown = map_of(illustrated, Selection(picture=view))
    said = "".join(fromstring(areas.mapped(shown).encode()).itertext())
    for region, figure in shown.regions.items():
        if region != "London" or view != MAP:
            assert all(word in said for word in region.split())
            assert figure in said
    assert f"England: {shown.england}." in said


@pytest.mark.parametrize("view", ["hexagons", MAP])
def test_each_authority_has_the_colour_of_its_band(illustrated, view):
    rows, shown = map_of(illustrated, Selection(picture=view))
    drawn = fromstring(areas.mapped(shown).encode())
    names = dict(illustrated.authorities.select("la_name", "la_code").iter_rows())
    asked = {row["la_code"]: row for row in rows.iter_rows(named=True)}
    fills = {}
    for group in drawn.iter(f"{SVG}g"):
        title = group.findtext(f"{SVG}title")
        if title:
            fills[names[title.split(": ")[0]]] = group[1].get("fill")
    assert len(fills) == 151
    for code, fill in fills.items():
        state = map_values.area_value(asked[code])[0]
        blank = map_looks.REST if state == "none" else "#fff"
        assert fill == map_looks.FILLS.get(state, blank), code


def test_on_half_a_page_a_map_has_no_text_in_its_shapes_and_the_rest_can_be_read(illustrated):
    _, shown = map_of(illustrated, Selection())
    drawn = fromstring(areas.mapped(shown, HALF).encode())
    placed = next(
        each for each in drawn.iter(f"{SVG}g") if each.get("transform", "").startswith("translate")
    )
    scale = float(placed.get("transform").split("scale(")[1].rstrip(")"))
    written = [*placed.iter(f"{SVG}text")]
    assert len(written) > len(shown.regions)
    assert not [
        text for group in placed.iter(f"{SVG}g") for text in group.findall(f"{SVG}g/{SVG}text")
    ]
    least = min(float(text.get("font-size")) for text in written) * scale * MM_OF_HALF / HALF
    assert least * 72 / 25.4 > 6.5, "in points"


def test_authorities_outside_the_region_chosen_are_pale(illustrated):
    drawn = areas.mapped(map_of(illustrated, Selection(area="London"))[1])
    assert drawn.count(f'fill="{map_looks.OUTSIDE}"') == 151 - 33


def test_bars_are_as_long_as_their_shares():
    table = pl.DataFrame(
        {
            "name": ["East", "North", "South", "<West>"],
            "numerator": [4, 20, 1, None],
            "denominator": [20, 40, 4, 0],
            "value": [0.2, 0.5, 0.25, None],
            "status": ["shown", "shown", "[u] too few", "[z] no settings of this type"],
        }
    )
    drawn = tables.bars(table)
    wide = [wide for wide, _ in rectangles(drawn, theme.FOCUS)]
    assert in_proportion(wide[:2], [0.2, 0.5])
    hollow = [wide for wide, high in rectangles(drawn, "#fff") if high == 20]
    assert hollow[1:] == [pytest.approx(wide[1] / 2, abs=0.1)], "too few are slanted, after a key"
    said = "".join(fromstring(drawn.encode()).itertext())
    assert all(text in said for text in ("4 of 20 (20%)", "1 of 4", "<West>", "none"))


def test_counts_share_one_scale_and_totals_have_no_bar():
    table = pl.DataFrame(
        {"name": ["A", "B", "All kinds"], "open": [3, 1, 4], "ended": [6, None, 6]}
    )
    drawn = tables.counts(table)
    wide = [wide for wide, _ in rectangles(drawn, theme.FOCUS) if wide]
    assert in_proportion(wide, [3, 6, 1])
    assert "[z] not applicable" in drawn


def test_reasons_are_parts_of_one_bar_and_too_few_have_none():
    table = pl.DataFrame(
        {
            "name": ["England"] * 2 + ["London"] * 2,
            "reason": ["Prioritised", "Other reason"] * 2,
            "numerator": [30, 10, 2, 1],
            "denominator": [40, 40, 3, 3],
            "value": [0.75, 0.25, 2 / 3, 1 / 3],
        }
    )
    drawn = tables.stacked(table)
    (first,) = (w for w, high in rectangles(drawn, theme.CATEGORIES[0]) if high == 22)
    (other,) = (w for w, high in rectangles(drawn, theme.CATEGORIES[2]) if high == 22)
    assert first / other == pytest.approx(3, abs=0.01)
    assert "too few to show shares" in drawn
    assert "3 visits" in drawn


def test_the_bridge_starts_each_step_where_the_last_one_ends():
    steps = ["then", "joined", "left", "now", "visited", "published", "unpublished", "unvisited"]
    table = pl.DataFrame(
        {
            "step": steps,
            "name": steps,
            "numerator": [90, 20, 10, 100, 40, 30, 10, 60],
            "denominator": [None] * 4 + [100, 40, 40, 100],
        }
    )
    found = fromstring(drawn_steps.waterfall(table).encode()).iter(f"{SVG}rect")
    bars = [(float(r.get("x")), float(r.get("width"))) for r in found if r.get("height") == "20.0"]
    ends = {round(x + wide) for x, wide in bars}
    begins = [round(x) for x, _ in bars]
    left = min(begins)
    assert all(start == left or start in ends for start in begins)
    assert begins.count(left) == 4


def test_weeks_are_on_one_scale_for_every_count():
    table = pl.DataFrame({"week": ["2020-09-07", "2020-09-14"], "issued": [8, 4], "ended": [0, 2]})
    drawn = weekly(table)
    assert in_proportion([high for _, high in rectangles(drawn, theme.FOCUS)], [8, 4, 0, 2])
    assert "7 September" in drawn


@pytest.mark.parametrize("area", [None, KENT.area])
def test_the_calendar_has_every_visit_and_outlines_what_piles_up(illustrated, area):
    chosen = Selection(area=area)
    rows = visit_calendar.rows(illustrated, chosen, beside(illustrated, chosen))
    told = (
        visit_calendar.state_ahead(illustrated, rows),
        visit_calendar.restrictions_of(illustrated, rows),
    )
    drawn = drawn_calendar.drawing(
        Calendar(rows, *told, visit_calendar.letters_said(illustrated, area is not None))
    )
    marks = re.findall(r">([LPM])(\d+)<", drawn)
    for letter in "LPM":
        assert sum(int(count) for name, count in marks if name == letter) == rows[letter].sum()
    ahead = rows["ahead"].sum() + rows.filter("ahead")["week"].n_unique()
    bands = 1
    assert len(rectangles(drawn, theme.PALE)) == ahead + bands
    assert len(rectangles(drawn, "none")) == (rows["busy"].sum() or 0)
    assert ("Outlined" in drawn) is (area is not None)


def test_months_are_as_high_as_their_shares(illustrated):
    rows = by_month.rows(illustrated, Selection())
    drawn = monthly(rows)
    key = (14.0, 14.0)
    for kind, fill in ((by_month.VISITED, theme.FOCUS), (by_month.NEEDED, "#fff")):
        sizes = rectangles(drawn, fill)
        heights = [high for wide, high in sizes if (wide, high) != key and wide != 16]
        assert in_proportion(heights, [100 * n for n in rows.filter(kind=kind)["value"]])


def test_steps_are_as_long_as_their_shares(illustrated):
    rows = steps_of.steps(concern_pathways.followed(illustrated, Selection()))
    shares = [n / total for n, total in rows.select("numerator", "denominator").iter_rows()]
    wide = [wide for wide, _ in rectangles(drawn_steps.steps(rows), theme.FOCUS)]
    assert in_proportion(wide, [10 * share for share in shares])


def test_places_are_as_long_as_their_shares_and_say_their_load(illustrated):
    rows = comparison.rows(illustrated, KENT, beside(illustrated, KENT))
    drawn = tables.places(rows)
    wide = [wide for wide, _ in rectangles(drawn, theme.FOCUS)]
    assert in_proportion(wide, [10 * share for share in rows["value"]])
    said = " ".join(fromstring(drawn.encode()).itertext())
    assert all(f"({rate:.1f})" in said for rate in rows["per_ten"])


def test_a_track_has_a_mark_at_its_target(illustrated):
    rows = standing.standing(tracks(illustrated, Selection()))
    drawn = drawn_steps.tracks(rows)
    done = [wide for wide, _ in rectangles(drawn, theme.FOCUS)]
    room = [wide for wide, _ in rectangles(drawn, theme.PALE)]
    marks = [float(x) for x in re.findall(r'M([\d.]+) [\d.]+v30"', drawn)]
    left = float(re.search(rf'<rect x="([\d.]+)"[^>]*fill="{theme.PALE}"', drawn)[1])
    for part, whole, mark, row in zip(done, room, marks, rows.iter_rows(named=True), strict=True):
        assert part / whole == pytest.approx(row["numerator"] / row["denominator"], abs=0.002)
        assert (mark - left) / whole == pytest.approx(row["target_share"], abs=0.002)
