"""A snapshot is whole or absent, never changes, and is refused if its files are damaged."""

import hashlib
import json
from datetime import date

import polars as pl
import pytest

from dashboard.records.check import RecordsError
from dashboard.snapshots import snapshot

TABLES = {"settings": pl.DataFrame({"urn": ["EX000001"], "places": [4]})}
FACTS = {"as_at": "2020-12-07", "source": "a test"}


def flip(path, at=0.5):
    """Change one bit of a file."""
    content = bytearray(path.read_bytes())
    content[int(len(content) * at)] ^= 1
    path.write_bytes(content)


def test_a_snapshot_reads_back_as_written(tmp_path):
    name = snapshot.write(tmp_path, TABLES, FACTS)
    found = snapshot.read(tmp_path, name)
    assert found.tables["settings"].equals(TABLES["settings"])
    assert found.as_at == date(2020, 12, 7)
    assert found.manifest["source"] == "a test"


def test_the_same_content_is_written_once_and_to_the_byte(tmp_path):
    one, other = tmp_path / "one", tmp_path / "other"
    for root in (one, other):
        root.mkdir()
        assert snapshot.write(root, TABLES, FACTS) == snapshot.write(root, TABLES, FACTS)
    contents = [
        {file.name: file.read_bytes() for file in root.rglob("*") if file.is_file()}
        for root in (one, other)
    ]
    assert contents[0] == contents[1]
    assert len(list(one.iterdir())) == 1


def test_other_content_of_the_same_day_lies_beside_it(tmp_path):
    first = snapshot.write(tmp_path, TABLES, FACTS)
    other = {"settings": TABLES["settings"].with_columns(places=5)}
    second = snapshot.write(tmp_path, other, FACTS)
    assert {path.name for path in tmp_path.iterdir()} == {first, second}


@pytest.mark.parametrize("at", [0, 0.25, 0.5, 0.999])
def test_a_flipped_bit_is_refused_by_name_and_writing_again_mends_it(tmp_path, at):
    name = snapshot.write(tmp_path, TABLES, FACTS)
    flip(tmp_path / name / "settings.parquet", at)
    with pytest.raises(RecordsError, match=r"settings\.parquet in snapshot .* is damaged"):
        snapshot.read(tmp_path, name)
    assert snapshot.write(tmp_path, TABLES, FACTS) == name
    assert snapshot.read(tmp_path, name).tables["settings"].equals(TABLES["settings"])
    assert [path.name for path in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize("content", ["{", "[]", "{}", '{"name": "another"}', "\0"])
def test_a_damaged_manifest_is_refused_by_name(tmp_path, content):
    name = snapshot.write(tmp_path, TABLES, FACTS)
    (tmp_path / name / "manifest.json").write_text(content)
    with pytest.raises(RecordsError, match=f"The manifest of snapshot {name} is damaged"):
        snapshot.read(tmp_path, name)


@pytest.mark.parametrize(
    "change",
    [
        {"as_at": "2020-12-14"},
        {"illustrative": False},
        {"source": "Ofsted"},
        {"notes": []},
        {"more": 1},
        {"accounts": {"visits": {"read": 2, "share": 0.1}}},
        {"tables": {}},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_manifest_in_which_anything_was_changed_is_refused(tmp_path, change):
    facts = FACTS | {"illustrative": True, "notes": ["said"], "accounts": {"visits": {"read": 1}}}
    name = snapshot.write(tmp_path, TABLES, facts)
    assert snapshot.read(tmp_path, name).manifest["illustrative"] is True
    file = tmp_path / name / "manifest.json"
    file.write_text(json.dumps(json.loads(file.read_text()) | change))
    with pytest.raises(RecordsError, match=f"The manifest of snapshot {name} is damaged, changed"):
        snapshot.read(tmp_path, name)
    assert not snapshot.is_whole(tmp_path, name)


def test_a_manifest_of_another_snapshot_is_refused(tmp_path):
    name = snapshot.write(tmp_path, TABLES, FACTS)
    other = snapshot.write(tmp_path, TABLES, FACTS | {"source": "another"})
    (tmp_path / name / "manifest.json").write_bytes(
        (tmp_path / other / "manifest.json").read_bytes()
    )
    with pytest.raises(RecordsError, match=f"The manifest of snapshot {name} is damaged"):
        snapshot.read(tmp_path, name)


@pytest.mark.parametrize("days", [{1: "a", 10: "b", 2: "c"}, {"share": 1 / 3, "none": None}])
def test_whatever_a_manifest_says_it_is_read_back(tmp_path, days):
    name = snapshot.write(tmp_path, TABLES, FACTS | {"days": days, "words": ("é", "ｅ", "\u2028")})
    assert snapshot.read(tmp_path, name).manifest["source"] == "a test"


def test_a_snapshot_made_before_its_manifest_was_verified_opens(tmp_path):
    """Its name was made from what it said, in this way; nobody looked whether it still did."""
    made = tmp_path / "made"
    made.mkdir()
    TABLES["settings"].write_parquet(made / "settings.parquet")
    digest = hashlib.sha256((made / "settings.parquet").read_bytes()).hexdigest()
    facts = FACTS | {"notes": ("é",), "share": 1 / 3}
    content = facts | {"tables": {"settings": {"rows": 1, "sha256": digest}}}
    written = json.dumps(content, sort_keys=True, ensure_ascii=False)
    name = f"2020-12-07-{hashlib.sha256(written.encode()).hexdigest()[:8]}"
    said = json.dumps({"name": name, **content}, indent=1, ensure_ascii=False)
    (made / "manifest.json").write_text(said, encoding="utf-8")
    made.rename(tmp_path / name)
    assert snapshot.read(tmp_path, name).tables["settings"].equals(TABLES["settings"])
