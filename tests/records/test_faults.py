"""Whatever a source holds, reading it ends in a sentence and a notice, within limits."""

import resource
import traceback
from datetime import date

import polars as pl
import pytest
from click.testing import CliRunner

from dashboard import cli
from dashboard.illustrative.intake import from_illustration
from dashboard.publishing.publish import publish
from dashboard.publishing.telling import telling
from dashboard.records import faults, intake
from dashboard.records.check import RecordsError
from dashboard.records.intake import from_source
from dashboard.snapshots import looked, notice
from tests.records.conftest import SETTINGS

DAY = date(2020, 12, 7)
WORSE = {
    "deep array": "[settings]\nversion = " + "[" * 5000 + "]" * 5000,
    "deep table": "[" + ".".join(["a"] * 5000) + "]",
    "deep inline": "settings = " + "{a = " * 3000 + "1" + "}" * 3000,
    "long date form": '[settings]\ndates = "' + "%Y" * 200_000 + '"',
    "long date form of text": '[visits]\ndates = "' + "x" * 3_000_000 + '"',
    "odd encoding": '[settings]\nencoding = "rot13"',
    "bytes to bytes": '[settings]\nencoding = "zlib"',
    "huge number": "[visits]\ngrace_days = 99999999999999999999999999",
    "no such date form": '[settings]\ndates = "%Q%%%"',
}


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    root = tmp_path_factory.mktemp("faults") / "snapshots"
    root.mkdir()
    publish(root, from_illustration(DAY), DAY)
    return root


@pytest.fixture
def source(tmp_path):
    folder = tmp_path / "records"
    folder.mkdir()
    pl.DataFrame(SETTINGS).write_csv(folder / "settings.csv")
    return folder


def build(source, root):
    """Build from a source as the command does, and give what it says; it must never fall over."""
    done = CliRunner().invoke(
        cli.main, ["build", str(source), "--as-at", str(DAY), "--snapshots", str(root)]
    )
    fell = "".join(traceback.format_exception(done.exception)) if done.exception else ""
    assert done.exit_code in (0, 2), fell
    assert "Traceback" not in done.output
    return done


def told(root, done):
    """See that a refresh that failed left its notice, in a sentence."""
    said = notice.seen(root)
    assert done.exit_code == 0 or (said and str(DAY) in said), done.output
    notice.clear(root)


@pytest.mark.parametrize("name", WORSE)
def test_a_mapping_that_means_harm_is_refused_in_words(source, kept, name):
    (source / "mapping.toml").write_text(WORSE[name])
    done = build(source, kept)
    assert done.exit_code == 2
    told(kept, done)


@pytest.mark.parametrize(
    "column",
    [
        pl.Series("places", [[1], [2], None, [4]]),
        pl.Series("urn", [{"a": 1}] * 4),
        pl.Series("last_grade", [b"\xff\x00"] * 4),
        pl.Series("registered_on", [["2019-01-01"]] * 4),
    ],
    ids=lambda column: column.name,
)
def test_a_column_of_lists_is_refused_where_it_is_ours_and_passed_over_where_not(
    tmp_path, kept, column
):
    folder = tmp_path / "records"
    folder.mkdir()
    pl.DataFrame(SETTINGS).with_columns(column).write_parquet(folder / "settings.parquet")
    done = build(folder, kept)
    assert done.exit_code == 2
    assert f"the column {column.name} holds" in done.output
    told(kept, done)
    more = pl.DataFrame(SETTINGS).with_columns(column.alias("theirs"))
    more.write_parquet(folder / "settings.parquet")
    assert from_source(folder, DAY).accounts["settings"].read == 4


def test_parquet_that_unpacks_to_gigabytes_is_refused_within_limits(tmp_path, kept):
    folder = tmp_path / "records"
    folder.mkdir()
    file = folder / "settings.parquet"
    wide = {name: pl.lit("EX000001") for name in SETTINGS}
    pl.select(pl.repeat(1, 15_000_000).alias("n")).lazy().with_columns(**wide).drop("n").collect(
        engine="streaming"
    ).write_parquet(file, row_group_size=1_000_000, compression="zstd")
    assert file.stat().st_size < 3_000_000
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    done = build(folder, kept)
    assert done.exit_code == 2
    assert "settings.parquet unpacks to" in done.output
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100_000
    told(kept, done)


def test_a_fault_that_nobody_foresaw_is_told_in_words_and_kept_for_the_owner(
    source, kept, monkeypatch
):
    def fall(*_, **__):
        raise ZeroDivisionError("s3://KEY:SECRETSECRET@bucket")

    monkeypatch.setattr(intake, "check_all", fall)
    done = build(source, kept)
    assert "reason that this dashboard does not know (ZeroDivisionError)" in done.output
    told(kept, done)
    log = kept / faults.LOG
    assert "ZeroDivisionError" in log.read_text()
    assert "SECRETSECRET" not in log.read_text()
    assert oct(log.stat().st_mode)[-3:] == "600"


@pytest.mark.parametrize("fault", [MemoryError(), RecursionError(), OSError(5, "worn out", "/a/b")])
def test_what_the_machine_lacks_is_told_in_words_too(kept, fault):
    with pytest.raises(RecordsError) as said, telling(kept, DAY):
        raise fault
    assert "/a" not in str(said.value)
    assert notice.seen(kept)
    notice.clear(kept)


def test_a_long_notice_ends_between_words_and_says_that_it_goes_on(kept):
    notice.put(kept, "The refresh failed: " + "one, " * 500)
    said = notice.seen(kept)
    assert said and said.endswith(" one, …")
    assert len(said) <= notice.LONGEST
    notice.put(kept, "The refresh failed.")
    assert notice.seen(kept) == "The refresh failed."
    notice.clear(kept)


def test_links_in_a_folder_of_records_are_not_followed(source, kept, tmp_path):
    outside = tmp_path / "outside.csv"
    for name in ("settings.csv", "visits.csv", "mapping.toml", "SHA256SUMS"):
        there = source / name
        before = there.read_bytes() if there.exists() else None
        outside.write_bytes(before or b"")
        there.unlink(missing_ok=True)
        there.symlink_to(outside)
        done = build(source, kept)
        assert (done.exit_code, f"{name} is a link" in done.output) == (2, True), done.output
        told(kept, done)
        there.unlink()
        if before is not None:
            there.write_bytes(before)
    (source / "else.txt").symlink_to("/etc/passwd")
    assert "else.txt" not in from_source(source, DAY).hashes


def test_what_is_kept_of_records_is_for_its_owner_alone(kept):
    notice.put(kept, "said")
    for file in kept.rglob("*"):
        closed = file.stat().st_mode & 0o077 == 0
        folder = file.parent.stat().st_mode & 0o077 == 0
        assert closed or folder or file.name == ".lock", file
    assert (kept / "current").stat().st_mode & 0o077 == 0
    notice.clear(kept)


def test_what_stands_beside_the_snapshots_may_be_spoilt(tmp_path):
    (tmp_path / "current").touch()
    for said in (b"", b"{", b"[]", b"[" * 100_000, b"\xff", b'{"at": "x", "failed": {}}'):
        for name in (looked.FILE, notice.FILE):
            (tmp_path / name).write_bytes(said)
        assert looked.overdue(tmp_path) is None
        assert notice.seen(tmp_path) in (None, "{}")
