"""Gates stop a refresh that is stale or too unlike the last, and let it through for a reason."""

from dataclasses import replace
from datetime import date, timedelta

import polars as pl
import pytest
from click.testing import CliRunner

from dashboard import illustrative
from dashboard.cli import main
from dashboard.illustrative.intake import from_illustration
from dashboard.records import words
from dashboard.records.account import Account
from dashboard.records.check import RecordsError
from dashboard.settings import Limits
from dashboard.snapshots import snapshot, snapshot_folder
from dashboard.snapshots.drift import as_dict, beside, blanks, one_value, profile
from dashboard.snapshots.drift import words as moved
from dashboard.snapshots.gates import GATES, judge
from dashboard.snapshots.refreshed import Refresh

DAY = date(2020, 12, 7)


@pytest.fixture(scope="module")
def taken():
    """Give the illustrative records as if they were real ones from a file."""
    found = from_illustration(DAY)
    return replace(found, illustrative=False, hashes={"visits.csv": "b"})


@pytest.fixture
def last(taken):
    """Give the manifest of a snapshot of the same records."""
    return {
        "name": "2020-12-07-aaaaaaaa",
        "as_at": "2020-12-07",
        "illustrative": False,
        "hashes": {"visits.csv": "b"},
        "tables": {name: {"rows": table.height} for name, table in taken.records.items()},
        "accounts": dict.fromkeys(taken.records),
        "latest_visit": taken.records["visits"]["started_on"].max().isoformat(),
        "profile": as_dict(profile(taken.records, DAY)),
    }


def thinned(taken, table, share):
    """Leave a share of the rows of a table, the earliest of visits."""
    rows = taken.records[table]
    if table == "visits":
        rows = rows.sort("started_on", descending=True)
    return replace(taken, records=taken.records | {table: rows.head(int(rows.height * share))})


def with_aside(taken, count):
    """Set aside a number of the visits that were read."""
    account = taken.accounts["visits"]
    aside = pl.DataFrame({"fault": ["wrong"] * count})
    return replace(taken, accounts=taken.accounts | {"visits": Account(account.read, aside)})


def grown(last, table, share):
    """Say that the last snapshot had a share of a table's rows."""
    rows = int(last["tables"][table]["rows"] * share)
    return last | {"tables": last["tables"] | {table: {"rows": rows}}}


def with_column(taken, table, column):
    """Give a table another column."""
    return replace(
        taken, records=taken.records | {table: taken.records[table].with_columns(column)}
    )


def every_third(column, word):
    """Put a word into every third row of a column, as a wrong mapping would."""
    third = pl.int_range(pl.len()) % 3 == 0
    return pl.when(third).then(pl.lit(word)).otherwise(pl.col(column).cast(pl.String)).alias(column)


def without_visits(taken):
    return replace(taken, records={n: t for n, t in taken.records.items() if n != "visits"})


SECTOR = pl.Enum(words.SECTORS)


SAME_SECTOR = pl.lit("Private").cast(SECTOR).alias("sector")


FAULTS = {
    "illustrative": lambda taken, last: Refresh(replace(taken, illustrative=True), DAY, last),
    "stale": lambda taken, last: Refresh(taken, DAY - timedelta(days=1), last),
    "empty": lambda taken, _: Refresh(thinned(taken, "settings", 0), DAY),
    "set-aside": lambda taken, last: Refresh(with_aside(taken, 60), DAY, last),
    "rows": lambda taken, last: Refresh(thinned(taken, "settings", 0.79), DAY, last),
    "latest-visit": lambda taken, last: Refresh(
        taken, DAY, last | {"latest_visit": (DAY + timedelta(days=1)).isoformat()}
    ),
    "expected": lambda taken, last: Refresh(taken, DAY, last, expected={"visits": 1}),
    "blanks": lambda taken, last: Refresh(
        with_column(taken, "visits", pl.lit(None, pl.Date).alias("published_on")), DAY, last
    ),
    "one-value": lambda taken, last: Refresh(
        with_column(taken, "settings", SAME_SECTOR), DAY, last
    ),
    "words": lambda taken, last: Refresh(
        with_column(taken, "settings", every_third("sector", "Academy").cast(SECTOR)), DAY, last
    ),
}
SENTENCES = {
    "illustrative": "These are illustrative records, and readers are given real ones now",
    "stale": "The day of these figures, 2020-12-06, is before that of the last, 2020-12-07",
    "empty": "There is no setting on the register",
    "set-aside": r"60 of \d+ rows of visits cannot be used",
    "rows": r"settings has \d+ rows where the last snapshot has \d+",
    "latest-visit": r"The latest visit is of 2020-1\d-\d\d; in the last snapshot it is of 2020-12-",
    "expected": r"\d+ rows of visits were read where 1 were expected",
    "blanks": r"published_on of visits is recorded in 0 of (\d+) rows; in the last snapshot it was "
    r"in \d+ of \1",
    "one-value": r'Every sector of settings is "Private" \(\d+ rows\); in the last snapshot they',
    "words": r'\d+ of \d+ sector of settings are "Academy"; in the last snapshot \d+ of \d+ were',
}


def test_every_gate_has_a_fault_that_it_stops():
    assert FAULTS.keys() == SENTENCES.keys() == GATES.keys()


def test_the_same_records_again_pass_every_gate(taken, last):
    assert judge(Refresh(taken, DAY, last)) == {}
    assert judge(Refresh(taken, DAY)) == {}


@pytest.mark.parametrize("gate", GATES)
def test_a_gate_stops_its_fault_and_names_itself(taken, last, gate):
    refresh = FAULTS[gate](taken, last)
    with pytest.raises(RecordsError, match=SENTENCES[gate]) as stopped:
        judge(refresh)
    assert f"--allow {gate}" in str(stopped.value)
    assert f"Nothing was published. {GATES[gate].remedy}, or run" in str(stopped.value)


@pytest.mark.parametrize("gate", GATES)
def test_a_gate_that_is_allowed_lets_its_fault_through_with_the_reason(taken, last, gate):
    refresh = FAULTS[gate](taken, last)
    passed = judge(refresh, [gate], "the sender confirmed it")
    assert passed[gate]["reason"] == "the sender confirmed it"
    assert passed.keys() == {gate}
    others = [name for name in GATES if name != gate]
    with pytest.raises(RecordsError, match=SENTENCES[gate]):
        judge(refresh, others, "another reason")


@pytest.mark.parametrize("reason", ["", "  "])
def test_nothing_is_allowed_without_a_reason(taken, last, reason):
    with pytest.raises(RecordsError, match="Say why rows is allowed"):
        judge(Refresh(taken, DAY, last), ["rows"], reason)


def test_the_files_of_an_older_snapshot_are_stale(taken, last):
    older = last | {"name": "2020-12-07-bbbbbbbb"}
    now = last | {"hashes": {"visits.csv": "c"}}
    with pytest.raises(RecordsError, match="These files are those of 2020-12-07-bbbbbbbb"):
        judge(Refresh(taken, DAY, now, (older,)))
    assert judge(Refresh(taken, DAY, last, (older,))) == {}


def test_a_table_that_is_gone_is_stopped(taken, last):
    with pytest.raises(RecordsError, match="visits had rows in the last snapshot and has none"):
        judge(Refresh(without_visits(taken), DAY, last), ["latest-visit"], "no visits")


@pytest.mark.parametrize(
    ("table", "share", "stops"),
    [
        ("visits", 0.3, False),
        ("visits", 0.27, True),
        ("visits", 1.26, True),
        ("visits", 1.24, False),
        ("settings", 0.84, False),
        ("settings", 0.82, True),
        ("settings", 1.26, True),
    ],
)
def test_visits_may_double_but_no_table_may_shrink_by_a_fifth(taken, last, table, share, stops):
    found = GATES["rows"].look(Refresh(taken, DAY, grown(last, table, share)))
    assert bool(found) == stops, found


def test_small_tables_and_a_first_snapshot_are_not_compared(taken, last):
    small = Limits(few=100_000)
    assert GATES["rows"].look(Refresh(taken, DAY, grown(last, "visits", 5), limits=small)) is None
    assert GATES["rows"].look(Refresh(taken, DAY, last | {"illustrative": True})) is None


def test_a_few_rows_set_aside_are_no_fault_of_the_whole(taken, last):
    assert GATES["set-aside"].look(Refresh(with_aside(taken, 5), DAY, last)) is None


@pytest.mark.parametrize("step", [1, 4])
def test_the_weeks_of_a_season_drift_by_less_than_a_third_of_what_is_stopped(step):
    """Visits of other kinds come in, letters come out: none of it is taken for a fault."""
    limits = Limits(blanker=Limits().blanker / 3, drift=Limits().drift / 2.5)
    mondays = illustrative.mondays()[::4]
    for day, later in zip(mondays, mondays[step:], strict=False):
        then = as_dict(profile(illustrative.records(day), day))
        pairs = list(beside(then, profile(illustrative.records(later), day), limits.few))
        assert len(pairs) > 10
        for look in (blanks, one_value, moved):
            assert [said for pair in pairs if (said := look(pair, limits))] == [], (day, later)


COLUMNS = "visit_id,urn,visit_type,selection_basis,started_on,ended_on,published_on,mode"
SHIFTED = COLUMNS.replace("ended_on,published_on", "closed,ended_on")
PATTERN = ("Prioritised on concerns", "Sampled good or outstanding")


def written(folder, heading=COLUMNS, basis=PATTERN, mode=("On site", "Remote"), coded="utf-8"):
    """Write a register of one home and 120 visits to it, and give the folder."""
    (folder / "settings.csv").write_text(
        "urn,setting_type,la_code\nEX000001,Children's home,E10000016\n"
    )
    lines = [
        f"V{n},EX000001,Assurance visit,{basis[n % len(basis)]},2020-09-07,2020-09-08,"
        f"{'2020-10-05' if n % 3 else ''},{mode[n % len(mode)]}"
        for n in range(120)
    ]
    (folder / "visits.csv").write_text("\n".join([heading, *lines, ""]), encoding=coded)
    return folder


@pytest.mark.parametrize(
    ("gate", "spoilt", "said"),
    [
        (
            "blanks",
            {"heading": SHIFTED},
            "ended_on of visits is recorded in 80 of 120 rows; in the last snapshot it was in "
            "120 of 120. Nothing was published. See that every column stands under its own heading",
        ),
        (
            "one-value",
            {"mode": ("Remote",)},
            'Every mode of visits is "Remote" (120 rows); in the last snapshot they differed. '
            "Nothing was published. See that the column was not filled down",
        ),
        (
            "words",
            {"basis": (*PATTERN, PATTERN[0], PATTERN[0]), "coded": "utf-8-sig"},
            '90 of 120 selection_basis of visits are "Prioritised on concerns"; in the last '
            "snapshot 60 of 120 were. Nothing was published. See that every word is mapped",
        ),
    ],
)
def test_a_column_that_went_wrong_is_told_by_build_and_its_reason_is_kept(
    tmp_path, gate, spoilt, said
):
    given = ["build", str(tmp_path), "--as-at", str(DAY), "--snapshots", str(tmp_path / "kept")]
    written(tmp_path)
    assert CliRunner().invoke(main, given).exit_code == 0
    written(tmp_path, **spoilt)
    refused = CliRunner().invoke(main, given)
    assert refused.exit_code == 2
    assert refused.stderr.startswith(said), refused.stderr
    passed = CliRunner().invoke(main, [*given, "--allow", gate, "--reason", "it was agreed"])
    assert passed.exit_code == 0, passed.stderr
    manifest = snapshot.read_manifest(tmp_path / "kept", snapshot_folder.current(tmp_path / "kept"))
    assert manifest["allowed"].keys() == {gate}
    *others, last = manifest["notes"]
    assert last.endswith("It was published all the same: it was agreed")
    again = "visits.csv is in another encoding than last time, as if another program had saved it: "
    assert [note.startswith(again) for note in others] == [True] * ("coded" in spoilt)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("visits=120", None),
        ("visits.inspector_days=180", None),
        ("visits=119", "120 rows of visits were read where 119 were expected"),
        (
            "visits.inspector_days=180.5",
            "inspector_days of visits adds up to 180 where 180.5 was expected",
        ),
        ("actions=3", "0 rows of actions were read where 3 were expected"),
        ("visits.mode=3", "mode of visits has no total. Those that have: inspector_days."),
        ("visit=3", '"visit=3" is neither TABLE=ROWS nor TABLE.COLUMN=TOTAL.'),
        ("visits=3.5", '"visits=3.5" is neither TABLE=ROWS nor TABLE.COLUMN=TOTAL.'),
    ],
)
def test_what_the_sender_sent_is_asked_for_as_rows_or_as_a_total(tmp_path, asked, said):
    written(tmp_path, COLUMNS.replace("mode", "inspector_days"), mode=("1", "2"))
    given = ["build", str(tmp_path), "--as-at", str(DAY), "--snapshots", str(tmp_path / "kept")]
    result = CliRunner().invoke(main, [*given, "--expect", asked])
    assert (result.exit_code == 0) == (said is None), result.stderr
    assert result.stderr.startswith(said or "")
