"""A plain file is read without laying out each record, and says the same as one with quotes."""

from dataclasses import replace
from datetime import date

import polars as pl
import pytest

from dashboard.records.check import check_all
from dashboard.records.sources import files
from dashboard.records.sources.layout import even_rows

HEAD = "visit_id,urn,visit_type,selection_basis,started_on,published_on\n"
ROWS = (
    "1,EX000001,Assurance visit,Other,2020-09-07,2020-10-01",
    "2,EX000002,assurance  VISIT,,2020-09-08,",
    "3,EX000001,Monitoring visit,N/A,08/09/2020,",
    "3.0,EX000002,Monitoring visit,Other,2020-09-09,",
    " 4 ,EX000009,Grand visit,Other,2020-02-30,",
    "5,EX000001, Focused visit ,Sampled good or outstanding,2021-01-01,",
    "6,EX000001,Focused visit,–,2020-10-10,-",
    "Total,,,,,",
    ",,,,,",
    "7,EX000002,Monitoring visit,Other,2020-09-09,",
)


def told(folder, lines, each=False):
    """Check visits of a CSV: rows kept and set aside, faults and findings; `each` value or word."""
    folder.mkdir()
    file = folder / "visits.csv"
    file.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")
    known = pl.DataFrame(
        {"urn": ["EX000001", "EX000002"], "setting_type": ["Children's home"] * 2}
    ).with_columns(la_code=pl.lit("E10000016"))
    extract = files.read_table("visits", file)
    if each:
        text = extract.rows.with_columns(pl.col(pl.Categorical).cast(pl.String))
        extract = replace(extract, rows=text)
    found = check_all({"settings": known, "visits": extract}, None, None, date(2020, 12, 31))[
        "visits"
    ]
    assert found.read == len(lines)
    return found


def quoted(line):
    return ",".join(f'"{cell}"' if cell else "" for cell in line.split(","))


def same(one, other):
    assert one.kept.equals(other.kept)
    assert one.set_aside.equals(other.set_aside)
    assert one.passed.equals(other.passed)
    assert one.issues == other.issues


def test_a_plain_file_says_what_one_with_quotes_says(tmp_path):
    plain = told(tmp_path / "plain", ROWS)
    same(plain, told(tmp_path / "quoted", [*map(quoted, ROWS)]))
    same(plain, told(tmp_path / "each", ROWS, each=True))
    assert (plain.kept.height, plain.set_aside.height, plain.passed.height) == (4, 4, 2)
    assert plain.kept["visit_id"].to_list() == ["1", "2", "6", "7"]


@pytest.mark.parametrize("number", range(len(ROWS)))
def test_each_value_is_read_as_if_the_file_held_no_other(tmp_path, number):
    first, line = "0,EX000001,Assurance visit,Other,2020-09-07,", ROWS[number]
    once = told(tmp_path / "once", [first, line])
    same(once, told(tmp_path / "each", [first, line], each=True))
    same(once, told(tmp_path / "quoted", [first, quoted(line)]))


def test_rows_too_long_and_too_short_are_found_though_they_even_out(tmp_path):
    whole = [f"{n},EX000001,Assurance visit,Other,2020-09-07,2020-10-01" for n in range(9, 2000)]
    long, short = f"{whole[0]},more", "8,EX000001,Assurance visit,Other,2020-09-07"
    for place, lines in enumerate(([long, short, *whole[1:]], [*whole[1:], short, long])):
        folder = tmp_path / str(place)
        found = told(folder, lines)
        assert sorted(found.set_aside["check"]) == ["row-long", "row-short"]
        assert found.kept.height == len(whole) - 1
        assert even_rows((folder / "visits.csv").read_bytes(), ",") == (
            len(lines) + 1,
            (len(lines) + 1) * 6,
        )


def test_a_file_with_quotes_or_blank_lines_is_laid_out():
    assert even_rows(b"a,b\n1,2\n", ",") == even_rows(b"a,b\n1,2", ",") == (2, 4)
    assert even_rows(b'a,b\n"1",2\n', ",") is None
    for blank in (b"a,b\n\n1,2\n", b"\na,b\n1,2\n", b"a,b\n1,2\n\n"):
        lines, values = even_rows(blank, ",")
        assert values != lines * 2


def test_a_row_too_long_does_not_hide_a_blank_line(tmp_path):
    found = told(tmp_path / "blank", [ROWS[0], "", f"{ROWS[1]},more"])
    assert found.kept.height == 1
    assert [*found.passed["check"]] == ["row-blank"]
    assert [*found.set_aside["check"]] == ["row-long"]


def test_a_short_row_is_not_filled_up_with_blanks(tmp_path):
    found = told(tmp_path / "short", [ROWS[0], "8,EX000001,Assurance visit,Other,2020-09-07"])
    assert (found.kept.height, [*found.set_aside["check"]]) == (1, ["row-short"])
