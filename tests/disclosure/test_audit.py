"""The audit finds what can be worked out, with every identity, and what every answer confirms."""

import random

import pytest

from dashboard.disclosure import known
from dashboard.disclosure.audit import OverBudgetError, bounded
from dashboard.disclosure.deciding import decide
from tests.disclosure.attacking import (
    COLUMNS,
    OUT,
    WAIT,
    E,
    F,
    I,
    N,
    O,
    P,
    S,
    V,
    by_trying,
    day,
    found,
    plainly,
    released,
)


def both(name, a, b):
    return {name: {"A": a, "B": b}}


LEAKS = {
    known.AREAS: [
        day(0, both(F, 3, 10), {F: {"A": (0, 4), "B": (10, 10), "England": (12, 14)}}),
    ],
    known.REASONS: [
        day(
            0,
            {P: {"A": 20}, S: {"A": 10}, O: {"A": 2}, N: {"A": 0}, V: {"A": 32}},
            {P: {"A": (20, 20)}, S: {"A": (10, 10)}, N: {"A": (0, 0)}, O: {"A": (0, 4)}}
            | {V: {"A": (31, 33)}},
        ),
    ],
    known.LETTERS: [
        day(
            0,
            {OUT: {"A": 20}, WAIT: {"A": 3}, V: {"A": 23}},
            {OUT: {"A": (20, 20)}, WAIT: {"A": (0, 4)}, V: {"A": (23, 25)}},
        ),
    ],
    known.PARTS: [
        day(
            0,
            {known.STATED[0]: {"A": 20}, known.STATED[1]: {"A": 2}, OUT: {"A": 22}},
            {
                known.STATED[0]: {"A": (20, 20)},
                known.STATED[1]: {"A": (0, 4)},
                OUT: {"A": (22, 22)},
            },
        ),
    ],
    known.VISITED: [
        day(
            0,
            {P: {"A": 20}, S: {"A": 0}, O: {"A": 3}, N: {"A": 0}, V: {"A": 23}},
            {P: {"A": (20, 20)}, S: {"A": (0, 0)}, N: {"A": (0, 0)}, O: {"A": (0, 4)}},
            {"A": 22},
        ),
    ],
    known.FLOW: [
        day(
            number,
            {F: {"A": force}, I: {"A": issued}, E: {"A": ended}},
            {F: {"A": (force, force)}, I: {"A": (issued, issued)}, E: {"A": hidden}},
        )
        for number, (force, issued, ended, hidden) in enumerate(
            [(15, 10, 5, (5, 5)), (20, 16, 6, (5, 12))]
        )
    ],
    known.GROWS: [
        day(0, {I: {"A": 10}}, {I: {"A": (10, 10)}}),
        day(1, {I: {"A": 11}}, {I: {"A": (8, 12)}}),
    ],
}
"""For each identity a release from which a small count or change follows by it, and only by it."""


@pytest.mark.parametrize("identity", known.IDENTITIES)
def test_each_identity_finds_a_leak_that_the_others_do_not(identity):
    assert found(LEAKS[identity])
    assert not found(LEAKS[identity], without=[identity])


def test_the_hidden_count_that_a_pocket_calculator_gave_is_found():
    """In force = constant + issued - ended: West Midlands in November and January."""
    told = [(10, 8, 3), (23, 32, 14)]
    days = [
        day(
            number,
            {F: {"W": force}, I: {"W": issued}, E: {"W": ended}},
            {F: {"W": (force, force)}, I: {"W": (issued, issued)}}
            | ({E: {"W": (ended, ended)}} if ended >= 5 else {}),
        )
        for number, (force, issued, ended) in enumerate(told)
    ]
    assert any(one.name.startswith(E) and one.least == one.most == 3 for one in found(days))


@pytest.mark.parametrize("seed", range(6))
def test_the_audit_finds_what_trying_every_answer_finds(seed):
    chance = random.Random(seed)
    first = {F: {"A": chance.randint(0, 6)}, I: {"A": chance.randint(0, 4)}, E: {"A": 0}}
    issued, ended = chance.randint(0, 3), chance.randint(0, 3)
    force = max(first[F]["A"] + issued - ended, 0)
    ended = first[F]["A"] + issued - force
    second = {
        F: {"A": force},
        I: {"A": first[I]["A"] + issued},
        E: {"A": ended},
    }
    days = plainly([(first, {}), (second, {})])
    names = (F, I, E)
    expected = by_trying(days, names, 12)
    audited = {one.name: (one.least, one.most) for one in bounded(days, names, 60)}
    assert audited == expected


def test_a_fall_that_is_true_is_no_identity():
    """An action was removed from the records: who believes that counts never fall is wrong."""
    days = plainly([({I: {"A": 9, "B": 30}}, {}), ({I: {"A": 7, "B": 30}}, {})])
    assert {one.name.partition(",")[0] for one in found(days)} <= {I}


def test_what_is_not_proved_in_the_time_is_not_told():
    counts = {F: {"A": 3, "B": 30}, I: {"A": 2, "B": 20}, E: {"A": 1, "B": 9}}
    with pytest.raises(OverBudgetError):
        [*bounded(plainly([(counts, {})]), [F, I, E], -1)]
    assert decide(COLUMNS, day(0, counts), [], -1).told == {}


def test_the_rule_tells_nothing_that_the_audit_finds_where_plain_rounding_does():
    every = []
    for issued, ended, force in ((5, 2, 5), (6, 3, 5), (7, 3, 6), (8, 5, 5)):
        every.append(({F: {"A": force}, I: {"A": issued}, E: {"A": ended}}, {}))
    assert found(plainly(every))
    assert not found(released(every))
