"""Names and codes of authorities in a register are read in every unambiguous form."""

from datetime import date
from pathlib import Path

import pytest

from dashboard.records.ofsted import read_release

REGISTER = Path(__file__).parent / "lanames.csv"
"""Forty invented homes, each with the name of its authority in another form."""
ASIDE = {
    "2600001": ("Cornwall (E06000052)", "Isles of Scilly (E06000053)"),
    "2600002": ("Hackney (E09000012)", "City of London (E09000001)"),
    "2600020": ("North Northamptonshire (E06000061)", "West Northamptonshire (E06000062)"),
    "2600021": ("North Northamptonshire (E06000061)", "West Northamptonshire (E06000062)"),
    "2600038": ("“Cardiff” is not the name",),
    "2600039": ("“Unknown” is not the name",),
    "2600040": ("local authority is blank",),
}
"""What is said of the homes whose authority cannot be told in 2022, by URN."""
CODES_2022 = {
    "2600003": "E06000023",
    "2600006": "E08000013",
    "2600008": "E06000010",
    "2600009": "E06000047",
    "2600013": "E08000035",
    "2600014": "E09000007",
    "2600015": "E09000007",
    "2600017": "E10000016",
    "2600018": "E06000040",
    "2600022": "E06000061",
    "2600024": "E10000006",
    "2600025": "E06000058",
    "2600026": "E06000058",
    "2600027": "E06000059",
    "2600028": "E06000058",
    "2600029": "E08000035",
    "2600036": "E06000055",
}


def read(path, day):
    release = read_release([path], day)
    placed = dict(release.tables["settings"].select("urn", "la_code").iter_rows())
    aside = release.accounts["settings"].set_aside
    return release, placed, dict(aside.select("source_row", "reason").iter_rows())


def test_every_unambiguous_form_is_read_and_the_others_are_told_why():
    release, placed, aside = read(REGISTER, date(2022, 3, 31))
    assert release.vintage == "2021"
    assert len(placed) == 40 - len(ASIDE)
    assert {urn: placed[urn] for urn in CODES_2022} == CODES_2022
    for urn, words in ASIDE.items():
        row = int(urn) - 2600000 + 1
        assert all(word in aside[row] for word in words), aside[row]


@pytest.mark.parametrize(
    ("day", "codes"),
    [
        (date(2019, 3, 31), ("E06000028", "E06000029", "E10000009", "E10000009")),
        (date(2020, 3, 31), ("E06000058", "E06000058", "E06000059", "E06000058")),
    ],
)
def test_bournemouth_poole_dorset_and_christchurch_lie_where_they_lay_on_the_day(day, codes):
    _, placed, _ = read(REGISTER, day)
    assert tuple(placed[f"26000{number}"] for number in range(25, 29)) == codes


def test_a_file_may_mix_numbers_codes_and_titles(write_csv, layouts):
    said = ["383", "E10000016", "LB of Camden", "Medway (887)", "Southend-on-Sea City Council"]
    rows = [
        layouts.register_row(f"SC00000{number}", **{"Local authority": name})
        for number, name in enumerate(said)
    ]
    _, placed, aside = read(write_csv("register.csv", layouts.register(*rows)), date(2021, 3, 31))
    assert [*placed.values()] == ["E08000035", "E10000016", "E09000007", "E06000035", "E06000033"]
    assert aside == {}


def test_a_register_of_before_a_split_says_that_its_areas_are_not_those_of_the_day(
    write_csv, layouts
):
    row = layouts.register_row("SC000001", **{"Local authority": "Cumbria"})
    path = write_csv("register.csv", layouts.register(row))
    said = "on the authorities of 1 April 2021 to 31 March 2023"
    assert any(said in note for note in read_release([path], date(2024, 3, 31)).notes)
    assert not any(said in note for note in read_release([path], date(2023, 3, 31)).notes)
