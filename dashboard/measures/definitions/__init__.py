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

MODULES = (coverage, register, why, found, letters, enforcement, readiness)
MEASURES = tuple(
    value for module in MODULES for value in vars(module).values() if isinstance(value, Measure)
)
BY_NAME = {measure.name: measure for measure in MEASURES}
