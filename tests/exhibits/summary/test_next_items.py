"""What to look at calls a difference clear only where chance does not explain it."""

import pytest

from dashboard.exhibits.summary import next_items


@pytest.mark.parametrize(
    ("after", "before", "is_clear"),
    [
        ((30, 40), (10, 40), True),
        ((10, 40), (30, 40), True),
        ((18, 40), (10, 40), False),
        ((10, 40), (18, 40), False),
        ((20, 40), (20, 40), False),
        ((20, 40), (11, 40), True),
        ((0, 40), (0, 40), False),
        ((5, 10), (0, 0), False),
    ],
)
def test_a_difference_is_clear_where_its_range_does_not_hold_zero(after, before, is_clear):
    rows = [dict(zip(("numerator", "denominator"), each, strict=True)) for each in (after, before)]
    assert next_items.differ(*rows) == is_clear


def test_a_setting_is_said_to_be_in_an_authority_as_a_sentence_says_it():
    row = {"setting_type": "Boarding school", "urn": "EX1", "authority": "Isles of Scilly"}
    assert next_items._whom(row) == "boarding school EX1 in the Isles of Scilly"
