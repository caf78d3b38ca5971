"""Visits found by kind and day are those that plain Python finds by looking at each."""

import random
from datetime import timedelta

from dashboard.measures import Selection, chosen_records, visits_by_day
from dashboard.measures.narrowing import OF_VISITS
from dashboard.records import words as w


def holds(row, column, word):
    said = row[column] or w.NOT_RECORDED
    return said in w.GROUPS.get(word, (word,))


def plainly(opened, selection, first, last):
    """Look at every visit: its day, its setting, and the filters of either."""
    areas = {row["la_code"]: row for row in opened.authorities.iter_rows(named=True)}
    settings = {
        row["urn"]: row | areas[row["la_code"]]
        for row in opened.records["settings"].iter_rows(named=True)
        if row["la_code"] in areas
    }
    columns = {each.column for each in OF_VISITS}
    return [
        row
        for row in opened.records["visits"].iter_rows(named=True)
        if row["urn"] in settings
        and first <= row["started_on"] <= last
        and all(
            holds(row if column in columns else settings[row["urn"]], column, word)
            for column, word in selection.where().items()
        )
    ]


def test_visits_of_some_days_are_found_as_plain_python_finds_them(illustrated, random_selections):
    chance, day = random.Random(7), illustrated.as_at
    for selection in [Selection(), *random_selections(illustrated, 12, seed=7, of_visits=True)]:
        last = day - timedelta(days=chance.randrange(40))
        first = last - timedelta(days=chance.choice((0, 3, 30, 300)))
        expected = plainly(illustrated, selection, first, last)
        rows = visits_by_day.between(illustrated, selection, first, last)
        found = chosen_records.told(rows, illustrated, "visit_id")["visit_id"].to_list()
        assert sorted(found) == sorted(row["visit_id"] for row in expected)
        most = chance.choice((1, 20))
        rows, count = visits_by_day.latest(illustrated, selection, first, last, most)
        assert count == len(expected)
        days = sorted((row["started_on"] for row in expected), reverse=True)
        foremost = [each for each in days if each >= days[:most][-1]]
        started = sorted(rows["started_on"], reverse=True)
        assert started[: len(foremost)] == foremost, selection
        assert len(started) == len(foremost) or selection.of_visits or len(days) < most


def test_no_visit_of_a_place_that_is_nowhere_is_found(illustrated):
    nowhere, day = Selection("Isles of nowhere"), illustrated.as_at
    rows, count = visits_by_day.latest(illustrated, nowhere, day - timedelta(days=9), day, 20)
    assert (rows.height, count) == (0, 0)
