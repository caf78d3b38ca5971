"""Releases are made by one, approved by another, kept whole, and hold what is declared only."""

import json
import stat
from dataclasses import replace
from datetime import date

import polars as pl
import pytest
from click.testing import CliRunner

from dashboard import delivery
from dashboard.audit.reconciliation import open_reconciled
from dashboard.chained_log import LogError, append
from dashboard.cli import main
from dashboard.disclosure import log, making
from dashboard.disclosure.checking import UNJUDGED, verify
from dashboard.disclosure.declared import columns, declared
from dashboard.disclosure.folder import APPROVAL, DRAFTS, alone, approved, draft
from dashboard.exhibits.page import Section
from dashboard.exhibits.pages.why import WHY
from dashboard.measures.definitions import BY_NAME
from dashboard.measures.definitions.coverage import COVERAGE
from dashboard.measures.measure import Count, Measure
from dashboard.packs.released import texts
from dashboard.records.check import RecordsError
from tests.disclosure.conftest import DAYS, released

LATER = date(2020, 12, 14)


def verified(root):
    return verify(root, texts, texts)


def test_a_draft_is_not_released_until_a_second_name_approves_it(tmp_path):
    day = DAYS[0]
    making.make(tmp_path, open_reconciled(None, day), declared(), texts, "Ann  Other")
    assert not approved(tmp_path) and draft(tmp_path, day)
    for same in (
        "Ann Other",
        " ann other",
        "ＡＮＮ OTHER",
        "AnnOther",
        "Ann-Other.",
        "Ann\u200b Other",
    ):
        with pytest.raises(RecordsError, match="somebody else"):
            making.approve(tmp_path, day, same, texts)
    with pytest.raises(RecordsError, match="Say who"):
        making.approve(tmp_path, day, "  ", texts)
    making.approve(tmp_path, day, "Bob", texts)
    assert [kept.name for kept in approved(tmp_path)] == ["2020-11-02"]
    assert draft(tmp_path, day) is None and verified(tmp_path) == []


def test_a_release_is_never_made_again_nor_of_an_earlier_day(own):
    for day in (DAYS[1], date(2020, 11, 30)):
        with pytest.raises(RecordsError, match="only go forward"):
            making.make(own, open_reconciled(None, day), declared(), texts, "Ann")


@pytest.mark.long
def test_a_draft_that_was_changed_is_not_approved(own):
    making.make(own, open_reconciled(None, LATER), declared(), texts, "Ann")
    page = own / DRAFTS / LATER.isoformat() / "public" / "found.html"
    page.write_text(page.read_text(encoding="utf-8").replace("rounded", "exact"), "utf-8")
    with pytest.raises(RecordsError, match=r"found\.html"):
        making.approve(own, LATER, "Bob", texts)


@pytest.mark.parametrize("spoilt", ["approval.json", "release.json", "counts.json"])
def test_nothing_is_made_beside_a_release_that_is_damaged(own, spoilt):
    """It could not be held against what that one told."""
    (approved(own)[-1].path / spoilt).write_text("{}", encoding="utf-8")
    with pytest.raises(RecordsError, match="is damaged"):
        making.make(own, open_reconciled(None, LATER), declared(), texts, "Ann")


def test_two_operators_do_not_meet(own):
    with alone(own), pytest.raises(RecordsError, match="Somebody else is at work"):
        making.make(own, open_reconciled(None, LATER), declared(), texts, "Ann")


@pytest.mark.long
def test_a_draft_is_made_again_when_another_release_came_between(own):
    for day in (LATER, date(2020, 12, 21)):
        making.make(own, open_reconciled(None, day), declared(), texts, "Ann")
    making.approve(own, LATER, "Bob", texts)
    with pytest.raises(RecordsError, match="since this draft"):
        making.approve(own, date(2020, 12, 21), "Bob", texts)


def test_what_stays_is_for_its_owner_only(own):
    private = [
        own / log.LOG,
        own / log.KEY,
        *(k.path / n for k in approved(own) for n in ("counts.json",)),
    ]
    private += [kept.path / name for kept in approved(own) for name in ("release.json",)]
    assert {stat.S_IMODE(path.stat().st_mode) for path in private} == {0o600}


def test_snapshots_may_be_pruned(own, tmp_path, monkeypatch):
    monkeypatch.setenv("VISITS_SNAPSHOTS", str(tmp_path / "gone"))
    assert verified(own) == []


@pytest.mark.long
@pytest.mark.parametrize("few", ["3", "10"])
def test_the_threshold_may_be_raised_and_lowered(own, monkeypatch, few):
    monkeypatch.setenv("VISITS_FEWER_THAN", few)
    assert verified(own) == []
    released(own, LATER)
    monkeypatch.delenv("VISITS_FEWER_THAN")
    released(own, date(2020, 12, 28))
    assert verified(own) == []


def test_nothing_below_a_region_but_coverage(own):
    csv = pl.read_csv((approved(own)[-1].path / "public" / "figures.csv"), infer_schema=False)
    below = csv.filter(~pl.col("level").is_in(["england", "region"]))
    assert set(below["table"]) == {"visited"} and set(below["measure"]) == {COVERAGE.label}
    assert 140 < below.height <= 151 and below["code"].is_unique().all()
    sensitive = csv.filter(pl.col("table") != "visited").drop_nulls("number")
    for level, number in sensitive.select("level", "number").iter_rows():
        assert int(number) % (10 if level == "england" else 5) == 0


def test_a_new_measure_has_to_say_whether_and_where_it_may_leave():
    with pytest.raises(TypeError, match="sensitive"):
        Measure(
            name="new",
            label="New",
            unit="visits",
            definition="New.",
            numerator=Count("visits", "visits"),
            needs=COVERAGE.needs,
        )
    new = replace(COVERAGE, name="new", leaves=())
    row = {"page": "why", "table": "new", "title": "New", "measure": "new", "limited_to": ""}
    BY_NAME["new"] = new
    try:
        with pytest.raises(RecordsError, match="nowhere"):
            columns([row | {"levels": "england region"}])
        with pytest.raises(RecordsError, match="no level"):
            columns([row | {"levels": ""}])
    finally:
        del BY_NAME["new"]


def test_what_says_nothing_of_release_is_nowhere_in_one(made, tmp_path, monkeypatch):
    """A measure, an exhibit, a page and a file are added to what is shown inside."""
    asked = []
    new = Section("New section", (lambda store, _: asked.append(store),))
    shown = replace(WHY, name="New page", sections=(*WHY.sections, new))
    monkeypatch.setitem(delivery.VIEWS, "why", (WHY.name, shown))
    monkeypatch.setitem(delivery.VIEWS, "new", (shown.name, shown))
    monkeypatch.setitem(delivery.BRIEFING_FORMS, "new", "application/new")
    monkeypatch.setitem(BY_NAME, "new", replace(COVERAGE, name="new", label="New measure"))
    assert "New page" in delivery.text("new", {}) and asked
    asked.clear()
    again = released(tmp_path, DAYS[0])
    assert again.files == approved(made)[0].files
    assert not asked and not any("new" in name for name in again.files)
    assert not any(b"New " in again.content(name) for name in again.files)


def test_no_sensitive_measure_leaves_below_a_region():
    for measure in BY_NAME.values():
        assert not measure.sensitive or "authority" not in measure.leaves, measure.name
    for column in declared():
        assert column.measure.sensitive or column.measure is COVERAGE


def test_the_command_makes_approves_and_verifies(tmp_path):
    def run(*said):
        return CliRunner().invoke(main, ["release", "--to", str(tmp_path), *said])

    assert run("--as-at", "2020-11-02", "--snapshots", str(tmp_path)).exit_code == 2
    assert "--as-at DAY" in run().stderr
    assert run("--as-at", "2020-11-02", "--approve", "Bob").stderr.startswith("There is no draft")
    empty = CliRunner().invoke(main, ["release", "log", "--to", str(tmp_path), "--verify"])
    assert (empty.exit_code, empty.output) == (0, "The log of releases is whole.\n")


@pytest.mark.parametrize(
    "both",
    [("--by", "Eve", "--approve", "Bob"), ("--verify", "--approve", "Bob"), ("log", "--verify")],
)
def test_two_acts_in_one_call_are_refused_and_none_is_done(tmp_path, both, monkeypatch):
    monkeypatch.setenv("VISITS_RELEASES", str(tmp_path / "none"))
    more = ["--repair"] if both[0] == "log" else ["--as-at", "2020-11-02"]
    said = CliRunner().invoke(main, ["release", *both, *more])
    assert said.exit_code == 2 and not (tmp_path / "none").exists()
    named = [
        word for word in (*both, *more) if word in ("--by", "--approve", "--verify", "--repair")
    ]
    first, second = sorted(named, key=("--by", "--approve", "--verify", "--repair").index)
    assert said.stderr == f"{first} and {second} are different acts: give one of them.\n"


def test_the_log_says_who_made_and_who_approved(own):
    acts = [(line["act"], line["release"], line["by"]) for line in log.read(own)]
    assert acts == [
        (act, day.isoformat(), who)
        for day in DAYS
        for act, who in (("made", "Ann"), ("approved", "Bob"))
    ]


def test_a_torn_log_stops_no_release_and_is_repaired(own):
    path = own / log.LOG
    whole = path.read_bytes()
    path.write_bytes(whole[:-40])
    assert approved(own)[-1].content("index.html")
    assert any("line 4 was changed" in said for said in verified(own))
    released(own, LATER)
    assert any("line 4 was changed" in said for said in verified(own))
    assert log.repair(own) == "5 lines are whole and kept; 1 releases added that were not in it."
    acts = [(line["act"], line["release"], line["by"]) for line in log.read(own)]
    assert acts[3:5] == [("made", LATER.isoformat(), "Ann"), ("approved", LATER.isoformat(), "Bob")]
    assert acts[5:] == [("repaired", "", ""), ("found", DAYS[1].isoformat(), "Bob")]
    assert next(own.glob(f"{log.LOG}.torn-*")).read_bytes().startswith(whole[:-40])
    assert verified(own) == []


def test_a_line_that_was_changed_or_taken_out_is_found(own):
    path = own / log.LOG
    lines = path.read_bytes().splitlines(keepends=True)
    told = json.loads(lines[1]) | {"by": "Eve"}
    for changed in ([lines[0], json.dumps(told).encode() + b"\n", *lines[2:]], lines[1:]):
        path.write_bytes(b"".join(changed))
        assert any(log.LOG in said for said in verified(own))
    path.unlink()
    assert any("is not in it" in said for said in verified(own))


def test_who_has_the_log_and_not_the_key_cannot_write_it_anew(own, tmp_path, monkeypatch):
    """All lines in a chain of their own, with its end: only the key tells it from the true one."""
    facts = [line | {"by": "Eve"} for line in log.read(own)]
    monkeypatch.setenv("VISITS_AUDIT_KEY", str(tmp_path / "other"))
    (tmp_path / "other").write_text("e" * 64)
    for path in own.glob(f"{log.LOG}*"):
        path.unlink()
    for fact in facts:
        append(own / log.LOG, b"e" * 64, fact)
    assert not any("was changed" in said for said in log.faults(own))
    monkeypatch.delenv("VISITS_AUDIT_KEY")
    assert any("the log was written anew" in said for said in log.faults(own))


def test_another_name_on_an_approval_is_found(own):
    approval = approved(own)[-1].path / APPROVAL
    approval.write_text(approval.read_text("utf-8").replace("Bob", "Eve"), "utf-8")
    assert f"{log.LOG}: Bob approved the release of {DAYS[1]}, not Eve." in verified(own)


@pytest.mark.parametrize("who", ["Ann", "Eve"])
def test_another_approver_of_an_older_release_is_said_first(own, who):
    """The maker's own name makes it one that nobody approved: later days were blamed for that."""
    older, _ = approved(own)
    approval = older.path / APPROVAL
    approval.write_text(approval.read_text("utf-8").replace("Bob", who), "utf-8")
    said = verified(own)
    assert older.name in said[0] and "approved" in said[0]
    assert not [
        line for line in said if "rounded by the rule" in line or DAYS[1].isoformat() in line
    ]


@pytest.mark.parametrize("spoilt", ["approval.json", "release.json", "counts.json"])
def test_whatever_of_an_older_release_is_spoilt_is_said_first(own, spoilt):
    (approved(own)[0].path / spoilt).write_text("{}", encoding="utf-8")
    said = verified(own)
    assert said[0].startswith(DAYS[0].isoformat()) and said[-1] == UNJUDGED
    assert not [line for line in said if DAYS[1].isoformat() in line]


def test_a_lost_key_is_said_and_never_made_again(own):
    (own / log.KEY).unlink()
    assert any("has lost its key" in said for said in verified(own))
    with pytest.raises(LogError, match="Put back"):
        released(own, LATER)
    assert not (own / log.KEY).exists() and len(approved(own)) == 2


@pytest.mark.parametrize("other", ["e" * 64, "e" * 8, ""])
def test_a_key_that_was_changed_or_shortened_is_to_be_put_back_and_stops_what_would_be_logged(
    own, other
):
    """With a new one every line would look changed, and a repair would keep none of them."""
    whole = (own / log.LOG).read_bytes()
    (own / log.KEY).write_text(other)
    (said,) = verified(own)
    assert "Put back the one that it was written with" in said and "Make a new" not in said
    for act in (lambda: log.add(own, log.MADE, "", "Ann", ""), lambda: log.repair(own)):
        with pytest.raises(LogError, match="Put back"):
            act()
    assert (own / log.LOG).read_bytes() == whole and len(approved(own)) == 2
