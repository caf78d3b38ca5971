"""Folders of CSV and Parquet, in our words or in someone else's."""

from datetime import date

import polars as pl
import pytest

from dashboard.records import sources
from dashboard.records.check import RecordsError, check_all
from dashboard.records.intake import from_folder

DAY = date(2020, 12, 7)
HEAD = "urn,setting_type,la_code,sector,places,registered_on,last_grade"
HOME = "EX000001,Children's home,E10000016,Private,4,2019-01-01,Good"
VISITS = "visit_id,urn,visit_type,started_on\n1,EX000001,Assurance visit,2020-09-07\n"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "settings.csv").write_text(f"{HEAD}\n{HOME}\n", encoding="utf-8")
    (tmp_path / "visits.csv").write_text(VISITS, encoding="utf-8")
    return tmp_path


def test_a_folder_of_csv_is_read_and_checked(folder):
    taken = from_folder(folder, DAY)
    assert taken.vintage == "2020"
    assert taken.set_aside.is_empty()
    assert {name: account.kept for name, account in taken.accounts.items()} == {
        "local_authorities": 151,
        "settings": 1,
        "visits": 1,
        "calendar": taken.accounts["calendar"].read,
        "milestones": taken.accounts["milestones"].read,
    }


def test_parquet_gives_the_same_records_as_csv(folder):
    from_csv = check_all(sources.read_source(folder).tables)
    typed = from_csv["settings"].kept
    (folder / "settings.csv").unlink()
    typed.write_parquet(folder / "settings.parquet")
    assert check_all(sources.read_source(folder).tables)["settings"].kept.equals(typed)


def test_a_byte_order_mark_and_the_case_of_a_word_are_put_right(folder):
    text = f"\ufeff{HEAD}\n{HOME.replace('Private', 'PRIVATE')}\n"
    (folder / "settings.csv").write_text(text, encoding="utf-8")
    assert from_folder(folder, DAY).records["settings"]["sector"].to_list() == ["Private"]


def test_a_mapping_names_files_columns_words_and_dates(folder):
    (folder / "settings.csv").unlink()
    (folder / "homes.csv").write_text(
        "Provider ID,Kind,LA,Opened\nEX000001,CH,E10000016,31/12/2019\n", encoding="utf-8"
    )
    (folder / "mapping.toml").write_text(
        '[settings]\nfile = "homes.csv"\ndates = "%d/%m/%Y"\n'
        '[settings.columns]\nurn = "Provider ID"\nsetting_type = "Kind"\nla_code = "LA"\n'
        'registered_on = "Opened"\n'
        '[settings.words.setting_type]\nCH = "Children\'s home"\n'
    )
    kept = from_folder(folder, DAY).records["settings"].row(0, named=True)
    assert (kept["urn"], kept["setting_type"]) == ("EX000001", "Children's home")
    assert kept["registered_on"] == date(2019, 12, 31)


@pytest.mark.parametrize(
    ("mapping", "sentence"),
    [
        ("[homes]\n", "mapping.toml: homes is not a table"),
        ("[settings]\nfiles = 1\n", "mapping.toml: files is not a setting"),
        ("[settings.columns]\nname = 'x'\n", "mapping.toml: name is not a column"),
        ("[settings.columns]\nurn = 'X'\n", 'settings.csv has no column "X"'),
        ("[settings]\nfile = 'x.csv'\n", "x.csv is not in"),
        ("[settings", "mapping.toml is not valid TOML"),
    ],
)
def test_a_mapping_that_does_not_fit_is_refused_in_one_sentence(folder, mapping, sentence):
    (folder / "mapping.toml").write_text(mapping)
    with pytest.raises(RecordsError, match=sentence.replace(".", r"\.")):
        sources.read_source(folder)


def test_a_code_with_one_successor_is_mapped_by_date_and_said(folder):
    text = f"{HEAD}\n{HOME.replace('E10000016', 'E10000002')}\n"
    (folder / "settings.csv").write_text(text)
    taken = from_folder(folder, DAY)
    assert taken.records["settings"]["la_code"].to_list() == ["E06000060"]
    assert taken.notes == (
        "1 row with the area code E10000002 is counted under E06000060, its successor.",
    )


def test_extra_columns_are_never_kept(folder):
    text = f"{HEAD},address\n{HOME},1 Acacia Avenue\n"
    (folder / "settings.csv").write_text(text)
    kept = from_folder(folder, DAY).records["settings"]
    assert "1 Acacia Avenue" not in kept.write_csv()


def test_the_shipped_calendar_gives_every_day_its_monday(folder):
    calendar = from_folder(folder, DAY).records["calendar"]
    assert calendar["day"].is_sorted()
    assert (calendar["week"] == calendar["day"].dt.truncate("1w")).all()
    assert not calendar.filter(pl.col("day") == date(2020, 12, 25))["working"][0]
