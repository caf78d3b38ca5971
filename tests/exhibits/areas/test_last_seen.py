"""An area whose providers were last seen before the period says both days."""

from dashboard.exhibits.areas import area_answer
from dashboard.measures.selection import Selection

SCILLY, LEEDS = Selection(area="E06000053"), Selection(area="E08000035")


def tile(store, selection):
    """Give what stands under the day on which anyone was last on site."""
    under = {label: told for label, _, told in area_answer.figures(store, selection)}
    return under[area_answer.LAST_ON_SITE]


def test_not_visited_and_last_seen_are_told_with_both_days(illustrated):
    said = area_answer.answer(illustrated, SCILLY)
    assert "We have not visited the one provider" in said
    assert (
        "We were last on site on 19 January 2018: before the period, which began on 1 September"
        in said
    )
    assert tile(illustrated, SCILLY).endswith("(19 January 2018), before the period")


def test_an_area_that_was_seen_in_the_period_does_not_say_so(illustrated):
    assert "before the period" not in area_answer.answer(illustrated, LEEDS)
    assert "before the period" not in tile(illustrated, LEEDS)


def test_load_says_that_it_counts_all_visits(illustrated):
    label = area_answer.figures(illustrated, Selection())[-1][0]
    assert label == "All visits in 6 complete weeks"
