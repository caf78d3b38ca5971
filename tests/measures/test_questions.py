"""Whoever listens hears every question, asked anew or answered from memory."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

from dashboard.changes import since_last
from dashboard.figures import changes
from dashboard.measures.definitions.coverage import COVERAGE, VISITS
from dashboard.measures.questions import Answers, Question, hearing, remembered
from dashboard.measures.selection import Selection
from dashboard.store import make_illustrative

KENT = Selection(area="E10000016")


def test_questions_are_heard_in_the_order_of_asking(illustrated):
    with hearing() as heard:
        illustrated.ask(COVERAGE, KENT)
        illustrated.ask(VISITS, KENT, ["week"], selection_basis="Other")
    limits = (("selection_basis", "Other"),)
    assert heard == [Question(COVERAGE, KENT), Question(VISITS, KENT, ("week",), limits)]


def test_a_question_within_what_is_remembered_is_heard_each_time(illustrated):
    for _ in range(2):
        with hearing() as heard:
            illustrated.remembered(
                ("a test of hearing",), lambda: illustrated.ask(COVERAGE, KENT)["numerator"][0]
            )
        assert heard == [Question(COVERAGE, KENT)]


def test_nobody_hears_what_is_asked_outside(illustrated):
    with hearing() as heard:
        pass
    illustrated.ask(COVERAGE, KENT)
    assert heard == []


def test_what_was_not_asked_for_longest_is_forgotten_first():
    answers, worked_out = Answers(most=3), []

    def ask(name):
        return remembered(answers, (name,), lambda: worked_out.append(name) or name.upper())

    for name in "abc" + "a" + "d" + "acd":
        assert ask(name) == name.upper()
    assert worked_out == ["a", "b", "c", "d"], "b is the only one that was given up"
    ask("b")
    assert worked_out == ["a", "b", "c", "d", "b"]


def test_many_threads_may_ask_and_forget_at_once():
    answers = Answers(most=5)

    def ask(start):
        numbers = [(start + step * 7) % 13 for step in range(500)]
        return all(remembered(answers, (n,), lambda n=n: n + 1) == n + 1 for n in numbers)

    with ThreadPoolExecutor(8) as readers:
        assert all(readers.map(ask, range(8)))


def test_what_changed_in_england_is_counted_once_however_often_it_is_asked(monkeypatch):
    store = make_illustrative(date(2020, 12, 7))
    rows = changes.rows(since_last(store))
    monkeypatch.setattr("dashboard.changes._read", None)
    assert changes.rows(since_last(store)) == rows
