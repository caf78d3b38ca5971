"""One person has one name, whatever signs that look alike it is typed with."""

import pytest

from dashboard.disclosure.names import check_second, is_same, named
from dashboard.records.check import RecordsError


@pytest.mark.parametrize(
    "other",
    [
        "ann other",
        "ＡＮＮ ＯＴＨＥＲ",
        "AnnOther",
        "Ann\u00a0Other",
        "Ann-Other",
        "A\u200bnn O\ufe0fther",
        "𝐀𝐧𝐧 Other",
    ],
)
def test_a_name_typed_otherwise_is_the_same(other):
    assert is_same(named(other), "Ann Other")
    with pytest.raises(RecordsError, match="somebody else has to approve"):
        check_second(named(other), "Ann Other")


@pytest.mark.parametrize("mixed", ["Аnn", "Bоb", "Αnn", "Aռn", "Ꭺnn", "Bob Іves"])
def test_a_name_of_two_scripts_is_refused(mixed):
    with pytest.raises(RecordsError, match=r"mixes .+ and .+ letters"):
        named(mixed)


@pytest.mark.parametrize(("second", "maker"), [("Асе", "Ace"), ("Ace", "Асе"), ("Τοπ", "Ton")])
def test_a_second_name_in_other_letters_than_the_first_is_refused(second, maker):
    with pytest.raises(RecordsError, match="look alike"):
        check_second(named(second), named(maker))


@pytest.mark.parametrize(
    "name", ["Bob", "Siân Ó Briain", "O’Brien", "OʼBrien", "user_2", "Łukasz-Żak", "Жанна"]
)
def test_a_name_of_one_script_is_read_as_it_is(name):
    assert named(name) == name


def test_two_people_are_two():
    check_second("Bob", "Ann")
    check_second("José", "Jose")
    check_second("42", "41")


@pytest.mark.parametrize("none", ["", "  ", "\u200b", "..."])
def test_what_is_no_name_is_refused(none):
    with pytest.raises(RecordsError, match="Say who"):
        named(none)
