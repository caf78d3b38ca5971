"""A scenario in the address: read back as it was written, and what cannot be used is said."""

import random
from dataclasses import replace

import pytest

from dashboard.measures.road.capacity import Capacity
from dashboard.measures.scenario import AS_IT_IS, LIMITS, Scenario, fits
from dashboard.measures.selection import Selection
from dashboard.ui import address, controls

NAMES = {"inspectors": "100", "each": "2.5", "unseen": "80", "lost": "2"}


def supposed(chance):
    """Draw a scenario that a reader could make."""
    return Scenario(
        inspectors=chance.choice((None, chance.randint(1, 2000))),
        visits_each=chance.choice((None, round(chance.uniform(0.1, 20), 1))),
        unseen=chance.choice((None, chance.randint(1, 100))),
        weeks_lost=chance.choice((0, chance.randint(0, 26))),
    )


def test_every_scenario_comes_back_from_its_address(illustrated, random_selections):
    chance = random.Random(20)
    for selection in random_selections(illustrated, 120, seed=20):
        chosen = replace(selection, scenario=supposed(chance))
        found, notices = address.read(address.write(chosen), illustrated)
        assert found.scenario == chosen.scenario
        assert notices == address.read(address.write(selection), illustrated)[1]


def test_an_address_without_a_scenario_supposes_nothing(illustrated):
    assert address.read({}, illustrated)[0].scenario == AS_IT_IS
    assert address.write(Selection(scenario=AS_IT_IS)) == {}
    read, notices = address.read(NAMES, illustrated)
    assert read.scenario == Scenario(100, 2.5, 80, 2)
    assert notices == ()
    assert address.write(read) == NAMES


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("asked", ["", "0", "-5", "many", "2.55", "1e3", "nan", "99999", "<b>"])
def test_a_number_that_cannot_be_supposed_is_left_out_and_said(illustrated, name, asked):
    if name == "lost" and asked == "0":
        return
    read, notices = address.read({**NAMES, name: asked}, illustrated)
    field = address.SUPPOSED[name]
    assert read.scenario == replace(Scenario(100, 2.5, 80, 2), **{field: getattr(AS_IT_IS, field)})
    assert len(notices) == 1
    assert f'"{asked}"' in notices[0]
    assert f"{LIMITS[field][0]:g} to {LIMITS[field][1]:g}" in notices[0]


def test_only_visits_come_in_tenths():
    assert fits("visits_each", 2.1)
    assert not fits("inspectors", 2.5)
    assert not fits("unseen", 101)


@pytest.mark.parametrize(
    "now",
    [
        Capacity(30.9, 2.08, 0.88, assumed=False),
        Capacity(0.06, 0.01, 0.001, assumed=False),
        Capacity(9000, 95, 1.0, assumed=True),
    ],
)
def test_the_controls_open_with_what_may_be_chosen(now):
    for field, value in controls.as_it_was(now).items():
        assert fits(field, value)
        assert isinstance(value, float) == (field == "visits_each")
