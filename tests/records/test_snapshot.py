"""A snapshot is whole or absent, never changes, and is refused if its files are damaged."""

from datetime import date

import polars as pl
import pytest

from dashboard.records import snapshot
from dashboard.records.check import RecordsError

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
