"""An area's profile: every figure and every sentence against the records, counted again by hand."""

import re
from collections import Counter
from datetime import date, timedelta

import polars as pl
import pytest

from dashboard.areas.vintages import VINTAGES, vintage_on
from dashboard.exhibits.areas import (
    area_answer,
    authority_itself,
    comparators,
    comparison,
    coverage_by_type,
    inspection_load,
    last_on_site,
    not_shown,
    restrictions,
    timeline,
    visit_calendar,
    weeks_ahead,
)
from dashboard.exhibits.common import arriving
from dashboard.exhibits.common.columns import tabled
from dashboard.exhibits.exhibit import Calendar
from dashboard.measures import (
    area_events,
    area_load,
    authority_services,
    booked_visits,
    choice,
    comparator_areas,
    other_inspectorates,
    record_counts,
    results,
)
from dashboard.measures import opening as store
from dashboard.measures.definitions.enforcement import ACTIONS_IN_FORCE, ACTIONS_ISSUED
from dashboard.measures.filters import PLACES_UNIT
from dashboard.measures.selection import Selection
from dashboard.publishing.publish import publish
from dashboard.records import words as w
from dashboard.records.intake import from_folder
from dashboard.render.html import calendar as drawn_calendar
from dashboard.settings import monday
from dashboard.wording import elapsed, spoken, words
from tests import by_hand

KENT, HULL = "E10000016", "E06000010"
CHOSEN = (
    Selection(),
    Selection(area=KENT),
    Selection(area=HULL, setting_type=w.ALL_HOMES),
    Selection(area="North West"),
    Selection(area="North East", regions=9),
    Selection(area="E06000053", setting_type="Boarding school"),
    Selection(area="E09000001", unit=PLACES_UNIT),
)
MACHINE = re.compile(r"\b(None|nan|NaN|NaT|null)\b")


LATER = pytest.param("2021-03-31", marks=pytest.mark.long)


def strip(rows, opened):
    """Draw the calendar for records as its exhibit does."""
    told = visit_calendar.state_ahead(opened, rows), visit_calendar.restrictions_of(opened, rows)
    return drawn_calendar.table(Calendar(rows, *told, ""), "Load")


@pytest.fixture(scope="module", params=["2020-09-07", "2020-12-07", LATER])
def illustrative(request):
    return store.make_illustrative(date.fromisoformat(request.param))


def choices(opened, random_selections, seed, count=8):
    return [*CHOSEN, *random_selections(opened, count, seed)]


def regions_of(opened, selection):
    return dict(opened.authorities.select("la_code", selection.region_column).iter_rows())


def settings_by_hand(opened, selection, area):
    regions = regions_of(opened, selection)
    wanted = w.GROUPS.get(selection.setting_type, (selection.setting_type,))
    return {
        row["urn"]: row
        for row in opened.records["settings"].iter_rows(named=True)
        if area in (None, row["la_code"], regions[row["la_code"]])
        and row["setting_type"] in wanted
        and selection.sector in (None, row["sector"] or w.NOT_RECORDED)
        and selection.last_grade in (None, row["last_grade"] or w.NOT_RECORDED)
    }


def is_open(row, day):
    began = row["registered_on"] is None or row["registered_on"] <= day
    return began and (row["closed_on"] is None or row["closed_on"] > day)


def visits_by_hand(opened):
    rows = opened.records["visits"].iter_rows(named=True)
    return [row for row in rows if row["started_on"] <= opened.as_at]


def test_the_places_beside_an_area(illustrated):
    england = comparator_areas.beside(illustrated, Selection())
    assert (england.column, len(england.keys)) == ("region", 8)
    assert len(comparator_areas.beside(illustrated, Selection(regions=9)).keys) == 9
    region = comparator_areas.beside(illustrated, Selection(area="North West"))
    assert len(region.keys) == 23
    assert list(region.names) == sorted(region.names), "by name: never by what is shown"
    kent = comparator_areas.beside(illustrated, Selection(area=KENT))
    assert kent.keys[0] == KENT
    assert len(set(kent.keys)) == 1 + comparator_areas.NEAREST
    narrowed = Selection(area=KENT, setting_type="Boarding school", last_grade="Inadequate")
    assert comparator_areas.beside(illustrated, narrowed) == kent, (
        "filters do not move who is similar"
    )


def test_coverage_by_type_is_the_measures_own_in_every_place(illustrative, random_selections):
    for selection in choices(illustrative, random_selections, 1):
        rows = coverage_by_type.rows(illustrative, selection)
        measure = results.coverage_measure(selection)
        areas = comparator_areas.around(illustrative, selection)
        for area in areas:
            name = choice.area_name(area, illustrative)
            asked = illustrative.ask(measure, selection.changed("area", area))
            n, total, _ = choice.only(asked)
            found = rows.filter(region=name, setting_type=selection.setting_type)
            assert found["denominator"].to_list() == [total or 0]
            assert (found["numerator"][0] or 0) == (n or 0)
        said = coverage_by_type.headline(rows, illustrative, selection)
        total = rows.filter(region=choice.area_name(selection.area, illustrative))
        here = total.filter(setting_type=selection.setting_type).row(0, named=True)
        if here["denominator"]:
            assert spoken.of_them(here["numerator"] or 0, here["denominator"]) in said
            assert len(re.findall(r" of |the one", said)) >= len(areas) - 1
        else:
            assert said.endswith(f"has no {words.counted(selection)}")


def test_beside_other_areas_the_types_say_what_they_add(illustrated):
    west = Selection(area="North West")
    assert (
        coverage_by_type.least(coverage_by_type.rows(illustrated, west), illustrated, west)
        == "Residential special schools are the least visited type among those with 10 or more: 1 "
        "of 13 (8%)"
    )
    rows = coverage_by_type.rows(illustrated, Selection())
    assert coverage_by_type.least(rows, illustrated, Selection()) == ""


def test_types_that_an_area_does_not_have_are_left_out_and_said(illustrative, random_selections):
    for selection in choices(illustrative, random_selections, 7):
        rows = coverage_by_type.rows(illustrative, selection)
        there = {
            row["setting_type"]
            for row in settings_by_hand(illustrative, selection, selection.area).values()
            if is_open(row, illustrative.as_at)
        }
        shown = set(rows["setting_type"]) - set(w.GROUPS) - {w.LOCAL_AUTHORITY}
        assert shown - {selection.setting_type} == there - {
            selection.setting_type,
            w.LOCAL_AUTHORITY,
        }
        assert selection.setting_type in rows["setting_type"]
    rows = coverage_by_type.rows(illustrative, Selection(area=KENT))
    assert coverage_by_type.left_out(rows, illustrative, Selection(area=KENT)) == (
        "Kent has no secure children's home, voluntary adoption agency, adoption support agency or "
        "secure training centre."
    )


def last_complete_weeks(opened, selection):
    chosen = Selection(since=opened.starts[0].day, until=selection.until)
    return by_hand.complete_weeks(opened, chosen)[-area_load.WEEKS :]


def load_by_hand(opened, selection, around):
    """Count visits and busy weeks for every place from the visits themselves."""
    weeks = last_complete_weeks(opened, selection)
    regions = regions_of(opened, selection)
    settings = {row["urn"]: row for row in opened.records["settings"].iter_rows(named=True)}
    total, each, met = Counter(), Counter(), set()
    for visit in visits_by_hand(opened):
        week, to = monday(visit["started_on"]), settings[visit["urn"]]
        if week in weeks and visit["started_on"] >= opened.starts[0].day:
            code = to["la_code"]
            place = code if around.column == "la_code" else regions[code]
            total[place] += 1
            each[place, week] += 1
            if to["setting_type"] == w.LOCAL_AUTHORITY:
                met.add((place, week))
    busy = Counter(
        key[0] for key, n in each.items() if n >= inspection_load.BUSY or (n > 1 and key in met)
    )
    return total, busy


def test_load_is_every_visit_counted_again_from_the_records(illustrative, random_selections):
    for selection in choices(illustrative, random_selections, 2):
        around = comparator_areas.beside(illustrative, selection)
        rows = inspection_load.rows(illustrative, selection, around)
        if not last_complete_weeks(illustrative, selection):
            assert rows["visits"].null_count() == rows.height
            continue
        total, busy = load_by_hand(illustrative, selection, around)
        for row in rows.iter_rows(named=True):
            assert row["visits"] == total[row["place"]]
            if around.column == "la_code":
                assert row["busy"] == busy[row["place"]]
        providers = sum(
            is_open(row, illustrative.as_at)
            for row in settings_by_hand(illustrative, Selection(), None).values()
        )
        if selection.area is None:
            assert sum(rows["settings"]) == providers


def test_the_sentence_of_load_says_what_the_table_says(illustrative, random_selections):
    for selection in choices(illustrative, random_selections, 3):
        around = comparator_areas.beside(illustrative, selection)
        rows = inspection_load.rows(illustrative, selection, around)
        said = inspection_load.headline(rows, illustrative, selection)
        weeks = last_complete_weeks(illustrative, selection)
        if not weeks:
            assert said.startswith(arriving.NONE_COMPLETE)
            continue
        part = rows.head(1) if selection.is_authority else rows
        assert f"had {inspection_load.visits(sum(part['visits']))} in " in said
        assert words.day(weeks[-1] + timedelta(days=6)) in said
        if selection.area is None:
            ends = [float(end) for end in re.findall(r"(?:from|to) (\d+\.\d) in", said)]
            rates = [
                round(n / below * 10, 1) for n, below in rows.select("visits", "settings").rows()
            ]
            assert ends in ([], [min(rates), max(rates)])
        elif not selection.is_authority:
            busy = rows.filter(rows["busy"] > 0).height
            none = f"not one of the {rows.height} authorities has had a busy week"
            assert (f"{busy} of its {rows.height} " if busy else none) in said


def test_what_is_said_of_similar_authorities_is_of_all_of_them_together(illustrative):
    for code in illustrative.authorities["la_code"][::10]:
        selection = Selection(area=code)
        rows = comparison.rows(
            illustrative, selection, comparator_areas.beside(illustrative, selection)
        )
        said = comparison.headline(rows, illustrative, selection)
        names = [illustrative.names[la] for la in comparator_areas.alike(illustrative, code)]
        where, is_far = words.place(code, illustrative), comparators.far(illustrative, code)
        near = f"Most like {where} are {words.listed(names[:3])}, then 2 others"
        assert said == (is_far.rstrip(".") or near)
        here = inspection_load.headline(
            inspection_load.rows(
                illustrative, selection, comparator_areas.beside(illustrative, selection)
            ),
            illustrative,
            selection,
        )
        if "similar authorities together (" in here:
            theirs = float(re.search(r"together \((\d+\.\d)\)", here)[1])
            assert theirs == pytest.approx(
                sum(rows["visits"][1:]) / sum(rows["settings"][1:]) * 10, abs=0.0501
            )


def test_shares_between_parts_are_the_least_and_the_most(illustrated, random_selections):
    for selection in choices(illustrated, random_selections, 4):
        if selection.is_authority:
            continue
        rows = comparison.rows(
            illustrated, selection, comparator_areas.beside(illustrated, selection)
        )
        said = comparison.headline(rows, illustrated, selection)
        enough = rows.filter(rows["denominator"] >= 10)
        if "from" in said:
            ends = [words.percent(end(enough["value"])) for end in (min, max)]
            assert f"from {ends[0]} to {ends[1]} of" in said
        elif enough.height > 1:
            assert len({words.percent(value) for value in enough["value"]}) == 1


def test_the_calendar_holds_every_visit_of_its_weeks(illustrative, random_selections):
    for selection in choices(illustrative, random_selections, 5, 4):
        around = comparator_areas.beside(illustrative, selection)
        rows = visit_calendar.rows(illustrative, selection, around)
        made = rows.filter(~rows["ahead"])
        weeks = set(made["week"])
        last = selection.until or illustrative.as_at
        regions = regions_of(illustrative, selection)
        settings = {r["urn"]: r for r in illustrative.records["settings"].iter_rows(named=True)}
        expected = Counter()
        for visit in visits_by_hand(illustrative):
            week, to = monday(visit["started_on"]), settings[visit["urn"]]
            place = to["la_code"] if around.column == "la_code" else regions[to["la_code"]]
            shown = week in weeks and place in around.keys and visit["started_on"] <= last
            if shown and visit["started_on"] >= illustrative.starts[0].day:
                letter = "M" if visit["visit_type"] == "Monitoring visit" else "P"
                own_visit = to["setting_type"] == w.LOCAL_AUTHORITY
                expected[place, week, "L" if own_visit else letter] += 1
        found = {
            (row["place"], row["week"], letter): row[letter]
            for row in made.iter_rows(named=True)
            for letter in visit_calendar.letters(illustrative)
            if row[letter]
        }
        assert found == dict(expected)
        drawn = strip(rows, illustrative)
        assert drawn.count("<tr>") - drawn.count("Restrictions") == 1 + len(around.keys)
        assert len(weeks) <= visit_calendar.BACK


def test_stacked_weeks_are_marked_where_they_are_counted(illustrated):
    for region in ("North West", "South East", "East Midlands"):
        selection = Selection(area=region)
        around = comparator_areas.beside(illustrated, selection)
        rows = visit_calendar.rows(illustrated, selection, around)
        within = rows["week"].is_in(area_load.complete_weeks(illustrated, selection))
        marked = Counter(rows.filter(within & rows["busy"])["place"])
        counted = inspection_load.rows(illustrated, selection, around).select("place", "busy")
        assert {place: n for place, n in counted.iter_rows() if n} == dict(marked)
        drawn = strip(rows, illustrated)
        assert drawn.count('class="busy"') == rows.filter("busy", ~pl.col("ahead")).height
    regions = visit_calendar.rows(
        illustrated, Selection(), comparator_areas.beside(illustrated, Selection())
    )
    assert regions["busy"].null_count() == regions.height


def test_restrictions_are_bands_over_the_weeks_that_they_touch():
    opened = store.make_illustrative(date(2021, 3, 31))
    weeks = [date(2020, 10, 26) + timedelta(weeks=n) for n in range(23)]
    found = restrictions.of_weeks(opened.records["milestones"], weeks)
    first = [week for week, name in found.items() if name == "National restrictions"]
    third = [week for week, name in found.items() if name == "Third national lockdown"]
    assert (first[0], first[-1]) == (date(2020, 11, 2), date(2020, 11, 30))
    assert (third[0], third[-1]) == (date(2021, 1, 4), date(2021, 3, 22))
    assert len(found) == len(first) + len(third)


def test_restrictions_without_an_end_are_marked_only_where_they_begin():
    opened = store.make_illustrative(date(2021, 1, 18))
    weeks = [date(2020, 12, 28) + timedelta(weeks=n) for n in range(6)]
    begun = opened.records["milestones"]
    assert "Third national lockdown ends" not in set(begun["name"])
    assert restrictions.of_weeks(begun, weeks) == {date(2021, 1, 4): "Third national lockdown"}


def test_last_on_site_is_counted_again_from_the_records(illustrative, random_selections):
    seen = {}
    for visit in visits_by_hand(illustrative):
        if visit["mode"] in ("On site", "Both"):
            day = seen.get(visit["urn"], date.min)
            seen[visit["urn"]] = max(day, visit["started_on"])
    for selection in choices(illustrative, random_selections, 6, 6):
        rows = last_on_site.rows(illustrative, selection)
        for area in comparator_areas.around(illustrative, selection):
            listed = settings_by_hand(illustrative, selection, area).values()
            ages = []
            for row in listed:
                if is_open(row, illustrative.as_at):
                    days = [seen.get(row["urn"]), row["last_inspected_on"]]
                    last = max((day for day in days if day), default=None)
                    ages.append((illustrative.as_at - last).days if last else None)
            part = rows.filter(place=choice.area_name(area, illustrative))
            known = [age for age in ages if age is not None]
            edges = [(-1, 91), (91, 182), (182, 365), (365, 730), (730, 10**6)]
            counts = [sum(low < age <= high for age in known) for low, high in edges]
            assert part["numerator"].to_list() == [*counts, len(ages) - len(known)]
            assert set(part["denominator"]) == {len(ages)}
            if area == selection.area:
                check_sight(illustrative, selection, known, len(ages))


def check_sight(opened, selection, known, total):
    """Check the sentence against the days since each setting was last seen."""
    said = last_on_site.headline(opened, selection)
    if not total:
        assert " has no " in said
    elif not known:
        assert said.endswith("is on record")
    else:
        assert words.day(opened.as_at - timedelta(days=min(known))) in said
        never = total - len(known)
        within = re.search("half were last seen on site in (.*)", said)
        assert bool(within) == (total > 1 and len(known) * 2 >= total)
        assert (f"{never:,} of {total:,} have no visit" in said) == (never > 0 and not within)
        assert len(said.split()) <= 40, said
        if within:
            assert within[1] == elapsed.past(sorted(known)[(total + 1) // 2 - 1])


def test_visits_that_do_not_say_how_they_were_made_are_owned_up_to(illustrated, edges):
    blank = [v for v in visits_by_hand(illustrated) if v["mode"] is None]
    inside = settings_by_hand(illustrated, Selection(), None)
    expected = sum(
        v["urn"] in inside and is_open(inside[v["urn"]], illustrated.as_at) for v in blank
    )
    assert record_counts.visits_unsaid(illustrated, Selection()) == expected
    opened = edges["all visited"]
    assert "96 visits do not say" in last_on_site.note(opened, Selection())
    assert "None" not in last_on_site.headline(opened, Selection())


def test_weeks_and_events_are_those_of_the_measures(illustrative, random_selections):
    for selection in choices(illustrative, random_selections, 7):
        rows = area_events.by_week(illustrative, selection)
        listed = timeline.listed(illustrative, selection)
        found = timeline.latest(illustrative, selection)
        assert found.rows.equals(listed.head(timeline.SHOWN))
        assert ("Authority" in timeline.columns(found.rows, selection)) != selection.is_authority
        untold = found.rows.with_columns(detail=pl.lit("Reason not recorded"))
        assert timeline.WHY not in timeline.columns(untold, selection)
        if found.rows["detail"].n_unique() > 1:
            assert timeline.WHY in timeline.columns(found.rows, selection)
        on_the_day = listed.filter(pl.col("day") == pl.col("day").max()).height
        assert (found.all_of, found.same) == (listed.height, on_the_day)
        kinds = listed["what"].to_list()
        visits = [kind for kind in kinds if not kind.startswith(("Issued: ", "Ended: "))]
        assert len(visits) == sum(rows["visits"])
        for measure, opening in (("actions_issued", "Issued: "), ("actions_ended", "Ended: ")):
            if measure in rows.columns:
                counted = sum(kind.startswith(opening) for kind in kinds)
                assert counted == sum(rows[measure])
        assert listed["day"].to_list() == sorted(listed["day"], reverse=True)
        settings = settings_by_hand(illustrative, selection, selection.area)
        assert set(listed["urn"]) <= set(settings)
        said = timeline.headline(rows, illustrative, selection)
        n = len(visits)
        assert said.startswith(f"{n:,} visit{'s' * (n != 1)} to " if n else "No visits to ")
        if "issued and" in said and ACTIONS_ISSUED.name in rows.columns:
            issued = sum(rows[ACTIONS_ISSUED.name])
            assert f"; {issued or 'no'} action" in said


def test_the_authoritys_own_visits_are_all_of_them_with_their_letters(illustrative):
    own_of = {
        row["urn"]: row["la_code"]
        for row in illustrative.records["settings"].iter_rows(named=True)
        if row["setting_type"] == w.LOCAL_AUTHORITY
    }
    made = [v for v in visits_by_hand(illustrative) if v["urn"] in own_of]
    everyone = authority_services.visits(illustrative, Selection())
    assert everyone.height == len(made)
    assert max(everyone["published_on"].drop_nulls(), default=date.min) <= illustrative.as_at
    days = {}
    for visit in made:
        code = own_of[visit["urn"]]
        days[code] = max(days.get(code, date.min), visit["started_on"])
    for code in illustrative.authorities["la_code"]:
        selection = Selection(area=code)
        said = authority_itself.headline(
            authority_services.visits(illustrative, selection), illustrative, selection
        )
        if code in days:
            assert said.startswith("We last visited ")
            assert said.endswith(f" council on {words.day(days[code])}")
        else:
            assert said == f"We have not visited {words.place(code, illustrative)} council"
    whole = authority_itself.headline(everyone, illustrative, Selection())
    councils = f"{len(days)} of {len(own_of)} councils in England"
    assert whole.startswith(f"We have visited {councils}")


def test_a_letter_published_later_is_not_yet_published_on_an_earlier_day(opened_from, tmp_path):
    settings = [home_at(1) | {"setting_type": w.LOCAL_AUTHORITY, "last_grade": "Good"}]
    settings[0] |= {"last_inspected_on": "2020-12-01"}
    visits = [planned(1, "EX000001", "2020-10-06", "") | {"published_on": "2020-11-20"}]
    opened = opened_from(date(2020, 12, 7), settings=settings, visits=visits)
    after = authority_services.visits(opened, Selection(area=KENT))
    assert tabled(after, authority_itself.columns(opened))[0][0][-1] == "20 November 2020"
    earlier = store.open_store(tmp_path / "snapshots", date(2020, 11, 10))
    before = authority_services.visits(earlier, Selection(area=KENT))
    assert tabled(before, authority_itself.columns(earlier))[0][0][-1] == "not yet published"
    assert before["published_on"].to_list() == [None]
    assert "not known for 10 November 2020" in authority_itself.judgement(
        earlier, Selection(area=KENT)
    )


def test_letters_whose_day_was_never_supplied_are_not_taken_for_late(opened_from):
    settings = [home_at(1) | {"setting_type": w.LOCAL_AUTHORITY}]
    visits = [planned(1, "EX000001", "2020-10-06", "")]
    opened = opened_from(date(2020, 12, 7), settings=settings, visits=visits)
    made = authority_services.visits(opened, Selection(area=KENT))
    assert tabled(made, authority_itself.columns(opened))[0][0][-1] == "not recorded"


def test_a_judgement_is_given_with_its_day_and_never_beside_a_visit(illustrated):
    said = authority_itself.judgement(illustrated, Selection(area=HULL))
    assert said.startswith("Prior judgement: inadequate, at the full inspection of 17 May 2019.")
    assert "focused visits are not graded" in said
    assert "none yet" in authority_itself.judgement(illustrated, Selection(area="E06000058"))
    counted = authority_itself.judgement(illustrated, Selection())
    assert counted.startswith("Prior judgements: 18 outstanding, ")
    assert sum(map(int, re.findall(r"(\d+) ", counted.partition(".")[0]))) == 151
    grades = re.compile("|".join(w.GRADES), re.IGNORECASE)
    made = authority_services.visits(illustrated, Selection())
    for row in tabled(made, authority_itself.columns(illustrated))[0]:
        assert not any(grades.search(cell.replace("good practice", "")) for cell in row)


def test_what_is_held_back_is_everything_in_scope(illustrative, random_selections):
    for selection in choices(illustrative, random_selections, 8):
        rows = not_shown.rows(illustrative, selection)
        settings = settings_by_hand(illustrative, selection, selection.area)
        inside = [
            row
            for row in settings.values()
            if is_open(row, illustrative.as_at) and row["setting_type"] != w.LOCAL_AUTHORITY
        ]
        homes = sum(row["setting_type"] in w.HOMES for row in inside)
        first, last = selection.since or illustrative.starts[-1].day, selection.until
        gone = sum(
            visit["urn"] in settings
            and not is_open(settings[visit["urn"]], illustrative.as_at)
            and first <= visit["started_on"] <= (last or illustrative.as_at)
            for visit in visits_by_hand(illustrative)
        )
        assert rows["count"].to_list() == [homes, len(inside) - homes, gone, 0]
        said = not_shown.headline(rows, illustrative, selection)
        where = words.place(selection.area, illustrative)
        assert said.endswith(f": {len(inside):,} in {where}") or not inside
        assert said.startswith("We never show where a home" if inside else "No provider")


def test_the_answer_says_what_the_parts_say(illustrative, random_selections):
    for selection in choices(illustrative, random_selections, 9):
        said = area_answer.answer(illustrative, selection)
        assert said.startswith(area_answer.INVITATION) == (selection.area is None)
        asked = illustrative.ask(ACTIONS_IN_FORCE, selection)["numerator"][0] or 0
        number = re.search(r"(\d+|No) actions? (?:is|are) in force", said)
        assert number is None or int(number[1].replace("No", "0")) == asked
        if selection.is_authority:
            rows = inspection_load.rows(
                illustrative, selection, comparator_areas.beside(illustrative, selection)
            )
            verdict = inspection_load.comparison(rows)
            assert (f"Inspection load: {verdict} similar authorities." in said) == bool(verdict)
            visits = authority_services.visits(illustrative, selection)
            assert authority_itself.headline(visits, illustrative, selection) in said
        assert len(area_answer.figures(illustrative, selection)) == 4


@pytest.fixture
def opened_from(tmp_path):
    """Give a function that opens rows with any columns: files, intake, snapshot, store."""

    def opened(day, **tables):
        for name, rows in tables.items():
            pl.DataFrame(rows).write_csv(tmp_path / f"{name}.csv")
        publish(tmp_path / "snapshots", from_folder(tmp_path, day), day)
        return store.open_store(tmp_path / "snapshots")

    return opened


def test_planned_visits_are_booked_only_where_known_on_the_day(opened_from):
    visits = [
        planned(1, "EX000001", "2020-12-16", "2020-12-01"),
        planned(2, "EX000001", "2021-01-05", "2020-12-09"),
        planned(3, "EX000002", "2021-01-12", ""),
        planned(4, "EX000002", "2020-11-30", "2020-12-01"),
    ]
    opened = opened_from(date(2020, 12, 7), settings=[home_at(1), home_at(2)], visits=visits)
    assert booked_visits.booked(opened)["started_on"].to_list() == [date(2020, 12, 16)]
    said = weeks_ahead.sentence(opened, Selection(area=KENT))
    assert said.startswith("1 visit booked after 7 December 2020.")
    assert "begin on 4 January 2021, 11 January 2021 and 18 January 2021" in said
    rows = visit_calendar.rows(
        opened, Selection(area=KENT), comparator_areas.beside(opened, Selection(area=KENT))
    )
    booked = rows.filter(rows["ahead"] & (rows["total"] > 0))
    assert booked.select("week", "P").rows() == [(date(2020, 12, 14), 1)]
    assert "P1" in strip(booked, opened)


def test_other_inspectorates_visits_stand_beside_ours_where_they_are_supplied(opened_from):
    visits = [planned(1, "EX000001", "2020-10-06", "")]
    theirs = [
        other(1, "2020-10-05", "", ""),
        other(2, "2020-10-08", "2020-10-09", ""),
        other(3, "2020-12-14", "2021-01-05", "2020-12-01"),
    ]
    opened = opened_from(
        date(2020, 12, 7), settings=[home_at(1)], visits=visits, other_visits=theirs
    )
    kent = Selection(area=KENT)
    around = comparator_areas.beside(opened, kent)
    rows = visit_calendar.rows(opened, kent, around).filter(pl.col("total") > 0)
    expected = [(date(2020, 10, 5), 1, 2, True), (date(2020, 12, 14), 0, 1, False)]
    assert rows.select("week", "P", "O", "busy").rows() == expected
    assert inspection_load.rows(opened, kent, around).select("visits", "busy").rows() == [(3, 1)]
    drawn = strip(visit_calendar.rows(opened, kent, around), opened)
    assert "<span>P1</span><span>O2</span>" in drawn
    assert "O by another inspectorate" in visit_calendar.key(opened, True)
    assert "other inspectorates (O)" not in visit_calendar.key(opened, True)
    said = weeks_ahead.sentence(opened, kent)
    assert said.startswith("1 visit booked after 7 December 2020.")
    assert "begin on 11 January 2021, 18 January 2021 and 25 January 2021" in said
    england = visit_calendar.rows(opened, Selection(), comparator_areas.beside(opened, Selection()))
    assert england.filter(place="South East")["O"].sum() == 3
    until = Selection(area=KENT, until=date(2020, 10, 4))
    assert inspection_load.rows(opened, until, around)["visits"].to_list() == [None]


def test_another_inspectorates_plan_counts_only_where_it_was_known_on_the_day(
    opened_from, tmp_path
):
    theirs = [other(1, "2020-12-01", "", "2020-12-01"), other(2, "2020-12-16", "", "2020-12-02")]
    opened_from(date(2020, 12, 7), settings=[home_at(1)], other_visits=theirs)
    root = tmp_path / "snapshots"
    assert other_inspectorates.booked(store.open_store(root))["started_on"].to_list() == [
        date(2020, 12, 16)
    ]
    earlier = store.open_store(root, date(2020, 11, 30))
    assert other_inspectorates.booked(earlier).is_empty()
    assert other_inspectorates.made(earlier, Selection(), "region").is_empty()


def test_where_none_were_supplied_the_calendar_says_so_and_has_no_such_column(illustrated):
    kent = Selection(area=KENT)
    assert "Visits by other inspectorates (O)" in visit_calendar.key(illustrated, True)
    rows = visit_calendar.rows(illustrated, kent, comparator_areas.beside(illustrated, kent))
    assert "O" not in rows.columns


def other(number, day, end, recorded):
    return {
        "other_id": f"O{number}",
        "la_code": KENT,
        "inspectorate": "Inspectorate of Probation",
        "started_on": day,
        "ended_on": end,
        "recorded_on": recorded,
    }


def home_at(number):
    return {
        "urn": f"EX{number:06}",
        "setting_type": "Children's home",
        "la_code": KENT,
        "registered_on": "2019-01-01",
    }


def planned(number, urn, day, recorded):
    return {
        "visit_id": f"V{number:04}",
        "urn": urn,
        "visit_type": "Assurance visit",
        "started_on": day,
        "recorded_on": recorded,
    }


NEW = {
    "2013": "E10000009",
    "2019": "E06000059",
    "2020": "E10000006",
    "2021": "E06000061",
    "2023": "E06000063",
    "2025": "E08000038",
}
"""An authority of each vintage that another has not."""


@pytest.mark.parametrize("vintage", [vintage.name for vintage in VINTAGES])
def test_every_vintage_has_profiles(vintage, opened_from):
    chosen = next(v for v in VINTAGES if v.name == vintage)
    begun = max(chosen.first_day, date(2020, 9, 1)) + timedelta(days=45)
    day = begun if vintage_on(begun) == vintage else chosen.last_day
    code = NEW[vintage]
    rows = [home_at(n) | {"la_code": code} for n in range(1, 3)]
    opened = opened_from(day, settings=rows)
    for selection in (Selection(), Selection(area=code), Selection(area="South East", regions=9)):
        check_words(opened, selection)


def check_words(opened, selection):
    """Say everything that the page says, and look for blanks that are not in words."""
    around = comparator_areas.beside(opened, selection)
    weeks = area_events.by_week(opened, selection)
    said = [
        area_answer.answer(opened, selection),
        coverage_by_type.headline(coverage_by_type.rows(opened, selection), opened, selection),
        comparison.headline(comparison.rows(opened, selection, around), opened, selection),
        inspection_load.headline(
            inspection_load.rows(opened, selection, around), opened, selection
        ),
        weeks_ahead.sentence(opened, selection),
        last_on_site.headline(opened, selection),
        last_on_site.note(opened, selection),
        timeline.headline(weeks, opened, selection),
        timeline.headline_latest(timeline.latest(opened, selection)),
        authority_itself.headline(authority_services.visits(opened, selection), opened, selection),
        authority_itself.judgement(opened, selection),
        not_shown.headline(not_shown.rows(opened, selection), opened, selection),
        *(part for tile in area_answer.figures(opened, selection) for part in tile),
    ]
    for sentence in said:
        assert not MACHINE.search(sentence), sentence
        assert "  " not in sentence, sentence


def test_every_edge_is_said_in_words(edge, random_selections):
    for selection in choices(edge, random_selections, 10, 2):
        check_words(edge, selection)


def test_load_says_where_it_counts_more_than_is_chosen(illustrated):
    def said(**chosen):
        selection = Selection(**chosen)
        around = comparator_areas.beside(illustrated, selection)
        rows = inspection_load.rows(illustrated, selection, around)
        return inspection_load.headline(rows, illustrated, selection)

    of_them = "6 of them to authorities themselves"
    every = f"to 22 November 2020 at all settings, {of_them}. That is 1.2 for every 10 providers"
    assert every in said(setting_type="Independent fostering agency")
    assert every in said(sector="Private")
    assert "all settings" not in said()
    weeks = last_complete_weeks(illustrated, Selection())
    counted = area_events.by_week(illustrated, Selection()).filter(pl.col("week").is_in(weeks))
    assert f"had {sum(counted['visits']) + 6} visits in" in said()


def test_the_latest_action_is_said_as_one_speaks(illustrated):
    kent = Selection(area=KENT, setting_type="Children's home", sector="Private")
    assert timeline.headline_latest(timeline.latest(illustrated, kent)) == (
        "The latest was on 2 December 2020: compliance notice ended, children's home"
    )


def test_no_visits_here_nor_at_similar_authorities_are_said_to_be_the_same(illustrated):
    kent = Selection(area="E10000016")
    around = comparator_areas.beside(illustrated, kent)
    rows = inspection_load.rows(illustrated, kent, around)
    none = rows.with_columns(visits=pl.lit(0), per_ten=pl.lit(0.0), busy=pl.lit(0))
    assert inspection_load.comparison(none) == "the same as"
    said = inspection_load.headline(none, illustrated, kent)
    assert said.endswith("to 22 November 2020, nor had similar authorities")
    assert inspection_load.rate(0.0) == "0"
