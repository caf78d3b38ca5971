"""The Summary's figures, its week and what to look at: each worked out again in plain Python."""

import re
from collections import Counter
from datetime import date, timedelta

import pytest
from scipy.stats import binom, false_discovery_control

from dashboard.exhibits.areas import highest_load
from dashboard.exhibits.pages import PAGES
from dashboard.exhibits.summary import last_week, next_items, summary_answer
from dashboard.exhibits.tile import Tile
from dashboard.exhibits.written import Link, Sentences
from dashboard.measures import Selection, opening
from dashboard.measures.course import Course
from dashboard.measures.definitions.coverage import PLACES_COVERAGE
from dashboard.measures.filters import PLACES_UNIT
from dashboard.measures.parts import COMPARED, LEFT
from dashboard.measures.road import by_month
from dashboard.measures.road.tracks import tracks
from dashboard.records import words as w
from dashboard.render import html
from dashboard.render.html import tiles
from dashboard.render.html.cards import standing
from dashboard.wording import words
from dashboard.wording.elapsed import ago
from tests import by_hand, conftest
from tests.conftest import everywhere

DAY = date(2020, 12, 7)


def week_by_hand(opened, selection, monday):
    """Count what happened in a week, one record at a time."""
    own = {row["urn"]: row for row in by_hand.settings_of(opened, selection)}
    inside = {monday + timedelta(days=n) for n in range(7)}
    visits = [v for v in opened.records["visits"].to_dicts() if v["urn"] in own]
    acts = [a for a in opened.records["actions"].to_dicts() if a["urn"] in own]
    first = {}
    for visit in by_hand.visits_of(opened, selection):
        if visit["urn"] in own and by_hand.is_open(own[visit["urn"]], opened.as_at):
            code = own[visit["urn"]]["la_code"]
            first[code] = min(first.get(code, date.max), visit["started_on"])
    return {
        "Visits made": sum(v["started_on"] in inside for v in visits),
        "Letters published": sum(v["published_on"] in inside for v in visits),
        "Actions issued": sum(a["issued_on"] in inside for a in acts),
        "Actions ended": sum(a["ended_on"] in inside for a in acts),
        "Authorities first reached": sum(day in inside for day in first.values()),
    }


@pytest.mark.parametrize("day", [date(2020, 9, 7), DAY, date(2021, 3, 31)])
def test_the_week_is_what_plain_python_counts(day, random_selections):
    opened = opening.make_illustrative(day)
    for selection in [Selection(), *random_selections(opened, 15, 41)]:
        rows, full = last_week.rows(opened, selection), by_hand.complete_weeks(opened, selection)
        assert rows.is_empty() == (not full)
        if not full:
            continue
        expected = week_by_hand(opened, selection, full[-1])
        found = dict(rows.select("name", "numerator").iter_rows())
        for name, count in found.items():
            assert count is None or count == expected[name], (name, selection)
        said = last_week.headline(rows, opened, selection)
        visits = expected["Visits made"]
        assert f": {visits:,} visit" in said or (visits == 0 and ": no visits" in said)


def test_it_reads_like_this(illustrated):
    chosen = Selection()
    assert last_week.headline(last_week.rows(illustrated, chosen), illustrated, chosen) == (
        "In the week of 16 November: 63 visits, 73 letters and 9 actions"
    )
    assert last_week.text(last_week.rows(illustrated, chosen)) == [
        ["Visits made", "63", "32 prioritised"],
        ["Letters published", "73", "9 state serious concerns"],
        ["Actions issued", "9", ""],
        ["Actions ended", "2", ""],
        ["Authorities first reached", "1", "Barnsley"],
    ]
    figures = {
        label: (value, under) for label, value, under in summary_answer.figures(illustrated, chosen)
    }
    assert figures["Enforcement in force"] == (
        "80",
        "settings; 9 issued and 2 ended in the week of 16 November",
    )
    assert figures["Serious concerns found"] == (
        "11%",
        "36 of 318 letters of prioritised visits; likely range 8 to 15%",
    )
    assert figures["First visits a week"] == (
        "61",
        "to providers; 57 needed for 50% by 1 April 2021",
    )


def test_powers_that_do_not_apply_are_not_called_unknown(illustrated):
    own = Selection(setting_type=w.LOCAL_AUTHORITY)
    lines = {name: cells for name, *cells in last_week.text(last_week.rows(illustrated, own))}
    assert lines["Actions issued"] == lines["Actions ended"] == ["not applicable", ""]
    assert summary_answer.enforcement(illustrated, own)[1] == "[z]"


def test_marks_of_a_file_are_words_on_a_page():
    drawn = tiles.drawn(
        [Tile("A", "[x]", "why"), Tile("B", "[z]", "not applicable"), Tile("C", "7", "")]
    )
    assert re.findall(r"<strong[^>]*>([^<]*)<", drawn) == ["not applicable", "7"]
    assert drawn.count("not applicable") == 1


def test_what_is_not_known_is_one_quiet_line_below_the_figures():
    unknown = Tile("A", "[x]", "why it is"), Tile("<B>", "[x]", "")
    drawn = tiles.drawn([unknown[0], Tile("C", "7", ""), unknown[1]])
    large, line = drawn.split("</dl>")
    assert "why it is" not in large
    assert line == '<p class="note unknown">Not known: A (why it is) \u00b7 &lt;B&gt;</p>'
    assert tiles.drawn(unknown) == line
    assert "known" not in tiles.drawn([Tile("C", "7", "")])


def test_each_track_has_its_word_and_its_shape(any_store, random_selections):
    for selection in [Selection(), *random_selections(any_store, 6, 42)]:
        drawn = standing(tracks(any_store, selection))
        shown = re.findall(
            r'class="course \w+"><span aria-hidden="true">(.)</span> ([\w ]+)<', drawn
        )
        assert [word for _, word in shown] == [t.course.value for t in tracks(any_store, selection)]
        assert all(shape in "●▲■○" for shape, _ in shown)
        is_set = any(track.has_target for track in tracks(any_store, selection))
        assert drawn.count("How is this decided?") == is_set
        assert ("Local authorities, January 2021: " in drawn) == is_set
        assert ("Providers, April 2021: " in drawn) == is_set


def test_the_pace_is_said_only_where_there_is_one(any_store, random_selections):
    for selection in [Selection(), *random_selections(any_store, 10, 43)]:
        label, value, under = summary_answer.pace(any_store, selection)
        track = tracks(any_store, selection)[selection.setting_type != w.LOCAL_AUTHORITY]
        assert (label == "First visits a week") == (track.pace is not None)
        if track.course is Course.REACHED and track.pace:
            assert under.endswith("is reached")
        assert value


def test_what_to_look_at_is_true(illustrated, random_selections):
    for selection in [Selection(), *random_selections(illustrated, 20, 44)]:
        own = {row["urn"]: row for row in by_hand.settings_of(illustrated, selection)}
        waiting = sorted(
            (min(v["ended_on"] or v["started_on"], DAY), v["visit_id"], v["urn"])
            for v in by_hand.visits_of(illustrated, selection)
            if v["urn"] in own and (v["published_on"] is None or v["published_on"] > DAY)
        )
        items = {item.about: item for item in next_items.items(illustrated, selection)}
        letter = items.get("letter awaited longest")
        others = len(items) - (letter is not None)
        assert (letter is not None) == (bool(waiting) and others < next_items.MOST)
        assert len(items) <= next_items.MOST
        if letter:
            ended, _, urn = waiting[0]
            assert f" {urn} in " in letter.sentence
            assert letter.sentence.endswith(f"{words.day(ended)}, {ago((DAY - ended).days)}.")
        unseen = items.get("unseen longest")
        if unseen:
            assert (unseen.page, unseen.part) == ("coverage", LEFT)
            assert re.search(r"[A-Z]{2}\d{6} in ", unseen.sentence)[0][:8] in own
        assert all(item.sentence.endswith(".") for item in items.values())
        assert not re.search("worst|best|rank", " ".join(i.sentence for i in items.values()))


def test_concerns_are_compared_only_where_half_of_the_letters_are_out(at_the_end):
    items = {item.about: item for item in next_items.items(at_the_end, Selection())}
    said = items["serious concerns over time"]
    assert (said.page, said.part) == ("found", COMPARED)
    figures = re.findall(r"([\d,]+) of ([\d,]+) \((\d+)%\) letters", said.sentence)
    assert len(figures) == 2
    assert all(words.whole(int(n) / int(t)) == int(share) for n, t, share in figures)
    assert re.search(r"; (a clear difference|no clearer than chance)\.$", said.sentence)


def test_a_list_of_things_to_look_at_is_escaped():
    said = Sentences(
        [("<b> said.", Link("See who is left", "coverage", Selection(part=LEFT), "Who is left"))]
    )
    drawn = html.drawn(said, "Title", lambda path, _: f"{path}?a=1&b=2")
    assert "&lt;b&gt;" in drawn
    assert 'href="coverage?a=1&amp;b=2#section-who-is-left"' in drawn


def test_what_to_look_at_names_a_section_of_the_part_that_it_opens(illustrated, at_the_end):
    there = {(p.path, section.part, section.name) for p in PAGES for section in p.sections}
    found = [
        each
        for opened in (illustrated, at_the_end)
        for each in next_items.items(opened, Selection())
    ]
    assert len({item.about for item in found}) >= 3
    assert {(item.page, item.part, item.section) for item in found} <= there


def test_without_visits_the_week_is_not_known(edges):
    opened, chosen = edges["no visits supplied"], Selection()
    rows = last_week.rows(opened, chosen)
    assert rows["numerator"].null_count() == rows.height == 5
    assert last_week.headline(rows, opened, chosen) == (
        "What happened in the week is not in these records"
    )
    assert [cells[1] for cells in last_week.text(rows)] == ["not known"] * 5


def load_by_hand(opened, until):
    """Count the visits of the last six complete weeks to each authority and all in it."""
    last = until - timedelta(days=(until.weekday() + 1) % 7)
    first = last - timedelta(days=41)
    place = {row["urn"]: row["la_code"] for row in opened.records["settings"].to_dicts()}
    visits = Counter(
        place[visit["urn"]]
        for visit in opened.records["visits"].to_dicts()
        if first <= visit["started_on"] <= last
    )
    settings = Counter(
        row["la_code"]
        for row in opened.records["settings"].to_dicts()
        if by_hand.is_open(row, opened.as_at) and row["setting_type"] != w.LOCAL_AUTHORITY
    )
    return visits, settings


@pytest.mark.parametrize("until", [None, date(2020, 11, 15)])
def test_heavy_loads_are_those_that_stand_out_among_all_by_scipy(illustrated, until):
    visits, settings = load_by_hand(illustrated, until or DAY)
    found = highest_load.higher(illustrated, Selection(until=until))
    codes = illustrated.authorities["la_code"].to_list()
    made, register = sum(visits.values()), sum(settings.values())
    tails = [
        binom.sf(visits[code] - 1, made, settings[code] / register) if settings[code] else 1
        for code in codes
    ]
    out = {
        code: (visits[code], settings[code], made - visits[code], register - settings[code])
        for code, adjusted in zip(codes, false_discovery_control(tails), strict=True)
        if adjusted <= 0.05
    }
    assert {row[0]: row[1:5] for row in found.iter_rows()} == out
    assert found["by_chance"].is_sorted()


def test_a_heavy_load_leads_to_its_authority_and_stays_in_the_area(open_records, illustrated):
    rows = everywhere()
    own = [row for row in rows if row["la_code"] == rows[0]["la_code"]]
    made = [conftest.visit(n, row, date(2020, 10, 5 + n)) for n, row in enumerate(own)]
    opened = open_records(rows, made)
    items = {item.about: item for item in next_items.items(opened, Selection())}
    said = items["heavy load"]
    assert (said.page, said.area) == ("areas", rows[0]["la_code"])
    assert "in the rest of England" in said.sentence
    assert "none would stand out so by chance in 19 cases of 20" in said.sentence
    regions = dict(opened.authorities.select("la_code", "region").iter_rows())
    elsewhere = Selection(area=next(r for r in regions.values() if r != regions[said.area]))
    assert "heavy load" not in {item.about for item in next_items.items(opened, elsewhere)}
    assert highest_load.heaviest(illustrated, Selection()) is None


@pytest.mark.parametrize("day", [date(2020, 9, 7), DAY, date(2021, 3, 31)])
def test_the_months_of_the_road_are_what_was_visited_and_is_needed(day, random_selections):
    opened = opening.make_illustrative(day)
    for selection in [Selection(), *random_selections(opened, 6, 45)]:
        rows = by_month.rows(opened, selection)
        for track in tracks(opened, selection):
            own = rows.filter(track=track.name)
            visited = own.filter(kind=by_month.VISITED)
            if own.is_empty():
                assert track.course in (Course.NONE, Course.UNKNOWN, Course.FEW)
                continue
            assert (visited["by"][-1], visited["numerator"][-1]) == (track.day, track.numerator)
            assert visited["numerator"].is_sorted()
            needed = own.filter(kind=by_month.NEEDED)
            assert needed.is_empty() == (not track.to_go or not track.days_left)
            if needed.height:
                assert needed["numerator"][-1] == track.needed
                assert needed["by"][-1] < track.target.earliest
            months = [(by.year, by.month) for by in visited["by"]]
            assert len(set(months)) == len(months)


def test_the_answer_says_when_the_pace_leads_to_the_target(illustrated, edges):
    said = summary_answer.answer(illustrated, Selection())
    assert said.endswith("At this pace we reach 50% of providers between 3 March and 29 July 2021.")
    assert summary_answer.when(illustrated, Selection(setting_type=w.LOCAL_AUTHORITY)) == ""
    assert summary_answer.when(opening.make_illustrative(date(2020, 9, 7)), Selection()) == ""
    for edge in edges.values():
        assert "None" not in summary_answer.answer(edge, Selection())


def test_the_share_of_places_stands_beside_the_share_of_settings(illustrated):
    _, _, under = summary_answer.visited(illustrated, Selection())
    value = illustrated.ask(PLACES_COVERAGE, Selection())["value"][0]
    assert under.endswith(f"; {words.percent(value)} of registered places")
    agencies = Selection(setting_type="Independent fostering agency")
    assert "places" not in summary_answer.visited(illustrated, agencies)[2]
    assert "registered" not in summary_answer.visited(illustrated, Selection(unit=PLACES_UNIT))[2]
