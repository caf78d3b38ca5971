"""Measures of settings as measures of the places registered in them."""

from dataclasses import replace

from dashboard.measures import needs
from dashboard.measures.measure import NOWHERE, Measure


def of_places(
    measure: Measure, label: str, definition: str, told: needs.Needs = needs.PLACES
) -> Measure:
    """Count places where a measure counts settings; `told` is what this needs beside."""
    below = measure.denominator
    return replace(
        measure,
        name=f"places_{measure.name}",
        needs=(*measure.needs, *told),
        label=label,
        unit="places",
        definition=definition,
        numerator=replace(measure.numerator, column="places"),
        denominator=below and replace(below, column="places"),
        leaves=NOWHERE,
    )
