"""What records reach, in words short enough to be read: whole kinds are named as one."""

from datetime import date

import pytest

from dashboard.exhibits.common.columns import tabled
from dashboard.exhibits.data.row_accounts import REACH
from dashboard.records import words as w
from dashboard.records.reach import Reach, Span
from dashboard.records.reached import lines

YEAR = Span(date(2021, 4, 1), date(2022, 3, 31))
USUAL = [kind for kind in w.PROVIDERS if kind not in w.LATER_TYPES]


@pytest.mark.parametrize(
    ("kinds", "of", "not_of"),
    [
        ([*USUAL, w.LOCAL_AUTHORITY], "every type", "none"),
        (USUAL, "every type of provider", w.LOCAL_AUTHORITY),
        (USUAL[1:], "every other type of provider", f"{USUAL[0]}, {w.LOCAL_AUTHORITY}"),
        (USUAL[:2], ", ".join(USUAL[:2]), ", ".join([*USUAL[2:], w.LOCAL_AUTHORITY])),
        ([], "not known", "every type"),
    ],
)
def test_kinds_of_provider_are_told_in_one_and_what_is_not_known_is_never_none(kinds, of, not_of):
    spans = {"settings": dict.fromkeys(USUAL, YEAR), "visits": dict.fromkeys(kinds, YEAR)}
    listed = [line for line in lines(Reach(spans)) if line.told == "visits"]
    ((_, said, unknown, _),) = tabled(listed, REACH)[0]
    assert said.removesuffix(" from 1 April 2021 to 31 March 2022") == of
    assert unknown == not_of
