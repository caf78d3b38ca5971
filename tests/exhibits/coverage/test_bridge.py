"""The bridge from the register to those visited: it always adds up, and says what it cannot."""

import re
from datetime import date

import polars as pl
import pytest

from dashboard.exhibits.coverage import bridge
from dashboard.exhibits.exhibit import Bridge
from dashboard.measures import Selection, choice, opening
from dashboard.measures.filters import PLACES_UNIT
from dashboard.publishing.publish import publish
from dashboard.records import words as w
from dashboard.records.intake import from_folder
from dashboard.render.html import bridge as waterfall
from tests import by_hand

HOME = "Children's home"
KENT = "E10000016"


def count_by_hand(opened, selection):
    """Work out every step one setting at a time."""
    start, day = choice.first_day(selection, opened), opened.as_at
    rows = by_hand.settings_of(opened, selection)
    visits = by_hand.visits_of(opened, selection)
    seen = {v["urn"] for v in visits}
    out = {v["urn"] for v in visits if v["published_on"] and v["published_on"] <= day}
    now = [row for row in rows if by_hand.is_open(row, day)]
    groups = {
        "then": [row for row in rows if by_hand.is_open(row, start)],
        "joined": [r for r in rows if r["registered_on"] and start < r["registered_on"] <= day],
        "left": [r for r in rows if r["closed_on"] and start < r["closed_on"] <= day],
        "now": now,
        "visited": [row for row in now if row["urn"] in seen],
        "published": [row for row in now if row["urn"] in out],
        "unpublished": [row for row in now if row["urn"] in seen - out],
        "unvisited": [row for row in now if row["urn"] not in seen],
    }
    in_places = selection.unit == PLACES_UNIT
    return {
        step: sum((row["places"] or 0) if in_places else 1 for row in rows)
        for step, rows in groups.items()
    }


def identities(steps):
    """Give both sides of each sum that the bridge makes, where its parts are known."""
    count = dict(steps.select("step", "numerator").iter_rows())
    sums = (
        (("then", "joined"), ("now", "left")),
        (("visited", "unvisited"), ("now",)),
        (("published", "unpublished"), ("visited",)),
    )
    return [
        (sum(count[part] for part in above), sum(count[part] for part in below))
        for above, below in sums
        if all(count[part] is not None for part in (*above, *below))
    ]


@pytest.mark.parametrize("day", [date(2020, 9, 7), date(2020, 12, 7), date(2021, 3, 31)])
def test_every_step_is_what_plain_python_counts_and_every_sum_holds(day, random_selections):
    opened = opening.make_illustrative(day)
    for selection in [Selection(), *random_selections(opened, 30, 11)]:
        steps = bridge.rows(opened, selection)
        found = dict(steps.select("step", "numerator").iter_rows())
        assert found == count_by_hand(opened, selection), selection
        sums = identities(steps)
        assert len(sums) == 3
        assert all(left == right for left, right in sums), selection


def test_every_bar_starts_where_the_last_one_ended(illustrated, random_selections):
    for selection in random_selections(illustrated, 20, 12):
        rows = {row["step"]: row for row in bridge.rows(illustrated, selection).to_dicts()}
        end = {step: row["start"] + row["numerator"] for step, row in rows.items()}
        assert rows["joined"]["start"] == end["then"]
        assert end["joined"] - rows["left"]["numerator"] == end["now"] == rows["left"]["start"]
        assert rows["unvisited"]["start"] == end["visited"] == end["unpublished"]
        assert end["unvisited"] == end["now"]


def test_the_sentence_says_what_the_steps_say(illustrated, random_selections):
    for selection in random_selections(illustrated, 40, 13):
        steps = bridge.rows(illustrated, selection)
        said = bridge.headline(steps, illustrated, selection)
        count = dict(steps.select("step", "numerator").iter_rows())
        if not count["now"]:
            assert said.startswith("No ")
            continue
        assert f"in scope: {count['now']:,}, " in said
        if 0 < count["visited"] < count["now"]:
            assert re.search(rf"of which {count['unvisited']:,} (is|are) (in settings )?not", said)
        else:
            assert re.search(r", (all|none) (in settings )?visited", said)
        moved = said.partition("; ")[2]
        joined, left = (f"{n:,}" if n else "none" for n in (count["joined"], count["left"]))
        both = "none joined or left" if joined == left == "none" else None
        assert moved.startswith(both or f"{joined} joined and {left} left since")


def test_the_bridge_reads_like_this(illustrated):
    steps = bridge.rows(illustrated, Selection())
    assert bridge.headline(steps, illustrated, Selection()) == (
        "Providers in scope: 3,319, of which 2,519 are not yet visited; 85 joined and 54 left "
        "since 1 September 2020"
    )
    assert bridge.title(illustrated, Selection()) == (
        "Providers on the register and visited, 1 September to 7 December 2020, England"
    )
    drawn = waterfall.table(Bridge(steps, "Settings"), "<b>")
    figures = re.findall(r"<td>([^<]+)</td></tr>", drawn)
    assert figures == [
        "3,288",
        "+85",
        "−54",
        "3,319",
        "800 of 3,319 (24%)",
        "501 of 800 (63%)",
        "299 of 800 (37%)",
        "2,519 of 3,319 (76%)",
    ]
    assert "<b>" not in drawn


def home(number, registered="2019-01-01", closed="", **more):
    return {
        "urn": f"EX{number:06}",
        "setting_type": HOME,
        "la_code": KENT,
        "sector": "Private",
        "places": number,
        "registered_on": registered,
        "closed_on": closed,
        **more,
    }


@pytest.fixture(scope="module")
def opened_with(tmp_path_factory):
    """Give a function that opens a register with closing dates, and no visits."""

    def opened(rows):
        folder = tmp_path_factory.mktemp("records")
        pl.DataFrame(rows).write_csv(folder / "settings.csv")
        root = tmp_path_factory.mktemp("snapshots")
        day = date(2020, 12, 7)
        publish(root, from_folder(folder, day), day)
        return opening.open_store(root)

    return opened


def test_the_first_and_the_last_day_count_as_they_should(opened_with):
    rows = [
        home(1, registered="2020-09-01"),
        home(2, registered="2020-09-02"),
        home(3, closed="2020-09-01"),
        home(4, closed="2020-09-02"),
        home(5, closed="2020-12-07"),
        home(6, closed="2020-12-08"),
        home(7, registered="2020-10-01", closed="2020-11-01"),
        home(8, registered="2020-12-07"),
        home(9, registered="2020-12-08"),
    ]
    opened = opened_with(rows)
    count = dict(bridge.rows(opened, Selection()).select("step", "numerator").iter_rows())
    assert (count["then"], count["joined"], count["left"], count["now"]) == (4, 3, 3, 4)
    places = bridge.rows(opened, Selection(unit=PLACES_UNIT))
    assert places["numerator"].to_list()[:4] == [1 + 4 + 5 + 6, 2 + 7 + 8, 4 + 5 + 7, 1 + 2 + 6 + 8]
    assert identities(places) == [(33, 33)]


def test_records_without_closing_dates_say_so_and_show_no_nought(edges):
    opened = edges["all visited"]
    steps = bridge.rows(opened, Selection())
    count = dict(steps.select("step", "numerator").iter_rows())
    assert count["then"] is count["left"] is None
    assert bridge.headline(steps, opened, Selection()).endswith(
        "none joined since 1 September 2020; who left is not recorded"
    )
    assert "These records hold no closing dates" in bridge.note(opened)
    drawn = waterfall.table(Bridge(steps, "Settings"), "c")
    assert drawn.count("not known") == 2


def test_records_without_visits_do_not_say_that_none_was_visited(edges):
    opened = edges["no visits supplied"]
    steps = bridge.rows(opened, Selection())
    assert steps["numerator"].to_list()[4:] == [None] * 4
    assert "visited" not in bridge.headline(steps, opened, Selection())


def test_the_file_holds_the_steps_and_what_each_means(illustrated):
    steps = bridge.rows(illustrated, Selection(setting_type=w.ALL_HOMES))
    made = bridge.file(steps, illustrated, Selection(setting_type=w.ALL_HOMES))
    assert made.table["numerator"].to_list() == steps["numerator"].to_list()
    assert made.facts["measure"] == "then, joined, left, settings, coverage, reported"
