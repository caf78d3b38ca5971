"""What changed between two snapshots adds up to the difference of every figure."""

import json
import random
import re
import shutil
from dataclasses import replace
from datetime import date

import polars as pl
import pytest
from click.testing import CliRunner

from dashboard import delivery, illustrative
from dashboard.audit.changes import Changes
from dashboard.audit.earlier import between
from dashboard.cli import main
from dashboard.exhibits.data import changes as told
from dashboard.exhibits.pages import PAGES
from dashboard.illustrative.intake import from_illustration
from dashboard.measures import MeasureError, Period, Selection, opening
from dashboard.measures.cube import build
from dashboard.measures.definitions import BY_NAME, MEASURES
from dashboard.measures.definitions.coverage import SETTINGS, VISITED, VISITS
from dashboard.measures.differences import KINDS, METHOD
from dashboard.measures.evaluation import evaluate
from dashboard.publishing.publish import publish
from dashboard.records.intake import from_source
from dashboard.settings import monday
from dashboard.snapshots import snapshot, snapshot_folder

DAYS = (date(2020, 11, 30), date(2020, 12, 7))
PAIRS = list(zip(illustrative.mondays(), illustrative.mondays()[1:], strict=False))


def figures(opened, since, where=None):
    """Work every measure out straight from a store's records, for the start that both have."""
    counted = build(opened.records, [since], opened.as_at)
    period = Period(since, monday(opened.as_at))
    return [evaluate(measure, counted, period, (), where or {}).row(0)[:2] for measure in MEASURES]


def compared(first, last):
    return between(opening.make_illustrative(first), opening.make_illustrative(last))


def check_steps(found, selection=None):
    """For every measure the steps lead from the earlier figure to the later one."""
    where = selection.where() if selection else {}
    ends = (figures(opened, found.since, where) for opened in (found.previous, found.store))
    for measure, was, now in zip(MEASURES, *ends, strict=True):
        steps = found.steps(measure, selection)
        assert steps["kind"].to_list() == list(KINDS)
        for side, a, b in zip(("numerator", "denominator"), was, now, strict=True):
            assert steps[side].null_count() == (len(KINDS) if b is None else 0)
            assert steps[side].sum() == (b or 0) - (a or 0), (measure.name, side)


def check_settings(found):
    """For every measure the steps of the settings add up to the steps of England."""
    for measure in MEASURES:
        steps = found.steps(measure)
        behind = found.by_setting(measure).group_by("kind").agg(pl.sum("numerator", "denominator"))
        both = steps.join(behind, on="kind", how="left", suffix=" behind")
        for side in ("numerator", "denominator") if measure.denominator else ("numerator",):
            alike = both[side] == both[f"{side} behind"].fill_null(0)
            assert alike.all(), (measure.name, both)


def test_the_steps_add_up_for_every_measure_from_one_week_to_the_next():
    found = compared(*DAYS)
    check_steps(found)
    check_settings(found)


@pytest.mark.long
def test_the_steps_add_up_for_whatever_a_reader_has_chosen(random_selections):
    found = compared(*DAYS)
    for selection in random_selections(found.store, 2, seed=3):
        check_steps(found, selection)


@pytest.mark.long
def test_the_steps_add_up_between_any_two_of_the_weekly_snapshots():
    chance = random.Random(5)
    days = illustrative.mondays()
    pairs = [*PAIRS[::3], *(sorted(chance.sample(days, 2)) for _ in range(15))]
    seen = set()
    for first, last in pairs:
        found = Changes(opening.make_illustrative(first), opening.make_illustrative(last))
        check_steps(found)
        check_settings(found)
        seen |= set(found.rows["kind"])
    assert seen == set(KINDS) - {METHOD}


def test_each_setting_behind_a_step_is_named_with_its_records():
    found = compared(*DAYS)
    behind = found.by_setting(VISITED)
    assert behind["records"].null_count() == 0
    assert not behind["records"].str.contains("days have passed").any()
    new = found.store.records["visits"].join(
        found.previous.records["visits"], on="visit_id", how="anti"
    )
    gained = behind.filter(pl.col("numerator") > 0)["urn"]
    assert set(gained) <= set(new["urn"])


def test_a_figure_that_was_published_otherwise_is_a_change_of_method():
    previous, opened = map(opening.make_illustrative, DAYS)
    since = previous.starts[-1].day.isoformat()
    was = evaluate(VISITS, previous.cube, previous.period())["numerator"][0]
    other = replace(previous, name="other", figures={since: {"visits": [was - 3, None]}})
    found = between(other, opened)
    steps = dict(found.steps(VISITS).select("kind", "numerator").iter_rows())
    assert steps[METHOD] == 3
    assert found.ends(VISITS)[0] == (was - 3, None)
    assert sum(steps.values()) == found.ends(VISITS)[1][0] - (was - 3)
    assert "because the method changed" in told.headline(found)


def test_the_days_are_given_earlier_first():
    with pytest.raises(MeasureError, match="Give the earlier day first"):
        compared(*reversed(DAYS))


def test_none_one_and_several_are_said_as_a_person_would():
    found = compared(*DAYS)
    places = found.store.records["settings"]["la_code"].unique()
    said = {told.headline(found, Selection(area=area)) for area in places}
    assert "No visits, as on 30 November 2020" in said
    assert "1 visit, as many as on 30 November 2020" in said
    assert not [text for text in said if re.search(r"\b1 visits|\b0 visits|were [01]\b", text)]


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    folder = tmp_path_factory.mktemp("snapshots")
    for day in DAYS:
        publish(folder, from_illustration(day), day)
    return folder


def run(root, *given):
    days = ("--from", str(DAYS[0]), "--to", str(DAYS[1]))
    return CliRunner().invoke(main, ["changes", *days, "--snapshots", str(root), *given])


def test_the_command_prints_steps_that_add_up(root):
    rows = json.loads(run(root, "--format", "json").stdout)
    for name in BY_NAME:
        steps = {row["kind"]: row["numerator"] for row in rows if row["measure"] == name}
        assert sum(steps[kind] for kind in KINDS) == steps["now"] - steps["then"]


def test_the_command_names_the_settings_and_the_records_behind_a_measure(root):
    rows = json.loads(run(root, "--measure", "visits", "--format", "json").stdout)
    steps = compared(*DAYS).steps(VISITS)
    assert sum(row["numerator"] for row in rows) == steps["numerator"].sum()
    records = run(root, "--records", "--format", "csv").stdout.splitlines()
    assert records[0] == "kind,table,key,urn,column,before,after"
    assert len(records) == compared(*DAYS).rows.height + 1


def test_the_command_says_which_snapshots_it_compared(root):
    result = CliRunner().invoke(main, ["changes", "--from", "2020-12-02", "--snapshots", str(root)])
    assert "The snapshots kept for these days are of 2020-11-30 and 2020-12-07." in result.stderr


def test_the_page_shows_counts_whose_steps_lead_from_then_to_now():
    rows = told.rows(compared(*DAYS))
    assert rows
    for _, *figures in rows:
        then, *steps, now = (int(f.replace(",", "").replace("−", "-")) for f in figures)
        assert then + sum(steps) == now
    assert told.headline(compared(*DAYS)).startswith("886 visits; on 30 November 2020 there were")


@pytest.fixture
def counted_otherwise(root, tmp_path):
    """Give the snapshots as if the earlier one had been published with another count of visits."""
    folder = tmp_path / "snapshots"
    folder.mkdir()
    first, last = (name for _, name in snapshot_folder.kept(root))
    shutil.copytree(root / last, folder / last)
    old = snapshot.read(root, first)
    facts = json.loads(json.dumps(old.manifest))
    facts["figures"]["2020-09-01"]["visits"][0] -= 3
    facts["methods"]["visits"] = 0
    kept = {key: fact for key, fact in facts.items() if key not in ("name", "tables")}
    for name in (snapshot.write(folder, old.tables, kept), last):
        snapshot_folder.point(folder, name)
    return folder


def test_a_change_of_method_is_a_kind_of_its_own_with_the_versions(counted_otherwise, root):
    rows = json.loads(run(counted_otherwise, "--format", "json").stdout)
    steps = {row["kind"]: row["numerator"] for row in rows if row["measure"] == "visits"}
    before = {
        row["kind"]: row["numerator"]
        for row in json.loads(run(root, "--format", "json").stdout)
        if row["measure"] == "visits"
    }
    assert steps[METHOD] == 3
    assert steps["then"] == before["then"] - 3
    assert {kind: steps[kind] for kind in KINDS[1:]} == {kind: before[kind] for kind in KINDS[1:]}
    assert sum(steps[kind] for kind in KINDS) == steps["now"] - steps["then"]
    (method,) = [
        row
        for row in json.loads(
            run(counted_otherwise, "--measure", "visits", "--format", "json").stdout
        )
        if row["kind"] == METHOD
    ]
    assert (method["numerator"], method["records"]) == (3, "version 0 then, 1 now")
    earlier, later = (opening.open_store(counted_otherwise, day) for day in DAYS)
    assert told.methods(between(earlier, later)) == (
        "Counted in another way since: visits (version 0 then, 1 now)."
    )
    assert told.methods(compared(*DAYS)) == ""


def test_last_weeks_pages_replay_to_the_letter(tmp_path, monkeypatch):
    """What was said of a day is said of it once there are later figures, and that there are."""
    monkeypatch.setenv("VISITS_SNAPSHOTS", str(tmp_path))
    publish(tmp_path, from_illustration(DAYS[0]), DAYS[0])
    asked = {"asat": str(DAYS[0])}
    pages = [page.path for page in PAGES]
    before = {path: delivery.text(path, asked) for path in pages}
    publish(tmp_path, from_illustration(DAYS[1]), DAYS[1])
    assert delivery.text("summary", {}) != before["summary"]
    for path in pages:
        said = delivery.text(path, asked)
        band = re.search(r'<p class="notice other-day".*?</p>', said)
        assert said.replace(band[0], "", 1) == before[path], path


def test_a_split_of_an_authority_between_two_days_changes_none_of_its_settings(tmp_path):
    opened = []
    for day, code in ((date(2021, 3, 29), "E10000021"), (date(2021, 4, 12), "E06000061")):
        rows = f"EX000001,Children's home,{code}\nEX000002,Children's home,E06000060\n"
        (tmp_path / "settings.csv").write_text(f"urn,setting_type,la_code\n{rows}")
        root = tmp_path / str(day)
        publish(root, from_source(tmp_path / "settings.csv", day), day)
        opened.append(opening.open_store(root))
    assert [each.vintage for each in opened] == ["2020", "2021"]
    found = between(*opened)
    assert found.rows.is_empty()
    steps = found.steps(SETTINGS, Selection(area="E06000061"))
    assert steps["numerator"].to_list() == [0] * len(KINDS)
    assert found.ends(SETTINGS, Selection(area="E06000061"))[0][0] == 1
