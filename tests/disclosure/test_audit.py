"""The audit finds what can be worked out, with every identity, and what every answer confirms."""

import random
from dataclasses import replace

import pytest

from dashboard.disclosure import known
from dashboard.disclosure.audit import OverBudgetError, bounded
from dashboard.disclosure.deciding import decide
from tests.disclosure.attacking import (
    COLUMNS,
    EN,
    IN,
    IS,
    OT,
    OUT,
    PR,
    SA,
    UN,
    WAIT,
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
        day(0, both(IN, 3, 10), {IN: {"A": (0, 4), "B": (10, 10), "England": (12, 14)}}),
    ],
    known.REASONS: [
        day(
            0,
            {PR: {"A": 20}, SA: {"A": 10}, OT: {"A": 2}, UN: {"A": 0}, V: {"A": 32}},
            {PR: {"A": (20, 20)}, SA: {"A": (10, 10)}, UN: {"A": (0, 0)}, OT: {"A": (0, 4)}}
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
            {PR: {"A": 20}, SA: {"A": 0}, OT: {"A": 3}, UN: {"A": 0}, V: {"A": 23}},
            {PR: {"A": (20, 20)}, SA: {"A": (0, 0)}, UN: {"A": (0, 0)}, OT: {"A": (0, 4)}},
            {"A": 22},
        ),
    ],
    known.FLOW: [
        day(
            number,
            {IN: {"A": force}, IS: {"A": issued}, EN: {"A": ended}},
            {IN: {"A": (force, force)}, IS: {"A": (issued, issued)}, EN: {"A": hidden}},
        )
        for number, (force, issued, ended, hidden) in enumerate(
            [(15, 10, 5, (5, 5)), (20, 16, 6, (5, 12))]
        )
    ],
    known.GROWS: [
        day(0, {IS: {"A": 10}}, {IS: {"A": (10, 10)}}),
        day(1, {IS: {"A": 11}}, {IS: {"A": (8, 12)}}),
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
            {IN: {"W": force}, IS: {"W": issued}, EN: {"W": ended}},
            {IN: {"W": (force, force)}, IS: {"W": (issued, issued)}}
            | ({EN: {"W": (ended, ended)}} if ended >= 5 else {}),
        )
        for number, (force, issued, ended) in enumerate(told)
    ]
    assert any(one.name.startswith(EN) and one.least == one.most == 3 for one in found(days))


@pytest.mark.parametrize("seed", range(6))
def test_the_audit_finds_what_trying_every_answer_finds(seed):
    chance = random.Random(seed)
    first = {IN: {"A": chance.randint(0, 6)}, IS: {"A": chance.randint(0, 4)}, EN: {"A": 0}}
    issued, ended = chance.randint(0, 3), chance.randint(0, 3)
    force = max(first[IN]["A"] + issued - ended, 0)
    ended = first[IN]["A"] + issued - force
    second = {
        IN: {"A": force},
        IS: {"A": first[IS]["A"] + issued},
        EN: {"A": ended},
    }
    days = plainly([(first, {}), (second, {})])
    names = (IN, IS, EN)
    expected = by_trying(days, names, 12)
    audited = {one.name: (one.least, one.most) for one in bounded(days, names, 60)}
    assert audited == expected


def test_a_fall_that_is_true_is_no_identity():
    """An action was removed from the records: who believes that counts never fall is wrong."""
    days = plainly([({IS: {"A": 9, "B": 30}}, {}), ({IS: {"A": 7, "B": 30}}, {})])
    assert {one.name.partition(",")[0] for one in found(days)} <= {IS}


def test_what_is_not_proved_in_the_time_is_not_told():
    counts = {IN: {"A": 3, "B": 30}, IS: {"A": 2, "B": 20}, EN: {"A": 1, "B": 9}}
    with pytest.raises(OverBudgetError):
        [*bounded(plainly([(counts, {})]), [IN, IS, EN], -1)]
    assert decide(COLUMNS, day(0, counts), [], -1).told == {}


def test_the_rule_tells_nothing_that_the_audit_finds_where_plain_rounding_does():
    every = []
    for issued, ended, force in ((5, 2, 5), (6, 3, 5), (7, 3, 6), (8, 5, 5)):
        every.append(({IN: {"A": force}, IS: {"A": issued}, EN: {"A": ended}}, {}))
    assert found(plainly(every))
    assert not found(released(every))


def test_a_repeat_visit_is_never_undone():
    """Visits that have to grow with those visited, told in full, narrow down the visits before."""
    none = {SA: {"A": 0}, OT: {"A": 0}, UN: {"A": 0}}
    shut = {name: {"A": (0, 0)} for name in none}
    first = day(0, {PR: {"A": 1}, V: {"A": 1}} | none, {PR: {"A": (0, 4)}} | shut)
    then = day(1, {V: {"A": 12}}, {V: {"A": (12, 12)}}, visited={"A": 11})
    assert any(one.name.startswith(PR) for one in found([first, then]))
    assert not any(one.name.startswith(PR) for one in found([first, replace(then, visited={})]))
