"""Opening a snapshot for a day, and refusing what cannot be opened."""

from dataclasses import replace
from datetime import date

import polars as pl
import pytest

from dashboard import illustrative
from dashboard.illustrative.intake import from_illustration
from dashboard.measures import MeasureError, Selection, opening
from dashboard.measures.definitions.coverage import COVERAGE, SETTINGS, VISITS
from dashboard.measures.shape import TYPES
from dashboard.publishing.publish import publish
from dashboard.records import words
from dashboard.records.check import RecordsError
from dashboard.records.reach import EVERYTHING, Span
from dashboard.records.reaching import reach_of
from dashboard.snapshots import snapshot, snapshot_folder

MONDAY = date(2020, 11, 23)
ASKED = (("settings", SETTINGS), ("coverage", COVERAGE), ("visits", VISITS))


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    folder = tmp_path_factory.mktemp("snapshots")
    for day in (MONDAY, date(2020, 11, 30)):
        publish(folder, from_illustration(day), day)
    return folder


def test_a_snapshot_answers_as_the_records_it_was_made_from(root):
    opened, made = opening.open_store(root, MONDAY), opening.make_illustrative(MONDAY)
    chosen = Selection(area="North West")
    for by in ((), ("la_code",), ("week",)):
        assert opened.ask(COVERAGE, chosen, by).equals(made.ask(COVERAGE, chosen, by))
    assert opened.illustrative
    assert opened.vintage == "2020"


def test_the_latest_at_or_before_a_day_is_opened(root):
    assert opening.open_store(root, date(2020, 11, 29)).as_at == MONDAY
    assert opening.open_store(root).as_at == date(2020, 11, 30)


def test_a_day_before_every_snapshot_is_counted_from_the_first_and_said(root):
    opened = opening.open_store(root, date(2020, 10, 5))
    assert opened.as_at == date(2020, 10, 5)
    assert "worked out from the records of 2020-11-23 that were made by then" in opened.alarms[-1]
    later = opening.open_store(root, MONDAY)
    everything = Selection()
    assert (
        opened.ask(SETTINGS, everything)["numerator"][0]
        < later.ask(SETTINGS, everything)["numerator"][0]
    )


def test_what_is_worked_out_for_an_earlier_day_holds_only_what_was_known_then(root):
    day = date(2020, 11, 16)
    opened, real = opening.open_store(root, day), opening.make_illustrative(day)
    visits, known = opened.records["visits"], real.records["visits"]
    assert visits["recorded_on"].max() <= day
    assert set(visits["visit_id"]) <= set(known["visit_id"])
    lost = set(known["visit_id"]) - set(visits["visit_id"])
    assert lost <= set(illustrative.removals()["visit_id"])
    same = visits.join(known, on="visit_id", suffix=" known")
    for column in ("published_on", "ended_on"):
        assert same[column].eq_missing(same[f"{column} known"]).sum() >= same.height - 3
    later = opening.open_store(root, MONDAY).records["visits"]
    arrived = later.filter(pl.col("started_on") <= day, pl.col("recorded_on") > day)
    assert arrived.height, "some visits of before that day arrived late"
    told = {name: opened.ask(measure, Selection())["numerator"][0] for name, measure in ASKED}
    truth = {name: real.ask(measure, Selection())["numerator"][0] for name, measure in ASKED}
    assert all(abs(told[name] - truth[name]) <= len(lost) + 3 for name in told), (told, truth)


def test_records_whose_authorities_are_not_the_shapes_are_refused(tmp_path):
    taken = from_illustration(MONDAY)
    authorities = taken.records["local_authorities"]
    fewer = authorities.filter(pl.col("la_code") != "E10000016")
    lacking = replace(taken, records=taken.records | {"local_authorities": fewer})
    with pytest.raises(RecordsError, match="E10000016"):
        publish(tmp_path, lacking, MONDAY)
    assert snapshot_folder.kept(tmp_path) == []


@pytest.mark.parametrize(
    ("since", "until", "sentence"),
    [
        (date(2020, 9, 2), None, "Visits cannot be counted from 2 September 2020"),
        (
            None,
            date(2020, 11, 18),
            "A period cannot end on 18 November 2020. Use a Sunday between 1 September",
        ),
        (None, date(2020, 12, 6), "A period cannot end on 6 December 2020"),
    ],
)
def test_a_period_that_first_visits_cannot_be_counted_over_is_refused(since, until, sentence):
    with pytest.raises(MeasureError, match=sentence):
        opening.make_illustrative(MONDAY).period(since, until)


def test_the_same_question_is_worked_out_once():
    opened = opening.make_illustrative(MONDAY)
    assert opened.ask(COVERAGE, Selection()) is opened.ask(COVERAGE, Selection())


def test_a_damaged_snapshot_gives_way_to_the_last_good_one_and_says_so(tmp_path):
    for day in (MONDAY, date(2020, 11, 30)):
        name = publish(tmp_path, from_illustration(day), day)
    (tmp_path / name / "visits.parquet").write_bytes(b"not a table")
    opened = opening.open_store(tmp_path)
    assert opened.as_at == MONDAY
    assert opened.alarms == (
        f"visits.parquet in snapshot {name} is damaged or missing. Build the snapshot again from "
        "its source. The last good figures are shown.",
    )


def test_counts_of_another_shape_are_made_again(tmp_path):
    name = publish(tmp_path, from_illustration(MONDAY), MONDAY)
    found = snapshot.read(tmp_path, name)
    older = {key: t for key, t in found.tables.items() if key != "cube_visits"}
    facts = {key: value for key, value in found.manifest.items() if key not in ("name", "tables")}
    snapshot.write(tmp_path, older, facts)
    opened, made = opening.open_store(tmp_path, MONDAY), opening.make_illustrative(MONDAY)
    assert opened.ask(SETTINGS, Selection()).equals(made.ask(SETTINGS, Selection()))
    assert opened.cube.tables.keys() == made.cube.tables.keys()


def test_a_snapshot_of_before_a_word_was_known_opens_in_the_words_of_today(tmp_path):
    """Every snapshot made before supported accommodation was a type ended in a fault of its own."""
    now = opening.make_illustrative(MONDAY)
    found = snapshot.read(tmp_path, publish(tmp_path, from_illustration(MONDAY), MONDAY))
    early = (
        *(kind for kind in words.PROVIDERS if kind not in words.LATER_TYPES),
        "Local authority",
    )
    kinds = {
        pl.Enum(words.SETTING_TYPES): pl.Enum(early),
        pl.Enum(words.JUDGEMENTS): pl.Enum(words.GRADES),
        TYPES["last_grade"]: words.or_not_recorded(words.GRADES),
    }
    older = {
        name: rows.with_columns(
            pl.col(column).cast(kinds[kind])
            for column, kind in rows.schema.items()
            if kind in kinds
        )
        for name, rows in found.tables.items()
    }
    facts = {key: value for key, value in found.manifest.items() if key not in ("name", "tables")}
    (tmp_path / "older").mkdir()
    snapshot.write(tmp_path / "older", older, facts)
    opened, by = opening.open_store(tmp_path / "older", MONDAY), ["setting_type", "last_grade"]
    assert opened.records["settings"].schema == now.records["settings"].schema
    asked = [each.ask(COVERAGE, Selection(), by).sort(by) for each in (opened, now)]
    assert asked[0].equals(asked[1])


def test_a_snapshot_that_does_not_say_what_it_reaches_is_told_by_its_rows(edges):
    records = edges["one visit"].records
    without = {name: table for name, table in records.items() if name != "reach"}
    assert opening._reach({"illustrative": False}, without) == reach_of(without)
    assert reach_of(without).kinds("visits") == ("Children's home",)
    assert opening._reach({"illustrative": True}, without) == EVERYTHING


def test_of_what_an_older_snapshot_did_not_say_its_rows_tell_within_what_it_said(edges):
    """Its manifest says until when visits are told of, and nothing of how they were made."""
    records = {name: table for name, table in edges["one visit"].records.items() if name != "reach"}
    said = replace(
        reach_of(records), spans={"visits": {"Children's home": Span(last=date(2020, 11, 1))}}
    )
    old = {"illustrative": False, "reach": said.as_dict()}
    opened = opening._reach(old, records)
    assert opened.spans.keys() == {*words.TOLD_OF}
    assert opened.of("visits", "Children's home") == Span(last=date(2020, 11, 1))
    assert opened.kinds("modes") == () == opened.kinds("reasons_behind")
    assert opened.of("reasons", "Children's home") == Span(last=date(2020, 11, 1))


def test_names_are_read_once(root, monkeypatch):
    opened = opening.open_store(root, MONDAY)
    named = opened.names
    monkeypatch.setattr(pl.DataFrame, "select", lambda *_: pytest.fail("a frame is read again"))
    assert opened.names is named
    assert named["E10000016"] == "Kent"
