"""Each figure at the head of a page says how it moved, and leads to what it is counted from."""

import re
from dataclasses import replace
from datetime import date, timedelta

import polars as pl
import pytest

from dashboard.audit.before import before, last_figures
from dashboard.exhibits.common import tile_weeks
from dashboard.exhibits.made import groups
from dashboard.exhibits.pages import PAGES
from dashboard.exhibits.tile import Tile, Weekly
from dashboard.exhibits.written import Link
from dashboard.measures import Selection, opening
from dashboard.measures.definitions.coverage import COVERAGE, VISITED, VISITS
from dashboard.measures.definitions.why import SHARE_PRIORITISED
from dashboard.measures.parts import FIRST
from dashboard.records import words as w
from dashboard.render.html import tiles as html
from dashboard.render.svg import week_line

EARLIER = date(2020, 11, 30)
VIEWS = {page.path: page for page in PAGES}
WITH_TILES = {page.path: page.tiles for page in PAGES if page.tiles}
LONDON = Selection(area="London")


@pytest.fixture(scope="module")
def earlier():
    """Open the figures before those of the day that the dashboard opens with."""
    return opening.make_illustrative(EARLIER)


def shown(opened, path="summary", selection=LONDON):
    return {tile.label: tile for tile in WITH_TILES[path](opened, selection)}


def visited_by_hand(opened, region):
    """Count the providers of a region that were visited since September, from their rows."""
    codes = opened.authorities.filter(pl.col("region") == region)["la_code"].implode()
    closed = pl.col("closed_on")
    homes = opened.records["settings"].filter(
        pl.col("la_code").is_in(codes),
        pl.col("setting_type") != w.LOCAL_AUTHORITY,
        pl.col("registered_on").fill_null(date.min) <= opened.as_at,
        closed.is_null() | (closed > opened.as_at),
    )
    made = opened.records["visits"].filter(
        pl.col("started_on").is_between(date(2020, 9, 1), opened.as_at)
    )
    return homes.join(made, on="urn", how="semi").height


def in_force_by_hand(opened):
    """Count the settings with an action in force on the day, from the rows of actions."""
    ended = pl.col("ended_on")
    actions = opened.records["actions"].filter(
        pl.col("issued_on") <= opened.as_at, ended.is_null() | (ended > opened.as_at)
    )
    return actions["urn"].n_unique()


def test_a_count_moved_by_what_the_rows_of_two_days_differ_by(illustrated, earlier):
    now, then = (visited_by_hand(each, "London") for each in (illustrated, earlier))
    tile = shown(illustrated)["Settings visited"]
    assert tile.under.startswith(f"{now} of ")
    assert now > then
    assert tile.change == f"up {now - then} since 30 November"
    now, then = map(in_force_by_hand, (illustrated, earlier))
    assert shown(illustrated, selection=Selection())["Enforcement in force"].change == (
        f"up {now - then} since 30 November"
    )


def test_a_share_says_what_it_was_with_its_counts(illustrated, earlier):
    n, total, _ = earlier.ask(SHARE_PRIORITISED, LONDON).select(pl.exclude("status")).row(0)
    said = f"was {round(100 * n / total)}% of {total} on 30 November"
    assert shown(illustrated)["Prioritised"].change == said
    assert shown(illustrated, "why")["Prioritised"].change == said


def test_a_figure_that_did_not_move_says_so(illustrated, earlier):
    scilly = Selection(area="E06000053")
    assert shown(illustrated, "areas", scilly)["Actions in force"].change in (
        "",
        "no change since 30 November",
    )
    same = replace(illustrated, records=earlier.records, cube=earlier.cube)
    assert shown(same)["Settings visited"].change == "no change since 30 November"


def test_nothing_is_said_of_what_cannot_be_compared(illustrated, earlier):
    asked = illustrated, LONDON, COVERAGE
    assert before(*asked) is not None
    ended = replace(LONDON, until=date(2020, 11, 29))
    published = replace(illustrated.scope, public=illustrated.as_at)
    first = opening.make_illustrative(date(2020, 9, 7))
    assert before(illustrated, ended, COVERAGE) is None
    assert last_figures(replace(illustrated, scope=published), LONDON) is None
    assert all(tile.change == "" for tile in shown(first).values()) == (
        last_figures(first, LONDON) is None
    )
    otherwise = replace(COVERAGE, version=2)
    recounted = replace(earlier, methods={"coverage": 1})
    illustrated_after = _after(illustrated, recounted)
    assert before(illustrated_after, LONDON, COVERAGE) is not None
    assert before(illustrated_after, LONDON, otherwise) is None


def test_a_figure_that_was_published_otherwise_is_not_compared(illustrated, earlier):
    n, total = earlier.ask(COVERAGE, Selection()).row(0)[:2]
    for said, is_compared in (((n, total), True), ((n - 1, total), False)):
        told = replace(earlier, figures={"2020-09-01": {"coverage": said}})
        after = _after(illustrated, told)
        assert (before(after, Selection(), COVERAGE) is not None) == is_compared
        assert before(after, LONDON, COVERAGE) is not None


def _after(opened, previous):
    """Give records of which others are the last figures before."""
    after = replace(opened)
    after.once(f"previous {None}", lambda: previous)
    return after


def test_the_line_has_the_last_complete_weeks_and_the_figures_of_their_rows(illustrated):
    weeks = tile_weeks.complete_weeks(illustrated, LONDON, VISITS)
    assert len(weeks) == 12
    assert weeks[-1] == date(2020, 11, 16)
    made = illustrated.records["visits"].join(
        illustrated.records["settings"]
        .join(
            illustrated.authorities.filter(pl.col("region") == "London"), on="la_code", how="semi"
        )
        .filter(pl.col("setting_type") != w.LOCAL_AUTHORITY),
        on="urn",
        how="semi",
    )
    by_hand = [
        made.filter(pl.col("started_on").is_between(week, week + timedelta(days=6)))
        .filter(pl.col("started_on") >= date(2020, 9, 1))
        .height
        for week in weeks
    ]
    line = tile_weeks.counts(VISITS, "Visits of each week")(illustrated, LONDON)
    assert [*line.values] == by_hand
    assert line.said == (
        f"Visits of each week, 12 weeks to 22 November 2020: from {by_hand[0]} to {by_hand[-1]}, "
        f"at most {max(by_hand)}"
    )


def test_no_line_is_drawn_of_too_few_weeks_or_too_few_visits(illustrated, edges):
    early = opening.make_illustrative(date(2020, 9, 14))
    assert tile_weeks.counts(VISITED, "")(early, Selection()) is None
    few = Selection(area="E06000053")
    assert tile_weeks.shares(SHARE_PRIORITISED, "")(illustrated, few) is None
    assert tile_weeks.reached(edges["no visits supplied"], Selection()) is None
    assert tile_weeks.reached(edges["nothing visited yet"], Selection()).values[-1] == 0


def test_a_line_is_90_by_24_and_stays_within():
    drawn = week_line.drawn((0, 5, 20, 10))
    assert "viewBox='0 0 90 24'" in drawn
    points = [
        tuple(map(float, p.split(","))) for p in re.search("points='([^']*)'", drawn)[1].split()
    ]
    assert points[0] == (3, 21)
    assert points[2][1] == 3
    assert all(0 <= x <= 90 and 0 <= y <= 24 for x, y in points)
    assert 'width="90" height="24"' in week_line.image((1, 2), "said")
    assert "nan" not in week_line.drawn((0, 0, 0))


@pytest.mark.parametrize("path", WITH_TILES)
def test_each_tile_leads_to_an_exhibit_that_is_there(any_store, random_selections, path):
    for selection in [Selection(), *random_selections(any_store, 4, seed=len(path))]:
        for tile in WITH_TILES[path](any_store, selection):
            if not any(sign.isdigit() for sign in tile.value):
                assert tile.to is None
                continue
            assert tile.to is not None, tile
            page, there = VIEWS[tile.to.path], tile.to.selection
            keys = {
                each.key
                for section in page.shown(there.part)
                for group in groups(section.makes, any_store, there)
                if isinstance(group, list)
                for each in group
            }
            assert there.part in (FIRST, *page.parts)
            assert tile.to.exhibit in keys, (selection, tile)


def test_a_tile_an_exhibit_and_its_file_say_the_same(illustrated, random_selections):
    for selection in [Selection(), LONDON, *random_selections(illustrated, 4, seed=5)]:
        tile = WITH_TILES["summary"](illustrated, selection)[0]
        if tile.to is None:
            continue
        page, there = VIEWS["coverage"], tile.to.selection
        made = groups(page.shown(there.part)[0].makes, illustrated, there)
        (mapped,) = [each for group in made for each in group if each.key == tile.to.exhibit]
        rows = mapped.file.table
        if selection.is_authority:
            rows = rows.filter(pl.col("code") == selection.area)
        n, total = rows["numerator"].sum(), rows["denominator"].sum()
        assert (
            re.findall(r"[\d,]+ of [\d,]+", f"{tile.value}; {tile.under}")[0]
            == f"{n:,} of {total:,}"
        )


def test_a_tile_is_one_link_with_its_words():
    tile = Tile(
        "Visits",
        "7",
        "of 9",
        "up 2 since 30 November",
        Weekly((1, 2), "1 to 2"),
        Link("Visits", "coverage", Selection(), exhibit="weeks"),
    )
    drawn = html.drawn([tile], lambda path, _: f"/{path}?a=1&b=2")
    assert '<dt><a href="/coverage?a=1&amp;b=2#exhibit-weeks">Visits</a></dt>' in drawn
    assert "<b>up 2 since 30 November</b>" in drawn
    assert 'alt="1 to 2"' in drawn
    assert "<a" not in html.drawn([tile])
    in_words = html.drawn([tile], in_words=True)
    assert "<span>1 to 2</span>" in in_words
    assert "<img" not in in_words
