"""A store lists every question, asked anew or answered from memory."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date

from dashboard.audit.earlier import since_last
from dashboard.exhibits.data import changes
from dashboard.measures.definitions.coverage import COVERAGE, VISITS
from dashboard.measures.opening import make_illustrative
from dashboard.measures.questions import Answers, Question
from dashboard.measures.selection import Selection
from dashboard.measures.trust import Check, Trust

KENT = Selection(area="E10000016")
TOUCHED = frozenset({("open", "settings")})


def test_questions_are_listed_in_the_order_of_asking(illustrated):
    store = illustrated.listing()
    store.ask(COVERAGE, KENT)
    store.as_counted.ask(VISITS, KENT, ["week"], selection_basis="Other")
    limits = (("selection_basis", "Other"),)
    assert store.asked == [Question(COVERAGE, KENT), Question(VISITS, KENT, ("week",), limits)]


def test_what_is_asked_with_nothing_held_back_is_listed_too(illustrated):
    doubted = replace(illustrated, trust=Trust((Check("1 = 2", 1, 2, TOUCHED),)))
    store = doubted.listing()
    assert store.trust.holds_back
    store.as_counted.ask(COVERAGE, KENT)
    assert store.asked == [Question(COVERAGE, KENT)]
    assert store.as_counted.answers is doubted.as_counted.answers


def test_a_question_within_what_is_remembered_is_listed_each_time(illustrated):
    def work_out(asked):
        return asked.ask(COVERAGE, KENT)["numerator"][0]

    illustrated.remembered(("a test of questions",), work_out)
    for _ in range(2):
        store = illustrated.listing()
        store.remembered(("a test of questions",), work_out)
        assert store.asked == [Question(COVERAGE, KENT)]


def test_one_list_has_nothing_of_what_others_ask(illustrated):
    one, other = illustrated.listing(), illustrated.listing()
    illustrated.ask(COVERAGE, KENT)
    other.ask(VISITS, KENT)
    assert illustrated.asked is None
    assert one.asked == []
    assert one.answers is other.answers


def test_what_was_not_asked_for_longest_is_forgotten_first():
    answers, worked_out = Answers(most=3), []

    def ask(name):
        return answers((name,), lambda: worked_out.append(name) or name.upper())

    for name in "abc" + "a" + "d" + "acd":
        assert ask(name) == name.upper()
    assert worked_out == ["a", "b", "c", "d"], "b is the only one that was given up"
    ask("b")
    assert worked_out == ["a", "b", "c", "d", "b"]


def test_many_threads_may_ask_and_forget_at_once():
    answers = Answers(most=5)

    def ask(start):
        numbers = [(start + step * 7) % 13 for step in range(500)]
        return all(answers((n,), lambda n=n: n + 1) == n + 1 for n in numbers)

    with ThreadPoolExecutor(8) as readers:
        assert all(readers.map(ask, range(8)))


def test_what_changed_in_england_is_counted_once_however_often_it_is_asked(monkeypatch):
    store = make_illustrative(date(2020, 12, 7))
    rows = changes.rows(since_last(store))
    monkeypatch.setattr("dashboard.audit.changes._read", None)
    assert changes.rows(since_last(store)) == rows
