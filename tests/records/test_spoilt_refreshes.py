"""Refreshes from spoilt files under a server: each ends in a sentence and a notice, in bounds."""

import os
import random
from collections import Counter
from html import escape
from types import SimpleNamespace

import polars as pl
import pytest

from dashboard.illustrative.intake import from_illustration
from dashboard.publishing.publish import publish
from dashboard.records import faults
from dashboard.snapshots import notice
from tests.records.campaign import spoiled, spoiled_archive
from tests.records.conftest import SETTINGS, VISITS, with_headings, write_ods, write_xlsx
from tests.records.forked import kept
from tests.records.test_faults import DAY, build
from tests.web.serving import serving
from tests.web.test_connections import memory

MB = 300
OURS = SimpleNamespace(pid=os.getpid())
TOML = """
[settings]
dates = "%Y-%m-%d"
encoding = "utf-8"
separator = ","
may_be_empty = false

[settings.columns]
urn = "Provider"

[settings.words.setting_type]
CH = "Children's home"

[visits]
grace_days = 3
"""
OWN = {"urn": "Provider"}
ODD = (
    *(
        '""',
        "[]",
        "{}",
        "[[[]]]",
        "[1, 'a']",
        "{a = {b = 1}}",
        "nan",
        "-inf",
        "-1",
        "true",
        "1e400",
    ),
    *("99999999999999999999999", "1e400", "2020-09-07", "07:32:00", "1979-05-27T00:32:00.9-07:00"),
    *('"%Q%%%"', '"\\u0000"', '"utf-7"', '"rot13"', '";;"', f'"{"%Y" * 5000}"', f'"{"x" * 99999}"'),
    *("[" * 900 + "]" * 900, "{a = " * 300 + "1" + "}" * 300, "{'' = ''}", '"Provider"', "0x7f"),
)
"""Values of every kind, for a setting that is of another."""
HOMES = pl.DataFrame(SETTINGS)
FULL = {"parquet": 1000, "xlsx": 250, "ods": 250, "toml": 500}
FEW = {"parquet": 5, "xlsx": 2, "ods": 2, "toml": 12}


def originals(folder):
    """Write good files of each kind, among them Parquet of kinds of columns that ours never are."""
    more = {"more": pl.Series([[1], [2, 3], [], None]), "kind": pl.Series([{"a": 1}] * 4)}
    HOMES.write_parquet(folder / "a.parquet")
    HOMES.with_columns(**more).write_parquet(folder / "b.parquet")
    (folder / "a.toml").write_text(TOML)
    write_xlsx(folder / "a.xlsx", with_headings({"settings": HOMES}))
    write_ods(folder / "a.ods", with_headings({"settings": HOMES}))
    return {kind: [f.read_bytes() for f in sorted(folder.glob(f"*.{kind}"))] for kind in FULL}


def spoilt(kind, content, chance):
    """Spoil the bytes of a file, those of a part of it, or a value that it gives."""
    if kind in ("xlsx", "ods"):
        return spoiled_archive(content, chance)
    if kind == "toml" and chance.random() < 0.5:
        lines = content.decode().splitlines()
        given = [number for number, line in enumerate(lines) if " = " in line]
        for number in chance.sample(given, chance.randint(1, 2)):
            lines[number] = f"{lines[number].partition(' = ')[0]} = {chance.choice(ODD)}"
        return "\n".join(lines).encode()
    return spoiled(content, chance)


def put(folder, kind, content):
    """Write a source whose file of a kind is this one."""
    folder.mkdir()
    if kind == "toml":
        words = pl.col("setting_type").replace("Children's home", "CH")
        HOMES.with_columns(words).rename(OWN).write_csv(folder / "settings.csv")
        pl.DataFrame(VISITS).write_csv(folder / "visits.csv")
        (folder / "mapping.toml").write_bytes(content)
    else:
        (folder / f"settings.{kind}").write_bytes(content)
    return folder


@pytest.fixture
def snapshots(tmp_path):
    """Publish good figures, which no spoilt file takes away."""
    root = tmp_path / "snapshots"
    root.mkdir()
    publish(root, from_illustration(DAY), DAY)
    return root


@pytest.fixture
def good(tmp_path):
    folder = tmp_path / "good"
    folder.mkdir()
    return originals(folder)


def told(root, done):
    """See that a refresh that failed left its notice, in a sentence, and give it."""
    said = notice.seen(root)
    (root / notice.FILE).write_text(" " * notice.SIZE)
    assert (done.exit_code == 2) == bool(said), done.output
    assert said is None or (str(DAY) in said and said.endswith((".", " …"))), said
    return said


def refreshed(tmp_path, root, good, counts):
    """Build from so many spoilt files of each kind; give each failure's kind and notice."""
    chance = random.Random(15)
    for kind, count in counts.items():
        for number in range(count):
            content = spoilt(kind, chance.choice(good[kind]), chance)
            done = build(put(tmp_path / f"{kind}-{number}", kind, content), root)
            if said := told(root, done):
                yield kind, said
    assert not (root / faults.LOG).exists(), (root / faults.LOG).read_text()[-3000:]


def test_what_is_spoilt_is_good_before(tmp_path, snapshots, good):
    for kind, contents in good.items():
        for number, content in enumerate(contents):
            done = build(put(tmp_path / f"{kind}{number}", kind, content), snapshots)
            assert done.exit_code == 0, (kind, done.output)
            assert told(snapshots, done) is None


def test_a_few_spoilt_files_end_in_a_sentence_and_a_notice(tmp_path, snapshots, good):
    assert len([*refreshed(tmp_path, snapshots, good, FEW)]) > 12


@pytest.mark.long
def test_thousands_of_spoilt_files_end_in_a_notice_and_swell_nobody(tmp_path, snapshots, good):
    failed = Counter()
    with serving(tmp_path, "--snapshots", snapshots) as server, kept():
        server.ask("/text/summary")
        before, ours = memory(server.process), memory(OURS)
        for kind, said in refreshed(tmp_path, snapshots, good, FULL):
            failed[kind] += 1
            if failed.total() % 100 == 1:  # readers see it above the last good figures
                notice.put(snapshots, said)
                status, _, page = server.ask("/text/summary")
                assert (status, escape(said) in page.decode()) == (200, True), said
        assert all(0.3 * FULL[kind] < failed[kind] < FULL[kind] for kind in FULL), failed
        assert memory(server.process, "VmHWM") - before < MB
        assert memory(OURS) - ours < MB
        assert "Traceback" not in server.log.read_text()
