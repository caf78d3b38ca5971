"""Each record that differs is told apart: happened, arrived late, corrected or removed."""

from datetime import date

import polars as pl
import pytest

from dashboard.measures import apart
from dashboard.measures.differences import (
    CORRECTED,
    HAPPENED,
    LATE,
    REMOVED,
    differences,
    stages,
)
from dashboard.records.model import TABLES

DAY = date(2020, 11, 30)
BEFORE, AFTER = "2020-11-20", "2020-12-02"
DEFAULTS = {
    "settings": {"setting_type": "Children's home", "la_code": "E10000016", "places": 4},
    "visits": {"urn": "EX000001", "visit_type": "Assurance visit", "started_on": BEFORE},
    "actions": {"urn": "EX000001", "action_type": "Compliance notice", "issued_on": BEFORE},
    "findings": {"number": 1, "theme": "Staffing", "side": "Going well"},
}
KEYS = {"settings": "urn", "visits": "visit_id", "actions": "action_id", "findings": "visit_id"}


def records(**tables):
    """Give the tables as they are after checking: rows by key, with defaults for the rest."""
    return {
        name: TABLES[name]
        .create_empty()
        .pipe(lambda blank, rows=rows, name=name: _filled(name, blank, rows))
        for name, rows in tables.items()
    }


def _filled(name, blank, rows):
    full = [
        dict.fromkeys(blank.columns) | DEFAULTS[name] | {KEYS[name]: key} | values
        for key, values in rows.items()
    ]
    text = pl.DataFrame(full, schema=dict.fromkeys(blank.columns), infer_schema_length=None)
    dates = [c for c, kind in blank.schema.items() if kind == pl.Date]
    return text.with_columns(pl.col(dates).cast(pl.String).str.to_date()).cast(dict(blank.schema))


def told(old, new):
    """Give what differs, without the settings that rows are about."""
    return differences(old, new, DAY).drop("urn").rows()


@pytest.mark.parametrize(
    ("table", "row", "kind"),
    [
        ("visits", {"started_on": AFTER}, HAPPENED),
        ("visits", {"started_on": DAY.isoformat()}, HAPPENED),
        ("visits", {"started_on": BEFORE}, LATE),
        ("actions", {"issued_on": AFTER}, HAPPENED),
        ("actions", {"issued_on": BEFORE}, LATE),
        ("settings", {"registered_on": AFTER}, HAPPENED),
        ("settings", {"registered_on": BEFORE}, LATE),
        ("settings", {"registered_on": None}, LATE),
    ],
)
def test_a_new_row_happened_since_or_arrived_late_by_its_own_day(table, row, kind):
    old, new = records(**{table: {}}), records(**{table: {"EX000002": row}})
    day = next((value for value in row.values()), None)
    assert told(old, new) == [(kind, table, "EX000002", None, None, day)]
    assert told(new, old) == [(REMOVED, table, "EX000002", None, day, None)]


@pytest.mark.parametrize(("day", "kind"), [(BEFORE, LATE), (AFTER, HAPPENED)])
def test_a_finding_is_dated_by_its_letter(day, kind):
    unpublished, published = {"V1": {}}, {"V1": {"published_on": day}}
    old = records(visits=unpublished, findings={})
    new = records(visits=published, findings={"V1": {}})
    assert (kind, "findings", "V1 1", None, None, day) in told(old, new)


@pytest.mark.parametrize(
    ("table", "was", "now", "kinds"),
    [
        ("visits", {}, {"published_on": AFTER}, {"published_on": HAPPENED}),
        ("visits", {}, {"published_on": BEFORE}, {"published_on": LATE}),
        (
            "visits",
            {},
            {"published_on": AFTER, "outcome": "Serious concerns"},
            {"published_on": HAPPENED, "outcome": HAPPENED},
        ),
        ("visits", {"published_on": BEFORE}, {"published_on": AFTER}, {"published_on": CORRECTED}),
        (
            "visits",
            {"published_on": BEFORE, "outcome": "Serious concerns"},
            {"published_on": BEFORE, "outcome": "No serious concerns"},
            {"outcome": CORRECTED},
        ),
        ("visits", {}, {"started_on": AFTER}, {"started_on": CORRECTED}),
        ("visits", {}, {"selection_basis": "Other"}, {"selection_basis": CORRECTED}),
        ("visits", {}, {"recorded_on": AFTER}, {}),
        ("settings", {}, {"closed_on": AFTER}, {"closed_on": HAPPENED}),
        ("settings", {"closed_on": AFTER}, {}, {"closed_on": CORRECTED}),
        ("settings", {}, {"places": 5}, {"places": CORRECTED}),
        (
            "settings",
            {"last_inspected_on": AFTER},
            {"last_inspected_on": BEFORE},
            {"last_inspected_on": CORRECTED},
        ),
        (
            "settings",
            {"last_inspected_on": BEFORE, "last_grade": "Good"},
            {"last_inspected_on": AFTER, "last_grade": "Outstanding"},
            {"last_inspected_on": HAPPENED, "last_grade": HAPPENED},
        ),
        (
            "settings",
            {"last_grade": "Good"},
            {"last_grade": "Inadequate"},
            {"last_grade": CORRECTED},
        ),
        ("actions", {"review_on": BEFORE}, {"review_on": AFTER}, {"review_on": HAPPENED}),
    ],
)
def test_a_value_that_differs_came_with_its_day_or_was_corrected(table, was, now, kinds):
    old, new = records(**{table: {"EX000002": was}}), records(**{table: {"EX000002": now}})
    found = differences(old, new, DAY)
    assert dict(found.select("column", "kind").iter_rows()) == kinds
    assert found["urn"].unique().to_list() in ([], ["EX000001"], ["EX000002"])


def test_the_records_in_between_take_on_one_kind_after_the_other():
    old = records(
        visits={"gone": {}, "wrong": {"mode": "Remote"}, "late": {}, "same": {"mode": "Both"}}
    )
    new = records(
        visits={
            "wrong": {"mode": "On site", "published_on": AFTER},
            "late": {"published_on": BEFORE},
            "same": {"mode": "Both"},
            "arrived": {},
            "happened": {"started_on": AFTER},
        }
    )
    found = {
        kind: {
            row["visit_id"]: (row["mode"], row["published_on"])
            for row in held["visits"].iter_rows(named=True)
        }
        for kind, held in stages(old, new, DAY).items()
    }
    there = {"wrong": ("Remote", None), "late": (None, None), "same": ("Both", None)}
    assert found[REMOVED] == there
    assert found[CORRECTED] == there | {"wrong": ("On site", None)}
    late = {"late": (None, date(2020, 11, 20)), "arrived": (None, None)}
    assert found[LATE] == found[CORRECTED] | late


def test_equal_records_do_not_differ_and_nothing_is_changed_on_the_way():
    held = records(visits={"V1": {}}, settings={"EX000001": {}})
    again = {name: table.clone() for name, table in held.items()}
    assert differences(held, again, DAY).is_empty()
    stages(held, again, DAY)
    assert all(held[name].equals(again[name]) for name in held)


def test_a_change_is_said_in_words_with_its_blanks():
    old = records(settings={"A": {}, "B": {}}, visits={})
    new = records(settings={"A": {"places": None, "sector": "Private"}}, visits={"V1": {}})
    changes = differences(old, new, DAY).sort("table", "key", "column")
    assert changes.select(said=apart.said())["said"].to_list() == [
        "settings A: places 4 → blank",
        "settings A: sector blank → Private",
        "settings B removed",
        f"visits V1 added ({BEFORE})",
    ]
