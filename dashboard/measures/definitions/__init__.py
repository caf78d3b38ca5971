"""Every measure, defined once: one written in a module of this package is a measure everywhere."""

from dashboard.measures.definitions import (
    coverage,
    enforcement,
    found,
    letters,
    readiness,
    register,
    why,
)
from dashboard.measures.measure import Measure

MEASURES = tuple(
    value
    for module in (coverage, register, why, found, letters, enforcement, readiness)
    for value in vars(module).values()
    if isinstance(value, Measure)
)
BY_NAME = {measure.name: measure for measure in MEASURES}
