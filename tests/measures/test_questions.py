"""Whoever listens hears every question, asked anew or answered from memory."""

from dashboard.measures.definitions.coverage import COVERAGE, VISITS
from dashboard.measures.questions import Question, hearing, remembered
from dashboard.measures.selection import Selection

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


def test_answers_may_be_cleared_by_one_reader_while_another_takes_one():
    answers = {}

    class Turn:
        """Hashed in Python: a place at which another thread may get its turn."""

        taken = 0

        def __hash__(self):
            self.taken += 1
            if self.taken == 2:
                answers.clear()
            return 1

    turn = Turn()
    answers[(turn,)] = "kept", ()
    turn.taken = 0
    assert remembered(answers, (turn,), lambda: "anew") == "kept"
