"""What is left to be ready: every count and every sentence against the records."""

import re
from datetime import date

import polars as pl
import pytest

from dashboard.exhibits.road import readiness as to_do
from dashboard.exhibits.road import readiness_counts
from dashboard.measures import Selection, Status, inspection_age, opening
from dashboard.measures.road import readiness
from dashboard.records import words as w
from dashboard.render.html import drawn
from dashboard.wording import words
from tests import plain_road
from tests.conftest import everywhere
from tests.render.html.test_tables import Reader

DAYS = ["2020-09-07", "2020-12-07", "2021-03-31"]


def test_both_tracks_and_every_type_have_a_row_or_only_what_is_chosen():
    names = [name for name, _, _ in readiness.groups(Selection())]
    assert names == ["Local authorities", "Providers", *w.PROVIDERS]
    homes = readiness.groups(Selection(setting_type=w.ALL_HOMES))
    assert [name for name, _, _ in homes] == [w.ALL_HOMES, *w.HOMES]
    own = readiness.groups(Selection(setting_type=w.LOCAL_AUTHORITY))
    assert [name for name, _, _ in own] == [w.LOCAL_AUTHORITY]


@pytest.mark.parametrize("day", DAYS)
def test_every_count_is_what_the_records_say(day, random_selections):
    opened = opening.make_illustrative(date.fromisoformat(day))
    for selection in [Selection(), *random_selections(opened, 2, seed=2 + int(day[-2:]))]:
        chosen = {name: own for name, _, own in readiness.groups(selection)}
        for row in readiness.never(opened, selection).to_dicts():
            listed = plain_road.on_the_register(opened, chosen[row["name"]])
            n = sum(each["last_grade"] == w.NOT_YET_INSPECTED for each in listed)
            assert (row["numerator"], row["denominator"]) == (n, len(listed))
        for row in readiness.unseen(opened, selection).to_dicts():
            ever = chosen[row["name"]].changed("since", opened.starts[0].day)
            scope, first = plain_road.first_visits(opened, ever, opened.as_at)
            assert (row["numerator"], row["denominator"]) == (len(scope - first.keys()), len(scope))
        for row in readiness.waiting(opened, selection).to_dicts():
            check_waiting(opened, chosen[row["name"]], row)
        check_ages(opened, selection, chosen)


def check_waiting(opened, selection, row):
    is_wanted = plain_road.wanted(opened, selection)
    urns = {each["urn"] for each in opened.records["settings"].to_dicts() if is_wanted(each)}
    last = selection.until or opened.as_at
    visits = [
        each
        for each in opened.records["visits"].to_dicts()
        if each["urn"] in urns
        and plain_road.start_of(opened, selection) <= each["started_on"] <= last
    ]
    out = [v for v in visits if v["published_on"] and v["published_on"] <= opened.as_at]
    assert row["denominator"] == len(visits)
    if row["numerator"] is not None:
        assert row["numerator"] == len(visits) - len(out)


def check_ages(opened, selection, chosen):
    found = readiness.ages(opened, selection)
    for name in found["name"].unique(maintain_order=True):
        rows = {row["age"]: row for row in found.filter(name=name).to_dicts()}
        listed = plain_road.on_the_register(opened, chosen[name])
        ages = [age_of(each, opened.as_at) for each in listed]
        assert {age: row["numerator"] for age, row in rows.items()} == {
            age: ages.count(age) for age in inspection_age.AGES
        }
        assert {row["denominator"] for row in rows.values()} == {len(listed)}


def age_of(row, day):
    if row["last_grade"] == w.NOT_YET_INSPECTED:
        return inspection_age.NEVER
    seen = row["last_inspected_on"]
    if seen is None:
        return inspection_age.UNDATED
    years = sum(seen <= day.replace(year=day.year - n) for n in (1, 2, 3))
    return inspection_age.AGES[years]


def is_whole(row):
    return row["denominator"] == 1 or row["numerator"] == row["denominator"]


@pytest.mark.parametrize("day", DAYS)
def test_the_sentences_count_the_whole_groups(day, random_selections):
    opened = opening.make_illustrative(date.fromisoformat(day))
    for selection in [Selection(), *random_selections(opened, 10, seed=4)]:
        for rows in (
            readiness.never(opened, selection),
            readiness.unseen(opened, selection),
        ):
            said = readiness_counts.left(rows, readiness_counts.NEVER)
            wholes = [row for row in rows.filter("whole").to_dicts() if row["denominator"]]
            parts = [row for row in wholes if row["numerator"] and not is_whole(row)]
            for row in wholes:
                every = rf"\b[Aa]ll {row['denominator']:,} "
                if not row["numerator"] and row["denominator"] > 2:
                    assert re.search(every, said), said
            numbers = re.findall(r"([\d,]+) of ([\d,]+)", said)
            assert numbers == [
                (words.number(row["numerator"]), words.number(row["denominator"])) for row in parts
            ]
            if not wholes:
                assert said == "There are no settings to count"


def test_records_that_cannot_tell_say_so_and_show_no_table(edges):
    opened = edges["no visits supplied"]
    rows = readiness.unseen(opened, Selection())
    assert not readiness.is_counted(rows)
    assert (
        readiness_counts.left(rows, readiness_counts.not_seen(opened))
        == "How many providers have not been seen since 17 March 2020 is not known"
    )
    letters = readiness.waiting(opened, Selection())
    assert not readiness.is_counted(letters)
    assert readiness_counts.left(letters, readiness_counts.LETTERS) == (
        "These records do not tell of visits to local authorities and providers"
    )


def test_inspections_without_a_day_are_not_taken_for_new_ones(edges):
    rows = readiness.ages(edges["all visited"], Selection())
    counts = dict(rows.filter(name="Providers").select("age", "numerator").iter_rows())
    never = sum(row["last_grade"] == w.NOT_YET_INSPECTED for row in everywhere())
    assert counts[inspection_age.NEVER] == never
    assert counts[inspection_age.UNDATED] == 96 - never
    assert sum(counts.values()) == 96


def test_records_without_any_day_of_inspection_say_nothing_of_its_age(edges):
    inspected = Selection(last_grade="Good")
    assert to_do.ages(edges["all visited"], inspected) is None
    assert to_do.ages(opening.make_illustrative(date(2020, 12, 7)), Selection()) is not None


@pytest.mark.parametrize(
    ("how", "total", "said"),
    [
        (readiness_counts.NEVER, 0, "9 of 96 providers (9%) have never had a full inspection"),
        (
            readiness_counts.NEVER,
            23,
            "9 of 96 providers (9%) have never had a full inspection; for local authorities that "
            "is not known",
        ),
        (
            readiness_counts.LETTERS,
            0,
            "9 of 96 visits to providers (9%) have no published letter yet; for visits to local "
            "authorities that is not known",
        ),
    ],
)
def test_settings_that_are_not_told_of_are_named_once(how, total, said):
    rows = rows_of(own=(None, total), others=(9, 96)).with_columns(
        status=pl.when(pl.col("numerator").is_null())
        .then(pl.lit(Status.UNKNOWN.value))
        .otherwise("status")
    )
    assert readiness_counts.left(rows, how) == said


def rows_of(**groups):
    """Give whole groups by name, each with how many are left and out of how many."""
    columns = ("name", "numerator", "denominator", "status", "whole")
    names = {"own": "Local authorities", "others": "Providers"}
    listed = [(names[name], n, of, "shown", True) for name, (n, of) in groups.items()]
    return pl.DataFrame(listed, schema=columns, orient="row")


@pytest.mark.parametrize(
    ("how", "groups", "said"),
    [
        (
            readiness_counts.NEVER,
            {"own": (0, 23), "others": (110, 735)},
            "110 of 735 providers (15%) have never had a full inspection; all 23 local authorities "
            "have had one",
        ),
        (
            readiness_counts.NEVER,
            {"others": (0, 96)},
            "All 96 providers have had a full inspection",
        ),
        (readiness_counts.NEVER, {"others": (0, 1)}, "The one provider has had a full inspection"),
        (
            readiness_counts.NEVER,
            {"others": (1, 1)},
            "The one provider has never had a full inspection",
        ),
        (
            readiness_counts.LETTERS,
            {"own": (0, 4), "others": (81, 221)},
            "81 of 221 visits to providers (37%) have no published letter yet; all 4 visits to "
            "local authorities have one",
        ),
        (
            readiness_counts.LETTERS,
            {"own": (1, 1), "others": (0, 71)},
            "The one visit to local authorities has no published letter yet; all 71 visits to "
            "providers have one",
        ),
        (
            readiness_counts.NEVER,
            {"own": (7, 7)},
            "Not one of the 7 local authorities has ever had a full inspection",
        ),
        (
            readiness_counts.NEVER,
            {"own": (7, 7), "others": (0, 96)},
            "Not one of the 7 local authorities has ever had a full inspection; all 96 providers "
            "have had one",
        ),
        (
            readiness_counts.NEVER,
            {"own": (7, 7), "others": (9, 96)},
            "All 7 local authorities and 9 of 96 providers (9%) have never had a full inspection",
        ),
        (
            readiness_counts.LETTERS,
            {"own": (2, 2), "others": (7, 7)},
            "Neither of the 2 visits to local authorities and not one of the 7 visits to providers "
            "has a published letter yet",
        ),
        (
            readiness_counts.OLD,
            {"others": (12, 12)},
            "All 12 providers had their last full inspection three or more years ago",
        ),
        (
            readiness_counts.OLD,
            {"own": (0, 2), "others": (1, 12)},
            "1 of 12 providers (8%) had its last full inspection three or more years ago; neither "
            "of the 2 local authorities did",
        ),
        (
            readiness_counts.OLD,
            {"others": (0, 52)},
            "Not one of the 52 providers had its last full inspection three or more years ago",
        ),
    ],
)
def test_that_none_is_left_is_no_double_negative(how, groups, said):
    assert readiness_counts.left(rows_of(**groups), how) == said


def test_what_is_left_is_named_by_every_filter_of_settings(illustrated):
    chosen = Selection(area="E10000016", setting_type="Children's home", sector="Private")
    made = [to_do.left(illustrated, chosen), to_do.ages(illustrated, chosen)]
    said = [text for each in made for text in (each.headline, *each.notes)]
    assert len(said) == 4
    assert all("private children's homes" in each for each in said)


def test_one_table_has_what_is_left_of_each_kind_and_its_file_has_the_same(illustrated):
    made = to_do.left(illustrated, Selection())
    counted = {
        "Not seen since 17 March 2020": readiness.unseen,
        "Never inspected": readiness.never,
        "Visits without a published letter": readiness.waiting,
    }
    figures = {
        (row["name"], kind): (row["numerator"], row["denominator"])
        for kind, count in counted.items()
        for row in count(illustrated, Selection()).to_dicts()
    }
    rows = made.file.table
    assert rows.height == 3 * rows["name"].n_unique() > 3 * 10
    for name, kind, n, total, *_ in rows.iter_rows():
        assert (n, total) == figures[name, kind]
    shown = Reader(drawn(made.charts[0], made.title))
    assert shown.texts("th")[:4] == ["Settings", *counted]
    assert len(shown.texts("td")) == rows.height


def test_a_kind_of_which_nothing_is_known_has_no_column(edges):
    made = to_do.left(edges["no visits supplied"], Selection())
    assert made.file.table["left"].unique().to_list() == ["Never inspected"]
    assert made.headline == "All 96 providers have had a full inspection"
