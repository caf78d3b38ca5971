"""How far a field can be relied on changes at 95 and at 50 of 100 rows, and not beside them."""

import pytest

from dashboard.measures.definitions.coverage import COVERAGE, SETTINGS
from dashboard.measures.trust import Trust
from dashboard.records import completeness


@pytest.mark.parametrize(
    ("recorded", "rows", "verdict"),
    [
        (100, 100, completeness.GOOD),
        (95, 100, completeness.GOOD),
        (19, 20, completeness.GOOD),
        (94, 100, completeness.CARE),
        (50, 100, completeness.CARE),
        (49, 100, completeness.UNUSABLE),
        (1, 100, completeness.UNUSABLE),
        (0, 100, completeness.ABSENT),
        (0, 0, "No rows"),
    ],
)
def test_a_field_is_good_from_95_of_100_and_usable_from_50(recorded, rows, verdict):
    field = completeness.Field("visits", "mode", "how it was made", recorded, rows, "")
    assert field.verdict == verdict


@pytest.mark.parametrize("read", [20, 100, 1000])
def test_a_table_that_lost_5_of_100_rows_is_not_spoken_of_but_one_more_is(read):
    assert Trust(aside={"visits": (read // 20, read)}).lost(COVERAGE) == {}
    lost = {"visits": (read // 20 + 1, read)}
    assert Trust(aside=lost).lost(COVERAGE) == lost
    assert Trust(aside=lost).lost(SETTINGS) == {}, "they are not counted from visits"
