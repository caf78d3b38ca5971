"""What is worked out once for each choice."""

from dataclasses import replace

from dashboard.measures.cached import cached, cached_as
from dashboard.measures.definitions.coverage import COVERAGE
from dashboard.measures.selection import Selection

CHOSEN = Selection(area="North West")


def test_a_choice_is_worked_out_once_and_each_other_one_anew(illustrated):
    asked = []

    @cached
    def work(store, selection, by="", *, twice=False):
        asked.append((store, selection, by, twice))
        store.ask(COVERAGE, selection)
        return len(asked)

    other = replace(illustrated)
    assert work(illustrated, CHOSEN) == work(illustrated, replace(CHOSEN)) == 1
    assert work(illustrated, CHOSEN.anywhere()) == 2
    assert work(illustrated, CHOSEN, "week") == 3
    assert work(illustrated, CHOSEN, twice=True) == 4
    assert work(other, CHOSEN) == 5, "a store made from another one starts with no answers"


def test_what_was_asked_on_the_way_is_listed_each_time(illustrated):
    @cached
    def work(store, selection):
        store.ask(COVERAGE, selection)

    for _ in range(2):
        store = illustrated.listing()
        work(store, CHOSEN)
        assert [(one.measure, one.selection) for one in store.asked] == [(COVERAGE, CHOSEN)]


def test_choices_that_are_alike_once_narrowed_are_worked_out_once(illustrated):
    worked = []

    @cached_as(Selection.anywhere)
    def counted(_store, selection):
        worked.append(selection.area)
        return len(worked)

    assert counted(illustrated, Selection("E10000016")) == 1
    assert counted(illustrated, Selection("London")) == 1
    assert counted(illustrated, Selection("London", sector="Private")) == 2
    assert worked == [None, None]
