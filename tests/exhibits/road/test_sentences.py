"""What the road shows, in its frames and its words, against plain Python over the records."""

import re
from dataclasses import replace
from datetime import date
from itertools import chain
from math import ceil, floor

import numpy as np
import polars as pl
import pytest

from dashboard.exhibits.exhibit import Road
from dashboard.exhibits.road import (
    cautions,
    chances,
    chart_sentences,
    events,
    rates,
    sentences,
    tables,
)
from dashboard.exhibits.road.events import Event
from dashboard.measures import Selection, choice, opening, week_completeness
from dashboard.measures.course import Course
from dashboard.measures.filters import PLACES_UNIT
from dashboard.measures.forecast import ahead
from dashboard.measures.road import outlook
from dashboard.measures.road.capacity import suppose
from dashboard.measures.road.tracks import tracks
from dashboard.measures.scenario import AS_IT_IS, Scenario
from dashboard.render import plotly, theme
from dashboard.render.html import cards
from dashboard.render.plotly import road_chart, road_labels
from dashboard.render.plotly.bends import ROOM
from dashboard.render.svg.plotted import plotted
from dashboard.settings import monday
from dashboard.wording import words
from tests import plain_road
from tests.conftest import everywhere, visit
from tests.plotted import checked

DAYS = ["2020-10-12", "2020-12-07", "2021-03-15"]
DATE = r"\d+ \w+ \d{4}"
SCENARIOS = [Scenario(inspectors=45, weeks_lost=2), Scenario(visits_each=1.5, unseen=60)]

FINE = 0.00005
"""Shares are drawn to four places."""


def drawn(opened, selection, scenario=AS_IT_IS):
    """Give each track that has a road with its plan and its frame."""
    found = tracks(opened, selection)
    plans = suppose(opened, found, scenario).planned
    return [
        (track, plan, outlook.outlook(opened, track, plan))
        for track, plan in zip(found, plans, strict=True)
        if outlook.can_draw(track)
    ]


@pytest.mark.parametrize("day", DAYS)
def test_every_point_of_the_road_is_what_the_records_say(day, random_selections):
    opened = opening.make_illustrative(date.fromisoformat(day))
    choices = [Selection(), *random_selections(opened, 4, seed=int(day[-2:]))]
    for number, selection in enumerate(choices):
        for track, plan, weeks in drawn(opened, selection, SCENARIOS[number % 2]):
            check_road(opened, track, plan, weeks)


def check_road(opened, track, plan, weeks):
    scope, first = plain_road.first_visits(opened, track.selection, track.day)
    found = (
        plain_road.forecast_of(opened, track.selection, track.day, scope, first)
        if track.pace
        else None
    )
    to_come = [day for day in plain_road.working_days(opened) if day > track.day]
    assert set(weeks["denominator"]) == {len(scope)}
    for row in weeks.iter_rows(named=True):
        if row["kind"] == outlook.VISITED:
            assert row["visited"] == sum(day <= row["by"] for day in first.values())
            assert {row[name] for name in ("low", "middle", "high", "needed", "scenario")} == {None}
            continue
        gone = sum(day <= row["by"] for day in to_come)
        rest = len(scope) - len(first)
        if row["kind"] == outlook.TO_COME:
            assert not (track.pace and track.numerator) or track.course is Course.UNRELIABLE
            assert {row[name] for name in ("low", "middle", "high", "scenario")} == {None}
            check_needed(track, row, gone)
            continue
        for name, share in (("low", 0.1), ("middle", 0.5), ("high", 0.9)):
            assert row[name] == len(first) + ahead(found, [gone], share, rest)[0]
        check_needed(track, row, gone)
        if plan is not None:
            own = found.at(plan.track.pace.rate)
            unused = max(0, gone - plan.lost)
            assert row["scenario"] == len(first) + ahead(own, [unused], 0.5, rest)[0]


def check_needed(track, row, gone):
    """The line of what is needed goes straight to the target on the last working day."""
    if row["by"] >= track.target.earliest or not track.days_left:
        assert row["needed"] is None
    else:
        assert row["needed"] == track.numerator + ceil(track.to_go * gone / track.days_left)
        if gone == track.days_left:
            assert row["needed"] == track.needed


def test_a_track_without_visits_shows_what_it_needs_and_projects_nothing(edges):
    opened = edges["nothing visited yet"]
    ((track, _, weeks),) = drawn(opened, Selection(), Scenario(inspectors=90))
    assert (track.numerator, track.needed) == (0, 48)
    to_come = weeks.filter(weeks["kind"] == outlook.TO_COME)
    assert to_come["needed"].max() == 48
    assert to_come["middle"].null_count() == to_come.height > 0
    said = chart_sentences.picture(track, opened)
    assert said.startswith("No visits yet to providers: 48 are needed before 1 April 2021, ")
    assert "Nothing is projected" in chart_sentences.key(track)
    chart = checked(road_chart.road(weeks, track, [], date(2020, 9, 1)))
    names = {trace.name for trace in chart.data if trace.showlegend is not False}
    assert names == {"Visited", "Needed"}
    assert "None" not in " ".join(chain.from_iterable(tables.road_told(weeks)[0]))


def test_the_last_working_day_before_the_date_is_on_the_road(illustrated):
    for track, _, weeks in drawn(illustrated, Selection()):
        before = [day for day in track.to_come if day < track.target.earliest][-1]
        assert weeks.filter(by=before)["needed"].to_list() == [track.needed]


@pytest.mark.parametrize("day", DAYS)
def test_the_sentences_say_what_the_tracks_are(day, random_selections):
    opened = opening.make_illustrative(date.fromisoformat(day))
    for selection in [Selection(), *random_selections(opened, 15, seed=3 + int(day[-2:]))]:
        found = tracks(opened, selection)
        said = sentences.answer(found, opened)
        assert re.match(r"[A-Z0-9].*\.$", said), said
        if any(track.denominator for track in found):
            for track in found:
                check_sentence(opened, track, sentences.standing(track, opened))
        check_rates(found, rates.rates(found, opened))
        for track in found:
            check_picture(opened, track)


def check_sentence(opened, track, clause):
    scope, first = plain_road.first_visits(opened, track.selection, track.day)
    counts = f"{len(first):,} of {len(scope):,}"
    if sentences.is_alone(track) and track.course is Course.FEW:
        assert ("we have visited " if first else "we have not visited ") in clause
        return
    if len(scope) == 1:
        assert f"the only one has {'' if first else 'not '}been visited" in clause
    elif scope:
        own = track.course is Course.UNRELIABLE
        assert (
            f"{counts} visited" in clause or f"{counts} (" in clause or (own and counts in clause)
        )
    else:
        assert clause.startswith("there are no ")
        return
    assert ("%" in clause) == (len(scope) >= 10)
    day = words.day(track.target.earliest)
    marks = {
        Course.ON_COURSE: f"are on course for {day}",
        Course.CLOSE: f"are close to being on course for {day}",
        Course.OFF_COURSE: f"are off course for {day}",
        Course.REACHED: f"have reached the target for {day}",
        Course.PASSED: f"{day}, has passed",
        Course.TOO_EARLY: "it is too early to say",
        Course.FEW: "too few",
        Course.UNRELIABLE: "there is no forecast for",
        Course.UNSET: "no target had been set for",
    }
    assert [course for course, mark in marks.items() if mark in clause] == [track.course]


def test_an_authority_alone_is_spoken_of_by_its_name(illustrated):
    kent = tracks(illustrated, Selection(area="E10000016"))
    assert sentences.answer(kent, illustrated).startswith(
        "We have not visited Kent council in the period. Providers in Kent are off course"
    )
    assert rates.rates(kent, illustrated).startswith(
        "We have not visited Kent council in the period; providers in Kent need "
    )


def test_the_road_says_in_its_answer_alone_that_an_authority_is_not_visited(illustrated):
    kent = tracks(illustrated, Selection(area="E10000016"))
    beside = rates.beside_answer(kent)
    assert rates.rates(beside, illustrated).startswith("In Kent, providers need ")
    assert rates.beside_answer(kent[:1]) == [kent[0]]
    assert rates.beside_answer(tracks(illustrated)) == [*tracks(illustrated)]


def test_what_holds_of_all_tracks_is_said_once(illustrated):
    early = tracks(illustrated, Selection(until=date(2020, 9, 13)))
    assert sentences.answer(early, illustrated) == (
        "It is too early to say, after 2 complete working weeks of the 4 that a forecast needs; "
        "1 of 151 local authorities (1%) and 71 of 3,319 providers (2%) visited."
    )


def test_a_track_without_settings_is_left_out_beside_another(illustrated):
    private = tracks(illustrated, Selection(area="E10000016", sector="Private"))
    assert private[0].course is Course.NONE
    said = sentences.answer(private, illustrated)
    assert said.startswith("Private providers in Kent are "), said


def test_a_track_without_a_forecast_says_first_how_many_are_visited(illustrated):
    assert sentences.answer(tracks(illustrated), illustrated).startswith(
        "21 of 151 local authorities (14%) are visited; there is no forecast for them, because "
        "earlier ones were wrong too often. Providers are close"
    )


def test_an_area_and_a_unit_are_said_once(illustrated):
    west = rates.rates(tracks(illustrated, Selection(area="North West")), illustrated)
    assert re.fullmatch(
        r"In the North West, local authorities need [\d.]+ first visits a week and make [\d.]+; "
        r"providers need [\d.]+ and make [\d.]+",
        west,
    )


def check_rates(found, said):
    """Every rate is that of its track, with one decimal below ten."""
    for track in found:
        if track.pace is None or track.course in (Course.REACHED, Course.PASSED):
            continue
        for number in (track.needed_a_week, track.achieved_a_week):
            if number:
                tenths = floor(number * 10 + 0.5 + 1e-9) / 10
                shown = f"{floor(number + 0.5 + 1e-9):,}" if number >= 9.95 else f"{tenths:.1f}"
                assert re.search(rf"\b{re.escape(shown)}\b", said), (shown, said)


def check_picture(opened, track):
    said = chart_sentences.picture(track, opened)
    dates = [words.day(day) for day in (track.first, track.last) if day is not None]
    if not track.has_target:
        assert "target" not in said
    elif track.numerator == 0 and track.days_left:
        assert said.startswith("No visits yet to ")
        assert f": {track.needed:,} are needed before " in said
    elif track.pace is None or track.course in (Course.REACHED, Course.UNRELIABLE):
        assert "between" not in said
    elif track.first is None:
        assert "not reached in the next 18 months" in said
    elif track.last is None:
        assert dates[0] in said
        assert "perhaps not" in said
    else:
        assert dates[-1] in said
        assert f" {track.first.day} {track.first:%B}" in said


def test_a_chance_is_never_written_on_the_wrong_side_of_a_limit():
    written = {0.3999: "39 in 100", 0.4: "40 in 100", 0.7999: "79 in 100", 0.8: "80 in 100"}
    written |= {0.0: "none", 1.0: "certain", 0.004: "under 1 in 100", 0.9951: "over 98 in 100"}
    assert {chance: chances.in_a_hundred(chance) for chance in written} == written


def test_targets_are_called_assumptions_with_their_owner(illustrated):
    said = cautions.assumed(tracks(illustrated))
    for part in ("25% of local authorities", "50% of providers", "assumptions", "Director"):
        assert part in said
    assert cautions.assumed(tracks(illustrated)) in cards.rule(tracks(illustrated))


def test_the_rule_is_the_same_for_every_choice_so_that_it_is_sent_once(illustrated):
    kent = tracks(illustrated, Selection(area="E10000016"))
    assert cards.rule(kent) == cards.rule(tracks(illustrated))


def test_a_narrower_choice_is_warned_of_and_places_are_not_counted(illustrated):
    for selection, part in (
        (Selection(area="London"), "the same share is asked here"),
        (Selection(unit=PLACES_UNIT), "counts settings, not places"),
    ):
        assert part in " ".join(cautions.cautions(tracks(illustrated, selection), selection))
    assert len(cautions.cautions(tracks(illustrated), Selection())) == 1


@pytest.mark.parametrize("scenario", [AS_IT_IS, *SCENARIOS])
def test_the_picture_holds_the_numbers_of_its_frame(at_the_end, illustrated, scenario):
    for opened in (illustrated, at_the_end):
        dated = events.events(opened, tracks(opened))
        for track, _, weeks in drawn(opened, Selection(), scenario):
            start = choice.first_day(track.selection, opened)
            figure = checked(road_chart.road(weeks, track, dated, start))
            lines = {trace.name: trace for trace in figure.data if trace.name != road_chart.RANGE}
            for name, label in road_chart.NAMES.items():
                known = weeks.drop_nulls(name)
                assert (label in lines) == bool(known.height)
                check_line(lines.get(label), known, name)
            check_band(figure, weeks)
            highest = max(y for trace in figure.data for y in trace.y or () if y is not None)
            assert figure.layout.yaxis.range[0] == 0
            assert figure.layout.yaxis.range[1] >= max(highest, track.target.share)


def check_line(trace, known, name):
    """A line goes where its figures are, between the points by which it is sent too."""
    if trace is None:
        return
    days = [date.fromisoformat(day).toordinal() for day in trace.x]
    asked = [day.toordinal() for day in known["by"]]
    shares = (known[name] / known["denominator"]).to_list()
    assert list(np.interp(asked, days, trace.y)) == pytest.approx(shares, abs=ROOM + FINE)


def check_band(figure, weeks):
    """The band is filled between the two ends of the range, and drawn so on the picture."""
    known = weeks.drop_nulls("low")
    high, band = [*figure.data, None, None][:2]
    if known.is_empty():
        assert road_chart.RANGE not in {trace.name for trace in figure.data}
        return
    for trace, name in ((high, "high"), (band, "low")):
        check_line(trace, known, name)
    assert (band.name, band.fill, high.fill) == (road_chart.RANGE, "tonexty", None)
    corners = re.findall(r'<polygon points="([^"]+)"', plotted(figure))[0].split()
    assert len(corners) == len(high.x) + len(band.x)


def test_events_stand_by_their_names_on_their_days(illustrated):
    found = tracks(illustrated)
    dated = events.events(illustrated, found)
    track, _, weeks = drawn(illustrated, Selection())[0]
    figure = checked(road_chart.road(weeks, track, dated, date(2020, 9, 1)))
    (path,) = (shape.path for shape in figure.layout.shapes if shape.type == "path")
    lines = {*re.findall(r"M([\d-]+),0V1", path)}
    shown = [e for e in dated if not e.is_without_visits and date(2020, 9, 1) <= e.first]
    inside = [each for each in shown if each.first <= weeks["by"][-1]]
    assert lines == {each.first.isoformat() for each in inside}
    notes = {note.x: note.text.replace("<br>", " ") for note in figure.layout.annotations}
    assert "Target 25%" in notes.values()
    for each in inside:
        assert notes[each.first.isoformat()] == (each.short or each.name)
    picture = re.sub(r"<[^>]+>", " ", plotted(figure))
    described = plotly.described(Road(weeks, track, dated, date(2020, 9, 1)), "The road")
    for each in inside:
        assert all(word in picture for word in (each.short or each.name).split())
        assert f"{each.short or each.name} {words.short_day(each.first)}" in described


NARROW, LETTER = 228, 5.8
"""How wide a road is between its axes on a phone of 320 pixels, and a letter of an event's name."""


@pytest.mark.parametrize("day", ["2020-10-12", "2020-12-07", "2021-03-31"])
def test_no_two_names_of_events_overlap_and_all_fit_on_the_narrowest_phone(day):
    opened = opening.make_illustrative(date.fromisoformat(day))
    dated, start = events.events(opened, tracks(opened)), date(2020, 9, 1)
    for track, _, weeks in drawn(opened, Selection()):
        figure = checked(road_chart.road(weeks, track, dated, start))
        until = date.fromisoformat(figure.layout.xaxis.range[1])
        below = 0
        for note in reversed([each for each in figure.layout.annotations if each.ay]):
            lines = note.text.split("<br>")
            assert -note.ay >= below + 15 * len(lines)
            below = -note.ay
            at = (date.fromisoformat(note.x) - start) / (until - start) * NARROW
            wide = max(map(len, lines)) * LETTER
            right = note.xanchor == "left"
            assert wide <= (NARROW - at + 12 if right else at + 48)
        assert figure.layout.margin.t >= below


def test_weeks_that_are_still_arriving_are_dotted_shaded_and_said(illustrated):
    track, _, weeks = drawn(illustrated, Selection())[1]
    late = week_completeness.unfinished(illustrated, track.selection)
    assert late
    figure = checked(road_chart.road(weeks, track, [], date(2020, 9, 1), late))
    whole, open_ = (trace for trace in figure.data if trace.name == "Visited")
    assert (whole.line.dash, open_.line.dash) == ("solid", "dot")
    assert max(map(monday, map(date.fromisoformat, whole.x))) < min(late)
    assert (open_.x[0], open_.x[-1]) == (whole.x[-1], illustrated.as_at.isoformat())
    assert "still arriving" in [note.text for note in figure.layout.annotations]
    off = Event(date(2020, 12, 25), date(2020, 12, 28), "No visits: closed", is_without_visits=True)
    drawn_with = road_chart.road(weeks, track, [off], date(2020, 9, 1), late)
    looks = {*re.findall(r'fill="(\S+)" fill-opacity="\S+" stroke="(\S+)"', plotted(drawn_with))}
    assert looks == {(theme.OPEN, theme.AXIS), (theme.GRID, "none")}
    told = [row[0] for row in tables.road_told(weeks, late)[0] if "still arriving" in row[0]]
    assert len(told) == len(late)
    assert "still arriving" in chart_sentences.key(track, is_arriving=True)


def test_lines_are_named_at_their_ends_or_in_a_key():
    room = road_labels.Room(date(2020, 9, 1), date(2021, 9, 1), 1.0, 310)
    end = road_labels.End("Needed", "black", date(2021, 4, 1), 0.5)
    other = road_labels.End("Forecast [f]", "blue", date(2021, 9, 1), 0.7)
    assert [each["text"] for each in road_labels.labels([end, other], room, {})] == [
        "<b>Needed</b>",
        "<b>Forecast [f]</b>",
    ]
    near = other._replace(day=date(2021, 4, 20), share=0.51)
    assert road_labels.labels([end, near], room, {}) == []


def test_events_hold_every_milestone_and_every_day_off_that_is_no_weekend(illustrated):
    dated = events.events(illustrated, tracks(illustrated))
    names = {event.name for event in dated}
    own = illustrated.records["milestones"]
    assert set(own.filter(own["covers"].is_null())["name"]) <= names
    assert {"Full inspections of local authorities, at the earliest"} <= names
    off = illustrated.records["calendar"].filter(~own_working(illustrated))
    holidays = off.filter(off["reason"] != "weekend")["day"].to_list()
    shown = max(weeks["by"][-1] for _, _, weeks in drawn(illustrated, Selection()))
    inside = [day for day in holidays if date(2020, 9, 1) <= day <= shown]
    covered = [event for event in dated if event.is_without_visits]
    assert shown > date(2021, 5, 31)
    assert len(inside) == 11
    for day in inside:
        assert sum(event.first <= day <= event.last for event in covered) == 1
    assert [event.first for event in dated] == sorted(event.first for event in dated)


def own_working(opened):
    return opened.records["calendar"]["working"]


def test_the_tables_say_what_the_frames_hold(illustrated):
    found = tracks(illustrated)
    written = tables.standing_text(found[0])
    assert written[:3] == ["Local authorities", "21 of 151 (14%)", "38 before 1 January 2021"]
    for course, said in ((Course.NONE, "none in scope"), (Course.UNKNOWN, "not known")):
        track = replace(found[0], numerator=None, denominator=0, course=course)
        assert tables.standing_text(track)[1] == said
    frame = tables.standing(found)
    assert frame["numerator"].to_list() == [21, 800]
    assert frame["status"].to_list() == [track.course.value for track in found]
    for _, _, weeks in drawn(illustrated, Selection()):
        told, headings = tables.road_told(weeks)
        assert all(any(row[1:]) for row in told)
        assert all(any(row[at] for row in told) for at in range(len(headings)))
        figures = ("visited", "middle", "low", "needed", "scenario")
        known = weeks.filter(pl.any_horizontal(pl.col(*figures).is_not_null()))
        assert [row[0] for row in told] == [words.day(day) for day in known["by"]]


def test_each_status_has_its_word_and_its_shape(illustrated):
    for track in tracks(illustrated):
        html = cards.status(track)
        assert track.course.value in html
        assert any(shape in html for shape in cards.SHAPES.values())
    assert len(set(cards.SHAPES.values())) == 4


def test_a_programme_long_over_has_no_target_on_its_picture(open_records):
    seen = [visit(n, row, date(2022, 5, 2 + n)) for n, row in enumerate(everywhere()[:20])]
    opened = open_records(everywhere(), seen, as_at=date(2023, 3, 31))
    track, plan, weeks = drawn(opened, Selection(), SCENARIOS[0])[0]
    assert plan is None
    dated = events.events(opened, tracks(opened))
    assert all(each.is_without_visits for each in dated)
    assert date(2022, 12, 26) in {each.first for each in dated} | {each.last for each in dated}
    assert max(each.first for each in dated) <= opened.as_at
    figure = checked(road_chart.road(weeks, track, [], date(2022, 4, 1)))
    assert figure.layout.annotations == figure.layout.shapes == ()
    assert "target" not in cards.cards([track])
    assert chart_sentences.picture(track, opened) == (
        "20 of 96 providers (21%) were visited by 31 March 2023"
    )
    assert rates.rates([track], opened) == (
        "The earliest date for routine inspections of providers, 1 April 2021, has passed"
    )
    for seen in (0, 1):
        alone = replace(track, numerator=seen, denominator=1)
        assert rates.against_target([alone], opened) == (
            f"The one provider has {'' if seen else 'not '}been visited"
        )
    assert rates.rates([track, track], opened).startswith(
        "The earliest dates have passed: 1 April 2021 for routine inspections of providers and "
    )
