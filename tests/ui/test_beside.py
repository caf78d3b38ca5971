"""Two columns of exhibits end at about the same height, whatever an area has to show."""

from dashboard.exhibits.exhibit import Exhibit
from dashboard.ui import beside


def tall(lines, key="one"):
    """Give an exhibit under one headline that is so many lines of notes high."""
    return [Exhibit(key, "Said", "Title", notes=("Word " * 11,) * lines)]


def test_the_last_on_the_right_goes_where_it_leaves_the_least_white():
    last = tall(20, "last")
    assert beside.columns([tall(60)], [tall(40), last], False) == ([tall(60)], [tall(40), last], ())
    left, right, under = beside.columns([tall(20)], [tall(40), last], False)
    assert (left, right, under) == ([tall(20), last], [tall(40)], ())
    assert beside.columns([tall(42)], [tall(40), last], False)[2] == [last]


def test_those_abreast_share_the_columns_and_one_column_stays_whole():
    each = [tall(1, key) for key in "abc"]
    assert beside.columns(each, [], True) == ([each[0], each[2]], [each[1]], ())
    assert beside.columns([], each, False) == ([], each, ())
    assert beside.columns(each, [tall(9)], False) == (each, [tall(9)], ())
