"""The driver of load measures a real server, and its gates close."""

import pytest

from tests.benchmarks import load
from tests.benchmarks.load import PLANS, Plan, Told, Used, report, slope, soaked
from tests.browser.serving import served

CALM = Used(1.0, 100.0, 30, 20)


def told(steps=10, errors=0):
    return Told(steps, errors, {}, [0.1] * steps)


@pytest.mark.parametrize(
    ("said", "after", "most", "past"),
    [
        (told(), CALM, 100, []),
        (told(errors=1), CALM, 100, ["errors"]),
        (told(0), CALM, 100, ["no step"]),
        (told(), Used(2.6, 100, 30, 20), 100, ["cpu_ms_a_step"]),
        (told(), CALM, 1000, ["mib_a_reader"]),
    ],
)
def test_a_gate_closes_on_errors_cpu_and_memory(said, after, most, past):
    assert report(said, CALM, after, most, PLANS["steady"])["past_its_gate"] == past


@pytest.mark.parametrize(
    ("rise", "after", "past"),
    [
        (0.5, CALM, []),
        (1.5, CALM, ["mib_a_minute"]),
        (0.0, Used(1, 100, 60, 20), ["descriptors"]),
        (0.0, Used(1, 100, 30, 50), ["threads"]),
    ],
)
def test_a_gate_closes_on_what_is_not_given_back(rise, after, past):
    samples = [(minute, Used(1, 100 + rise * minute, 30, 20)) for minute in range(30)]
    assert soaked(told(), samples, CALM, after)["past_its_gate"] == past


def test_a_slope_is_that_of_the_line():
    assert slope([(x, 3 * x + 1) for x in range(5)]) == pytest.approx(3)


@pytest.mark.long
def test_a_few_readers_are_served_and_measured(tmp_path):
    with served(tmp_path / "log") as server:
        found = load.together(server.address, server.process.pid, Plan(4, 1, 8, 5000, 100))
    assert found["errors"] == 0, found
    assert found["steps"] >= 8
    assert found["cpu_ms_a_step"] > 1
    assert len(found["seconds_p50_p95_p99"]) == 3
    assert found["past_its_gate"] == []
